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
        ("{\"query\":\"{phoneChallenge{json}}\"}", "APPLICATION/Json; charset=utf-8", 200, "-"),
        ("{\"query\":\"{phoneChallenge{json}}\"}", "text/plain", 415, "CONTENT_TYPE"),
        ("{\"query\":\"{phoneChallenge{json}}\"}", "application/x-www-form-urlencoded", 415, "CONTENT_TYPE"),
        ("{\"query\":\"{phoneChallenge{json}}\"}", "multipart/form-data; boundary=x", 415, "CONTENT_TYPE"),
        ("[{\"query\":\"{phoneChallenge{json}}\"}]", "application/json", 400, "BATCH"),
        ("{\"query\":", "application/json", 400, "GRAPHQL_PARSE"),
        ("{\"query\":\"{\"}", "application/json", 200, "GRAPHQL_PARSE"),
        ("{\"query\":\"{nonsense}\"}", "application/json", 200, "GRAPHQL_VALIDATION"),
        ("{\"query\":\"{phoneChallenge{json}}\",\"variables\":[1]}", "application/json", 400, "GRAPHQL_PARSE"),
        ("{\"query\":\"{phoneChallenge{json}}\",\"extensions\":[1]}", "application/json", 400, "GRAPHQL_PARSE"),
        ("{\"query\":\"{phoneChallenge{json}}\",\"operationName\":1}", "application/json", 400, "GRAPHQL_PARSE"),
        ("{\"query\":\"{phoneChallenge{json}}\",\"variables\":null,\"extensions\":null}", "application/json", 200, "-"),
        ("{\"query\":\"\\u0000\"}", "application/json", 200, "GRAPHQL_PARSE"),
        ("", "application/json", 400, "GRAPHQL_PARSE"),
        ("mutation{signOut{errors{code}}}", "application/graphql", 415, "CONTENT_TYPE"),
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
                assert_eq!(error["extensions"], json!({ "code": "LIMIT", "limit": "max_body", "most": 262_144 }));
                assert_eq!(error["message"], "请求太大了，没有收（限制 max_body，最多 256 KiB）。");
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
        assert_eq!(answer["errors"][0]["extensions"], json!({ "code": "LIMIT", "limit": "max_mutations", "most": 4 }), "{answer}");
        assert_eq!(answer["errors"][0]["message"], "请求超过了限制 max_mutations（最多 4），请分几次要。");
        assert_eq!(answer["data"], Value::Null);
    }
});

story!(a_refused_question_names_its_field, |world| {
    for (query, field) in [("{counties(first:101){nodes{id}}}", "first"), ("{counties(after:\"?\"){nodes{id}}}", "after")] {
        let answer = world.ask(None, query, json!({})).await;
        let error = &answer["errors"][0];
        let told = json!({ "code": "INVALID", "field": field, "message": error["message"] });
        assert_eq!(error["extensions"], json!({ "code": "INVALID", "field": field, "refusals": [told] }), "{answer}");
    }
});

story!(every_limit_is_named_with_its_value, |world| {
    let deep = format!("{{ node(id: \"x\") {{ ... on Unit {{ {} id {} }} }} }}", "parent { ".repeat(20), "} ".repeat(20));
    let list = "counties(first: 100) { nodes { units(first: 100) { nodes { name code category } } } }";
    let costly = format!("{{ a: {list} b: {list} }}");
    let fields = format!("{{ phoneChallenge {{ {} }} }}", "json ".repeat(601));
    let aliases = format!("{{ {} }}", (0..31).map(|n| format!("a{n}: phoneChallenge {{ json }} ")).collect::<String>());
    let directives = format!("{{ phoneChallenge {} {{ json }} }}", "@include(if: true) ".repeat(9));
    let nested = format!("{{ a(x: {}1{}) }}", "[".repeat(60), "]".repeat(60));
    let long = format!("{{ phoneChallenge {{ json }} }} #{}", "x".repeat(33 << 10));
    for (name, most, query) in [
        ("max_depth", 16, deep),
        ("max_complexity", 20_000, costly),
        ("max_fields", 600, fields),
        ("max_aliases", 30, aliases),
        ("max_directives", 8, directives),
        ("max_nesting", 48, nested),
        ("max_document", 32 << 10, long),
    ] {
        let answer = world.ask(None, &query, json!({})).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"], json!({ "code": "LIMIT", "limit": name, "most": most }), "{answer}");
        assert!(error["message"].as_str().unwrap().starts_with(&format!("请求超过了限制 {name}（最多 {most}），请分几次要。")), "{answer}");
        assert_eq!(answer["data"], Value::Null);
    }
});

story!(a_bomb_behind_a_comment_or_a_string_does_not_reach_the_parser, |world| {
    let brackets = "[".repeat(9_000);
    for hides in ["#\r", "\"\"\"\\\"\"\" \"\"\" x:", "[\"\"\",\""] {
        let answer = world.ask(None, &format!("{{a(x:{hides}{brackets}"), json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"], json!({ "code": "LIMIT", "limit": "max_nesting", "most": 48 }), "{hides:?}");
        let alive = world.http.get(format!("{}/healthz", world.url)).send().await.unwrap();
        assert_eq!(alive.text().await.unwrap(), "ok\n", "{hides:?}");
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

/// Status, media type, whether there is `data`, and the first error's code, of a document sent with these variables.
async fn told_as(world: &World, accept: &str, (query, variables): (&str, Value)) -> (u16, String, bool, String) {
    let request = world.http.post(format!("{}/graphql", world.url)).header("accept", accept);
    let response = request.json(&json!({ "query": query, "variables": variables })).send().await.unwrap();
    let status = response.status().as_u16();
    assert!(response.headers().get_all("vary").iter().any(|value| value.to_str().unwrap().contains("accept")), "caches tell them apart");
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    let answer: Value = response.json().await.unwrap();
    let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("-").to_owned();
    (status, kind, answer.as_object().unwrap().contains_key("data"), code)
}

story!(a_status_says_what_the_media_type_lets_it_say, |world| {
    let long = format!("{{ phoneChallenge {{ json }} }} #{}", "x".repeat(33 << 10));
    let (plain, own) = ("application/json", "application/graphql-response+json");
    for (document, variables, statuses, has_data, code) in [
        ("{phoneChallenge{json}}", json!({}), [200, 200], true, "-"),
        ("{", json!({}), [200, 400], false, "GRAPHQL_PARSE"),
        ("{nonsense}", json!({}), [200, 400], false, "GRAPHQL_VALIDATION"),
        ("query($id:ID!){__typename}", json!({ "id": null }), [200, 400], false, "GRAPHQL_VALIDATION"),
        ("query($id:ID!){node(id:$id){id}}", json!({}), [200, 400], false, "GRAPHQL_VALIDATION"),
        ("query($n:Int){counties(first:$n){nodes{id}}}", json!({ "n": "many" }), [200, 400], false, "GRAPHQL_VALIDATION"),
        ("query A{__typename} query B{__typename}", json!({}), [200, 400], false, "GRAPHQL_VALIDATION"),
        (&long, json!({}), [200, 400], false, "LIMIT"),
        // Fields were asked, and one of them said no: that is an answer.
        ("{__typename counties(first:101){nodes{id}}}", json!({}), [200, 200], true, "INVALID"),
    ] {
        for (accept, status) in [plain, own].into_iter().zip(statuses) {
            let want = (status, format!("{accept}; charset=utf-8"), has_data, code.to_owned());
            assert_eq!(told_as(world, accept, (document, variables.clone())).await, want, "{document:.60}");
        }
    }
    let refused = told_as(world, "text/html", ("{phoneChallenge{json}}", json!({}))).await;
    assert_eq!(refused, (406, "application/json".to_owned(), false, "ACCEPT".to_owned()));
});

story!(pages_of_others_may_read_and_nothing_else, |world| {
    let (to, origin) = (format!("{}/graphql", world.url), "https://example.org");
    let header = |answer: &reqwest::Response, name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let read = world.http.get(&to).query(&[("query", "{phoneChallenge{json}}")]).header("origin", origin).send().await.unwrap();
    assert_eq!((read.status().as_u16(), header(&read, "access-control-allow-origin").as_deref()), (200, Some("*")));
    assert_eq!(header(&read, "access-control-allow-credentials"), None, "never with cookies");

    for wanted in ["content-type", "authorization", "x-anything"] {
        let asks = world.http.request(reqwest::Method::OPTIONS, &to).header("origin", origin);
        let asks = asks.header("access-control-request-method", "POST").header("access-control-request-headers", wanted);
        let told = asks.send().await.unwrap();
        assert_eq!(told.status().as_u16(), 204);
        assert_eq!(header(&told, "access-control-allow-headers"), None, "so a browser sends no JSON and no token: {wanted}");
        assert_eq!(header(&told, "access-control-allow-methods").as_deref(), Some("GET"));
        assert_eq!(header(&told, "access-control-allow-credentials"), None);
    }
    let body = "{\"query\":\"mutation{signOut{errors{code}}}\"}";
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let sent = world.http.post(&to).header("origin", origin).header("content-type", kind).body(body).send().await.unwrap();
        assert_eq!((sent.status().as_u16(), header(&sent, "access-control-allow-origin")), (415, None), "{kind}");
    }
    let bare = world.http.post(&to).header("origin", origin).body(body).send().await.unwrap();
    assert_eq!(bare.status().as_u16(), 415, "no kind at all");
});
