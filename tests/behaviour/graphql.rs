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
    for size in [10 << 20, 257 << 10] {
        let body = json!({ "query": "{phoneChallenge{json}}", "variables": { "x": "x".repeat(size) } });
        match world.http.post(format!("{}/graphql", world.url)).json(&body).send().await {
            Ok(response) => {
                assert_eq!(response.status().as_u16(), 413, "{size}");
                let answer: Value = response.json().await.unwrap();
                let error = &answer["errors"][0];
                assert_eq!(error["extensions"]["code"], "LIMIT");
                assert_eq!(error["message"], "请求太大了，没有收（最多 256 KiB）。");
            }
            // The server may close before all is sent: then the line breaks while we write, not for want of a server.
            Err(error) => assert!(error.is_request() && !error.is_connect() && !error.is_timeout(), "{size}: {error:?}"),
        }
        assert_eq!(
            status_and_code(world, "{\"query\":\"{phoneChallenge{json}}\"}", "application/json").await,
            (200, "-".to_owned()),
            "it lives"
        );
    }
    let fits = json!({ "query": "{phoneChallenge{json}}", "variables": { "x": "x".repeat(255 << 10) } });
    let response = world.http.post(format!("{}/graphql", world.url)).json(&fits).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
});

story!(a_mutation_in_fragments_is_counted_field_by_field, |world| {
    let sign_outs = |count: usize| (0..count).map(|n| format!("s{n}: signOut {{ errors {{ code }} }} ")).collect::<String>();
    for query in [
        format!("mutation {{ ... on Mutation {{ {} }} }}", sign_outs(6)),
        format!("mutation {{ ...f }} fragment f on Mutation {{ {} }}", sign_outs(5)),
    ] {
        let answer = world.ask(None, &query, json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT", "{answer}");
        assert!(answer["errors"][0]["message"].as_str().unwrap().contains("MAX_MUTATIONS"), "{answer}");
        assert_eq!(answer["data"], Value::Null);
    }
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
