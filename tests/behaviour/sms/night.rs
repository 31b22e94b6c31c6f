//! 静默时段: what can wait goes out in the morning; what somebody waits for goes out at any hour.

use super::*;
use kit::Mood;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};

const HOURS: &str = "{ quietHours { fromHour untilHour } }";
const SET: &str =
    "mutation($input: SetQuietHoursInput!) { setQuietHours(input: $input) { quietHours { fromHour untilHour } errors { code field } } }";

/// 22:00 on the story's first day.
fn night(world: &World) {
    world.wait(time::Duration::hours(13));
}

async fn sets(world: &World, login: &str, from: Value, until: Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    world.data(Some(&token), SET, json!({ "input": { "fromHour": from, "untilHour": until } })).await["setQuietHours"].clone()
}

story!(what_can_wait_goes_out_in_the_morning, |world| {
    let post = Post::new(world);
    night(world);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.leave(NoticeKind::Replied, json!({ "day": "2026-03-17" })).await;
    post.work().await;
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Queued; 2], 0));
    let morning = entity::moment::Moment::from(time::macros::datetime!(2026-03-03 08:00 +8));
    for row in post.rows().await {
        let held = row.not_before.unwrap();
        assert!(held >= morning && held < morning.after(time::Duration::minutes(15)), "{held:?}");
        assert_eq!((row.attempts, row.error), (0, None), "nothing was tried");
    }
    assert_eq!(post.entries("notices.phone_opened").await, 0, "and no phone was opened for it");
    post.work_after(10 * 3_600 - 1).await;
    assert_eq!(post.gateway.accepted().len(), 0, "07:59:59");
    post.work_after(901).await;
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Sent; 2], 2));
});

story!(what_somebody_waits_for_goes_out_at_any_hour, |world| {
    let post = Post::new(world);
    night(world);
    let urgent = [NoticeKind::Received, NoticeKind::Escalated, NoticeKind::Withdrawing, NoticeKind::CodeAsked, NoticeKind::CodeTaken];
    for kind in urgent {
        post.leave(kind, json!({ "day": "2026-03-06" })).await;
    }
    let request = world.asks_for_code("13800000001", "REPORT").await;
    assert_eq!(request["errors"], json!([]));
    post.work().await;
    assert_eq!(post.gateway.accepted().len(), urgent.len() + 1);
});

story!(a_film_that_stopped_can_wait_while_its_time_lasts_into_the_day, |world| {
    let post = Post::new(world);
    night(world);
    let now = world.ctx().read(&post.county()).await.unwrap().now;
    for hours in [6, 11, 14] {
        post.leave(NoticeKind::UploadStopped, json!({ "files": { "film": now.after(time::Duration::hours(hours)) } })).await;
    }
    post.work().await;
    // Until four, nine and twelve: who must bring the rest before ten learns of it in the night.
    assert_eq!(post.states().await, [NoticeState::Sent, NoticeState::Sent, NoticeState::Queued]);
    post.work_after(10 * 3_600 + 901).await;
    assert_eq!(post.gateway.accepted().len(), 3);
    // Of the first two no report came by now: they were asked after.
    assert_eq!(post.states().await, [NoticeState::Delivered, NoticeState::Delivered, NoticeState::Sent]);
});

story!(a_try_that_failed_in_the_evening_waits_for_the_morning_too, |world| {
    let post = Post::new(world);
    world.wait(time::Duration::hours(11) + time::Duration::minutes(58));
    post.gateway.be(Mood::Limit);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    post.gateway.be(Mood::Well);
    post.work_after(3_600).await;
    assert_eq!(post.gateway.accepted().len(), 0, "it is ten in the evening");
    post.work_after(10 * 3_600 + 1_200).await;
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Sent], 1));
});

story!(waiting_for_four_days_is_no_failing, |world| {
    let post = Post::new(world);
    night(world);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    // The worker stands still for days; then the gateway says "limit" once.
    world.wait(time::Duration::days(4));
    post.work().await;
    post.gateway.be(Mood::Limit);
    post.work_after(12 * 3_600).await;
    assert_eq!(post.states().await, [NoticeState::Queued], "not parked: it was never tried in vain for three days");
    post.gateway.be(Mood::Well);
    post.work_after(3_600).await;
    assert_eq!(post.states().await, [NoticeState::Sent]);
});

story!(a_county_sets_its_hours_within_bounds, |world| {
    let post = Post::new(world);
    let admin = world.signed_in(world.home(), "admin").await;
    assert_eq!(world.data(Some(&admin), HOURS, json!({})).await["quietHours"], json!({ "fromHour": 21, "untilHour": 8 }));
    let set = sets(world, "admin", json!(20), json!(9)).await;
    assert_eq!(set, json!({ "quietHours": { "fromHour": 20, "untilHour": 9 }, "errors": [] }));
    for (from, until, field) in [(18, 8, "fromHour"), (24, 8, "fromHour"), (21, 5, "untilHour"), (21, 11, "untilHour")] {
        let refused = sets(world, "admin", json!(from), json!(until)).await;
        assert_eq!(refused, json!({ "quietHours": null, "errors": [{ "code": "INVALID", "field": field }] }));
    }
    assert_eq!(sets(world, "admin", json!(21), Value::Null).await["errors"][0]["field"], "untilHour");
    for stranger in ["town-head", "auditor", "county-head"] {
        assert_eq!(sets(world, stranger, json!(22), json!(7)).await["errors"][0]["code"], "NOT_FOUND", "{stranger}");
    }
    assert_eq!(world.data(Some(&admin), HOURS, json!({})).await["quietHours"], json!({ "fromHour": 20, "untilHour": 9 }));
    let other = world.signed_in(world.other(), "admin").await;
    assert_eq!(
        world.data(Some(&other), HOURS, json!({})).await["quietHours"],
        json!({ "fromHour": 21, "untilHour": 8 }),
        "another county's stand"
    );
    assert_eq!(sets(world, "admin", json!(20), json!(9)).await["errors"], json!([]));
    assert_eq!(post.entries("notices.quiet_hours").await, 1, "what changes nothing leaves no entry, what is refused neither");
    world.wait(time::Duration::hours(11) + time::Duration::minutes(30));
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.leave_in(&world.other().county, NoticeKind::Accepted, json!({})).await;
    post.work().await;
    assert_eq!(post.gateway.accepted().len(), 1, "half past eight in the evening");
    assert_eq!(post.states().await, [NoticeState::Queued]);
});

story!(a_county_without_quiet_hours_is_told_at_night, |world| {
    let post = Post::new(world);
    let none = sets(world, "admin", Value::Null, Value::Null).await;
    assert_eq!(none, json!({ "quietHours": { "fromHour": null, "untilHour": null }, "errors": [] }));
    night(world);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    assert_eq!(post.states().await, [NoticeState::Sent]);
    let tx = world.ctx().read(&post.county()).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("notices.quiet_hours"));
    assert_eq!(entries.count(&tx).await.unwrap(), 1);
});
