//! What the reporter does besides, and what runs out for him.

use super::*;
use kit::story;

/// A verb that names the report, by its phone.
async fn by_phone(world: &World, filed: &Filed, verb: &str) {
    let token = world.proves_later(&filed.phone, "TRACK").await;
    let input = json!({ "reportId": filed.payload["report"]["id"] });
    assert_eq!(world.tells_with(Some(&token), verb, input).await["errors"], json!([]), "{verb}");
}

story!(withdrawing_leaves_its_entries, |world| {
    let (filed, case) = reported(world, id(world.home().unit("village"))).await;
    let mut ledger = Watch::of(world).await;
    ledger.tells("cases.withdraw", (&filed, "withdrawReport"), json!({})).await;
    ledger.tells("cases.keep", (&filed, "withdrawReport"), json!({ "cancel": true })).await;
    ledger.tells("cases.withdraw", (&filed, "withdrawReport"), json!({})).await;
    let more = json!({ "submissionKey": "0000000000supplement", "text": "会计那里还有一本账。" });
    ledger.tells("cases.supplement", (&filed, "supplementReport"), more).await;
    ledger.after("cases.closing_held", 4).await;
    ledger.does("cases.acknowledge_material", ("town-head", "acknowledgeMaterial"), (&case, json!({ "count": 1 }))).await;
    ledger.after("cases.withdrawn", 4).await;
    ledger.does("cases.continue", ("town-head", "continueWithoutReporter"), (&case, json!({ "reason": "线索具体" }))).await;
});

story!(what_was_asked_for_and_did_not_come_leaves_its_entry, |world| {
    let (_, case) = reported(world, id(world.home().unit("village"))).await;
    assert_eq!(world.acts("town-head", "acceptCase", &case, json!({})).await["errors"], json!([]));
    let mut ledger = Watch::of(world).await;
    ledger.does("cases.ask_material", ("town-head", "askMaterial"), (&case, json!({ "text": "请补一张收据照片", "days": 5 }))).await;
    ledger.after("cases.material_lapsed", 7).await;
});

story!(a_new_query_code_leaves_its_entries, |world| {
    let (filed, _) = replied(world).await;
    let mut ledger = Watch::of(world).await;
    by_phone(world, &filed, "requestNewQueryCode").await;
    ledger.left(&["cases.new_code_asked"]).await;
    ledger.after("cases.new_code_ready", 3).await;
    let token = world.proves_later(&filed.phone, "TRACK").await;
    let query = "mutation($input: TakeNewQueryCodeInput!) { takeNewQueryCode(input: $input) { queryCode errors { code } } }";
    let input = json!({ "reportId": filed.payload["report"]["id"], "takeKey": "page-that-fetches-0001" });
    let taken = world.data(Some(&token), query, json!({ "input": input })).await["takeNewQueryCode"].clone();
    assert!(taken["queryCode"].is_string(), "{taken}");
    ledger.left(&["cases.new_code_taken"]).await;
});

story!(a_new_query_code_that_is_not_fetched_leaves_its_entry, |world| {
    let (filed, _) = replied(world).await;
    let mut ledger = Watch::of(world).await;
    by_phone(world, &filed, "requestNewQueryCode").await;
    ledger.left(&["cases.new_code_asked"]).await;
    ledger.after("cases.new_code_ready", 3).await;
    ledger.after("cases.new_code_lapsed", 30).await;
});

story!(a_new_query_code_that_is_stopped_leaves_its_entry, |world| {
    let (filed, _) = replied(world).await;
    let mut ledger = Watch::of(world).await;
    by_phone(world, &filed, "requestNewQueryCode").await;
    by_phone(world, &filed, "stopNewQueryCode").await;
    ledger.left(&["cases.new_code_asked", "cases.new_code_stopped"]).await;
});
