//! 补充材料通知: reminded of once, lapses where everybody sees it, ends with the organ's turn, and is not asked for ever.

use super::{adds, case_of, code, investigated, messages, page, replies};
use entity::id::CaseId;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind};
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::cases::reminders_due;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::json;
use time::Duration;

async fn asks(world: &World, case: &str, days: i32) -> String {
    let asked = world.acts("town-handler2", "askMaterial", case, json!({ "text": "请补一下收据照片。", "days": days })).await;
    code(&asked).to_owned()
}

async fn states(world: &World) -> Vec<DeadlineState> {
    world.clocks(DeadlineKind::Material).await.into_iter().map(|clock| clock.state).collect()
}

story!(reminded_once_and_lapsed_where_everybody_sees_it, |world| {
    let (filed, case) = investigated(world).await;
    assert_eq!(asks(world, &case, 10).await, "-");
    world.works_after(Duration::days(3)).await;
    assert_eq!(messages(world, NoticeKind::MaterialReminder).await, 0, "not before half time");
    for days in [3, 1, 1] {
        world.works_after(Duration::days(days)).await;
    }
    assert_eq!((messages(world, NoticeKind::MaterialReminder).await, world.events(CaseEventKind::MaterialLapsed).await), (1, 0));
    for days in [3, 1] {
        world.works_after(Duration::days(days)).await;
    }
    assert_eq!((world.events(CaseEventKind::MaterialLapsed).await, states(world).await), (1, vec![DeadlineState::Missed]));
    assert_eq!(
        (messages(world, NoticeKind::MaterialReminder).await, world.told("town-handler2", NoticeKind::HandlerMaterialLapsed).await),
        (1, 1)
    );
    let shown = page(world, &filed).await;
    assert_eq!(shown["materialRequest"]["state"], "MISSED", "{shown}");
    assert!(shown["timeline"].to_string().contains("到期没有补充"), "{shown}");
    assert_eq!(case_of(world, "town-head", &case).await["materialRequest"]["state"], "MISSED");
    // Late is better than never, and may be asked for again.
    assert_eq!(code(&adds(world, &filed, 1, "收据在这里。").await), "-");
    assert_eq!(asks(world, &case, 5).await, "-");
    assert_eq!(states(world).await, [DeadlineState::Missed, DeadlineState::Running]);
    world.all_clocks_replay().await;
});

/// A case whose row nobody can read, and back again.
async fn breaks(world: &World, case: &str, state: &str) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let id: CaseId = case.parse().unwrap();
    let row = tx.rows().update::<entity::case::Entity>().filter(entity::case::Column::Id.eq(id));
    row.col_expr(entity::case::Column::State, Expr::value(state)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

story!(a_reporter_who_cannot_be_reminded_keeps_no_morning_from_others, |world| {
    let (_, broken) = investigated(world).await;
    assert_eq!(asks(world, &broken, 25).await, "-");
    breaks(world, &broken, "NONSENSE").await;
    world.files("13900000002", &[id(world.home().unit("village2"))]).await;
    world.wait(Duration::days(13));
    let reminds = async || reminders_due(&world.ctx(), &world.home().county).await.unwrap();
    assert!(reminds().await > 0, "the clocks of the staff");
    let told = world.reminded("town-head").await + world.reminded("town-handler2").await;
    assert!(told > 0, "their notices are there");
    assert_eq!(messages(world, NoticeKind::MaterialReminder).await, 0);
    breaks(world, &broken, "INVESTIGATING").await;
    assert_eq!(reminds().await, 0, "it waits");
    world.wait(Duration::hours(1));
    assert_eq!(reminds().await, 1, "and is tried again");
    assert_eq!(messages(world, NoticeKind::MaterialReminder).await, 1);
    world.wait(Duration::hours(1));
    assert_eq!((reminds().await, messages(world, NoticeKind::MaterialReminder).await), (0, 1), "once");
});

story!(what_is_asked_for_now_counts_and_not_what_had_the_later_day, |world| {
    let (filed, case) = investigated(world).await;
    assert_eq!(asks(world, &case, 30).await, "-");
    assert_eq!(code(&adds(world, &filed, 1, "收据在这里。").await), "-");
    assert_eq!(code(&world.acts("town-handler2", "acknowledgeMaterial", &case, json!({ "count": 1 })).await), "-");
    assert_eq!(asks(world, &case, 5).await, "-");
    assert_eq!(asks(world, &case, 5).await, "STATE", "one thing at a time");
    let shown = page(world, &filed).await;
    assert_eq!(
        (&shown["materialRequest"]["state"], &shown["materialRequest"]["dueOn"]),
        (&json!("RUNNING"), &json!("2026-03-07")),
        "{shown}"
    );
    assert!(shown["viewerCan"].to_string().contains("HAS_NO_MATERIAL"), "{shown}");
    assert_eq!(code(&adds(world, &filed, 2, "又找到一张。").await), "-");
    assert!(states(world).await.iter().all(|state| *state == DeadlineState::Met), "{:?}", states(world).await);
});

story!(what_is_asked_for_ends_with_the_answer, |world| {
    let (filed, case) = investigated(world).await;
    assert_eq!(asks(world, &case, 30).await, "-");
    assert_eq!(code(&replies(world, "town-handler2", &case).await), "-", "what did not come stops nothing");
    assert_eq!(states(world).await, [DeadlineState::Cancelled]);
    assert_eq!(asks(world, &case, 10).await, "STATE", "there is nothing to ask for any more");
    world.works_after(Duration::days(31)).await;
    assert_eq!((world.events(CaseEventKind::MaterialLapsed).await, messages(world, NoticeKind::MaterialReminder).await), (0, 0));
    assert_eq!(page(world, &filed).await["materialRequest"]["state"], "CANCELLED");
});

story!(nobody_is_asked_for_ever, |world| {
    let (filed, case) = investigated(world).await;
    for key in 1..=5 {
        assert_eq!(asks(world, &case, 5).await, "-", "{key}");
        world.wait(Duration::hours(2));
        assert_eq!(code(&adds(world, &filed, key, "收据在这里。").await), "-");
    }
    assert_eq!(asks(world, &case, 5).await, "TOO_MANY");
    assert_eq!(world.events(CaseEventKind::MaterialAsked).await, 5);
});
