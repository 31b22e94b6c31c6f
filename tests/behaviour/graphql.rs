//! GraphQL over HTTP: what is refused before anything is run.

use kit::{World, story};
use serde_json::{Value, json};

async fn status_and_code(world: &World, body: &'static str, content_type: &str) -> (u16, String) {
    let request = world.http.post(format!("{}/graphql", world.url)).header("content-type", content_type).body(body);
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let answer: Value = response.json().await.unwrap_or_default();
    (status, answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("-").to_owned())
}

story!(refusals_have_codes, |world| {
    for (body, kind, status, code) in [
        ("{\"query\":\"{phoneChallenge{json}}\"}", "application/json", 200, "-"),
        ("{\"query\":\"{phoneChallenge{json}}\"}", "text/plain", 415, "CONTENT_TYPE"),
        ("{\"query\":\"{phoneChallenge{json}}\"}", "application/x-www-form-urlencoded", 415, "CONTENT_TYPE"),
        ("{\"query\":\"{phoneChallenge{json}}\"}", "multipart/form-data; boundary=x", 415, "CONTENT_TYPE"),
        ("[{\"query\":\"{phoneChallenge{json}}\"}]", "application/json", 400, "BATCH"),
        ("{\"query\":", "application/json", 400, "GRAPHQL_PARSE"),
        ("{\"query\":\"{\"}", "application/json", 400, "GRAPHQL_PARSE"),
        ("{\"query\":\"{nonsense}\"}", "application/json", 200, "GRAPHQL_VALIDATION"),
        ("{\"query\":\"{phoneChallenge{json}}\",\"variables\":[1]}", "application/json", 400, "GRAPHQL_PARSE"),
        ("{\"query\":\"\\u0000\"}", "application/json", 400, "GRAPHQL_PARSE"),
    ] {
        assert_eq!(status_and_code(world, body, kind).await, (status, code.to_owned()), "{body} as {kind}");
    }
});

story!(a_body_of_ten_megabytes_is_refused, |world| {
    let body = json!({ "query": "{phoneChallenge{json}}", "variables": { "x": "x".repeat(10 << 20) } });
    let response = world.http.post(format!("{}/graphql", world.url)).json(&body).send().await;
    // The server may close before all is sent; what it says then is 413.
    assert!(response.is_err() || response.is_ok_and(|r| r.status().as_u16() == 413));
});

story!(get_reads_and_never_changes, |world| {
    let get = async |query: &str| {
        let response = world.http.get(format!("{}/graphql", world.url)).query(&[("query", query)]).send().await.unwrap();
        response.status().as_u16()
    };
    assert_eq!(get("{phoneChallenge{json}}").await, 200);
    assert_eq!(get("mutation{markNoticesRead(input:{ids:[]}){errors{message}}}").await, 405);
    assert_eq!(get("query A{phoneChallenge{json}} mutation B{markNoticesRead(input:{ids:[]}){errors{message}}}").await, 405);
});

story!(a_forged_token_is_nobody, |world| {
    for token in ["x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.", "a.b.c"] {
        let answer = world.ask(Some(token), "{phoneChallenge{json}}", json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    }
});
