//! 结果公开: what everybody reads of a concluded case, redacted by a person, approved by another.

mod above;
mod clarified;
mod clocks;
mod corrected;
mod discarded;
mod exposed;
mod hidden;
mod moved;
mod next_head;
mod proposed;
mod rights;
mod secrecy;
mod stale;
mod withheld;

use entity::ledger_entry;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, LedgerClass, NoticeKind};
use kit::cases::id;
use kit::dump::Dump;
use kit::publications::{named, named_with, saved};
use kit::{World, story};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
/// What the reporter is told: a subject, a stranger with his phone, a group of villagers, a day.
const REPLY: &str = "2026年3月2日开会，演示village-head和村民赵小雨（电话13912345678）在三组签了字。";
/// The same as everybody may read it.
const CLEAR: &str = "2026年3月开会，某某和村民某某（电话（电话略））在某组签了字。";

/// A report on this official of the village that the town's committee has answered; the case.
async fn answered_on(world: &World, official: &str) -> Value {
    world.files(PHONE, &[id(world.home().official(official))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    let name = case.as_str().unwrap();
    let reply =
        json!({ "finding": "PARTLY_SUBSTANTIATED", "text": REPLY, "measures": [{ "kind": "MONEY_RETURNED", "amount": "1840.00" }] });
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({})), ("replyCase", reply)] {
        let done = world.acts("town-handler2", verb, name, input).await;
        assert_eq!(done["errors"], json!([]), "{verb}: {done}");
    }
    case
}

/// The same with a disciplinary decision, and nobody objects any more.
async fn disciplined(world: &World, official: &str) -> Value {
    world.files(PHONE, &[id(world.home().official(official))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    let decision =
        json!({ "kind": "DISCIPLINE", "note": "党内警告", "body": "县纪委监委", "on": "2026-03-02", "document": "苍纪〔2026〕3号" });
    let reply = json!({ "finding": "SUBSTANTIATED", "text": REPLY, "measures": [decision] });
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({})), ("replyCase", reply)] {
        let done = world.acts("town-handler2", verb, case.as_str().unwrap(), input).await;
        assert_eq!(done["errors"], json!([]), "{verb}: {done}");
    }
    world.works_after(Duration::days(16)).await;
    case
}

async fn answered(world: &World) -> Value {
    answered_on(world, "village-head").await
}

/// Kinds of the ledger's entries about publications, in the order of the alphabet, with their class.
async fn entries(world: &World) -> Vec<(String, LedgerClass)> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.like("publications.%"));
    rows.order_by_asc(ledger_entry::Column::Kind).all(&tx).await.unwrap().into_iter().map(|row| (row.kind, row.class)).collect()
}

/// What was refused: nothing may have changed since, but for who signed in.
async fn unchanged(world: &World, before: &Dump, what: &str) {
    let after = world.dump().await;
    let others = before.iter().filter(|(table, _)| table.as_str() != "session");
    let changed: Vec<_> = others.filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| table).collect();
    assert_eq!(changed, Vec::<&String>::new(), "{what}");
}

fn error(payload: &Value) -> (&str, &str) {
    let first = &payload["errors"][0];
    (first["code"].as_str().unwrap_or("-"), first["field"].as_str().unwrap_or("-"))
}

fn state_of<'a>(draft: &'a Value, word: &str) -> &'a Value {
    draft["marks"].as_array().unwrap().iter().find(|mark| mark["word"] == word).map_or(&Value::Null, |mark| &mark["state"])
}

/// Published: the draft as its approver sees it.
async fn published(world: &World) -> Value {
    let case = answered(world).await;
    let waiting = world.sends_result("town-handler2", &case, ("RESULT", json!({}))).await;
    world.did_on_publication("town-head", "publishCase", named(&waiting)).await
}

story!(a_result_goes_from_what_the_reporter_was_told_to_the_units_page, |world| {
    let case = answered(world).await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    assert_eq!((&draft["line"]["state"], &draft["line"]["code"]), (&json!("DRAFT"), &Value::Null));
    assert!(draft["text"].as_str().unwrap().contains(REPLY) && draft["text"].as_str().unwrap().contains("1840 元"), "{draft:#}");
    for word in ["演示village-head", "赵小雨", "13912345678", "三组", "2026年3月2日"] {
        assert_eq!(state_of(&draft, word), "SUGGESTED", "{word}: {draft:#}");
    }
    assert!(draft["problem"].as_str().unwrap().contains("电话"), "{draft:#}");
    let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(error(&refused), ("INVALID", "text"), "a number stands in it");

    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    assert_eq!(draft["problem"], Value::Null, "{draft:#}");
    assert!(draft["preview"]["text"].as_str().unwrap().contains(CLEAR), "{draft:#}");
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(world.told("town-head", NoticeKind::PublicationWaiting).await, 1);
    assert_eq!(world.results_of("village").await["totalCount"], 0, "nothing is public yet");
    assert_eq!(error(&world.does_on_publication("town-handler2", "publishCase", named(&waiting)).await).0, "FORBIDDEN");

    let back = named_with(&waiting, json!({ "reason": "再说清楚钱退给了谁。" }));
    let returned = world.did_on_publication("town-head", "returnPublication", back).await;
    assert_eq!((&returned["line"]["state"], &returned["returned"]), (&json!("RETURNED"), &json!("再说清楚钱退给了谁。")));
    assert_eq!(world.told("town-handler2", NoticeKind::PublicationReturned).await, 1);
    let again = world.did_on_publication("town-handler2", "savePublication", saved(&returned, "ACCEPTED", json!({}))).await;
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&again)).await;
    let preview = waiting["preview"].clone();
    let done = world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    assert_eq!(done["line"]["state"], "PUBLISHED");
    assert_eq!(world.told("town-handler2", NoticeKind::PublicationDone).await, 1);
    let results = world.results_of("village").await;
    assert_eq!((&results["totalCount"], &results["nodes"][0]), (&json!(1), &preview), "it is what was previewed");
    assert_eq!(world.publication(&done["line"]["code"]).await, preview);
    assert_eq!(clock(world).await, [DeadlineState::Met]);
    assert_eq!(world.events(CaseEventKind::ResultPublished).await, 1);
    let (sealed, public) = (LedgerClass::Sealed, LedgerClass::Public);
    let kinds = [
        ("draft", sealed),
        ("publish", public),
        ("return", sealed),
        ("save", sealed),
        ("save", sealed),
        ("send", sealed),
        ("send", sealed),
    ];
    assert_eq!(entries(world).await, kinds.map(|(kind, class)| (format!("publications.{kind}"), class)));
});

/// States of the clocks by which results are to be published.
async fn clock(world: &World) -> Vec<DeadlineState> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<entity::deadline::Entity>().filter(entity::deadline::Column::Kind.eq(DeadlineKind::PublishResult));
    rows.order_by_asc(entity::deadline::Column::StartsAt).all(&tx).await.unwrap().into_iter().map(|row| row.state).collect()
}

story!(the_pages_of_the_server_say_the_same, |world| {
    let done = published(world).await;
    let code = done["line"]["code"].as_str().unwrap().to_owned();
    let get = async |path: &str| {
        let answer = world.http.get(format!("{}{path}", world.url)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    for path in [format!("/510824/r/{code}"), "/510824/u/510824-village".to_owned(), "/510824/results".to_owned()] {
        let (status, page) = get(&path).await;
        assert_eq!(status, 200, "{path}");
        assert!(page.contains("办理结果") && page.contains(&code), "{path}: {page}");
        assert!(!page.contains("赵小雨") && !page.contains("13912345678"), "{path}");
    }
    assert!(get(&format!("/510824/r/{code}")).await.1.contains(CLEAR));
    assert_eq!(get("/510824/r/0000000000").await.0, 404);
    assert_eq!(get(&format!("/510825/r/{code}")).await.0, 404, "not in another county");
});

story!(what_the_program_marks_and_nobody_looked_at_is_not_published, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    let reply = json!({ "finding": "SUBSTANTIATED", "text": "经查，村民赵小雨没有领到补助，钱已经补发。" });
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({})), ("replyCase", reply)] {
        assert_eq!(world.acts("town-handler2", verb, case.as_str().unwrap(), input).await["errors"], json!([]), "{verb}");
    }
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    assert_eq!(state_of(&draft, "赵小雨"), "SUGGESTED");
    assert!(draft["problem"].as_str().unwrap().contains("还有 1 处没有看过"), "{draft:#}");
    let before = world.dump().await;
    let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(error(&refused), ("INVALID", "marks"), "{refused}");
    unchanged(world, &before, "a villager's name that nobody looked at").await;
    // A person may let it stand; but he must have looked.
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", json!({}))).await;
    assert_eq!(draft["problem"], Value::Null);
});
