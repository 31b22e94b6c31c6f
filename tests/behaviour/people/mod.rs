//! 人员: what the county's administrator manages, and how a leaving handler's cases go on.

mod accounts;
mod cover;
mod mail_text;
mod more_settings;
mod organs;
mod persons;
mod reassign;
mod settings;
mod site;
mod terms;
mod trail_changes;

use entity::ledger_entry;
use kit::World;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

fn field(payload: &Value) -> &str {
    payload["errors"][0]["field"].as_str().unwrap_or("-")
}

fn top(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("-")
}

/// A mutation with this input by somebody of 苍溪县; its payload.
async fn does(world: &World, who: &str, mutation: &str, input: Value) -> Value {
    let token = world.signed_in(world.home(), who).await;
    let data = world.data(Some(&token), mutation, json!({ "input": input })).await;
    data.as_object().unwrap().values().next().unwrap().clone()
}

/// How many entries of this kind the home county's ledger has.
async fn ledger(world: &World, kind: &str) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

/// Who may not do what the county's administrator does, each with what he is told.
async fn is_for_the_administrator(world: &World, mutation: &str, input: &Value) {
    for who in ["town-head", "county-head", "auditor", "town-handler", "publisher"] {
        assert_eq!(code(&does(world, who, mutation, input.clone()).await), "FORBIDDEN", "{who}: {mutation}");
    }
    let outsider = world.signed_in(world.other(), "admin").await;
    let answer = world.ask(Some(&outsider), mutation, json!({ "input": input })).await;
    let payload = answer["data"].as_object().unwrap().values().next().unwrap();
    assert!(["NOT_FOUND", "STATE", "CONFLICT"].contains(&code(payload)), "another county: {answer}");
    assert_eq!(top(&world.ask(None, mutation, json!({ "input": input })).await), "UNAUTHENTICATED");
}
