//! Messages of which no report comes are asked after: later and later, a bounded number, and each has one effect.

use super::*;
use kit::Mood;
use kit::gateway::Fate;
use lianjing::domain::notices::ask_after;

story!(a_message_without_a_report_is_asked_after, |world| {
    let post = Post::new(world);
    for kind in [NoticeKind::Accepted, NoticeKind::Filed, NoticeKind::Settled] {
        post.leave(kind, json!({})).await;
    }
    post.work().await;
    let ids: Vec<_> = post.gateway.accepted().into_iter().map(|one| one.out_id).collect();
    post.gateway.fate(&ids[1], Fate::Failed);
    post.gateway.fate(&ids[2], Fate::Waiting);
    post.work_after(29 * 60).await;
    assert_eq!((post.states().await, post.gateway.look_ups()), (vec![NoticeState::Sent; 3], 0), "a report may still come");
    post.work_after(120).await;
    let states = post.states().await;
    assert_eq!(states, [NoticeState::Delivered, NoticeState::Failed, NoticeState::Sent]);
    assert_eq!(post.gateway.look_ups(), 3);
    assert_eq!(post.rows().await[1].error.as_deref(), Some("NOT_DELIVERED"));
    let told = async || post.jobs().await.into_iter().filter(|job| job.topic == notices::NOT_DELIVERED).count();
    assert_eq!(told().await, 1);
    for _ in 0..20 {
        post.work_after(6 * 3_600).await;
    }
    assert_eq!((post.states().await, told().await), (states, 1), "what is settled is settled once");
    assert_eq!(post.gateway.look_ups(), 3 + 4, "what stays open is asked after five times and no more");
    assert_eq!(post.gateway.accepted().len(), 3, "and nothing is sent again");
});

story!(a_gateway_that_is_down_ends_the_round_and_is_asked_again, |world| {
    let post = Post::new(world);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.leave(NoticeKind::Filed, json!({})).await;
    post.work().await;
    post.gateway.be(Mood::BreaksBeforeAccepting);
    post.work_after(31 * 60).await;
    assert_eq!(post.states().await, [NoticeState::Sent; 2]);
    post.gateway.be(Mood::Well);
    post.work_after(2 * 3_600).await;
    assert_eq!(post.states().await, [NoticeState::Delivered; 2]);
});

story!(codes_are_not_asked_after, |world| {
    let post = Post::new(world);
    world.asks_for_code("13800000001", "REPORT").await;
    post.work().await;
    post.work_after(4 * 86_400).await;
    assert_eq!((post.states().await, post.gateway.look_ups()), (vec![NoticeState::Sent], 0));
});

story!(two_workers_ask_after_each_message_once, |world| {
    let post = Post::new(world);
    for _ in 0..6 {
        post.leave(NoticeKind::Accepted, json!({})).await;
    }
    post.work().await;
    world.wait(time::Duration::minutes(31));
    let county = post.county();
    let (one, other) = (world.ctx(), world.ctx());
    let rounds = tokio::join!(ask_after(&one, &post.ports, &county), ask_after(&other, &post.ports, &county));
    assert_eq!(rounds.0.unwrap() + rounds.1.unwrap(), 6);
    assert_eq!((post.gateway.look_ups(), post.states().await), (6, vec![NoticeState::Delivered; 6]));
});

story!(a_round_is_bounded_and_counties_do_not_mix, |world| {
    let post = Post::new(world);
    for _ in 0..52 {
        post.leave(NoticeKind::Accepted, json!({})).await;
    }
    post.leave_in(&world.other().county, NoticeKind::Accepted, json!({})).await;
    post.work().await;
    world.wait(time::Duration::minutes(31));
    assert_eq!(ask_after(&world.ctx(), &post.ports, &post.county()).await.unwrap(), 50);
    assert_eq!(ask_after(&world.ctx(), &post.ports, &world.other().county).await.unwrap(), 1);
    assert_eq!(ask_after(&world.ctx(), &post.ports, &post.county()).await.unwrap(), 2);
});
