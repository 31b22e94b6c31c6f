//! A gateway that is down, slow, limited or broken loses nothing, and nothing that it accepted is sent twice.

use super::*;
use kit::Mood;
use kit::gateway_signature::Refusal;
use lianjing::kernel::clock::random;
use lianjing::worker::{free_leases, start};
use std::collections::BTreeMap;

story!(a_gateway_that_is_down_loses_nothing, |world| {
    let post = Post::new(world);
    post.gateway.go_down().await;
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    for _ in 0..8 {
        post.work_after(20 * 60).await;
    }
    let row = post.rows().await.remove(0);
    assert_eq!((row.state, row.attempts), (NoticeState::Queued, 9));
    post.gateway.come_back();
    post.work_after(20 * 60).await;
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Sent], 1));
    assert!(post.jobs().await[0].parked_at.is_none());
});

story!(a_limit_is_waited_out, |world| {
    let post = Post::new(world);
    post.gateway.be(Mood::Limit);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    post.work_after(60).await;
    let row = post.rows().await.remove(0);
    assert_eq!((row.state, row.attempts, row.error.as_deref()), (NoticeState::Queued, 1, Some("isv.BUSINESS_LIMIT_CONTROL")));
    post.gateway.be(Mood::Well);
    post.work_after(10 * 60).await;
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Sent], 1));
});

story!(what_the_operator_must_mend_is_tried_again_every_hour, |world| {
    let post = Post::new(world);
    post.gateway.be(Mood::NoMoney);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    for _ in 0..30 {
        post.work_after(3_600).await;
    }
    assert_eq!(post.states().await, [NoticeState::Queued]);
    post.gateway.be(Mood::Well);
    post.work_after(3_600).await;
    assert_eq!(post.states().await, [NoticeState::Sent]);
});

story!(what_was_accepted_is_never_sent_twice, |world| {
    for mood in [Mood::Slow, Mood::BreaksAfterAccepting, Mood::Garbage] {
        let post = Post::new(world);
        let before = post.states().await.len();
        post.gateway.be(mood);
        post.leave(NoticeKind::Accepted, json!({})).await;
        post.work().await;
        assert_eq!(post.states().await[before..], [NoticeState::Sending], "{mood:?}");
        post.gateway.be(Mood::Well);
        for _ in 0..10 {
            post.work_after(60).await;
        }
        assert_eq!(post.states().await[before..], [NoticeState::Delivered], "{mood:?}");
        assert_eq!(post.gateway.accepted().len(), 1, "{mood:?}");
        assert_eq!(post.gateway.look_ups(), 1, "{mood:?}");
    }
});

story!(what_was_not_accepted_is_sent_after_the_settling_time, |world| {
    let post = Post::new(world);
    post.gateway.be(Mood::BreaksBeforeAccepting);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    post.gateway.be(Mood::Well);
    for second in [10, 30, 49] {
        post.work_after(second).await;
        assert_eq!(post.gateway.accepted().len(), 0, "it may still show up");
    }
    post.work_after(1).await;
    let row = post.rows().await.remove(0);
    assert_eq!((row.state, row.attempts, post.gateway.accepted().len()), (NoticeState::Sent, 2, 1));
    assert!(post.gateway.look_ups() >= 2);
});

story!(a_look_up_that_fails_proves_nothing, |world| {
    let post = Post::new(world);
    post.gateway.be(Mood::BreaksAfterAccepting);
    post.leave(NoticeKind::Accepted, json!({})).await;
    post.work().await;
    post.gateway.be(Mood::BreaksBeforeAccepting);
    for _ in 0..20 {
        post.work_after(60).await;
    }
    assert_eq!(post.states().await, [NoticeState::Sending]);
    post.gateway.be(Mood::Well);
    post.work_after(60).await;
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Delivered], 1));
});

story!(a_try_before_midnight_is_looked_up_under_its_own_day, |world| {
    let post = Post::new(world);
    world.wait(time::Duration::hours(14) + time::Duration::minutes(59) + time::Duration::seconds(50));
    post.gateway.be(Mood::BreaksAfterAccepting);
    post.leave(NoticeKind::Received, json!({})).await;
    post.work().await;
    post.gateway.be(Mood::Well);
    post.work_after(3 * 86_400).await;
    assert_eq!(post.gateway.accepted()[0].day, "20260302");
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Delivered], 1));
});

story!(a_worker_killed_between_accept_and_answer_sends_nothing_twice, |world| {
    let post = Post::new(world);
    post.gateway.be(Mood::Slow);
    post.leave(NoticeKind::Accepted, json!({})).await;
    let worker = tokio::spawn(lianjing::worker::run(Arc::clone(&world.kernel), post.ports.clone(), tokio::sync::watch::channel(false).1));
    post.gateway.taken().await;
    worker.abort();
    assert!(worker.await.unwrap_err().is_cancelled());
    assert_eq!(post.states().await, [NoticeState::Sending], "written down before the network was touched");
    post.gateway.be(Mood::Well);
    free_leases(&world.kernel).await.unwrap();
    for _ in 0..5 {
        post.work_after(60).await;
    }
    assert_eq!((post.states().await, post.gateway.accepted().len()), (vec![NoticeState::Delivered], 1));
});

story!(a_worker_that_is_asked_to_stop_ends_what_it_began, |world| {
    let post = Post::new(world);
    post.leave(NoticeKind::Accepted, json!({})).await;
    let worker = start(&world.kernel, &post.ports);
    post.gateway.taken().await;
    worker.stop().await;
    assert_eq!(post.states().await, [NoticeState::Sent]);
});

story!(a_wrong_signature_is_refused, |world| {
    for signing in [Signing::Acs3, Signing::Rpc] {
        let post = Post::signing(world, "another secret", signing);
        post.leave(NoticeKind::Accepted, json!({})).await;
        post.work().await;
        assert_eq!(post.gateway.refused(), [Refusal::Signature]);
        assert_eq!(post.gateway.accepted().len(), 0);
        let row = post.rows().await.pop().unwrap();
        assert_eq!((row.state, row.error.as_deref()), (NoticeState::Queued, Some("SignatureDoesNotMatch")));
    }
});

/// Numbers that follow from a seed, so that a failure can be told again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides).unwrap()
    }
}

const MOODS: [Mood; 6] = [Mood::Well, Mood::Limit, Mood::BreaksAfterAccepting, Mood::BreaksBeforeAccepting, Mood::Garbage, Mood::NoMoney];

/// One round: the gateway is in some mood, the worker is perhaps killed at some point, time passes.
async fn round(post: &Post<'_>, dice: &mut Dice) {
    post.gateway.be(MOODS[dice.roll(6)]);
    let (kernel, ports) = (Arc::clone(&post.world.kernel), post.ports.clone());
    let work = tokio::spawn(async move { run_due_now(&kernel, &ports).await });
    if dice.roll(2) == 0 {
        for _ in 0..dice.roll(300) {
            tokio::task::yield_now().await;
        }
        work.abort();
        let _ = work.await;
        // What was written before the kill is read by the gateway before this is answered.
        for _ in 0..2 {
            post.world.http.get(&post.gateway.url).send().await.unwrap();
        }
        free_leases(&post.world.kernel).await.unwrap();
    } else {
        work.await.unwrap().unwrap();
    }
    post.world.wait(time::Duration::seconds(i64::try_from(dice.roll(200)).unwrap()));
}

story!(whatever_happens_each_message_is_accepted_once, |world| {
    let seed = u64::from_be_bytes(random(&SystemChance));
    let (post, mut dice) = (Post::new(world), Dice(seed));
    for number in 0..30 {
        if number % 3 == 0 {
            post.leave(NoticeKind::Accepted, json!({})).await;
        }
        round(&post, &mut dice).await;
    }
    post.gateway.be(Mood::Well);
    for _ in 0..10 {
        post.work_after(3_600).await;
    }
    let mut counts = BTreeMap::new();
    for accepted in post.gateway.accepted() {
        let (notice, _) = accepted.out_id.rsplit_once('-').unwrap();
        *counts.entry(notice.to_owned()).or_insert(0) += 1;
    }
    assert!(counts.len() == 10 && counts.values().all(|count| *count == 1), "seed {seed}: {counts:?}");
    let gone = |state: &NoticeState| matches!(state, NoticeState::Sent | NoticeState::Delivered);
    assert!(post.states().await.iter().all(gone), "seed {seed}");
});
