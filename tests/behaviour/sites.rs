//! Addresses and codes that mean nothing, verbs that a page does not know: each is answered, none is a fault.

use kit::{World, story};
use reqwest::Method;
use serde_json::{Value, json};

async fn answered(world: &World, method: Method, path: &str) -> (u16, String, String) {
    let response = world.http.request(method, format!("{}{path}", world.url)).send().await.unwrap();
    let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned()).unwrap_or_default();
    (response.status().as_u16(), kind, response.text().await.unwrap())
}

story!(a_page_can_only_be_read, |world| {
    for path in [
        "/",
        "/510824",
        "/510824/list",
        "/510824/u/510824-village",
        "/510824/p/510824-dibao",
        "/track",
        "/staff",
        "/staff/open/x",
        "/q/ABC",
    ] {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let (status, _, body) = answered(world, method.clone(), path).await;
            assert_eq!((status, body.as_str()), (405, "这一页只能看，不能这样用。\n"), "{method} {path}");
        }
    }
    for path in ["/510824", "/track", "/510824/u/510824-village"] {
        let (status, kind, body) = answered(world, Method::HEAD, path).await;
        assert_eq!((status, kind.as_str(), body.as_str()), (200, "text/html; charset=utf-8", ""), "HEAD {path}");
    }
});

story!(what_nobody_knows_is_not_there, |world| {
    for path in [
        "/nonsense/x",
        "/nonsense",
        "/51082",
        "/5108245",
        "/510824/x",
        "/510824/u",
        "/staff/a/b/c",
        "/track/x",
        "/GRAPHQL",
        "/510824/u/%FF",
        "/q/%FF",
    ] {
        let (status, kind, body) = answered(world, Method::GET, path).await;
        assert_eq!((status, kind.as_str()), (404, "text/html; charset=utf-8"), "{path}");
        assert!(body.contains("没有"), "{path}: {body}");
    }
    for path in
        ["/track", "/privacy", "/accessibility", "/report/done", "/510824/report", "/staff", "/staff/me", "/staff/open", "/staff/open/x"]
    {
        assert_eq!(answered(world, Method::GET, path).await.0, 200, "{path}");
    }
    let (status, _, body) = answered(world, Method::GET, "/510824/list?q=a&q=b").await;
    assert!(status == 404 && body.contains("没有这一页") && !body.contains("deserialize"), "{status} {body}");
});

story!(codes_with_controls_in_them_are_not_there, |world| {
    for strange in ["%00", "a%00b", "%0A", "%7F", "%C2%85", "510824-village%00"] {
        for path in ["/510824/u/", "/510824/p/", "/510824/list?town=", "/q/"] {
            let (status, _, body) = answered(world, Method::GET, &format!("{path}{strange}")).await;
            assert!(matches!(status, 200 | 404), "{path}{strange}: {status}");
            assert!(!body.contains("打不开"), "{path}{strange}");
        }
    }
    let token = world.signed_in(world.home(), "town-head").await;
    let query = "query($c: String!) { unit(county: \"510824\", code: $c) { id } power(county: \"510824\", code: $c) { id } \
        county(code: \"510824\") { units(parentCode: $c) { totalCount } } nowhere: county(code: $c) { id } \
        foreign: unit(county: $c, code: \"x\") { id } caseByNumber(number: $c) { id } }";
    for strange in ["\0", "a\0", "510824-village\0", "\n", "\u{7F}", "\u{85}", "2026-\0", "%", "'; --"] {
        let answer = world.ask(Some(&token), query, json!({ "c": strange })).await;
        assert_eq!(answer.get("errors"), None, "{strange:?}: {answer:#}");
        let nothing = json!({ "unit": null, "power": null, "county": { "units": { "totalCount": 0 } }, "nowhere": null, "foreign": null,
            "caseByNumber": null });
        assert_eq!(answer["data"], nothing, "{strange:?}");
    }
    for query in
        ["entry(code: \"\\u0000\") { code }", "node(id: \"unit_\\u0000\") { id }", "reportStatus(queryCode: \"\\u0000\") { state }"]
    {
        let answer = world.ask(None, &format!("{{ {query} }}"), json!({})).await;
        assert_ne!(answer["errors"][0]["extensions"]["code"], "INTERNAL", "{answer}");
        assert_ne!(answer["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION", "{answer}");
    }
});

story!(refusals_of_the_library_have_a_code_and_a_sentence, |world| {
    let list =
        "{a:county(code:\"510824\"){units(first:100){nodes{county{units(first:100){nodes{county{units(first:100){totalCount}}}}}}}}}";
    for (query, code, begins) in [
        ("{nonsense}", "GRAPHQL_VALIDATION", "请求和接口对不上，请刷新页面再试。（"),
        ("query($x: Int!){county(code:$x){id}}", "GRAPHQL_VALIDATION", "请求和接口对不上，请刷新页面再试。（"),
        (list, "LIMIT", "请求超过了限制 max_complexity（最多 20000），请分几次要。（"),
        ("{", "GRAPHQL_PARSE", "查询写得不对，读不懂。（"),
    ] {
        let answer = world.ask(None, query, json!({})).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], code, "{answer}");
        assert!(error["message"].as_str().unwrap().starts_with(begins), "{answer}");
    }
    let (status, _, body) = answered(world, Method::PUT, "/graphql").await;
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((status, &body["errors"][0]["extensions"]["code"]), (405, &json!("METHOD")));
});
