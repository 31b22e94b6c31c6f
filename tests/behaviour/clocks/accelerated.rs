//! An accelerated demonstration: terms of months in minutes, while codes, sessions and limits live as long as ever.

use super::*;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind};
use kit::Backend;
use kit::cases::submission;
use lianjing::worker::run_due_now;
use time::Duration;

/// A day in ten seconds.
const PACE: u32 = 8_640;

/// So many times this much of the machine's clock, each time with a look of the worker.
async fn passes(world: &World, times: u32, span: Duration) {
    for _ in 0..times {
        world.wait(span);
        run_due_now(&world.kernel, &world.ports).await.unwrap();
    }
}

/// So many days of the calendar.
async fn days(world: &World, count: u32) {
    passes(world, count, Duration::seconds(10)).await;
}

/// An officer's verb with a token that was opened before.
async fn acts(world: &World, token: &str, verb: &str, mut input: Value) -> Value {
    let kind = format!("{}{}Input", verb[..1].to_uppercase(), &verb[1..]);
    let query = format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ case {{ id state }} errors {{ code }} }} }}");
    input["caseId"] = world.only_case("town-handler2").await["id"].clone();
    world.data(Some(token), &query, json!({ "input": input })).await[verb].clone()
}

async fn three_months_in_a_quarter_of_an_hour(world: &World) {
    let place = world.home();
    let begin = world.kernel.calendar.now();
    // A code that was asked for is typed four minutes later: twenty-four days by the calendar.
    let request = world.asks_for_code(PHONE, "REPORT").await;
    let digits = world.sent_digits(&request).await.unwrap();
    world.wait(Duration::minutes(4));
    let typed = world.types_code(PHONE, "REPORT", &digits).await;
    let token = typed["token"].as_str().unwrap_or_else(|| panic!("the code lives as long as ever: {typed}")).to_owned();
    assert_eq!(code(&world.asks_for_code(PHONE, "REPORT").await), "-");
    assert_eq!(code(&world.asks_for_code(PHONE, "REPORT").await), "TOO_MANY", "and so do the limits");
    assert_eq!(world.kernel.calendar.now().since(begin).whole_days(), 24);
    let taken = world.submits(&token, submission(place, "accelerated", &[id(place.unit("village"))])).await;
    assert_eq!(taken["errors"], json!([]), "{taken}");

    let officer = world.signed_in(place, "town-handler2").await;
    days(world, 12).await;
    assert_eq!(world.reminded("town-head").await, 1, "half of the time to tell of acceptance has passed");
    for (verb, input) in [
        ("acceptCase", json!({})),
        ("startInvestigation", json!({})),
        ("fileCase", json!({ "reason": "涉嫌违纪", "basis": "《纪律处分条例》第二十九条", "approvedBy": "县纪委监委主要负责人" })),
    ] {
        let done = acts(world, &officer, verb, input).await;
        assert_eq!(done["errors"], json!([]), "{verb}: the session lives: {done}");
    }
    let clock = world.clocks(DeadlineKind::Result).await.pop().unwrap();
    let term = (clock.due_on - clock.starts_at.in_china().date()).whole_days();
    assert!((89..=92).contains(&term), "three months: {term}");
    days(world, 60).await;
    assert_eq!(world.clocks(DeadlineKind::Result).await.pop().unwrap().state, DeadlineState::Running);
    days(world, 33).await;
    assert_eq!(world.clocks(DeadlineKind::Result).await.pop().unwrap().state, DeadlineState::Missed, "a quarter of an hour later");
    assert_eq!((world.events(CaseEventKind::Overdue).await, world.told("county-head", NoticeKind::Urged).await), (1, 1));
    assert_eq!(world.reminded("town-handler2").await, 3, "half time, a week and a day before");
    world.all_clocks_replay().await;
}

#[actix_web::test]
async fn three_months_in_a_quarter_of_an_hour_on_sqlite() {
    three_months_in_a_quarter_of_an_hour(&World::accelerated(Backend::Sqlite, PACE).await).await;
}

#[actix_web::test]
async fn three_months_in_a_quarter_of_an_hour_on_postgres() {
    three_months_in_a_quarter_of_an_hour(&World::accelerated(Backend::Postgres, PACE).await).await;
}

#[actix_web::test]
async fn what_waits_for_days_comes_in_their_time() {
    let world = World::accelerated(Backend::Sqlite, PACE).await;
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let report = filed.payload["report"]["id"].clone();
    let track = world.proves_later(PHONE, "TRACK").await;
    let query = "mutation($input: RequestNewQueryCodeInput!) { requestNewQueryCode(input: $input) { errors { code } } }";
    let asked = world.data(Some(&track), query, json!({ "input": { "reportId": report } })).await;
    assert_eq!(asked["requestNewQueryCode"]["errors"], json!([]));
    passes(&world, 28, Duration::SECOND).await;
    assert_eq!(world.events(CaseEventKind::CodeReady).await, 0);
    passes(&world, 5, Duration::SECOND).await;
    assert_eq!(world.events(CaseEventKind::CodeReady).await, 1, "three days are thirty seconds");
    let page = world.http.get(format!("{}/staff", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains(r#"<script src="/demo/clock.js"></script>"#));
    let script = world.http.get(format!("{}/demo/clock.js", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(script.contains(&world.kernel.calendar.now().0.to_string()) && script.contains("8640"), "{script}");
}

kit::story!(for_real_there_is_one_time, |world| {
    world.wait(Duration::days(3));
    assert_eq!(world.kernel.calendar.now(), world.kernel.clock.now());
    let page = world.http.get(format!("{}/staff", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(!page.contains("/demo/"), "{page}");
    let script = world.http.get(format!("{}/demo/clock.js", world.url)).send().await.unwrap();
    assert_eq!(script.status().as_u16(), 404);
});
