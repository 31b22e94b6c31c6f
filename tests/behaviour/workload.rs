//! The numbers of the day: over all that waits, however long the list, and only what the viewer may act on.

use kit::cases::{id, submission};
use kit::{World, story};
use serde_json::{Value, json};
use time::Duration;

const LIST: &str = "query($first: Int, $after: String, $days: Int) { cases(filter: { open: true }, first: $first, after: $after) { \
    nodes { id due { kind dueOn } viewerCan } pageInfo { hasNextPage endCursor } totalCount \
    workload(days: $days) { overdue dueToday unassigned byDay { day cases } byHandler { handler { name } yellow red } } } }";

async fn list(world: &World, who: &str, variables: Value) -> Value {
    let token = world.signed_in(world.home(), who).await;
    world.data(Some(&token), LIST, variables).await["cases"].clone()
}

async fn load(world: &World, who: &str) -> Value {
    list(world, who, json!({ "first": 1, "days": 31 })).await["workload"].clone()
}

/// So many reports about the village, ten a phone.
async fn file(world: &World, count: usize) {
    for phone in 0..count.div_ceil(10) {
        let token = world.proves_later(&format!("138000010{phone:02}"), "REPORT").await;
        for number in phone * 10..count.min(phone * 10 + 10) {
            let payload = world.submits(&token, submission(world.home(), &format!("n{number}"), &[id(world.home().unit("village"))])).await;
            assert!(payload["queryCode"].is_string(), "{payload}");
        }
    }
}

fn coming(load: &Value) -> i64 {
    load["byDay"].as_array().unwrap().iter().map(|day| day["cases"].as_i64().unwrap()).sum()
}

story!(a_hundred_and_one_cases_are_paged_and_all_of_them_counted, |world| {
    file(world, 101).await;
    let first = list(world, "town-head", json!({ "first": 100, "days": 31 })).await;
    assert_eq!(first["nodes"].as_array().unwrap().len(), 100);
    assert_eq!((&first["totalCount"], &first["pageInfo"]["hasNextPage"]), (&json!(101), &json!(true)));
    let second = list(world, "town-head", json!({ "first": 100, "after": first["pageInfo"]["endCursor"] })).await;
    let rest = second["nodes"].as_array().unwrap();
    assert_eq!((rest.len(), &second["pageInfo"]["hasNextPage"]), (1, &json!(false)));
    assert!(!first["nodes"].as_array().unwrap().iter().any(|case| case["id"] == rest[0]["id"]));

    let load = &first["workload"];
    assert_eq!((&load["unassigned"], &load["overdue"], &load["dueToday"]), (&json!(101), &json!(0), &json!(0)));
    assert_eq!(load["byHandler"], json!([{ "handler": null, "yellow": 101, "red": 0 }]));
    assert_eq!(coming(load), 101, "each falls due in the coming month: {load}");
    let day = rest[0]["due"]["dueOn"].clone();
    let of_day = load["byDay"].as_array().unwrap().iter().find(|one| one["day"] == day).unwrap();
    assert_eq!(of_day["cases"], 101);
    // On the day itself, and once it has passed.
    let until = time::Date::parse(day.as_str().unwrap(), time::macros::format_description!("[year]-[month]-[day]")).unwrap();
    let days = (until - world.ctx().now.in_china().date()).whole_days();
    world.wait(Duration::days(days));
    assert_eq!(self::load(world, "town-head").await["dueToday"], 101);
    world.wait(Duration::days(1));
    let late = self::load(world, "town-head").await;
    assert_eq!((&late["overdue"], &late["dueToday"], coming(&late)), (&json!(101), &json!(0), 0));
});

story!(the_numbers_are_those_of_what_one_may_act_on, |world| {
    file(world, 4).await;
    let cases = world.inbox("town-head", Value::Null).await["nodes"].as_array().unwrap().clone();
    let case = |at: usize| cases[at]["id"].as_str().unwrap().to_owned();
    let handler = id(world.home().account("town-handler2"));
    assert_eq!(world.acts("town-head", "assignCase", &case(0), json!({ "handlerId": handler })).await["errors"], json!([]));
    assert_eq!(world.replies("town-handler2", &case(1)).await["errors"], json!([]));
    let name = "演示town-handler2";
    for who in ["town-head", "town-handler2", "town-handler"] {
        let load = load(world, who).await;
        assert_eq!(load["unassigned"], 2, "{who}");
        let rows = load["byHandler"].as_array().unwrap();
        assert_eq!(rows.len(), 2, "what waits for the reporter's answer is nobody's load: {load}");
        assert!(rows.contains(&json!({ "handler": { "name": name }, "yellow": 1, "red": 0 })), "{load}");
    }
    assert_eq!(coming(&load(world, "town-head").await), 3, "a head acts on all of them");
    assert_eq!(coming(&load(world, "town-handler2").await), 3, "his own and those without a handler");
    assert_eq!(coming(&load(world, "town-handler").await), 2, "not his colleague's");
    // What has climbed is the superior's to act on, and red there.
    let filed = world.files("13800002001", &[id(world.home().unit("village"))]).await;
    let climbed = world.inbox("town-head", Value::Null).await["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| !cases.iter().any(|old| old["id"] == one["id"]))
        .unwrap()["id"]
        .clone();
    assert_eq!(world.replies("town-handler2", climbed.as_str().unwrap()).await["errors"], json!([]));
    let answer = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(answer["errors"], json!([]), "{answer}");
    assert_eq!(coming(&load(world, "town-head").await), 3, "the town can only read it");
    let county = load(world, "county-handler").await;
    assert_eq!(county["byHandler"].as_array().unwrap().iter().map(|row| row["red"].as_i64().unwrap()).sum::<i64>(), 1, "{county}");
    for days in [0, 32, -1] {
        let token = world.signed_in(world.home(), "town-head").await;
        let answer = world.ask(Some(&token), LIST, json!({ "days": days })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID", "{answer}");
    }
    let nobody = world.ask(None, LIST, json!({})).await;
    assert_eq!(nobody["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{nobody}");
});
