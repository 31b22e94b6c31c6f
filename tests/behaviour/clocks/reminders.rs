//! 到期提醒: one notice a person and morning, at half time, a week and a day before the last day.

use super::*;
use entity::notice_due;
use entity::words::{CaseEventKind, DeadlineKind, NoticeKind};
use futures_util::future::join_all;
use kit::publications::named;
use kit::story;
use lianjing::domain::cases::reminders_due;
use lianjing::kernel::Clock as _;
use sea_orm::PaginatorTrait as _;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

/// Lets time pass until then, and works what is due.
async fn works_at(world: &World, at: OffsetDateTime) {
    let span = entity::moment::Moment::from(at).since(world.clock.now());
    assert!(span >= Duration::ZERO, "time runs forward");
    world.works_after(span).await;
}

story!(a_handler_reads_one_notice_a_morning, |world| {
    let (_, first) = accepted(world).await;
    world.files(OTHER, &[id(world.home().unit("village2"))]).await;
    let inbox = world.inbox("town-handler2", Value::Null).await;
    let second = inbox["nodes"].as_array().unwrap().iter().find(|case| case["id"] != json!(first)).unwrap()["id"].clone();
    assert_eq!(world.acts("town-handler2", "acceptCase", second.as_str().unwrap(), json!({})).await["errors"], json!([]));
    works_at(world, datetime!(2026-03-17 07:59 +8)).await;
    assert_eq!(world.reminded("town-handler2").await, 0);
    works_at(world, datetime!(2026-03-17 08:00 +8)).await;
    assert_eq!(world.mornings("town-handler2").await, ["有 2 件办理件快到期，最近的一件是 4 月 2 日。"]);
    assert_eq!(world.notices("town-handler2").await[0]["caseId"], Value::Null);
    assert_eq!((world.reminded("town-head").await, world.reminded("town-handler").await), (0, 0), "who handles it is reminded");
    works_at(world, datetime!(2026-03-17 12:00 +8)).await;
    works_at(world, datetime!(2026-03-25 12:00 +8)).await;
    assert_eq!(world.reminded("town-handler2").await, 1, "half time is once");
    works_at(world, datetime!(2026-03-26 08:00 +8)).await;
    assert_eq!(world.reminded("town-handler2").await, 2, "a week before");
    assert_eq!(world.acts("town-handler2", "startInvestigation", &first, json!({})).await["errors"], json!([]));
    let reply = json!({ "finding": "SUBSTANTIATED", "text": "经核查，情况属实，已经纠正。" });
    assert_eq!(world.acts("town-handler2", "replyCase", &first, reply).await["errors"], json!([]));
    // Within the same term the result is to be published.
    let waiting = world.sends_result("town-handler2", &json!(first), ("RESULT", json!({}))).await;
    world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    works_at(world, datetime!(2026-04-01 09:00 +8)).await;
    assert_eq!(world.mornings("town-handler2").await[0], "有 1 件办理件快到期：4 月 2 日。", "what is done needs no reminder");
    assert_eq!(world.notices("town-handler2").await[0]["caseId"], second, "and the one left can be opened");
    works_at(world, datetime!(2026-04-03 09:00 +8)).await;
    assert_eq!((world.reminded("town-handler2").await, world.told("town-handler2", NoticeKind::HandlerOverdue).await), (3, 1));
    assert_eq!(world.clocks(DeadlineKind::Result).await.iter().map(|clock| clock.reminded).collect::<Vec<_>>(), [2, 3]);
});

story!(what_nobody_handles_reminds_the_heads, |world| {
    world.files(PHONE, &[id(world.home().unit("village"))]).await;
    // Fifteen working days until 2026-03-23: half time is the 12th.
    works_at(world, datetime!(2026-03-12 08:00 +8)).await;
    assert_eq!(world.mornings("town-head").await, ["有 1 件办理件快到期：3 月 23 日。"]);
    assert_eq!(
        (world.reminded("town-handler").await, world.reminded("town-handler2").await, world.reminded("county-head").await),
        (0, 0, 0)
    );
    world.ends_roles(&["town-head"]).await;
    works_at(world, datetime!(2026-03-16 08:00 +8)).await;
    assert_eq!((world.reminded("town-head").await, world.reminded("town-handler").await, world.reminded("town-handler2").await), (1, 1, 1));
    works_at(world, datetime!(2026-03-24 08:00 +8)).await;
    let urged = (world.told("county-head", NoticeKind::Urged).await, world.events(CaseEventKind::Overdue).await);
    assert_eq!(urged, (1, 1), "its clock ran all the same, and the organ above is told");
});

story!(above_the_county_the_commissions_heads_are_reminded, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].as_str().unwrap().to_owned();
    world.replies("county-handler", &case).await;
    world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    works_at(world, datetime!(2026-03-17 08:30 +8)).await;
    assert_eq!((world.reminded("county-head").await, world.reminded("county-handler").await), (1, 0));
});

story!(who_must_keep_away_reads_of_no_case, |world| {
    let place = world.home();
    let unhappy = id(place.official("village-head"));
    for (phone, subject) in [(PHONE, unhappy.clone()), (OTHER, id(place.unit("village2")))] {
        world.files(phone, &[subject]).await;
    }
    for case in world.inbox("town-handler2", Value::Null).await["nodes"].as_array().unwrap() {
        assert_eq!(world.acts("town-handler2", "acceptCase", case["id"].as_str().unwrap(), json!({})).await["errors"], json!([]));
    }
    works_at(world, datetime!(2026-03-17 08:00 +8)).await;
    assert_eq!(world.mornings("town-handler2").await, ["有 2 件办理件快到期，最近的一件是 4 月 2 日。"]);
    let notice = world.notices("town-handler2").await[0].clone();
    world.makes_kin("town-handler2", "village-head").await;
    let shown = world.notices("town-handler2").await[0].clone();
    assert_eq!(
        (&shown["id"], &shown["text"]),
        (&notice["id"], &json!("有 1 件办理件快到期：4 月 2 日。")),
        "as if there were one case only"
    );
    world.works_after(Duration::ZERO).await;
    world
        .acts("town-head", "assignCase", shown["caseId"].as_str().unwrap(), json!({ "handlerId": id(place.account("town-handler")) }))
        .await;
    world.ends_roles(&["town-handler2"]).await;
    assert_eq!(world.notices("town-handler2").await, json!([]), "with the role goes what was told");
});

story!(a_notice_about_one_case_goes_with_it, |world| {
    let place = world.home();
    let before = world.notices("town-handler2").await;
    world.files(PHONE, &[id(place.official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    world.acts("town-handler2", "acceptCase", case.as_str().unwrap(), json!({})).await;
    works_at(world, datetime!(2026-03-17 08:00 +8)).await;
    let notice = world.notices("town-handler2").await[0]["id"].clone();
    world.makes_kin("town-handler2", "village-head").await;
    assert_eq!(world.notices("town-handler2").await, before);
    let token = world.signed_in(place, "town-handler2").await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let marked = world.data(Some(&token), mark, json!({ "input": { "ids": [notice] } })).await;
    assert_eq!(marked["markNoticesRead"]["errors"][0]["code"], "NOT_FOUND");
    works_at(world, datetime!(2026-03-26 08:00 +8)).await;
    assert_eq!((world.reminded("town-handler2").await, world.reminded("town-head").await), (1, 1), "from now on it reminds others");
});

story!(an_extension_brings_its_own_mornings, |world| {
    let (_, case) = accepted(world).await;
    works_at(world, datetime!(2026-03-26 08:00 +8)).await;
    assert_eq!(world.reminded("town-handler2").await, 1, "two mornings that nobody worked are one notice");
    let request = asks_for_days(world, &case, 30).await;
    assert_eq!(world.decides("county-head", &request, true, json!({})).await["done"], true);
    works_at(world, datetime!(2026-03-31 09:00 +8)).await;
    assert_eq!(world.reminded("town-handler2").await, 1);
    works_at(world, datetime!(2026-04-01 09:00 +8)).await;
    assert_eq!(world.reminded("town-handler2").await, 2, "the longer term has its own half");
    works_at(world, datetime!(2026-04-24 09:00 +8)).await;
    assert_eq!(world.reminded("town-handler2").await, 2);
    works_at(world, datetime!(2026-04-25 09:00 +8)).await;
    assert_eq!(world.mornings("town-handler2").await[0], "有 1 件办理件快到期：5 月 2 日。");
});

story!(any_number_of_workers_write_one_notice, |world| {
    let phones = ["13800000001", "13800000002", "13800000003", "13800000004"];
    for phone in phones {
        world.files(phone, &[id(world.home().unit("village"))]).await;
    }
    world.wait(Duration::days(10));
    let (ctx, county) = (world.ctx(), &world.home().county);
    let worked = join_all((0..6).map(|_| reminders_due(&ctx, county))).await;
    assert_eq!(worked.into_iter().map(Result::unwrap).sum::<usize>(), phones.len());
    assert_eq!(world.reminded("town-head").await, 1);
    let tx = ctx.read(county).await.unwrap();
    assert_eq!(tx.rows().find::<notice_due::Entity>().count(&tx).await.unwrap(), phones.len() as u64);
});

story!(what_comes_later_on_a_morning_joins_its_notice, |world| {
    world.files(PHONE, &[id(world.home().unit("village"))]).await;
    works_at(world, datetime!(2026-03-12 08:00 +8)).await;
    let token = world.signed_in(world.home(), "town-head").await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let read = world.notices("town-head").await[0]["id"].clone();
    world.data(Some(&token), mark, json!({ "input": { "ids": [read] } })).await;
    // A clock that stood still for another worker until now.
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let late = tx.rows().update::<entity::deadline::Entity>();
    let late = late.col_expr(entity::deadline::Column::RemindAt, sea_orm::sea_query::Expr::value(Some(world.ctx().now)));
    late.exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    works_at(world, datetime!(2026-03-12 09:00 +8)).await;
    let shown = world.notices("town-head").await;
    assert_eq!((world.reminded("town-head").await, &shown[0]["id"], &shown[0]["read"]), (1, &read, &json!(false)));
});
