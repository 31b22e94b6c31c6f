//! Documents by their hash: sent along once, asked for by GET, kept by others where the answer is public.

use super::*;
use aws_lc_rs::digest::{SHA256, digest};
use reqwest::header::{AUTHORIZATION, CACHE_CONTROL, ETAG, IF_NONE_MATCH, VARY};

const COUNTY: &str = "query County($code: String!) { county(code: $code) { name } }";

fn by_hash(document: &str) -> Value {
    let hash: String = digest(&SHA256, document.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

async fn gets(world: &World, extensions: &Value, variables: &Value, headers: &[(reqwest::header::HeaderName, &str)]) -> reqwest::Response {
    let asked = [("extensions", extensions.to_string()), ("variables", variables.to_string())];
    let mut request = world.http.get(format!("{}/graphql", world.url)).query(&asked);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    request.send().await.unwrap()
}

async fn posts(world: &World, body: &Value) -> (u16, Value) {
    let answer = world.http.post(format!("{}/graphql", world.url)).json(body).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

story!(a_document_is_sent_along_once_and_then_asked_for_by_its_hash, |world| {
    let code = json!({ "code": world.home().code });
    let unknown: Value = gets(world, &by_hash(COUNTY), &code, &[]).await.json().await.unwrap();
    assert_eq!((top(&unknown), &unknown["errors"][0]["message"]), ("PERSISTED_QUERY_NOT_FOUND", &json!("PersistedQueryNotFound")));
    let (status, first) = posts(world, &json!({ "query": COUNTY, "variables": code, "extensions": by_hash(COUNTY) })).await;
    assert_eq!((status, &first["data"]["county"]["name"]), (200, &json!("苍溪县")));
    let again: Value = gets(world, &by_hash(COUNTY), &code, &[]).await.json().await.unwrap();
    assert_eq!(again, first);
    assert_eq!(posts(world, &json!({ "variables": code, "extensions": by_hash(COUNTY) })).await.1, first);
});

story!(no_hash_leads_to_another_document, |world| {
    let other = "query Other { counties { nodes { name } } }";
    let poisoned = json!({ "query": other, "extensions": by_hash(COUNTY) });
    let (status, told) = posts(world, &poisoned).await;
    assert_eq!((status, top(&told)), (400, "PERSISTED_QUERY_MISMATCH"));
    let still: Value = gets(world, &by_hash(COUNTY), &json!({ "code": world.home().code }), &[]).await.json().await.unwrap();
    assert_eq!(top(&still), "PERSISTED_QUERY_NOT_FOUND", "nothing was kept");
    for wrong in [json!({ "version": 2, "sha256Hash": "a".repeat(64) }), json!({ "version": 1, "sha256Hash": "x" })] {
        let (status, told) = posts(world, &json!({ "query": COUNTY, "extensions": { "persistedQuery": wrong } })).await;
        assert_eq!((status, top(&told)), (400, "GRAPHQL_PARSE"));
    }
    let bomb = format!("{{ counties {{ nodes {{ {} }} }} }}", "name ".repeat(700));
    assert_eq!(top(&posts(world, &json!({ "query": bomb, "extensions": by_hash(&bomb) })).await.1), "LIMIT");
    assert_eq!(top(&posts(world, &json!({ "extensions": by_hash(&bomb) })).await.1), "PERSISTED_QUERY_NOT_FOUND");
    let change = "mutation { signOut { errors { code } } }";
    assert_eq!(posts(world, &json!({ "query": change, "extensions": by_hash(change) })).await.0, 200);
    assert_eq!(gets(world, &by_hash(change), &json!({}), &[]).await.status(), 405, "never by GET");
});

story!(a_public_answer_may_be_kept_by_who_asks_each_time_and_no_other_is, |world| {
    let code = json!({ "code": world.home().code });
    posts(world, &json!({ "query": COUNTY, "variables": code, "extensions": by_hash(COUNTY) })).await;
    let first = gets(world, &by_hash(COUNTY), &code, &[]).await;
    assert_eq!(first.headers()[CACHE_CONTROL], "public, no-cache");
    let varies = first.headers().get_all(VARY).iter().any(|value| value.to_str().unwrap().to_ascii_lowercase().contains("authorization"));
    assert!(varies, "{:?}", first.headers());
    let tag = first.headers()[ETAG].to_str().unwrap().to_owned();
    let same = gets(world, &by_hash(COUNTY), &code, &[(IF_NONE_MATCH, &tag)]).await;
    assert_eq!((same.status().as_u16(), same.headers()[ETAG].to_str().unwrap()), (304, tag.as_str()));
    assert_eq!(same.text().await.unwrap(), "");
    let other = gets(world, &by_hash(COUNTY), &json!({ "code": world.other().code }), &[(IF_NONE_MATCH, &tag)]).await;
    assert_eq!(other.status(), 200);
    let token = world.signed_in(world.home(), "town-head").await;
    let signed_in = gets(world, &by_hash(COUNTY), &code, &[(AUTHORIZATION, &format!("Bearer {token}"))]).await;
    assert_eq!(
        (&signed_in.headers()[CACHE_CONTROL], signed_in.headers().contains_key(ETAG)),
        (&"private, no-store".parse().unwrap(), false)
    );
    let plain = world.http.get(format!("{}/graphql", world.url)).query(&[("query", COUNTY), ("variables", &code.to_string())]);
    assert_eq!(plain.send().await.unwrap().headers()[CACHE_CONTROL], "private, no-store", "not by its hash");
    let own = "query Status($code: String) { reportStatus(queryCode: $code) { state } }";
    posts(world, &json!({ "query": own, "variables": { "code": "x" }, "extensions": by_hash(own) })).await;
    let answer = gets(world, &by_hash(own), &json!({ "code": "x" }), &[]).await;
    assert!(!answer.headers().contains_key(ETAG), "not public");
});

#[test]
fn what_may_be_kept_is_on_the_public_list() {
    for field in lianjing::http::persisted::PUBLIC {
        assert!(crate::root_fields::answers_everybody(field), "{field}");
    }
}
