//! The worker: several at once do each job once, counties take turns, and what keeps failing is parked and shown.

use super::*;
use lianjing::kernel::outbox::enqueue;
use lianjing::worker::{release_parked, start};

story!(two_workers_at_once_send_each_message_once, |world| {
    let post = Post::new(world);
    let places = [world.home().county.clone(), world.other().county.clone()];
    for number in 0..20 {
        post.leave_in(&places[number % 2], NoticeKind::Accepted, json!({})).await;
    }
    // On SQLite the two are tasks of one process, which share the writer's place.
    let workers = [start(&world.kernel, &post.ports), start(&world.kernel, &post.ports)];
    while post.gateway.accepted().len() < 20 {
        post.gateway.taken().await;
    }
    for worker in workers {
        worker.stop().await;
    }
    assert_eq!(post.gateway.accepted().len(), 20);
    assert!(post.states().await.iter().all(|state| *state == NoticeState::Sent));
});

story!(a_topic_that_nobody_handles_is_parked_and_can_be_taken_up_again, |world| {
    let post = Post::new(world);
    let tx = world.ctx().write(&post.county()).await.unwrap();
    enqueue(&tx, "story.nobody", json!({}), tx.now).await.unwrap();
    tx.commit().await.unwrap();
    post.work().await;
    let job = post.jobs().await.remove(0);
    assert!(job.parked_at.is_some() && job.done_at.is_none());
    assert_eq!(job.last_error.as_deref(), Some("nobody handles story.nobody"));
    let tx = world.ctx().write(&post.county()).await.unwrap();
    assert_eq!(release_parked(&tx, None).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert!(post.jobs().await[0].parked_at.is_none());
});

story!(a_job_whose_ids_are_nonsense_is_parked, |world| {
    let post = Post::new(world);
    let tx = world.ctx().write(&post.county()).await.unwrap();
    enqueue(&tx, notices::SEND, json!({ "noticeId": "case_01h455vb4pex5vsknk084sn02q" }), tx.now).await.unwrap();
    tx.commit().await.unwrap();
    post.work().await;
    assert!(post.jobs().await[0].parked_at.is_some());
});
