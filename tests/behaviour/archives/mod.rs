//! 电子廉洁档案: opened for a stated purpose, put together from what stands elsewhere, and of an open case no trace.

mod came_home;
mod declared;
mod known;
mod open_cases;
mod own;
mod paper;
mod rights;
mod transfers;
mod voices;

use entity::ledger_entry;
use kit::archives::of_kind;
use kit::cases::id;
use kit::publications::named;
use kit::{World, story};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
/// What an organ tells the reporter; it stands in no archive.
const REPLY: &str = "经核查，评议没有开会，已经批评教育。";

/// The town's committee answers the only case that it has.
async fn answers(world: &World, finding: &str, measures: Value) -> Value {
    let case = world.only_case("town-handler2").await["id"].clone();
    let reply = json!({ "finding": finding, "text": REPLY, "measures": measures });
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({})), ("replyCase", reply)] {
        let done = world.acts("town-handler2", verb, case.as_str().unwrap(), input).await;
        assert_eq!(done["errors"], json!([]), "{verb}: {done}");
    }
    case
}

/// A report on these officials of the village, answered with a talk and money returned, to which nobody objects.
async fn settled(world: &World, officials: &[&str]) -> Value {
    world.files(PHONE, &officials.iter().map(|name| id(world.home().official(name))).collect::<Vec<_>>()).await;
    let measures = json!([{ "kind": "TALK" }, { "kind": "MONEY_RETURNED", "amount": "1840.00" }]);
    let case = answers(world, "SUBSTANTIATED", measures).await;
    world.works_after(Duration::days(16)).await;
    case
}

/// Its result is published.
async fn published(world: &World, case: &Value) -> String {
    let waiting = world.sends_result("town-handler2", case, ("RESULT", json!({}))).await;
    let draft = world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    draft["line"]["code"].as_str().unwrap().to_owned()
}

/// Kinds of the ledger's entries about archives, in the order of the alphabet.
async fn on_ledger(world: &World) -> Vec<String> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.like("archives.%"));
    rows.order_by_asc(ledger_entry::Column::Kind).all(&tx).await.unwrap().into_iter().map(|row| row.kind).collect()
}

fn error(payload: &Value) -> (&str, &str) {
    let first = &payload["errors"][0];
    (first["code"].as_str().unwrap_or("-"), first["field"].as_str().unwrap_or("-"))
}

/// The code of a top-level error.
fn top(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("-")
}

story!(an_archive_is_opened_for_a_purpose_and_lists_facts_with_their_sources, |world| {
    let case = settled(world, &["village-head"]).await;
    let code = published(world, &case).await;
    world.stops_dibao("town-head", json!({})).await;
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    assert_eq!(on_ledger(world).await, ["archives.opened"]);
    let answer = world.reads_archive(Some(&keeper), &opening, None).await;
    let read = &answer["data"]["archive"];
    assert_eq!((&read["opening"]["purpose"], &read["opening"]["officialName"]), (&json!("APPOINTMENT"), &json!("演示village-head")));
    let archive = &read["archive"];
    let [found] = &of_kind(archive, "FINDING")[..] else { panic!("{archive:#}") };
    assert_eq!(found["title"], "结论：属实");
    let lines: Vec<_> = found["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    assert_eq!(lines[..2], ["提醒谈话", "退还款项 1840.00 元"]);
    assert!(lines[2].contains(&code) && lines.len() == 3, "{lines:?}");
    assert_eq!(found["link"], format!("/510824/r/{code}"));
    assert!(found["source"].as_str().unwrap().starts_with("龙山镇纪委，"), "{found}");
    let [halt] = &of_kind(archive, "HALT")[..] else { panic!("{archive:#}") };
    assert!(halt["title"].as_str().unwrap().contains("龙山镇甲村") && halt["link"] == "/510824/p/510824-dibao", "{halt}");
    let [post] = &of_kind(archive, "POST")[..] else { panic!("{archive:#}") };
    assert_eq!(
        (&post["title"], &post["on"], &post["until"]),
        (&json!("龙山镇甲村 党支部书记、村委会主任"), &json!("2021-01-01"), &Value::Null)
    );
    // No score, no verdict: the summary lists the same facts with the same sources.
    let summary = read["summary"].as_array().unwrap();
    let about: Vec<_> = summary.iter().map(|chapter| chapter["heading"].as_str().unwrap()).collect();
    assert_eq!(about, ["任职", "办结的举报：结论和措施", "任主要负责人期间：叫停和整改"]);
    assert!(summary[1]["facts"][0]["text"].as_str().unwrap().contains("退还款项 1840.00 元"), "{summary:?}");
    // The second look of the day leaves no second entry.
    world.archive(&keeper, &opening).await;
    assert_eq!(on_ledger(world).await, ["archives.opened", "archives.read"]);
    let said = answer.to_string();
    assert!(!said.contains(case.as_str().unwrap()) && !said.contains("case_"), "{said}");
    assert!(["举报人", "演示甲", REPLY].iter().all(|word| !said.contains(word)), "{said}");
});

story!(what_was_about_several_is_said_to_be_and_what_ended_otherwise_is_not_there, |world| {
    settled(world, &["village-head", "village-deputy"]).await;
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-deputy").await;
    let archive = world.archive(&keeper, &opening).await;
    let [found] = &of_kind(&archive, "FINDING")[..] else { panic!("{archive:#}") };
    assert!(found["lines"].to_string().contains("不止他一人"), "{found}");
    assert_eq!(of_kind(&archive, "HALT"), Vec::<Value>::new(), "he leads no unit");
    // Declined: nothing was concluded.
    world.files("13800000002", &[id(world.home().official("town-clerk"))]).await;
    let inbox = world.inbox("town-handler2", Value::Null).await;
    let is_it = |case: &&Value| case["subjects"][0]["name"] == "演示town-clerk";
    let case = inbox["nodes"].as_array().unwrap().iter().find(is_it).unwrap()["id"].as_str().unwrap().to_owned();
    let done =
        world.acts("town-handler2", "declineCase", &case, json!({ "reason": "不属于纪检受理范围。", "rightChannel": "县信访局" })).await;
    assert_eq!(done["errors"], json!([]), "{done}");
    world.works_after(Duration::days(16)).await;
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "town-clerk").await;
    assert_eq!(of_kind(&world.archive(&keeper, &opening).await, "FINDING"), Vec::<Value>::new());
});
