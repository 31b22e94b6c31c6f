//! Quotas: what questions cost, what is left, and what is over.

use super::*;

const LIGHT: &str = "{ counties(first: 1) { nodes { name } } }";

/// Of a header `"client_minute";r=…;t=…, "client_day";r=…;t=…` what is left of each, and the seconds.
fn left_of(answer: &reqwest::Response) -> [(i64, i64); 2] {
    let text = answer.headers()["ratelimit"].to_str().unwrap();
    let mut parts = text.split(", ");
    let mut next = |name: &str| {
        let part = parts.next().unwrap();
        let rest = part.strip_prefix(&format!("\"{name}\";r=")).unwrap_or_else(|| panic!("{text}"));
        let (left, seconds) = rest.split_once(";t=").unwrap();
        (left.parse().unwrap(), seconds.parse().unwrap())
    };
    [next("client_minute"), next("client_day")]
}

story!(each_answer_says_what_is_left_and_when_it_begins_anew, |world| {
    let token = world.client_token(&world.client(world.home(), &["OPEN_READ"]).await).await;
    let first = world.asks_plainly(&token, LIGHT).await;
    assert_eq!(first.headers()["ratelimit-policy"], "\"client_minute\";q=60000;w=60, \"client_day\";q=5000000;w=86400");
    let [minute, day] = left_of(&first);
    let cost = 60_000 - 100 - minute.0;
    assert!((100..200).contains(&cost), "a list has a hundred of its own, and its rows: {cost}");
    assert_eq!((minute.1, day.1), (60, 15 * 3_600), "a story begins at nine on the minute");
    world.wait(Duration::seconds(20));
    let second = world.asks_plainly(&token, LIGHT).await;
    assert_eq!(left_of(&second)[0], (60_000 - 100 - 2 * cost, 40));
    world.wait(Duration::seconds(40));
    let third = world.asks_plainly(&token, LIGHT).await;
    assert_eq!(left_of(&third), [(60_000 - cost, 60), (5_000_000 - 100 - 3 * cost, 15 * 3_600 - 60)]);
    let shown = listed(world, "admin").await[0].clone();
    assert_eq!(shown["spentToday"].as_i64().unwrap(), 100 + 3 * cost);
    assert!(shown["lastUsedAt"].as_str().unwrap().starts_with("2026-03-02T09:01"), "{shown}");
    let anybody = world.http.post(format!("{}/graphql", world.url)).json(&json!({ "query": LIGHT })).send().await.unwrap();
    assert!(!anybody.headers().contains_key("ratelimit"), "nobody else is counted");
});

story!(what_goes_over_a_quota_is_refused_by_its_name_and_not_counted, |world| {
    let token = world.client_token(&world.client(world.home(), &["OPEN_READ"]).await).await;
    // Of these the minute has room for less than a dozen; all are questions of one process and its neighbour.
    let heavy = "query Heavy { counties(first: 50) { nodes { units(first: 50) { nodes { name } } } } }";
    let mut answered = 0;
    let refused = loop {
        let answer = world.asks_plainly(&token, heavy).await;
        match answer.status().as_u16() {
            200 => answered += 1,
            429 => break answer,
            other => panic!("{other}: {}", answer.text().await.unwrap()),
        }
        assert!(answered < 40, "no quota holds");
    };
    assert!(answered >= 2, "{answered}");
    assert_eq!(refused.headers()["retry-after"], "60");
    let before = left_of(&refused);
    let told: Value = refused.json().await.unwrap();
    let extensions = &told["errors"][0]["extensions"];
    assert_eq!(
        (&extensions["code"], &extensions["limit"], &extensions["most"]),
        (&json!("LIMIT"), &json!("client_minute"), &json!(60_000))
    );
    assert!(told["errors"][0]["message"].as_str().unwrap().contains("client_minute"), "{told}");
    assert_eq!(told["data"], Value::Null, "nothing of it was run");
    let light = world.asks_plainly(&token, LIGHT).await;
    assert_eq!(light.status(), 200, "what fits is still answered");
    assert!(left_of(&light)[0].0 < before[0].0 && before[0].0 > 0);
    world.wait(Duration::minutes(1));
    assert_eq!(world.asks_plainly(&token, heavy).await.status(), 200);
});

story!(of_many_at_once_no_more_are_counted_than_fit, |world| {
    let token = world.client_token(&world.client(world.home(), &["OPEN_READ"]).await).await;
    let one = 60_000 - 100 - left_of(&world.asks_plainly(&token, LIGHT).await)[0].0;
    let all = futures_util::future::join_all((0..24).map(|_| world.asks_plainly(&token, LIGHT))).await;
    assert!(all.iter().all(|answer| answer.status() == 200));
    let least = all.iter().map(|answer| left_of(answer)[0].0).min().unwrap();
    assert_eq!(least, 60_000 - 100 - 25 * one, "each was counted once");
});
