//! Who may set kinds, publish, correct and remove; what is refused, and that nothing happens then.

use super::*;

/// For each of these the verb is refused, and nothing happens.
async fn refuses(world: &World, (verb, input): (&str, &Value), logins: &[&str]) {
    let mut people = vec![("nobody".to_owned(), None, "UNAUTHENTICATED")];
    for login in logins {
        people.push(((*login).to_owned(), Some(world.signed_in(world.home(), login).await), "FORBIDDEN"));
    }
    let elsewhere = if verb == "setOutcomeKind" { "FORBIDDEN" } else { "NOT_FOUND" };
    people.push(("a publisher of another county".to_owned(), Some(world.signed_in(world.other(), "publisher").await), elsewhere));
    people.push(("a villager".to_owned(), Some(world.proves("13900000003", "REPORT").await), "UNAUTHENTICATED"));
    let before = world.dump().await;
    for (who, token, code) in people {
        let answer = world.on_outcome(token.as_deref(), verb, input).await;
        let told =
            if code == "UNAUTHENTICATED" { &answer["errors"][0]["extensions"]["code"] } else { &answer["data"][verb]["errors"][0]["code"] };
        assert_eq!(told, code, "{verb} by {who}: {answer}");
        unchanged(world, &before, &format!("{verb} by {who}")).await;
    }
}

const OTHERS: [&str; 5] = ["town-head", "town-handler", "county-head", "auditor", "bureau-head"];

story!(only_the_countys_administrator_sets_a_kind, |world| {
    refuses(world, ("setOutcomeKind", &dibao_kind()), &["publisher", "town-head", "county-head", "auditor"]).await;
});

story!(only_a_publisher_of_the_unit_publishes_and_corrects, |world| {
    let kind = kind(world).await;
    let row = world.dibao_row(&kind, (TITLE, "王大山"));
    refuses(world, ("publishOutcome", &row), &[OTHERS.as_slice(), &["admin"]].concat()).await;
    let mut elsewhere = row.clone();
    elsewhere["unitId"] = kit::cases::id(world.home().unit("village2"));
    let before = world.dump().await;
    let payload = world.does_on_outcome("publisher", "publishOutcome", &elsewhere).await;
    assert_eq!(told(&payload), [("FORBIDDEN", "")]);
    let outcome = world.did_on_outcome("publisher", "publishOutcome", &row).await;
    assert_ne!(world.dump().await["outcome"], before["outcome"]);
    world.wait(Duration::minutes(5));
    let again = json!({ "outcomeId": outcome["id"], "revision": 1, "reason": "MISTAKE", "title": TITLE, "decidedOn": "2026-03-01",
        "values": values(&[("name", "王大山"), ("sum", "530")]) });
    refuses(world, ("correctOutcome", &again), &["town-head", "auditor", "admin"]).await;
});

story!(who_protects_somebody_is_the_publisher_or_the_administrator, |world| {
    let outcome = published(world).await;
    let input = json!({ "outcomeId": outcome["id"], "revision": 1 });
    refuses(world, ("removeOutcome", &input), &["town-head", "auditor"]).await;
    let gone = world.did_on_outcome("admin", "removeOutcome", &input).await;
    assert_eq!((&gone["title"], &gone["removedOn"]), (&Value::Null, &json!("2026-03-02")));
});

story!(the_trail_says_who_published_and_nothing_of_what_stands_there, |world| {
    let outcome = published(world).await;
    world.wait(Duration::minutes(1));
    let correction = json!({
        "outcomeId": outcome["id"], "revision": outcome["revision"], "reason": "MISTAKE", "title": TITLE, "decidedOn": "2026-02-28",
        "values": values(&[("name", "王大山"), ("sum", "560")]),
    });
    world.did_on_outcome("publisher", "correctOutcome", &correction).await;
    let token = world.signed_in(world.home(), "auditor").await;
    let query =
        "{ trail(county: \"510824\", kinds: [PUBLISHED, SETTINGS]) { nodes { kind by { name } unitName changes { name after } } } }";
    let trail = world.data(Some(&token), query, json!({})).await["trail"]["nodes"].clone();
    let one = |kind: &str| trail.as_array().unwrap().iter().find(|node| node["kind"] == kind).unwrap().clone();
    let corrected = one("outcomes.correct");
    assert_eq!((&corrected["by"]["name"], &corrected["unitName"]), (&json!("演示publisher"), &json!("龙山镇甲村")));
    assert_eq!(corrected["changes"], json!([{ "name": "为什么更正", "after": "原来写错了" }]));
    assert_eq!(one("outcomes.publish")["changes"], json!([{ "name": "行权结果的类别", "after": "dibao" }]));
    assert_eq!(one("outcomes.set_kind")["by"]["name"], "演示admin");
    assert!(!trail.to_string().contains("王大山") && !trail.to_string().contains(TITLE), "{trail}");
});
