//! 接口客户端: third parties whom a county registered, what they are given, and what they are not.

mod feed;
mod hooks;
mod persisted;
mod quotas;
mod reference;
mod tokens;

use kit::World;
use kit::clients::{CLIENT, Credentials, end, grant, register, rotate};
use kit::story;
use lianjing::domain::ledger;
use serde_json::{Value, json};
use time::Duration;

/// Kinds of the entries that these acts leave, the newest first.
async fn left(world: &World) -> Vec<String> {
    let kinds = ["clients.registered", "clients.secret_rotated", "clients.ended", "clients.webhook_registered", "clients.webhook_rotated"];
    let kinds = [&kinds[..], &["clients.webhook_ended", "clients.webhook_resumed"]].concat();
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    ledger::open_entries(&tx, &kinds, None, 50).await.unwrap().into_iter().map(|entry| entry.kind).collect()
}

/// The code of the first refusal of a payload; `-` if it was done.
fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

/// The code at the top of an answer.
fn top(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("-")
}

async fn does(world: &World, who: &str, query: &str, input: Value) -> Value {
    let token = world.signed_in(world.home(), who).await;
    let data = world.data(Some(&token), query, json!({ "input": input })).await;
    data.as_object().unwrap().values().next().unwrap().clone()
}

async fn listed(world: &World, who: &str) -> Value {
    let token = world.signed_in(world.home(), who).await;
    world.data(Some(&token), &format!("{{ clients {{ {CLIENT} }} }}"), json!({})).await["clients"].clone()
}

fn new(name: &str) -> Value {
    json!({ "name": name, "contact": "演示联系人 0800-1", "purpose": "统计公开的权力", "scopes": ["OPEN_READ"] })
}

story!(a_client_is_registered_by_the_administrator_and_its_secret_is_shown_once, |world| {
    for who in ["town-head", "county-head", "auditor", "town-handler", "publisher"] {
        assert_eq!(code(&does(world, who, &register(), new("演示甲")).await), "FORBIDDEN", "{who}");
    }
    let faulty = json!({ "name": "", "contact": "短", "purpose": "演".repeat(301), "scopes": [] });
    let refused = does(world, "admin", &register(), faulty).await;
    let told =
        refused["errors"].as_array().unwrap().iter().map(|error| (error["code"].as_str().unwrap(), error["field"].as_str().unwrap()));
    let all = [("REQUIRED", "name"), ("TOO_SHORT", "contact"), ("TOO_LONG", "purpose"), ("REQUIRED", "scopes")];
    assert_eq!(told.collect::<Vec<_>>(), all);
    assert_eq!((listed(world, "admin").await, left(world).await.len()), (json!([]), 0), "nothing happened");
    let made = does(world, "admin", &register(), new("演示甲")).await;
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("ljs_") && secret.len() == 47);
    let shown = listed(world, "admin").await[0].clone();
    assert_eq!((&shown["name"], &shown["scopes"], &shown["viewerCanChange"]), (&json!("演示甲"), &json!(["OPEN_READ"]), &json!(true)));
    assert_eq!((&shown["lastUsedAt"], &shown["spentToday"]), (&Value::Null, &json!(0)));
    assert_eq!(listed(world, "auditor").await[0]["viewerCanChange"], json!(false));
    assert_eq!(left(world).await, ["clients.registered"]);
    let rows = world.dump().await;
    assert!(rows.values().flatten().all(|row| !row.contains(secret)), "it stands nowhere");
    assert!(rows["client_secret"].len() == 1 && rows["client"].len() == 1);
});

story!(nobody_else_reads_or_changes_them, |world| {
    let made = world.client(world.home(), &["OPEN_READ"]).await;
    let before = world.dump().await;
    let list = format!("{{ clients {{ {CLIENT} }} }}");
    assert_eq!(top(&world.ask(None, &list, json!({})).await), "UNAUTHENTICATED");
    for who in ["town-head", "county-head", "town-handler"] {
        let token = world.signed_in(world.home(), who).await;
        assert_eq!(top(&world.ask(Some(&token), &list, json!({})).await), "FORBIDDEN", "{who}");
    }
    let foreign = world.signed_in(world.other(), "admin").await;
    assert_eq!(world.data(Some(&foreign), &list, json!({})).await["clients"], json!([]));
    for (query, verb) in [(rotate(), "rotateClientSecret"), (end(), "endClient")] {
        let input = json!({ "input": { "clientId": made.id } });
        let answer = world.data(Some(&foreign), &query, input.clone()).await;
        assert_eq!(code(&answer[verb]), "NOT_FOUND", "{verb}");
        assert_eq!(top(&world.ask(None, &query, input).await), "UNAUTHENTICATED", "{verb}");
        assert_eq!(code(&does(world, "auditor", &query, json!({ "clientId": made.id })).await), "FORBIDDEN", "{verb}");
        let none = json!({ "clientId": "client_00000000000000000000000000" });
        assert_eq!(code(&does(world, "admin", &query, none).await), "NOT_FOUND", "{verb}");
    }
    let after = world.dump().await;
    for table in ["client", "client_secret", "ledger_entry"] {
        assert_eq!(before[table], after[table], "{table}");
    }
});

story!(a_secret_that_was_rotated_is_good_for_a_while_and_an_ended_client_for_nothing, |world| {
    let made = world.client(world.home(), &["OPEN_READ"]).await;
    for hours in [-1, 169] {
        let input = json!({ "clientId": made.id, "overlapHours": hours });
        assert_eq!(code(&does(world, "admin", &rotate(), input).await), "INVALID", "{hours}");
    }
    let fresh = async |hours: i32| {
        let input = json!({ "clientId": made.id, "overlapHours": hours });
        let payload = does(world, "admin", &rotate(), input).await;
        Credentials { id: made.id.clone(), secret: payload["secret"].as_str().unwrap().to_owned() }
    };
    let second = fresh(2).await;
    for good in [&made, &second] {
        assert_eq!(world.asks_for_token(Some(good), &grant(&[])).await.status(), 200);
    }
    let third = fresh(2).await;
    assert_eq!(world.asks_for_token(Some(&made), &grant(&[])).await.status(), 401, "two at most are good");
    world.wait(Duration::hours(2));
    for (shown, status) in [(&second, 401), (&third, 200)] {
        assert_eq!(world.asks_for_token(Some(shown), &grant(&[])).await.status(), status);
    }
    let token = world.client_token(&third).await;
    assert_eq!(world.asks_plainly(&token, "{ counties { nodes { name } } }").await.status(), 200);
    assert_eq!(code(&does(world, "admin", &end(), json!({ "clientId": made.id })).await), "-");
    assert_eq!(world.asks_plainly(&token, "{ counties { nodes { name } } }").await.status(), 401, "also what was given before");
    assert_eq!(world.asks_for_token(Some(&third), &grant(&[])).await.status(), 401);
    for query in [rotate(), end()] {
        assert_eq!(code(&does(world, "admin", &query, json!({ "clientId": made.id })).await), "STATE");
    }
    let kinds = ["clients.ended", "clients.secret_rotated", "clients.secret_rotated", "clients.registered"];
    let mut told = left(world).await;
    told.sort_unstable();
    let mut kinds = kinds.map(str::to_owned);
    kinds.sort_unstable();
    assert_eq!(told, kinds);
});

story!(a_client_reads_what_everybody_reads_and_nothing_else, |world| {
    let filed = world.files("13800000001", &[kit::cases::id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].clone();
    let client = world.client(world.home(), &["OPEN_READ", "WEBHOOKS_MANAGE"]).await;
    let token = world.client_token(&client).await;
    let public = "query($code: String!) { county(code: $code) { name } }";
    let code = json!({ "code": world.home().code });
    assert_eq!(world.data(Some(&token), public, code.clone()).await, world.data(None, public, code).await);
    for (query, variables) in [
        ("query($id: ID!) { node(id: $id) { id } }", json!({ "id": case })),
        ("query($id: ID!) { node(id: $id) { id } }", json!({ "id": filed.payload["report"]["id"] })),
        ("query($code: String) { reportStatus(queryCode: $code) { state } }", json!({ "code": filed.code })),
        ("{ cases { nodes { id } } }", json!({})),
        ("{ clients { id } }", json!({})),
        ("{ staff { nodes { id } } }", json!({})),
    ] {
        let answer = world.ask(Some(&token), query, variables).await;
        let data = &answer["data"];
        let is_empty = data.is_null() || data.as_object().unwrap().values().all(Value::is_null);
        assert!(is_empty, "{query}: {answer}");
    }
    assert_eq!(world.data(Some(&token), "{ viewer { account { login } } }", json!({})).await["viewer"], Value::Null);
});
