//! A lost query code: asked for with the phone, stoppable with the old code, fetched once after three days.

use entity::words::{CaseEventKind, NoticeKind};
use entity::{case_event, code_reissue, key_wrap, ledger_entry, notice, outbox};
use futures_util::future::join_all;
use kit::cases::{Filed, STATUS, id};
use kit::{World, story};
use lianjing::domain::cases::new_code_job;
use lianjing::domain::keys::query_code;
use lianjing::kernel::JobError;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
const OTHER: &str = "13900000002";
const TAKE_KEY: &str = "page-that-fetches-0001";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

async fn events(world: &World, kind: CaseEventKind) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<case_event::Entity>().filter(case_event::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

async fn told(world: &World, kind: NoticeKind) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<notice::Entity>().filter(notice::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

/// All that the county's tables hold in clear around a code.
async fn in_clear(world: &World) -> String {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows();
    format!(
        "{:?}{:?}{:?}{:?}{:?}{:?}",
        rows.find::<notice::Entity>().all(&tx).await.unwrap(),
        rows.find::<outbox::Entity>().all(&tx).await.unwrap(),
        rows.find::<case_event::Entity>().all(&tx).await.unwrap(),
        rows.find::<ledger_entry::Entity>().all(&tx).await.unwrap(),
        rows.find::<code_reissue::Entity>().all(&tx).await.unwrap(),
        world.sms.taken().iter().map(|sms| (sms.template, sms.params.clone())).collect::<Vec<_>>(),
    )
}

/// A report with a reply, and the report's id as its phone learns it.
async fn replied(world: &World) -> (Filed, Value) {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    let report = filed.payload["report"]["id"].clone();
    (filed, report)
}

/// A verb that names the report, by this phone.
async fn by_phone(world: &World, phone: &str, verb: &str, report: &Value) -> Value {
    let token = world.proves_later(phone, "TRACK").await;
    world.tells_with(Some(&token), verb, json!({ "reportId": report })).await
}

async fn takes_with(world: &World, token: &str, report: &Value, key: &str) -> Value {
    let query = format!(
        "mutation($input: TakeNewQueryCodeInput!) {{ takeNewQueryCode(input: $input) {{ queryCode status {{ {STATUS} }} errors {{ code field message }} }} }}"
    );
    world.data(Some(token), &query, json!({ "input": { "reportId": report, "takeKey": key } })).await["takeNewQueryCode"].clone()
}

async fn takes(world: &World, phone: &str, report: &Value, key: &str) -> Value {
    let token = world.proves_later(phone, "TRACK").await;
    takes_with(world, &token, report, key).await
}

story!(a_lost_code_is_replaced_after_three_days, |world| {
    let (filed, report) = replied(world).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let before = world.status(Some(&token), None).await;
    assert_eq!((&before["viewerCan"], &before["codeReissue"]), (&json!(["REQUEST_NEW_CODE"]), &Value::Null));
    assert_eq!(before["reportId"], report);
    let asked = world.tells_with(Some(&token), "requestNewQueryCode", json!({ "reportId": report })).await;
    let status = &asked["status"];
    assert_eq!((&status["codeReissue"]["state"], &status["content"]), (&json!("WAITING"), &Value::Null), "{asked}");
    assert_eq!(status["viewerCan"], json!(["STOP_NEW_CODE", "OBJECT"]));
    assert_eq!(told(world, NoticeKind::CodeAsked).await, 1);
    assert_eq!(code(&takes_with(world, &token, &report, TAKE_KEY).await), "STATE", "before three days");

    world.works_after(Duration::hours(71)).await;
    assert_eq!(code(&takes(world, PHONE, &report, TAKE_KEY).await), "STATE", "an hour too early");
    assert_eq!(world.status(None, Some(&filed.code)).await["codeReissue"]["state"], "WAITING", "the old code shows it");
    world.works_after(Duration::hours(1)).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    assert_eq!(world.status(Some(&token), None).await["viewerCan"], json!(["STOP_NEW_CODE", "TAKE_NEW_CODE", "OBJECT"]));
    assert_eq!(world.status(Some(&token), Some(&filed.code)).await["content"]["text"], "低保评议没有开会，名单是村里自己定的。");

    let taken = takes_with(world, &token, &report, TAKE_KEY).await;
    let fresh = taken["queryCode"].as_str().unwrap_or_else(|| panic!("{taken}")).to_owned();
    assert_ne!(fresh, filed.code);
    assert_eq!(taken["status"]["codeReissue"], Value::Null);
    assert_eq!(world.status(Some(&token), Some(&filed.code)).await, Value::Null, "the old code is dead");
    let seen = world.status(Some(&token), Some(&fresh)).await;
    assert_eq!(seen["content"]["text"], "低保评议没有开会，名单是村里自己定的。");
    assert_eq!(seen["viewerCan"], json!(["ANSWER", "SUPPLEMENT"]));
    assert_eq!(takes_with(world, &token, &report, TAKE_KEY).await["queryCode"], fresh.as_str(), "a retry gets the same");
    assert_eq!(code(&takes_with(world, &token, &report, "another-page-0000001").await), "STATE", "shown once");
    assert_eq!(events(world, CaseEventKind::CodeTaken).await, 1);
    world.works_after(Duration::days(8)).await;
    let clear = in_clear(world).await.replace('-', "");
    assert!(!clear.contains(&fresh.replace('-', "")), "the new code is in no message, job, log or row");
    assert_eq!((told(world, NoticeKind::CodeReady).await, told(world, NoticeKind::CodeTaken).await), (1, 1));
    let officers = world.inbox("town-handler2", Value::Null).await;
    assert!(!officers["nodes"][0]["timeline"].to_string().contains("查询码"), "not the officers' business");
});

story!(whoever_has_the_old_code_stops_it, |world| {
    let (filed, report) = replied(world).await;
    by_phone(world, PHONE, "requestNewQueryCode", &report).await;
    let stopped = world.tells_with(None, "stopNewQueryCode", json!({ "queryCode": filed.code })).await;
    assert_eq!((&stopped["errors"], &stopped["status"]["codeReissue"]), (&json!([]), &Value::Null), "{stopped}");
    assert!(stopped["status"]["timeline"].to_string().contains("取消了补发查询码"));
    assert_eq!(code(&world.tells_with(None, "stopNewQueryCode", json!({ "queryCode": filed.code })).await), "STATE");
    assert_eq!(code(&by_phone(world, PHONE, "requestNewQueryCode", &report).await), "TOO_MANY", "not at once again");
    world.works_after(Duration::days(4)).await;
    assert_eq!(code(&takes(world, PHONE, &report, TAKE_KEY).await), "STATE");
    assert_eq!(events(world, CaseEventKind::CodeReady).await, 0);
    let track = world.proves_later(PHONE, "TRACK").await;
    assert!(world.status(Some(&track), Some(&filed.code)).await["content"].is_object(), "the old code works on");
    assert_eq!(by_phone(world, PHONE, "requestNewQueryCode", &report).await["status"]["codeReissue"]["state"], "WAITING");
    assert_eq!(by_phone(world, PHONE, "stopNewQueryCode", &report).await["errors"], json!([]), "the phone stops it too");
});

story!(another_phone_gets_nothing, |world| {
    let (filed, report) = replied(world).await;
    for (phone, verb) in [(OTHER, "requestNewQueryCode"), (OTHER, "stopNewQueryCode")] {
        assert_eq!(code(&by_phone(world, phone, verb, &report).await), "NOT_FOUND", "{verb}");
    }
    let filing = world.proves_later(PHONE, "REPORT").await;
    for token in [None, Some(filing.as_str())] {
        let refused = world.tells_with(token, "requestNewQueryCode", json!({ "reportId": report })).await;
        assert_eq!(code(&refused), "CODE_REQUIRED", "a phone proven for something else, or not at all");
    }
    by_phone(world, PHONE, "requestNewQueryCode", &report).await;
    world.works_after(Duration::days(3)).await;
    assert_eq!(code(&takes(world, OTHER, &report, TAKE_KEY).await), "NOT_FOUND");
    let nothing = id(entity::id::ReportId(entity::id::mint(1, 1, [1; 9])));
    assert_eq!(code(&takes(world, PHONE, &nothing, TAKE_KEY).await), "NOT_FOUND");
    assert_eq!(code(&takes(world, PHONE, &json!("nonsense"), TAKE_KEY).await), "NOT_FOUND");
    assert_eq!(world.status(None, Some(&filed.code)).await["state"], "REPLIED");
});

story!(asking_twice_is_asking_once, |world| {
    let (_, report) = replied(world).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let asked = json!({ "reportId": report });
    let all = join_all((0..4).map(|_| world.tells_with(Some(&token), "requestNewQueryCode", asked.clone()))).await;
    for one in all {
        assert_eq!((&one["errors"], &one["status"]["codeReissue"]["state"]), (&json!([]), &json!("WAITING")), "{one}");
    }
    assert_eq!((events(world, CaseEventKind::CodeAsked).await, told(world, NoticeKind::CodeAsked).await), (1, 1));
    world.works_after(Duration::days(3)).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let pages: Vec<_> = (0..4).map(|page| format!("page-0000000000000{page}")).collect();
    let all = join_all(pages.iter().map(|key| takes_with(world, &token, &report, key))).await;
    let codes: Vec<_> = all.into_iter().filter(|one| one["queryCode"].is_string()).collect();
    assert_eq!((codes.len(), events(world, CaseEventKind::CodeTaken).await), (1, 1), "of four pages one gets it");
});

story!(who_asks_again_and_again_keeps_nobody_waiting, |world| {
    let (_, report) = replied(world).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let asked = json!({ "reportId": report });
    world.tells_with(Some(&token), "requestNewQueryCode", asked.clone()).await;
    // More than there are connections: whoever holds one and waits for another would wait for himself.
    let again = join_all((0..40).map(|_| world.tells_with(Some(&token), "requestNewQueryCode", asked.clone())));
    let page = world.http.get(format!("{}/510824", world.url)).send();
    let (again, page) = tokio::join!(again, page);
    assert_eq!(page.unwrap().status().as_u16(), 200, "a villager opens the county's page meanwhile");
    assert!(again.iter().all(|one| one["status"]["codeReissue"]["state"] == "WAITING"), "{again:?}");
    assert_eq!((events(world, CaseEventKind::CodeAsked).await, told(world, NoticeKind::CodeAsked).await), (1, 1));
    world.works_after(Duration::days(3)).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let fresh = takes_with(world, &token, &report, TAKE_KEY).await["queryCode"].clone();
    for taken in join_all((0..40).map(|_| takes_with(world, &token, &report, TAKE_KEY))).await {
        assert_eq!((&taken["queryCode"], &taken["errors"]), (&fresh, &json!([])), "the same page gets the same code");
    }
});

story!(no_can_be_said_meanwhile, |world| {
    let (filed, report) = replied(world).await;
    let no = json!({ "reportId": report, "satisfied": false, "reason": "没有问过我" });
    let token = world.proves_later(PHONE, "TRACK").await;
    assert_eq!(code(&world.tells_with(Some(&token), "answerReply", no.clone()).await), "CODE_REQUIRED", "nothing was asked for");
    world.tells_with(Some(&token), "requestNewQueryCode", json!({ "reportId": report })).await;
    let yes = json!({ "reportId": report, "satisfied": true });
    assert_eq!(code(&world.tells_with(Some(&token), "answerReply", yes).await), "CODE_REQUIRED", "a phone does not end a case");
    let both = json!({ "reportId": report, "queryCode": filed.code, "satisfied": false });
    assert_eq!(code(&world.tells_with(Some(&token), "answerReply", both).await), "REQUIRED", "one of both");
    let stranger = world.proves_later(OTHER, "TRACK").await;
    assert_eq!(code(&world.tells_with(Some(&stranger), "answerReply", no.clone()).await), "NOT_FOUND");
    let token = world.proves_later(PHONE, "TRACK").await;
    let climbed = world.tells_with(Some(&token), "answerReply", no).await;
    let status = &climbed["status"];
    assert_eq!((&status["state"], &status["light"], &status["instance"]), (&json!("ACCEPTED"), &json!("RED"), &json!(2)), "{climbed}");
    let case = world.only_case("county-head").await;
    let query = "query($n: String!) { caseByNumber(number: $n) { content { text } timeline { detail } } }";
    let officer = world.signed_in(world.home(), "county-head").await;
    let seen = world.data(Some(&officer), query, json!({ "n": case["number"] })).await;
    assert!(seen["caseByNumber"]["timeline"].to_string().contains("没有问过我"), "the review reads why: {seen}");
    world.works_after(Duration::days(3)).await;
    let fresh = takes(world, PHONE, &report, TAKE_KEY).await["queryCode"].as_str().unwrap().to_owned();
    let token = world.proves_later(PHONE, "TRACK").await;
    assert!(world.status(Some(&token), Some(&fresh)).await["content"].is_object(), "also after it climbed");
});

story!(a_job_that_runs_twice_or_too_early_changes_nothing_more, |world| {
    let (_, report) = replied(world).await;
    by_phone(world, PHONE, "requestNewQueryCode", &report).await;
    let county = world.home().county.clone();
    let tx = world.ctx().read(&county).await.unwrap();
    let row = tx.rows().find::<code_reissue::Entity>().one(&tx).await.unwrap().unwrap();
    drop(tx);
    let work = async || -> Result<(), JobError> {
        new_code_job(world.ctx(), world.ports.clone(), county.clone(), json!({ "reissueId": row.id })).await
    };
    work().await.unwrap();
    assert_eq!(events(world, CaseEventKind::CodeReady).await, 0, "too early");
    world.wait(Duration::days(3));
    let (one, other) = tokio::join!(work(), work());
    one.unwrap();
    other.unwrap();
    world.works_after(Duration::ZERO).await;
    assert_eq!((events(world, CaseEventKind::CodeReady).await, told(world, NoticeKind::CodeReady).await), (1, 1));
    let held = async || {
        let tx = world.ctx().read(&county).await.unwrap();
        let wraps = tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::Holder.eq(entity::words::WrapHolder::Reissue));
        wraps.count(&tx).await.unwrap()
    };
    assert_eq!(held().await, 1);
    world.works_after(Duration::days(7)).await;
    assert_eq!((held().await, events(world, CaseEventKind::CodeLapsed).await), (0, 1), "what nobody fetches is forgotten");
    assert_eq!(code(&takes(world, PHONE, &report, TAKE_KEY).await), "STATE");
    assert_eq!(by_phone(world, PHONE, "requestNewQueryCode", &report).await["status"]["codeReissue"]["state"], "WAITING");
});

story!(a_submission_sent_again_does_not_show_a_dead_code, |world| {
    let place = world.home();
    let filed = world.files(PHONE, &[id(place.unit("village"))]).await;
    let report = filed.payload["report"]["id"].clone();
    by_phone(world, PHONE, "requestNewQueryCode", &report).await;
    world.works_after(Duration::days(3)).await;
    assert!(takes(world, PHONE, &report, TAKE_KEY).await["queryCode"].is_string());
    let token = world.proves_later(PHONE, "REPORT").await;
    let again = kit::cases::submission(place, &format!("key-{PHONE}"), &[id(place.unit("village"))]);
    let refused = world.submits(&token, again).await;
    assert_eq!((code(&refused), &refused["queryCode"]), ("CONFLICT", &Value::Null));
});

story!(ten_wrong_codes_a_day_and_then_none, |world| {
    let (filed, _) = replied(world).await;
    let wrong: Vec<_> =
        (0..11).map(|number| query_code::display(&query_code::make(&world.kernel.keys, 1, format!("guess {number}")).unwrap())).collect();
    let token = world.proves_later(PHONE, "TRACK").await;
    let mistyped = world.tells_with(Some(&token), "withdrawReport", json!({ "queryCode": "0000-0000-0000-0000-1" })).await;
    assert_eq!(code(&mistyped), "INVALID", "what the check character tells costs nothing");
    let guesses = wrong[..10].iter().map(|guess| world.tells_with(Some(&token), "withdrawReport", json!({ "queryCode": guess })));
    for refused in join_all(guesses).await {
        assert_eq!(code(&refused), "NOT_FOUND");
    }
    for guess in [&wrong[10], &filed.code] {
        let refused = world.tells_with(Some(&token), "withdrawReport", json!({ "queryCode": guess })).await;
        assert_eq!((code(&refused), &refused["errors"][0]["field"]), ("TOO_MANY", &json!("queryCode")), "right and wrong alike");
        let query = "query($code: String) { reportStatus(queryCode: $code) { state } }";
        let answer = world.ask(Some(&token), query, json!({ "code": guess })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "TOO_MANY", "{answer}");
    }
    assert_eq!(world.status(None, Some(&filed.code)).await["state"], "REPLIED", "the code itself is not locked");
    let other = world.proves_later(OTHER, "TRACK").await;
    assert_eq!(world.status(Some(&other), Some(&filed.code)).await["state"], "REPLIED", "nor another phone");
    world.wait(Duration::days(1));
    let token = world.proves_later(PHONE, "TRACK").await;
    assert!(world.status(Some(&token), Some(&filed.code)).await["content"].is_object());
});
