//! The county's public log: leaves, heads, proofs, receipts, and what is found when somebody rewrites the database.

mod follow;
mod growing;
mod measured;
mod promised;
mod tampered;

use kit::World;
use kit::cases::id;
use lianjing::domain::ledger::{self, Entry};
use lianjing::domain::ledger_tree::audit::{Found, verify};
use lianjing::domain::ledger_tree::check::is_included;
use lianjing::domain::ledger_tree::head::Head;
use lianjing::domain::ledger_tree::tree::{Hash, leaf_hash};
use lianjing::kernel::Actor;
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
const COUNTY: &str = "510824";

/// A field of the log, asked by nobody in particular.
async fn asks(world: &World, field: &str, arguments: Value, wanted: &str) -> Value {
    let given: String = arguments.as_object().unwrap().iter().map(|(name, value)| format!(", {name}: {value}")).collect();
    let query = format!("{{ it: {field}(county: \"{COUNTY}\"{given}) {wanted} }}");
    world.data(None, &query, json!({})).await["it"].clone()
}

async fn head(world: &World) -> Value {
    asks(world, "ledgerHead", json!({}), "{ size root at day text signature keyId publicKey }").await
}

async fn size(world: &World) -> u64 {
    head(world).await["size"].as_u64().unwrap_or_default()
}

async fn leaves(world: &World, start: u64) -> Vec<String> {
    let told = asks(world, "ledgerLeaves", json!({ "start": start, "first": 500 }), "").await;
    told.as_array().unwrap().iter().map(|leaf| leaf.as_str().unwrap().to_owned()).collect()
}

fn hash(text: &Value) -> Hash {
    hex::decode(text.as_str().unwrap()).unwrap().try_into().unwrap()
}

/// Place of a commitment in the log, if it is there: what is told is proven.
async fn place(world: &World, commitment: &str) -> Option<u64> {
    let told = asks(world, "ledgerInclusion", json!({ "commitment": commitment }), "{ leafIndex path head { size root } }").await;
    if told.is_null() {
        return None;
    }
    let (index, size) = (told["leafIndex"].as_u64().unwrap(), told["head"]["size"].as_u64().unwrap());
    let path: Vec<Hash> = told["path"].as_array().unwrap().iter().map(hash).collect();
    let leaf = leaf_hash(&hex::decode(commitment).unwrap());
    assert!(is_included(leaf, index, (size, &hash(&told["head"]["root"])), &path), "{told}");
    Some(index)
}

/// Acts of the county that everybody may know of.
async fn acts(world: &World, count: usize) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let entry = |no| Entry::public("settings.set", tx.county.id, json!({ "no": no }));
    ledger::append_all(&tx, &Actor::System, (0..count).map(entry).collect()).await.unwrap();
    tx.commit().await.unwrap();
}

/// What the worker does when nothing but a moment passed.
async fn works(world: &World) {
    world.works_after(Duration::ZERO).await;
}

/// The same until what the worker's own tasks wrote has its leaf too.
async fn settles(world: &World) {
    for _ in 0..3 {
        works(world).await;
    }
}

async fn verified(world: &World, kept: &[Head]) -> Found {
    verify(&world.ctx(), &world.home().county, kept).await.unwrap()
}

/// A report, and its receipt.
async fn reports(world: &World) -> Value {
    world.files(PHONE, &[id(world.home().unit("village"))]).await.payload["receipt"].clone()
}
