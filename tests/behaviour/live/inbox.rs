//! In-box and case: what comes and what changes is told once, with the version that the page shows.

use super::{named, officer, version};
use kit::cases::id;
use kit::live::{INBOX, ONE_CASE};
use kit::story;
use serde_json::json;

const FIRST: &str = "13800000001";
const SECOND: &str = "13800000002";

story!(what_comes_into_an_inbox_is_told, |world| {
    let village = id(world.home().unit("village"));
    world.files(FIRST, std::slice::from_ref(&village)).await;
    let mut told = officer(world, "town-head").await;
    told.subscribes("inbox", INBOX, json!({})).await;
    // What was there before is no news.
    told.was_told_nothing().await;
    world.files(SECOND, &[village]).await;
    let news = told.hears_news("inbox").await;
    let inbox = world.inbox("town-head", json!({})).await;
    let newest = inbox["nodes"].as_array().unwrap().iter().max_by_key(|case| case["submittedAt"].to_string()).unwrap();
    assert_eq!((named(&news), &news["lookAgain"]), (vec![newest["id"].clone()], &json!(false)));
    assert_eq!(news["cases"][0]["version"], version(world, "town-head", &newest["id"]).await);
});

story!(each_step_of_a_case_is_told_to_whom_it_concerns, |world| {
    world.files(FIRST, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].clone();
    // Whoever joined first is looked at first: when the last one has been told, nobody else will be.
    let mut other = officer(world, "town2-head").await;
    other.subscribes("inbox", INBOX, json!({})).await;
    let mut told = officer(world, "town-head").await;
    told.subscribes("one", ONE_CASE, json!({ "id": case })).await;
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({ "note": "先看账" }))] {
        assert_eq!(world.acts("town-handler2", verb, case.as_str().unwrap(), input).await["errors"], json!([]));
        let news = told.hears_news("one").await;
        assert_eq!(news, json!({ "id": case, "version": version(world, "town-head", &case).await }), "{verb}");
    }
    // A refusal changes nothing, and a colleague's look is no news.
    assert_ne!(world.acts("town-handler2", "acceptCase", case.as_str().unwrap(), json!({})).await["errors"], json!([]));
    let token = world.signed_in(world.home(), "town-handler2").await;
    let looks = "query($id: ID!) { node(id: $id) { ... on Case { content { text } } } }";
    world.data(Some(&token), looks, json!({ "id": case })).await;
    world.wait(time::Duration::minutes(1));
    assert_eq!(world.acts("town-handler2", "fileCase", case.as_str().unwrap(), json!({ "reason": "涉嫌违纪" })).await["errors"], json!([]));
    assert_eq!(told.hears_news("one").await["version"], version(world, "town-head", &case).await);
    told.was_told_nothing().await;
    other.was_told_nothing().await;
});

story!(who_wants_no_more_is_told_no_more, |world| {
    world.files(FIRST, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].clone();
    let mut told = officer(world, "town-head").await;
    told.subscribes("a", INBOX, json!({})).await;
    told.subscribes("b", ONE_CASE, json!({ "id": case })).await;
    told.says(&json!({ "id": "a", "type": "complete" })).await;
    told.was_told_nothing().await;
    world.acts("town-handler2", "acceptCase", case.as_str().unwrap(), json!({})).await;
    assert_eq!(told.hears_news("b").await["id"], case);
    told.was_told_nothing().await;
    // The name is free again.
    told.subscribes("a", INBOX, json!({})).await;
});
