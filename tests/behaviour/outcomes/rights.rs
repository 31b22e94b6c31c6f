//! Who may set kinds, publish, correct and remove; what is refused, and that nothing happens then.

use super::*;
use entity::words::StaffRole;
use lianjing::domain::import::{SourceFile, run};

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
    let input = json!({ "outcomeId": outcome["id"], "revision": 1, "reason": "ASKED" });
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

/// A kind without any personal column: what became of funds.
async fn funds(world: &World) -> Value {
    let column = json!({ "key": "sum", "label": "金额", "kind": "MONEY", "isRequired": true, "isPersonal": false, "isSearched": false });
    let kind = json!({ "code": "funds", "name": "资金分配", "isOpen": true, "columns": [column] });
    let kind = world.did_on_outcome("admin", "setOutcomeKind", &kind).await;
    let mut row = world.dibao_row(&kind, ("2026年村组道路资金分配", ""));
    row["values"] = values(&[("sum", "120000")]);
    world.did_on_outcome("publisher", "publishOutcome", &row).await
}

story!(what_protects_nobody_its_publisher_does_not_take_away, |world| {
    let outcome = funds(world).await;
    assert_eq!(outcome["viewerCan"], json!(["CORRECT"]), "nor is it offered");
    let input = json!({ "outcomeId": outcome["id"], "revision": 1, "reason": "PERSONAL" });
    let before = world.dump().await;
    let refused = world.does_on_outcome("publisher", "removeOutcome", &input).await;
    assert_eq!(told(&refused), [("FORBIDDEN", "")], "{refused}");
    unchanged(world, &before, "an allocation of funds").await;
    world.wait(Duration::minutes(1));
    world.did_on_outcome("admin", "removeOutcome", &input).await;
    let token = world.signed_in(world.home(), "auditor").await;
    let query = "{ trail(county: \"510824\", kinds: [PUBLISHED]) { nodes { kind by { name } changes { name after } } } }";
    let trail = world.data(Some(&token), query, json!({})).await["trail"]["nodes"].clone();
    let gone = trail.as_array().unwrap().iter().find(|node| node["kind"] == "outcomes.remove").unwrap();
    assert_eq!(gone["by"]["name"], "演示admin");
    assert_eq!(gone["changes"], json!([{ "name": "为什么拿掉", "after": "里面有不该公开的个人信息" }]));
});

/// 龙山镇甲村 goes into 龙山镇乙村; its last day was yesterday.
async fn merges_village(world: &World) {
    let text = "code,name,category,parent_code,valid_until,successor_code\n\
                510824-village2,龙山镇乙村,村,510824-town,,\n\
                510824-village,龙山镇甲村,村,510824-town,2026-03-01,510824-village2\n";
    let file = SourceFile { name: "units.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    let report = run(&world.ctx(), "510824", &[file], false).await.unwrap();
    assert!(report.written, "{:?}", report.faults.iter().map(ToString::to_string).collect::<Vec<_>>());
}

story!(after_a_merger_the_successor_answers_for_what_was_published, |world| {
    world.may_as("town-handler2", StaffRole::Publisher, "village2").await;
    let kind = kind(world).await;
    let outcome = world.did_on_outcome("publisher", "publishOutcome", &world.dibao_row(&kind, (TITLE, "王大山"))).await;
    merges_village(world).await;
    let input = json!({ "outcomeId": outcome["id"], "revision": 1, "reason": "MISTAKE", "title": TITLE, "decidedOn": "2026-03-01",
        "values": values(&[("name", "王大山"), ("sum", "530")]) });
    let done = world.did_on_outcome("town-handler2", "correctOutcome", &input).await;
    assert_eq!((&done["unit"]["name"], &done["viewerCan"]), (&json!("龙山镇甲村"), &json!(["CORRECT", "REMOVE"])));
    let before = world.dump().await;
    let refused =
        world.does_on_outcome("town-handler2", "publishOutcome", &world.dibao_row(&kind, ("2026年二季度低保评定", "李小河"))).await;
    assert_eq!(told(&refused), [("FORBIDDEN", "")], "and publishes nothing more in its name");
    unchanged(world, &before, "for a unit that ended").await;
});
