//! Clocks that jump, workers that are cut off or race, counties side by side: each transition once, and edits move nothing.

use super::*;
use entity::id::OrganId;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind};
use entity::{case_event, deadline, ledger_entry, organ};
use futures_util::future::{BoxFuture, join_all};
use kit::cases::submission_in;
use kit::story;
use lianjing::domain::cases::{calendar_due, deadlines_due, reminders_due};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use time::Duration;

story!(an_edit_moves_no_clock, |world| {
    let place = world.home();
    let (filed, case) = accepted(world).await;
    let before = world.clocks(DeadlineKind::Result).await;
    world.wait(Duration::days(2));
    let assigned = json!({ "handlerId": id(place.account("town-handler")), "reason": "换人办" });
    assert_eq!(world.acts("town-head", "assignCase", &case, assigned).await["errors"], json!([]));
    assert_eq!(world.acts("town-handler", "startInvestigation", &case, json!({ "note": "先看会议记录" })).await["errors"], json!([]));
    let more = json!({ "submissionKey": "0123456789abcdef", "text": "我找到了收据。" });
    assert_eq!(code(&world.tells(&filed, "supplementReport", more).await), "-");
    assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({})).await), "-");
    assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({ "cancel": true })).await), "-");
    let token = world.signed_in(place, "town-handler").await;
    world.data(Some(&token), "query($id: ID!) { node(id: $id) { ... on Case { content { text } } } }", json!({ "id": case })).await;
    world.works_after(Duration::ZERO).await;
    assert_eq!(world.clocks(DeadlineKind::Result).await, before);
});

/// Everything that happened to a case, in order.
async fn kinds(world: &World) -> Vec<CaseEventKind> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let mut rows = tx.rows().find::<case_event::Entity>().all(&tx).await.unwrap();
    rows.sort_by_key(|row| (row.at, row.id));
    rows.into_iter().map(|row| row.kind).collect()
}

story!(a_clock_that_jumps_a_year_or_an_hour_tells_each_thing_once, |world| {
    let (_, _) = accepted(world).await;
    let answered = world.files(OTHER, &[id(world.home().unit("village2"))]).await;
    let inbox = world.inbox("town-handler", Value::Null).await;
    let second = inbox["nodes"].as_array().unwrap().iter().find(|case| case["subjects"][0]["name"] == "龙山镇乙村").unwrap()["id"].clone();
    world.replies("town-handler", second.as_str().unwrap()).await;
    world.works_after(Duration::days(365)).await;
    let all = kinds(world).await;
    let count = |kind| all.iter().filter(|one| **one == kind).count();
    assert_eq!((count(CaseEventKind::Overdue), count(CaseEventKind::Settled)), (2, 1), "{all:?}");
    assert_eq!(world.status(None, Some(&answered.code)).await["state"], "SETTLED");
    assert_eq!((world.told("town-handler2", NoticeKind::HandlerOverdue).await, world.told("county-head", NoticeKind::Urged).await), (1, 2));
    assert_eq!(world.reminded("town-handler2").await, 0, "nobody is reminded of what is over");
    for hours in [-1, 1, -8_760, 8_760] {
        world.works_after(Duration::hours(hours)).await;
    }
    assert_eq!(kinds(world).await, all);
});

story!(a_clock_that_is_set_back_loses_nothing, |world| {
    world.files(PHONE, &[id(world.home().unit("village"))]).await;
    world.works_after(Duration::hours(-1)).await;
    assert_eq!(world.clocks(DeadlineKind::Acceptance).await[0].state, DeadlineState::Running);
    world.works_after(Duration::days(22)).await;
    assert_eq!((world.events(CaseEventKind::Overdue).await, world.reminded("town-head").await), (1, 0));
});

story!(where_no_superior_is_on_file_the_commission_is_alarmed, |world| {
    let place = world.home();
    let tx = world.ctx().write(&place.county).await.unwrap();
    let lone = tx.rows().update::<organ::Entity>().col_expr(organ::Column::SuperiorId, Expr::value(Option::<OrganId>::None));
    lone.filter(organ::Column::Id.eq(place.organ("town"))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    accepted(world).await;
    world.works_after(Duration::days(32)).await;
    let number = world.only_case("town-head").await["number"].as_str().unwrap().to_owned();
    let shown = world.notices("county-head").await;
    let texts: Vec<_> = shown.as_array().unwrap().iter().map(|one| (one["text"].as_str().unwrap(), &one["caseId"])).collect();
    let alarm = format!("龙山镇纪委没有登记上级纪检组织，办理件 {number} 超过时限没有人督办。请在组织名册中补上。");
    assert!(texts.contains(&(alarm.as_str(), &Value::Null)), "{texts:?}");
    assert_eq!((world.told("county-head", NoticeKind::Urged).await, world.told("county-head", NoticeKind::SuperiorMissing).await), (1, 1));
    assert_eq!((world.events(CaseEventKind::SuperiorMissing).await, world.events(CaseEventKind::Overdue).await), (1, 1));
    assert_eq!(world.inbox("county-head", Value::Null).await["totalCount"], 0, "the case stays the town's");
    world.works_after(Duration::days(1)).await;
    assert_eq!(world.told("county-head", NoticeKind::SuperiorMissing).await, 1, "once");
});

/// A worker that is gone after so many steps: whatever it held open falls.
struct CutOff<'a, T> {
    work: BoxFuture<'a, T>,
    left: usize,
}

impl<T> Future for CutOff<'_, T> {
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        self.work.as_mut().poll(context).map(Some)
    }
}

/// What a county's ledger holds, once whoever was cut off has let go of its clocks.
async fn entries(world: &World) -> u64 {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    tx.rows().find::<deadline::Entity>().lock_exclusive().all(&tx).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().count(&tx).await.unwrap();
    // Let go of at once: whoever works next passes over what is held.
    tx.commit().await.unwrap();
    entries
}

/// Works the clocks of the home county with workers that are cut off after one step, two steps, … until one gets through;
/// from one step on again when something was done, so that each transaction is cut off in as many places as it waits.
///
/// Returns the fewest cuts of a task.
async fn cut_off_everywhere(world: &World) -> usize {
    let (ctx, county) = (world.ctx(), &world.home().county);
    let mut fewest = usize::MAX;
    for task in 0..3 {
        let (mut left, mut done, mut cuts) = (1, entries(world).await, 0);
        loop {
            assert!(left < 2_000, "no worker ever got through");
            let work = Box::pin(async {
                match task {
                    0 => deadlines_due(&ctx, county).await,
                    1 => reminders_due(&ctx, county).await,
                    _ => calendar_due(&ctx, county).await,
                }
            });
            if let Some(worked) = (CutOff { work, left }).await {
                worked.unwrap();
                break;
            }
            let now = entries(world).await;
            (left, done, cuts) = (if now == done { left + 1 } else { 1 }, now, cuts + 1);
        }
        fewest = fewest.min(cuts);
    }
    fewest
}

story!(a_worker_that_is_cut_off_anywhere_leaves_whole_steps, |world| {
    let (_, _) = accepted(world).await;
    let answered = world.files(OTHER, &[id(world.home().unit("village2"))]).await;
    let inbox = world.inbox("town-handler", Value::Null).await;
    let second = inbox["nodes"].as_array().unwrap().iter().find(|case| case["subjects"][0]["name"] == "龙山镇乙村").unwrap()["id"].clone();
    world.replies("town-handler", second.as_str().unwrap()).await;
    world.files("13700000003", &[id(world.home().unit("village"))]).await;
    assert_eq!(world.sets_day("admin", json!({ "on": "2026-03-20", "kind": "REST", "reason": "县庆" })).await["errors"], json!([]));
    world.wait(Duration::days(16));
    // How often says the machine: a busy one goes several steps at once.
    let cuts = cut_off_everywhere(world).await;
    assert!(cuts >= 1, "each of the three tasks was cut off");
    let moved = (world.events(CaseEventKind::Settled).await, world.events(CaseEventKind::CalendarMoved).await);
    assert_eq!((moved, world.reminded("town-head").await, world.reminded("town-handler2").await), ((1, 1), 1, 1));
    assert_eq!(world.status(None, Some(&answered.code)).await["state"], "SETTLED");
    world.wait(Duration::days(20));
    cut_off_everywhere(world).await;
    assert_eq!((world.events(CaseEventKind::Overdue).await, world.told("county-head", NoticeKind::Urged).await), (3, 3));
    world.works_after(Duration::ZERO).await;
    assert_eq!(
        (world.events(CaseEventKind::Overdue).await, world.events(CaseEventKind::Settled).await),
        (3, 1),
        "accepting, answering, publishing"
    );
    world.all_clocks_replay().await;
});

story!(all_counties_and_any_number_of_workers, |world| {
    for place in [world.home(), world.other()] {
        for n in 0..3 {
            let phone = format!("1380000{}0{n}", place.code.get(..2).unwrap());
            world.wait(Duration::minutes(2));
            let asked = json!({ "county": place.code, "phone": phone, "purpose": "REPORT", "proofOfWork": world.proof().await });
            let digits = world.sent_digits(&world.asks_with(asked).await).await.unwrap();
            let typed = json!({ "county": place.code, "phone": phone, "purpose": "REPORT", "code": digits });
            let token = world.data(None, kit::people::VERIFY, json!({ "input": typed })).await["verifyPhoneCode"]["token"].clone();
            let input = submission_in(&place.code, &format!("key-{phone}"), &[id(place.unit("village"))]);
            assert_eq!(world.submits(token.as_str().unwrap(), input).await["errors"], json!([]));
        }
    }
    world.wait(Duration::days(30));
    let workers = (0..5).map(|_| lianjing::worker::run_due_now(&world.kernel, &world.ports));
    assert!(join_all(workers).await.into_iter().all(|worked| worked.is_ok()));
    for place in [world.home(), world.other()] {
        let tx = world.ctx().read(&place.county).await.unwrap();
        let told =
            tx.rows().find::<case_event::Entity>().filter(case_event::Column::Kind.eq(CaseEventKind::Overdue)).count(&tx).await.unwrap();
        let missed =
            tx.rows().find::<deadline::Entity>().filter(deadline::Column::State.eq(DeadlineState::Missed)).count(&tx).await.unwrap();
        assert_eq!((told, missed), (3, 3), "{}", place.code);
    }
});
