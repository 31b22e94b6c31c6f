//! Every act that must leave an entry on the ledger, done once through the API; which ones those are stands in `table.rs`, and
//! `tests/laws/ledger.rs` holds the table against the sources.

mod ends;
mod others;
mod reporter;
mod straight;
mod table;

use entity::ledger_entry;
use kit::World;
use kit::cases::{Filed, id};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use time::Duration;

const PHONE: &str = "13800000001";

/// What stands on the ledger of the home county, looked at after each act.
struct Watch<'a> {
    world: &'a World,
    seen: BTreeMap<String, usize>,
}

impl<'a> Watch<'a> {
    async fn of(world: &'a World) -> Self {
        Self { world, seen: entries(world).await }
    }

    /// The act that was just done left an entry of each of these kinds.
    async fn left(&mut self, kinds: &[&str]) {
        let now = entries(self.world).await;
        for kind in kinds {
            let count = |of: &BTreeMap<String, usize>| of.get(*kind).copied().unwrap_or_default();
            assert!(count(&now) > count(&self.seen), "{kind}: no entry was left; there are {now:?}");
            assert!(table::ACTS.iter().any(|(_, known, _)| known == kind), "{kind} has no row in the table");
        }
        self.seen = now;
    }

    /// An officer does this to a case, which leaves an entry of this kind.
    async fn does(&mut self, kind: &str, (who, verb): (&str, &str), (case, input): (&str, Value)) {
        let payload = self.world.acts(who, verb, case, input).await;
        assert_eq!(payload["errors"], json!([]), "{who}: {verb}");
        self.left(&[kind]).await;
    }

    /// The reporter does this, which leaves an entry of this kind.
    async fn tells(&mut self, kind: &str, (filed, verb): (&Filed, &str), input: Value) {
        let payload = self.world.tells(filed, verb, input).await;
        assert_eq!(payload["errors"], json!([]), "{verb}");
        self.left(&[kind]).await;
    }

    /// The worker does what is due after so many days.
    async fn after(&mut self, kind: &str, days: i64) {
        self.world.works_after(Duration::days(days)).await;
        self.left(&[kind]).await;
    }
}

/// How many entries of each kind there are.
async fn entries(world: &World) -> BTreeMap<String, usize> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let mut counts = BTreeMap::new();
    for row in tx.rows().find::<ledger_entry::Entity>().all(&tx).await.unwrap() {
        *counts.entry(row.kind).or_default() += 1;
    }
    counts
}

/// A report, and its case in the hands of the town's committee.
async fn reported(world: &World, subject: Value) -> (Filed, String) {
    let filed = world.files(PHONE, &[subject]).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    (filed, case)
}

/// The same, on the head of a village, answered as untrue.
async fn replied(world: &World) -> (Filed, String) {
    let (filed, case) = reported(world, id(world.home().official("village-head"))).await;
    assert_eq!(world.replies("town-head", &case).await["errors"], json!([]));
    (filed, case)
}

/// One mutation of a member of the staff, whose payload has no errors; the payload.
async fn done(world: &World, who: &str, (verb, fields): (&str, &str), input: Value) -> Value {
    let token = world.signed_in(world.home(), who).await;
    let mut letters = verb.chars();
    let kind: String = letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect();
    let query = format!("mutation($input: {kind}Input!) {{ {verb}(input: $input) {{ {fields} errors {{ code field message }} }} }}");
    let payload = world.data(Some(&token), &query, json!({ "input": input })).await[verb].clone();
    assert_eq!(payload["errors"], json!([]), "{who}: {verb}: {payload}");
    payload
}

/// One query of a member of the staff; the data.
async fn asks(world: &World, who: &str, query: &str, variables: Value) -> Value {
    let token = world.signed_in(world.home(), who).await;
    world.data(Some(&token), query, variables).await
}
