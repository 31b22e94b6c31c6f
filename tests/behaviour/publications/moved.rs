//! What a closed organ published: its successor answers for it, and who published it stays on the page.

use super::*;
use entity::words::StaffRole;

async fn closes_the_town(world: &World) {
    let place = world.home();
    let mutation = "mutation($input: CloseOrganInput!) { closeOrgan(input: $input) { errors { code message } } }";
    let input = json!({ "organId": id(place.organ("town")), "successorId": id(place.organ("town2")), "reason": "两镇合并", "version": 0 });
    let token = world.signed_in(place, "admin").await;
    assert_eq!(world.data(Some(&token), mutation, json!({ "input": input })).await["closeOrgan"]["errors"], json!([]));
}

/// A publication as a member of the staff sees it now; nothing if it is hidden from him.
async fn seen(world: &World, login: &str, done: &Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = format!("query($id: ID!) {{ publicationDraft(id: $id) {{ {} }} }}", kit::publications::draft_fields());
    world.ask(Some(&token), &query, json!({ "id": done["line"]["id"] })).await["data"]["publicationDraft"].clone()
}

story!(a_closed_organs_result_is_corrected_and_hidden_by_its_successor, |world| {
    let done = published(world).await;
    // Settled: nothing is open any more at the organ.
    world.works_after(Duration::days(16)).await;
    world.gives_role("bureau-head", StaffRole::Head, "town2").await;
    closes_the_town(world).await;
    let early = world.does_on_publication("town2-head", "hidePublication", named_with(&done, json!({ "reason": "PRIVACY" }))).await;
    assert_eq!(error(&early).0, "NOT_FOUND", "before it is his");
    world.works_after(Duration::ZERO).await;
    let dump = world.dump().await;
    world.works_after(Duration::minutes(10)).await;
    assert_eq!(world.dump().await["key_wrap"], dump["key_wrap"], "once");
    assert!(entries(world).await.contains(&("publications.turn_moved".to_owned(), LedgerClass::Sealed)));
    let now = seen(world, "town2-head", &done).await;
    assert_eq!(now["line"]["viewerCan"], json!(["CORRECT", "HIDE"]), "{now:#}");
    assert_eq!(seen(world, "town-head", &done).await, Value::Null);
    assert_eq!(seen(world, "county-head", &done).await["line"]["viewerCan"], json!(["HIDE"]), "it may take down what is public");
    let code = done["line"]["code"].clone();
    assert_eq!(world.publication(&code).await["organName"], "龙山镇纪委", "who published it stays there");

    let draft = world.did_on_publication("town2-head", "correctPublication", named_with(&now, json!({ "reason": "MISTAKE" }))).await;
    let words = json!({ "text": "经查，会议记录齐全，退还了一千八百四十元。" });
    let draft = world.did_on_publication("town2-head", "savePublication", saved(&draft, "ACCEPTED", words)).await;
    let waiting = world.did_on_publication("town2-head", "sendPublication", named(&draft)).await;
    let corrected = world.did_on_publication("bureau-head", "publishCase", named(&waiting)).await;
    let shown = world.publication(&code).await;
    assert_eq!((&shown["organName"], shown["earlier"].as_array().unwrap().len()), (&json!("龙山镇纪委"), 1), "{shown:#}");
    let hidden = named_with(&corrected, json!({ "reason": "PRIVACY" }));
    world.did_on_publication("town2-head", "hidePublication", hidden).await;
    assert_eq!(world.publication(&code).await["hiddenReason"], "PRIVACY");
});

story!(what_goes_up_after_its_answer_takes_its_publication_along, |world| {
    let done = published(world).await;
    for official in ["town-inspector", "town-handler", "town-handler2"] {
        world.makes_kin(official, "village-head").await;
    }
    assert_eq!(seen(world, "town-head", &done).await, Value::Null);
    world.works_after(Duration::ZERO).await;
    let now = seen(world, "county-head", &done).await;
    assert_eq!(now["line"]["viewerCan"], json!(["CORRECT", "HIDE"]), "{now:#}");
    world.did_on_publication("county-head", "hidePublication", named_with(&now, json!({ "reason": "PRIVACY" }))).await;
    assert_eq!(world.publication(&done["line"]["code"]).await["hiddenReason"], "PRIVACY");
});
