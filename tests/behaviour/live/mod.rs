//! 更新: who has a page open is told that something changed; who may not know of it is told nothing.

mod inbox;
mod keeping_away;
mod processes;
mod protocol;
mod report;
mod sessions;
mod slow;

use kit::World;
use kit::live::Told;
use serde_json::{Value, json};

/// An officer of 苍溪县 at an open page.
async fn officer(world: &World, login: &str) -> Told {
    let token = world.signed_in(world.home(), login).await;
    world.listens(Some(&token)).await
}

/// Ids of the cases that an event names.
fn named(news: &Value) -> Vec<Value> {
    news["cases"].as_array().unwrap().iter().map(|case| case["id"].clone()).collect()
}

/// The version of a case as this officer's page shows it.
async fn version(world: &World, login: &str, case: &Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { version } } }";
    world.data(Some(&token), query, json!({ "id": case })).await["node"]["version"].clone()
}
