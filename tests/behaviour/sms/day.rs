//! A county's messages of a day: counted apart by sort, told once when they are used up, and what is over waits.

use super::*;
use entity::words::SmsSort;
use entity::{phone_code, sms_day};
use lianjing::worker::start;

/// So many messages of the sort have gone out today.
async fn had(world: &World, sort: SmsSort, taken: i32) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let starts_at = entity::moment::Moment::from(time::macros::datetime!(2026-03-02 00:00 +8));
    tx.add(sms_day::Model { county_id: tx.county.id, id: tx.mint(), starts_at, sort, taken }).await.unwrap();
    tx.commit().await.unwrap();
}

fn cap(world: &World) -> i32 {
    i32::try_from(world.kernel.settings.sms_notice_daily_cap).unwrap()
}

/// What the administrator was told, newest first.
async fn alarms(world: &World) -> Vec<String> {
    let all = world.notices("admin").await;
    all.as_array().unwrap().iter().map(|notice| notice["text"].as_str().unwrap().to_owned()).collect()
}

story!(what_is_over_the_day_waits_for_the_next_and_is_not_lost, |world| {
    let post = Post::new(world);
    had(world, SmsSort::Told, cap(world) - 2).await;
    for _ in 0..5 {
        post.leave(NoticeKind::Accepted, json!({})).await;
        post.work().await;
    }
    assert_eq!(post.gateway.accepted().len(), 2);
    assert_eq!(alarms(world).await, ["今天的通知短信到了上限，其余的明天早上接着发，一条不丢。请告诉平台运维人员。"], "once");
    assert!(world.notices("town-head").await.as_array().unwrap().is_empty());
    post.work_after(6 * 3_600).await;
    assert_eq!(post.gateway.accepted().len(), 2, "the day is not over");
    post.work_after(18 * 3_600).await;
    assert_eq!((post.gateway.accepted().len(), alarms(world).await.len()), (5, 1));
    let gone = |state: &NoticeState| matches!(state, NoticeState::Sent | NoticeState::Delivered);
    assert!(post.states().await.iter().all(gone));
});

story!(no_crowd_of_reports_and_no_crowd_of_codes_silences_a_result, |world| {
    let post = Post::new(world);
    had(world, SmsSort::Asked, cap(world)).await;
    had(world, SmsSort::Codes, cap(world)).await;
    post.leave(NoticeKind::Received, json!({})).await;
    post.leave(NoticeKind::Replied, json!({ "day": "2026-03-17" })).await;
    post.work().await;
    assert_eq!(post.states().await, [NoticeState::Queued, NoticeState::Sent]);
    assert_eq!(post.gateway.accepted()[0].template, "SMS_4");
    post.work_after(86_400).await;
    assert_eq!((post.states().await[0], post.gateway.accepted().len()), (NoticeState::Sent, 2), "and the other one comes a day later");
});

story!(another_try_of_the_same_day_takes_no_second_place, |world| {
    let post = Post::new(world);
    had(world, SmsSort::Told, cap(world) - 1).await;
    post.gateway.be(kit::Mood::Limit);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    post.gateway.be(kit::Mood::Well);
    post.work_after(3_600).await;
    assert_eq!(post.states().await, [NoticeState::Sent]);
});

story!(two_workers_at_once_meet_the_days_number_exactly, |world| {
    let post = Post::new(world);
    had(world, SmsSort::Told, cap(world) - 7).await;
    for _ in 0..20 {
        post.leave(NoticeKind::Accepted, json!({})).await;
    }
    let workers = [start(&world.kernel, &post.ports), start(&world.kernel, &post.ports)];
    while post.states().await.contains(&NoticeState::Sending)
        || post.rows().await.iter().any(|row| row.state == NoticeState::Queued && row.not_before.is_none())
    {
        tokio::task::yield_now().await;
    }
    for worker in workers {
        worker.stop().await;
    }
    assert_eq!((post.gateway.accepted().len(), alarms(world).await.len()), (7, 1));
});

story!(codes_that_are_used_up_are_told_once_a_day, |world| {
    let post = Post::new(world);
    world.asks_for_code("13800000001", "REPORT").await;
    let tx = world.ctx().write(&post.county()).await.unwrap();
    let row = tx.rows().find::<phone_code::Entity>().one(&tx).await.unwrap().unwrap();
    let codes = usize::try_from(world.kernel.settings.sms_daily_cap).unwrap();
    let more = (2..codes).map(|_| phone_code::Model { id: tx.mint(), phone_hash: vec![1], ..row.clone() });
    tx.add_all(more.collect()).await.unwrap();
    tx.commit().await.unwrap();
    post.work().await;
    assert_eq!(alarms(world).await.len(), 0);
    let last = world.asks_for_code("13800000002", "REPORT").await;
    assert_eq!(last["errors"], json!([]));
    for phone in ["13800000003", "13800000004"] {
        assert_eq!(world.asks_for_code(phone, "REPORT").await["errors"][0]["code"], "LIMIT", "{phone}");
    }
    post.work().await;
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    let told = alarms(world).await;
    assert_eq!(told, ["今天的短信验证码已经用完，零点以前不再发。举报人暂时要不到验证码，请告诉平台运维人员。"]);
    assert_eq!(post.gateway.accepted().last().unwrap().template, "SMS_3", "results go out all the same");
    let job = post.jobs().await.into_iter().find(|job| job.topic == "reporters.codes_used_up").unwrap();
    assert_eq!(job.payload, json!({}), "no phone");
});

story!(the_county_may_send_fewer_a_day_than_the_platform_allows, |world| {
    let post = Post::new(world);
    let set = "mutation($input: SetSettingInput!) { setSetting(input: $input) { errors { code } } }";
    let token = world.signed_in(world.home(), "admin").await;
    let sets = |value: i32, version: i32| {
        let input = json!({ "input": { "key": "NOTICES_A_DAY", "value": value, "version": version } });
        let token = token.clone();
        async move { world.data(Some(&token), set, input).await["setSetting"]["errors"].clone() }
    };
    for value in [cap(world) + 1, 199] {
        assert_eq!(sets(value, 0).await[0]["code"], "INVALID", "{value}");
    }
    assert_eq!(sets(200, 0).await, json!([]));
    had(world, SmsSort::Told, 199).await;
    for _ in 0..3 {
        post.leave(NoticeKind::Accepted, json!({})).await;
        post.work().await;
    }
    assert_eq!((post.gateway.accepted().len(), alarms(world).await.len()), (1, 1), "the rest waits, and somebody is told");
    // More again: what waits goes out with the next look, not before its morning.
    assert_eq!(sets(300, 1).await, json!([]));
    post.leave(NoticeKind::Replied, json!({ "day": "2026-03-17" })).await;
    post.work().await;
    assert_eq!(post.gateway.accepted().len(), 2, "at once");
    post.work_after(24 * 3_600).await;
    assert_eq!(post.gateway.accepted().len(), 4, "and none is lost");
});
