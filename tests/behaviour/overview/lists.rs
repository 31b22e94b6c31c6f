//! Each number is as long as the list behind it, whatever day it is; and no list holds what the viewer may not open.

use super::{does, files, village};
use kit::World;
use kit::cases::id;
use kit::story;
use serde_json::{Value, json};
use time::Duration;

const TO_ACT: [&str; 4] = ["SUBMITTED", "ACCEPTED", "INVESTIGATING", "CASE_FILED"];

/// Every number that leads somewhere, with the filter that it leads to.
fn numbers(overview: &Value) -> Vec<(String, u64, Value)> {
    let mut all = Vec::new();
    let count = |number: &Value| number.as_u64().unwrap();
    for one in overview["organs"].as_array().unwrap().iter().filter(|one| one["canList"] == true) {
        let (figures, organ) = (&one["figures"], &one["organ"]["id"]);
        let mut add = |what: &str, number: &Value, mut filter: Value| {
            filter["organId"] = organ.clone();
            filter["open"] = json!(true);
            all.push((format!("{} {what}", one["organ"]["name"]), count(number), filter));
        };
        add("open", &figures["open"], json!({}));
        add("yellow", &figures["yellow"], json!({ "lights": ["YELLOW"] }));
        add("red", &figures["red"], json!({ "lights": ["RED"] }));
        add("unassigned", &figures["unassigned"], json!({ "unassigned": true, "states": TO_ACT }));
        for (key, filter) in [("byDue", "due"), ("byState", "states"), ("bySubject", "subject")] {
            for row in figures[key].as_array().unwrap() {
                let word = row["due"].as_str().or(row["state"].as_str()).or(row["subject"].as_str()).unwrap();
                let wanted = if filter == "subject" { json!(word) } else { json!([word]) };
                add(word, &row["cases"], json!({ filter: wanted }));
            }
        }
        // Finished cases are among them.
        let unpublished = json!({ "organId": organ, "unpublished": true });
        all.push((format!("{} unpublished", one["organ"]["name"]), count(&figures["unpublished"]), unpublished));
    }
    all.extend(loads(overview));
    all
}

/// Those of the people who handle.
fn loads(overview: &Value) -> Vec<(String, u64, Value)> {
    let mut all = Vec::new();
    let count = |number: &Value| number.as_u64().unwrap();
    for load in overview["handlers"].as_array().unwrap() {
        let who = if load["handler"].is_null() { json!({ "unassigned": true }) } else { json!({ "handlerId": load["handler"]["id"] }) };
        let filter = |due: Option<&str>| {
            let mut filter = who.clone();
            filter["organId"] = load["organ"]["id"].clone();
            filter["states"] = json!(TO_ACT);
            if let Some(due) = due {
                filter["due"] = json!([due]);
            }
            filter
        };
        all.push((format!("{} open", load["handler"]), count(&load["open"]), filter(None)));
        for row in load["byDue"].as_array().unwrap() {
            let word = row["due"].as_str().unwrap();
            all.push((format!("{} {word}", load["handler"]), count(&row["cases"]), filter(Some(word))));
        }
    }
    all
}

/// How many numbers there were that are not nothing.
async fn agree(world: &World, login: &str) -> usize {
    let overview = world.overview(login, "THIS_QUARTER").await;
    let mut found = 0;
    for (what, number, filter) in numbers(&overview) {
        assert_eq!(world.listed(login, filter.clone()).await, number, "{login}, {what}: {filter}");
        found += usize::from(number > 0);
    }
    found
}

/// Cases of many kinds at the town: with and without handler, in every open state, of each kind of subject.
async fn fill(world: &World) {
    let place = world.home();
    let head = "town-head";
    let [first, second, third] = ["13800000001", "13800000002", "13800000003"];
    files(world, first, (&village(world), head)).await;
    let accepted = files(world, second, (&[id(place.official("village-deputy"))], head)).await;
    does(world, "town-handler2", "acceptCase", (&accepted, json!({}))).await;
    let filed = files(world, third, (&[id(place.power("dibao")), id(place.unit("village"))], head)).await;
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({})), ("fileCase", json!({ "reason": "涉嫌违纪" }))] {
        does(world, "town-handler2", verb, (&filed, input)).await;
    }
    let replied = files(world, "13800000004", (&[id(place.unit("village2"))], head)).await;
    assert_eq!(world.replies("town-handler2", &replied).await["errors"], json!([]));
    let declined = files(world, "13800000005", (&village(world), head)).await;
    let reason = json!({ "reason": "不属于受理范围", "rightChannel": "县信访局" });
    does(world, head, "declineCase", (&declined, reason)).await;
    files(world, "13800000006", (&[id(place.unit("village3"))], "town2-head")).await;
}

story!(a_number_and_the_list_behind_it_agree_on_every_day, |world| {
    fill(world).await;
    let town = agree(world, "town-head").await;
    assert!(town > 15, "{town} numbers are not nothing");
    assert_eq!(agree(world, "county-head").await, 0, "of organs below nothing leads anywhere");
    // Day by day clocks come near, run out, and cases settle by themselves.
    for days in [13, 5, 2, 1, 6, 7, 30, 40] {
        world.works_after(Duration::days(days)).await;
        agree(world, "town-head").await;
    }
    assert!(agree(world, "town-head").await > 5, "what was not handled is still there, past its day");
});

story!(what_climbed_is_in_the_superiors_numbers_and_lists, |world| {
    let filed = world.files("13800000001", &village(world)).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    assert!(agree(world, "county-head").await > 3);
    assert_eq!(agree(world, "town-head").await, 0);
    let town = json!({ "organId": id(world.home().organ("town")) });
    assert_eq!(world.listed("town-head", town).await, 0, "its turn is over");
    assert_eq!(world.listed("town-head", Value::Null).await, 1, "but it may read on");
});

story!(a_filter_opens_nothing, |world| {
    fill(world).await;
    let place = world.home();
    for filter in [
        json!({ "organId": id(place.organ("town")) }),
        json!({ "organId": id(place.organ("town2")), "open": true }),
        json!({ "handlerId": id(place.account("town-handler2")) }),
        json!({ "unassigned": true }),
        json!({ "subject": "UNIT", "due": ["OVERDUE", "DAY", "WEEK", "LATER", "WAITING"] }),
    ] {
        assert_eq!(world.listed("county-head", filter.clone()).await, 0, "the county's head: {filter}");
        assert_eq!(world.listed("bureau-head", filter.clone()).await, 0, "another organ's head: {filter}");
    }
    assert_eq!(world.listed("town-head", json!({ "due": [] })).await, 0);
    let other = json!({ "mine": true, "handlerId": id(place.account("town-handler2")) });
    assert_eq!(world.listed("town-head", other.clone()).await, 0, "nobody else's case is his own");
    assert_eq!(world.listed("town-handler2", other).await, 3);
    let token = world.signed_in(place, "town-head").await;
    let list = "query($filter: CaseFilter) { cases(filter: $filter) { totalCount } }";
    let wrong = world.ask(Some(&token), list, json!({ "filter": { "organId": "organ_x" } })).await;
    assert_eq!(wrong["errors"][0]["extensions"]["code"], "NOT_FOUND", "{wrong}");
});
