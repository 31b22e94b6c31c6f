//! 回避: the messages of a world without the case, also where it arises later.

use super::{named, officer};
use entity::id::CaseId;
use kit::World;
use kit::cases::id;
use kit::live::{INBOX, ONE_CASE, Told};
use kit::story;
use serde_json::{Value, json};

/// All that was said, with what is made by chance taken out.
fn plain(message: &str, ids: &[&Value]) -> String {
    let mut value: Value = serde_json::from_str(message).unwrap();
    for case in value["payload"]["data"]["inboxChanged"]["cases"].as_array_mut().into_iter().flatten() {
        assert!(ids.contains(&&case["id"]), "{case}");
        *case = json!("a case of his");
    }
    value.to_string()
}

/// Files a report that both may see, after whatever else was done, and gives what was said of it.
async fn hears_of_the_open_one(world: &World, told: &mut Told, phone: &str) -> Vec<String> {
    let before = world.inbox("town-handler", Value::Null).await;
    world.files(phone, &[id(world.home().official("village-deputy"))]).await;
    let after = world.inbox("town-handler", Value::Null).await;
    let known: Vec<_> = before["nodes"].as_array().unwrap().iter().map(|case| &case["id"]).collect();
    let fresh: Vec<_> = after["nodes"].as_array().unwrap().iter().map(|case| &case["id"]).filter(|id| !known.contains(id)).collect();
    let said = plain(&told.hears_text().await, &fresh);
    told.was_told_nothing().await;
    vec![said]
}

story!(who_must_keep_away_hears_what_is_said_in_a_world_without_the_case, |world| {
    let place = world.home();
    let mut told = officer(world, "town-handler").await;
    told.subscribes("inbox", INBOX, json!({})).await;
    let nothing = id(world.ctx().read(&place.county).await.unwrap().mint::<CaseId>());
    told.asks("one", ONE_CASE, json!({ "id": nothing })).await;
    let refused = told.hears_text().await;
    let without = hears_of_the_open_one(world, &mut told, "13800000001").await;
    // The town-handler sits in the clerk's office: he must keep away, whatever his committee handles.
    world.files("13800000002", &[id(place.unit("village2")), id(place.official("town-clerk"))]).await;
    let head = world.inbox("town-head", json!({ "open": true })).await;
    let hidden = head["nodes"].as_array().unwrap().iter().find(|case| case["subjects"].as_array().unwrap().len() == 2).unwrap();
    let hidden = hidden["id"].as_str().unwrap();
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({})), ("fileCase", json!({ "reason": "涉嫌违纪" }))] {
        assert_eq!(world.acts("town-head", verb, hidden, input).await["errors"], json!([]), "{verb}");
    }
    told.asks("one", ONE_CASE, json!({ "id": hidden })).await;
    assert_eq!(told.hears_text().await, refused, "as if there were no such case");
    assert_eq!(hears_of_the_open_one(world, &mut told, "13800000003").await, without, "and nothing was said before it");
});

story!(a_recusal_that_arises_later_ends_it_at_a_time_of_its_own, |world| {
    let place = world.home();
    world.files("13800000002", &[id(place.unit("village2")), id(place.official("town-clerk"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    let mut told = officer(world, "town-handler2").await;
    told.subscribes("inbox", INBOX, json!({})).await;
    told.subscribes("one", ONE_CASE, json!({ "id": case })).await;
    world.makes_kin("town-handler2", "town-clerk").await;
    // Nobody touched the case, and no bell rang: it is found by asking again.
    assert_eq!(told.hears().await, json!({ "id": "one", "type": "complete" }));
    let mut fence = officer(world, "town-head").await;
    fence.subscribes("inbox", INBOX, json!({})).await;
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({}))] {
        assert_eq!(world.acts("town-head", verb, case.as_str().unwrap(), input).await["errors"], json!([]));
        assert_eq!(named(&fence.hears_news("inbox").await), std::slice::from_ref(&case));
    }
    told.was_told_nothing().await;
    told.asks("one", ONE_CASE, json!({ "id": case })).await;
    assert_eq!(told.hears().await["payload"][0]["extensions"]["code"], "NOT_FOUND");
});
