//! What happens at the same time: readers beside writers, a broken clock beside sound ones, codes asked for at once.

use entity::words::{CaseEventKind, DeadlineKind, DeadlineState};
use entity::{case_event, deadline, organ, phone_code, report};
use futures_util::future::join_all;
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::cases::deadlines_due;
use lianjing::kernel::Ctx;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::Value;
use time::Duration;

story!(a_reader_sees_one_state_to_its_end, |world| {
    let county = &world.home().county;
    let reader = world.ctx().read(county).await.unwrap();
    let names = async || {
        let rows = reader.rows().find::<organ::Entity>().all(&reader).await.unwrap();
        rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    let before = names().await;
    let writer = world.ctx().write(county).await.unwrap();
    writer.rows().update::<organ::Entity>().col_expr(organ::Column::Name, Expr::value("改了名")).exec(&writer).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(names().await, before, "the same transaction sees the same rows");
    drop(reader);
    let later = world.ctx().read(county).await.unwrap();
    assert!(later.rows().find::<organ::Entity>().all(&later).await.unwrap().iter().all(|row| row.name == "改了名"));
});

story!(all_fields_of_a_question_read_one_state_until_one_writes, |world| {
    let county = &world.home().county;
    let question = world.ctx().of_one_state();
    let names = async || {
        let field = question.read(county).await.unwrap();
        let rows = field.rows().find::<organ::Entity>().all(&field).await.unwrap();
        rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    let rename = async |ctx: &Ctx, name: &str| {
        let writer = ctx.write(county).await.unwrap();
        writer.rows().update::<organ::Entity>().col_expr(organ::Column::Name, Expr::value(name)).exec(&writer).await.unwrap();
        writer.commit().await.unwrap();
    };
    let before = names().await;
    rename(&world.ctx(), "改了名").await;
    assert_eq!(names().await, before, "the next field reads what the first one read");
    let both = [names(), names()];
    assert!(join_all(both).await.iter().all(|seen| *seen == before), "fields side by side take turns");
    let field = question.read(county).await.unwrap();
    assert!(field.execute_unprepared("SELECT nothing FROM organ WHERE county_id = 'nowhere'").await.is_err());
    drop(field);
    assert!(names().await.iter().all(|name| name == "改了名"), "after a fault there is a new transaction");
    rename(&question, "又改了名").await;
    assert!(names().await.iter().all(|name| name == "又改了名"), "who writes reads what he wrote");
});

async fn clocks(world: &World) -> Vec<deadline::Model> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<deadline::Entity>().filter(deadline::Column::Kind.eq(DeadlineKind::Acceptance));
    let mut rows = rows.all(&tx).await.unwrap();
    rows.sort_by_key(|row| (row.due_at, row.id));
    rows
}

async fn turns(world: &World, sound: bool) {
    // A case whose report is gone can't be loaded: the row points elsewhere and back again.
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let all = tx.rows().find::<report::Entity>().all(&tx).await.unwrap();
    let first = all.iter().min_by_key(|row| row.submitted_at).unwrap();
    let mut subjects = tx.rows().update::<entity::case::Entity>().filter(entity::case::Column::ReportId.eq(first.id));
    let state = if sound { "SUBMITTED" } else { "NONSENSE" };
    subjects = subjects.col_expr(entity::case::Column::State, Expr::value(state));
    subjects.exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

story!(a_clock_that_breaks_does_not_stop_the_others, |world| {
    for phone in ["13800000001", "13800000002", "13800000003"] {
        world.files(phone, &[id(world.home().unit("village"))]).await;
    }
    turns(world, false).await;
    world.wait(Duration::days(30));
    let work = async || deadlines_due(&world.ctx(), &world.home().county).await.unwrap();
    assert_eq!(work().await, 2, "the oldest breaks, the other two are worked");
    let states = |rows: &[deadline::Model]| rows.iter().map(|row| row.state).collect::<Vec<_>>();
    let rows = clocks(world).await;
    assert_eq!(states(&rows), [DeadlineState::Running, DeadlineState::Missed, DeadlineState::Missed]);
    assert_eq!((rows[0].tries, rows[0].retry_at), (1, Some(world.ctx().now.after(Duration::seconds(10)))));
    assert_eq!(work().await, 0);
    assert_eq!(clocks(world).await[0].tries, 1, "it waits");
    for tries in 2..15 {
        world.wait(Duration::hours(1));
        assert_eq!(work().await, 0);
        assert_eq!(clocks(world).await[0].tries, tries, "it is tried again, and never given up");
    }
    turns(world, true).await;
    world.wait(Duration::hours(1));
    assert_eq!(work().await, 1, "once it is mended");
    assert_eq!(states(&clocks(world).await), [DeadlineState::Missed; 3]);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let told = tx.rows().find::<case_event::Entity>().filter(case_event::Column::Kind.eq(CaseEventKind::Overdue));
    assert_eq!(told.count(&tx).await.unwrap(), 3, "each is told once");
});

story!(codes_asked_for_at_once_keep_within_the_countys_cap, |world| {
    let first = world.asks_for_code("13900000099", "REPORT").await;
    assert!(first["requestId"].is_string());
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let row = tx.rows().find::<phone_code::Entity>().one(&tx).await.unwrap().unwrap();
    let cap = usize::try_from(world.kernel.settings.sms_daily_cap).unwrap();
    let more = (1..cap - 3).map(|_| phone_code::Model { id: tx.mint(), phone_hash: vec![1], ..row.clone() });
    tx.add_all(more.collect()).await.unwrap();
    tx.commit().await.unwrap();
    let phones: Vec<_> = (0..10).map(|n| format!("1380000020{n}")).collect();
    let answers: Vec<Value> = join_all(phones.iter().map(|phone| world.asks_for_code(phone, "REPORT"))).await;
    let refused = answers.iter().filter(|answer| answer["errors"][0]["code"] == "LIMIT").count();
    assert_eq!(refused, 7, "{answers:?}");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let codes = tx.rows().find::<phone_code::Entity>().count(&tx).await.unwrap();
    assert_eq!(usize::try_from(codes).unwrap(), cap);
});
