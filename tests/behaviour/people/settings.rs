//! 县里的设置: numbers within bounds, true for what begins afterwards.

use super::*;
use entity::words::DeadlineKind;
use kit::cases::id;
use kit::story;
use time::Duration;

const LIST: &str = "{ settings { key value min max default version viewerCanSet history { value byName } } }";
const SET: &str =
    "mutation($input: SetSettingInput!) { setSetting(input: $input) { settings { key value version } errors { code field message } } }";

fn set(key: &str, value: Option<i32>, version: i32) -> Value {
    json!({ "key": key, "value": value, "version": version })
}

async fn setting(world: &World, key: &str) -> Value {
    let token = world.signed_in(world.home(), "admin").await;
    let all = world.data(Some(&token), LIST, json!({})).await["settings"].clone();
    all.as_array().unwrap().iter().find(|one| one["key"] == key).cloned().unwrap()
}

story!(a_number_is_set_within_its_bounds_at_the_version_it_was_read_at, |world| {
    is_for_the_administrator_of_settings(world).await;
    for (value, version, expected) in [(14, 0, "INVALID"), (31, 0, "INVALID"), (20, 1, "CONFLICT")] {
        assert_eq!(code(&does(world, "admin", SET, set("ANSWER_DAYS", Some(value), version)).await), expected, "{value}");
    }
    assert_eq!(code(&does(world, "admin", SET, set("ANSWER_DAYS", None, 0)).await), "STATE", "nothing changes");
    assert_eq!(ledger(world, "settings.set").await, 0, "nothing happened");
    assert_eq!(code(&does(world, "admin", SET, set("ANSWER_DAYS", Some(20), 0)).await), "-");
    assert_eq!(code(&does(world, "admin", SET, set("ANSWER_DAYS", Some(25), 0)).await), "CONFLICT", "the second of two is told");
    let shown = setting(world, "ANSWER_DAYS").await;
    assert_eq!(
        (&shown["value"], &shown["version"], &shown["history"]),
        (&json!(20), &json!(1), &json!([{ "value": 20, "byName": "演示admin" }]))
    );
    assert_eq!(code(&does(world, "admin", SET, set("ANSWER_DAYS", None, 1)).await), "-");
    assert_eq!(setting(world, "ANSWER_DAYS").await["value"], 15);
    assert_eq!(ledger(world, "settings.set").await, 2);
    let token = world.signed_in(world.other(), "admin").await;
    let other = world.data(Some(&token), LIST, json!({})).await["settings"][0].clone();
    assert_eq!((&other["value"], &other["version"]), (&json!(15), &json!(0)), "another county has its own");
});

async fn is_for_the_administrator_of_settings(world: &World) {
    for who in ["town-head", "county-head", "auditor", "town-handler", "publisher"] {
        assert_eq!(code(&does(world, who, SET, set("ANSWER_DAYS", Some(20), 0)).await), "FORBIDDEN", "{who}");
    }
    assert_eq!(top(&world.ask(None, LIST, json!({})).await), "UNAUTHENTICATED");
    for (who, expected) in [("town-head", "-"), ("auditor", "-"), ("town-handler", "FORBIDDEN"), ("publisher", "FORBIDDEN")] {
        let token = world.signed_in(world.home(), who).await;
        assert_eq!(top(&world.ask(Some(&token), LIST, json!({})).await), expected, "{who}");
    }
}

story!(what_runs_keeps_the_days_it_began_with, |world| {
    let place = world.home();
    let first = world.files("13800000001", &[id(place.unit("village"))]).await;
    let case = world.only_case("town-handler").await["id"].as_str().unwrap().to_owned();
    world.replies("town-handler", &case).await;
    assert_eq!(code(&does(world, "admin", SET, set("ANSWER_DAYS", Some(20), 0)).await), "-");
    assert_eq!(code(&does(world, "admin", SET, set("WITHDRAWAL_DAYS", Some(5), 0)).await), "-");
    let second = world.files("13800000002", &[id(place.unit("village2"))]).await;
    let open = world.inbox("town-handler", json!({ "states": ["SUBMITTED"] })).await["nodes"][0]["id"].as_str().unwrap().to_owned();
    world.tells(&second, "withdrawReport", json!({})).await;
    assert_eq!(world.status(None, Some(&second.code)).await["withdrawsAt"].as_str().unwrap()[..10], *"2026-03-07");
    world.tells(&second, "withdrawReport", json!({ "cancel": true })).await;
    world.replies("town-handler", &open).await;
    let until = |status: Value| status["answerableUntil"].as_str().unwrap()[..10].to_owned();
    assert_eq!(until(world.status(None, Some(&first.code)).await), "2026-03-17", "the running one keeps its day");
    assert_eq!(until(world.status(None, Some(&second.code)).await), "2026-03-22");
    let rules: Vec<_> = world.clocks(DeadlineKind::Answer).await.into_iter().map(|clock| clock.rule).collect();
    assert!(rules.iter().any(|rule| rule.starts_with("days-15")) && rules.iter().any(|rule| rule.starts_with("days-20")), "{rules:?}");
    // Each ends on its own day.
    world.works_after(Duration::days(16)).await;
    let states =
        (world.status(None, Some(&first.code)).await["state"].clone(), world.status(None, Some(&second.code)).await["state"].clone());
    assert_eq!(states, (json!("SETTLED"), json!("REPLIED")));
    world.works_after(Duration::days(5)).await;
    assert_eq!(world.status(None, Some(&second.code)).await["state"], "SETTLED");
    world.all_clocks_replay().await;
});

story!(fewer_codes_a_day_are_counted_at_once, |world| {
    let most = setting(world, "CODES_A_DAY").await;
    assert_eq!((&most["max"], &most["value"], &most["min"]), (&json!(5000), &json!(5000), &json!(200)), "no more than the platform allows");
    assert_eq!(code(&does(world, "admin", SET, set("CODES_A_DAY", Some(5001), 0)).await), "INVALID");
    assert_eq!(code(&does(world, "admin", SET, set("CODES_A_DAY", Some(199), 0)).await), "INVALID");
    assert_eq!(code(&does(world, "admin", SET, set("CODES_A_DAY", Some(200), 0)).await), "-");
    assert_eq!(setting(world, "CODES_A_DAY").await["value"], 200);
});
