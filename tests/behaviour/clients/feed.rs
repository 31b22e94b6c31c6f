//! 公开动态: the list, and the subscription.

use super::*;
use kit::cases::id;
use std::collections::BTreeSet;

pub const LIST: &str = "query($county: String!, $first: Int, $after: String) { changes(county: $county, first: $first, after: $after) { \
    nodes { number cursor kind changedOn thing address } pageInfo { hasNextPage endCursor } newest } }";

/// Works what is due, so that changes get their numbers.
pub async fn work(world: &World) {
    lianjing::worker::run_due_now(&world.kernel, &world.ports).await.unwrap();
}

/// All changes of the home county, two at a time.
pub async fn all(world: &World) -> Vec<Value> {
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let asked = json!({ "county": world.home().code, "first": 2, "after": after });
        let page = world.data(None, LIST, asked).await["changes"].clone();
        found.extend(page["nodes"].as_array().unwrap().clone());
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            return found;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

fn kinds(changes: &[Value]) -> Vec<&str> {
    changes.iter().map(|change| change["kind"].as_str().unwrap()).collect()
}

/// A power is stopped, answered for and resumed, a second apart: entries of one moment stand in no order.
pub async fn stops_and_resumes(world: &World) {
    world.wait(Duration::seconds(1));
    let halt = world.stops_dibao("town-head", json!({})).await["id"].clone();
    world.wait(Duration::seconds(1));
    let answered = json!({ "haltId": halt, "text": "评议会重新开了，名单公示了。" });
    assert_eq!(world.does_on_halt("publisher", "answerHalt", answered).await["errors"], json!([]));
    world.wait(Duration::seconds(1));
    let resumed = json!({ "haltId": halt, "reason": "整改到位，可以继续。" });
    assert_eq!(world.does_on_halt("town-head", "resumePower", resumed).await["errors"], json!([]));
}

story!(what_happens_in_public_stands_in_one_order_and_can_be_gone_on_from, |world| {
    assert_eq!(all(world).await, Vec::<Value>::new());
    stops_and_resumes(world).await;
    work(world).await;
    let first = all(world).await;
    assert_eq!(kinds(&first), ["POWER_HALTED", "HALT_ANSWERED", "POWER_RESUMED"]);
    let place = world.home();
    for (number, change) in (1..).zip(&first) {
        assert_eq!((&change["number"], &change["changedOn"]), (&json!(number), &json!("2026-03-02")));
        assert_eq!(change["address"], json!(format!("/{0}/p/{0}-dibao", place.code)));
        assert!(change["thing"].as_str().unwrap().starts_with("halt_"));
    }
    stops_and_resumes(world).await;
    work(world).await;
    work(world).await;
    let cursor = &first[2]["cursor"];
    let later = world.data(None, LIST, json!({ "county": place.code, "after": cursor })).await["changes"].clone();
    assert_eq!(later["nodes"].as_array().unwrap().len(), 3, "nothing of it twice");
    assert_eq!(later["nodes"][0]["number"], json!(4));
    assert_eq!(later["newest"], later["nodes"][2]["cursor"]);
    let none = world.data(None, LIST, json!({ "county": world.other().code })).await["changes"].clone();
    assert_eq!((&none["nodes"], &none["newest"]), (&json!([]), &Value::Null), "another county has its own");
    for (after, county) in [("x", place.code.as_str()), ("YQ", place.code.as_str()), ("MQ", "000000")] {
        let answer = world.ask(None, LIST, json!({ "county": county, "after": after })).await;
        assert!(["INVALID", "NOT_FOUND"].contains(&top(&answer)), "{answer}");
    }
});

story!(nothing_of_a_report_is_a_change_and_nothing_tells_an_hour_or_a_person, |world| {
    let filed = world.files("13800000001", &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await;
    world.stops_dibao("town-head", json!({ "caseId": case["id"] })).await;
    work(world).await;
    let found = all(world).await;
    assert_eq!(kinds(&found), ["POWER_HALTED"]);
    let fields: BTreeSet<_> = found[0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(fields, ["address", "changedOn", "cursor", "kind", "number", "thing"].map(str::to_owned).into());
    let told = json!(found).to_string();
    for secret in [&case["id"], &case["number"], &filed.payload["report"]["id"]] {
        assert!(!told.contains(secret.as_str().unwrap()), "{told}");
    }
    assert!(!told.contains("09:00") && !told.contains("演示"), "{told}");
});

story!(two_workers_give_each_change_one_number, |world| {
    for _ in 0..4 {
        stops_and_resumes(world).await;
    }
    futures_util::future::join_all((0..4).map(|_| work(world))).await;
    world.wait(Duration::seconds(5));
    work(world).await;
    let numbers: Vec<_> = all(world).await.iter().map(|change| change["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
});

story!(who_subscribes_is_told_what_comes_and_what_he_missed, |world| {
    const FOLLOW: &str = "subscription($county: String!, $after: String) { publicChanged(county: $county, after: $after) { number kind } }";
    let county = world.home().code.clone();
    stops_and_resumes(world).await;
    work(world).await;
    let first = all(world).await;
    let mut told = world.listens(None).await;
    told.asks("new", FOLLOW, json!({ "county": county })).await;
    told.asks("missed", FOLLOW, json!({ "county": county, "after": first[1]["cursor"] })).await;
    let missed = told.hears().await;
    assert_eq!((&missed["id"], &missed["payload"]["data"]["publicChanged"]["number"]), (&json!("missed"), &json!(3)), "{missed}");
    world.stops_dibao("town-head", json!({})).await;
    work(world).await;
    let mut heard = Vec::new();
    for _ in 0..2 {
        let event = told.hears().await;
        assert_eq!(event["payload"]["data"]["publicChanged"], json!({ "number": 4, "kind": "POWER_HALTED" }), "{event}");
        heard.push(event["id"].as_str().unwrap().to_owned());
    }
    heard.sort_unstable();
    assert_eq!(heard, ["missed", "new"]);
    told.asks("nowhere", FOLLOW, json!({ "county": "000000" })).await;
    assert_eq!(told.hears().await["type"], "error");
});
