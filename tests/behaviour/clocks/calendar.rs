//! 工作日历: a county's own days, a new announcement, and clocks that run while the holidays change.

use super::*;
use entity::ledger_entry;
use entity::words::{CaseEventKind, DeadlineKind};
use futures_util::future::join_all;
use kit::story;
use lianjing::domain::cases::calendar_due;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use time::Duration;
use time::macros::date;

fn rest(on: &str) -> Value {
    json!({ "on": on, "kind": "REST", "reason": "县庆" })
}

async fn due_of(world: &World, filed: &Filed) -> Value {
    world.status(None, Some(&filed.code)).await["dueOn"].clone()
}

story!(a_countys_day_moves_what_runs_and_says_so, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let (_, done) = (world.files(OTHER, &[id(world.home().unit("village2"))]).await, world.inbox("town-head", Value::Null).await);
    let done = done["nodes"].as_array().unwrap().iter().find(|case| case["subjects"][0]["name"] == "龙山镇乙村").unwrap()["id"].clone();
    assert_eq!(world.acts("town-head", "acceptCase", done.as_str().unwrap(), json!({})).await["errors"], json!([]));
    assert_eq!(due_of(world, &filed).await, "2026-03-23");
    world.works_after(Duration::days(1)).await;
    let set = world.sets_day("admin", rest("2026-03-06")).await;
    assert_eq!(
        set["calendar"],
        json!({ "version": "2025-11+1", "year": 2026, "announced": true, "viewerCanSet": true, "days": set["calendar"]["days"] }),
        "{set}"
    );
    assert!(
        set["calendar"]["days"]
            .as_array()
            .unwrap()
            .contains(&json!({ "on": "2026-03-06", "works": false, "name": "县庆", "county": true }))
    );
    world.works_after(Duration::ZERO).await;
    let status = world.status(None, Some(&filed.code)).await;
    assert_eq!(
        status["due"]["sum"],
        json!([
            "2026 年 3 月 2 日提交",
            "从第二天起数 15 个工作日，周末不算",
            "县里定的县庆放假，1 天不算",
            "放假安排变了，2026 年 3 月 3 日重新算过，原来算到 2026 年 3 月 23 日",
            "最迟 2026 年 3 月 24 日告知是否受理",
        ])
    );
    let last = status["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["title"], &last["by"]),
        (&json!("放假安排变了，“告诉您收不收”的期限从 2026 年 3 月 23 日改到 2026 年 3 月 24 日"), &json!("系统"))
    );
    assert_eq!(
        world.events(CaseEventKind::CalendarMoved).await,
        1,
        "what was told in time does not move, and months count no working days"
    );
    let tx = world.ctx().read(&world.other().county).await.unwrap();
    assert_eq!(tx.rows().find::<entity::calendar_day::Entity>().count(&tx).await.unwrap(), 0, "another county has its own days");
    drop(tx);
    world.works_after(Duration::minutes(20)).await;
    assert_eq!(world.events(CaseEventKind::CalendarMoved).await, 1, "once");
    let back = world.sets_day("admin", json!({ "on": "2026-03-06", "kind": "AS_ANNOUNCED", "reason": "不放了" })).await;
    assert_eq!(back["errors"], json!([]), "{back}");
    world.works_after(Duration::ZERO).await;
    assert_eq!(due_of(world, &filed).await, "2026-03-23");
    assert_eq!(world.events(CaseEventKind::CalendarMoved).await, 2);
    assert_eq!(world.all_clocks_replay().await, 3);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("calendar.set"));
    assert_eq!(entries.count(&tx).await.unwrap(), 2);
});

story!(a_clock_that_begins_later_knows_the_countys_days, |world| {
    assert_eq!(world.sets_day("admin", rest("2026-03-09")).await["errors"], json!([]));
    let work = json!({ "on": "2026-03-14", "kind": "WORK", "reason": "补班" });
    assert_eq!(world.sets_day("admin", work).await["errors"], json!([]));
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let sum = world.status(None, Some(&filed.code)).await["due"]["sum"].clone();
    assert_eq!(sum[2], "县里定的县庆放假，1 天不算");
    assert_eq!((&sum[3], &sum[4]), (&json!("县里定的补班上班，1 天要算"), &json!("最迟 2026 年 3 月 23 日告知是否受理")));
    world.works_after(Duration::ZERO).await;
    assert_eq!(world.events(CaseEventKind::CalendarMoved).await, 0);
});

story!(only_days_to_come_are_set_and_only_by_the_administrator, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    for (who, input, expected, wrong) in [
        ("admin", rest("2026-03-02"), "INVALID", "on"),
        ("admin", rest("2026-02-27"), "INVALID", "on"),
        ("admin", rest("2029-01-02"), "INVALID", "on"),
        ("admin", rest("2026-03-07"), "INVALID", "kind"),
        ("admin", json!({ "on": "2026-03-06", "kind": "WORK", "reason": "上班" }), "INVALID", "kind"),
        ("admin", json!({ "on": "2026-03-06", "kind": "AS_ANNOUNCED", "reason": "照旧" }), "INVALID", "kind"),
        ("admin", json!({ "on": "2026-03-06", "kind": "REST", "reason": "" }), "REQUIRED", "reason"),
        ("admin", json!({ "on": "2026-03-06", "kind": "REST", "reason": "很".repeat(21) }), "TOO_LONG", "reason"),
        ("county-head", rest("2026-03-06"), "FORBIDDEN", "-"),
        ("town-head", rest("2026-03-06"), "FORBIDDEN", "-"),
        ("publisher", rest("2026-03-06"), "FORBIDDEN", "-"),
    ] {
        let refused = world.sets_day(who, input.clone()).await;
        assert_eq!((code(&refused), field(&refused)), (expected, wrong), "{who}: {input}");
    }
    let query = "mutation { setCalendarDay(input: { on: \"2026-03-06\", kind: REST, reason: \"县庆\" }) { errors { code } } }";
    assert_eq!(world.ask(None, query, json!({})).await["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    world.works_after(Duration::ZERO).await;
    assert_eq!(due_of(world, &filed).await, "2026-03-23", "nothing moved");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<entity::calendar_day::Entity>().count(&tx).await.unwrap(), 0);
    drop(tx);
    // A county's festival and a flood, but no way to stop the clocks.
    let mut set = 0;
    for day in 1..32 {
        let on = format!("2026-12-{day:02}");
        set += usize::from(code(&world.sets_day("admin", rest(&on)).await) == "-");
    }
    assert_eq!(set, 15);
});

story!(of_two_who_set_a_day_at_once_both_are_numbered, |world| {
    let days = ["2026-03-05", "2026-03-06", "2026-03-09", "2026-03-10"];
    let all = join_all(days.map(|on| world.sets_day("admin", rest(on)))).await;
    let set = all.iter().filter(|one| code(one) == "-").count();
    assert!(set >= 1 && all.iter().all(|one| ["-", "CONFLICT"].contains(&code(one))), "{all:?}");
    let answer = world
        .data(None, "query($c: String!) { workingCalendar(county: $c) { version viewerCanSet } }", json!({ "c": world.home().code }))
        .await;
    assert_eq!(answer["workingCalendar"], json!({ "version": format!("2025-11+{set}"), "viewerCanSet": false }));
});

story!(a_new_announcement_counts_what_runs_anew, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    // As an older program left it: it knew no holiday of this year, and a festival it did not know of lies on the way.
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let older =
        tx.rows().update::<entity::deadline::Entity>().col_expr(entity::deadline::Column::Rule, Expr::value("workdays-15/2026-1/2024-11"));
    let older = older
        .col_expr(entity::deadline::Column::DueOn, Expr::value(date!(2026 - 03 - 20)))
        .col_expr(entity::deadline::Column::IsProvisional, Expr::value(true));
    older.exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let county = &world.home().county;
    let ctx = world.ctx();
    let both = join_all((0..3).map(|_| Box::pin(calendar_due(&ctx, county)))).await;
    assert_eq!(both.into_iter().map(Result::unwrap).sum::<usize>(), 1, "exactly once");
    let clock = world.clocks(DeadlineKind::Acceptance).await.remove(0);
    assert_eq!(
        (clock.rule.as_str(), clock.is_provisional, clock.moved_from),
        ("workdays-15/2026-1/2025-11", false, Some(date!(2026 - 03 - 20)))
    );
    assert_eq!(due_of(world, &filed).await, "2026-03-23");
    assert_eq!(world.events(CaseEventKind::CalendarMoved).await, 1);
    world.all_clocks_replay().await;
});
