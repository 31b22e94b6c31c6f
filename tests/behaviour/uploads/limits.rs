//! How much one phone may announce in a day, whatever submissions it names.

use super::*;
use futures_util::future::join_all;
use sea_orm::PaginatorTrait as _;

const FILM: usize = 100 << 20;
const TOLD: &str = "这个手机号今天传的文件太多了，这个没有收。请先提交举报，或者明天再传。";

async fn rows(world: &World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<media::Entity>().count(&tx).await.unwrap()
}

/// Leave for one more submission.
async fn another<'a>(sender: &Sender<'a>, number: usize) -> Sender<'a> {
    sender.with(&format!("submission-key-{number:0>8}")).await
}

async fn refused(answer: Response) {
    assert_eq!(answer.status(), 413);
    let told: serde_json::Value = answer.json().await.unwrap();
    assert_eq!((told["code"].as_str(), told["message"].as_str()), (Some("TOO_MANY"), Some(TOLD)));
}

story!(files_that_no_report_has_are_counted_over_all_submissions, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    for number in 0..5 {
        let sender = another(&sender, number).await;
        for _ in 0..8 {
            assert_eq!(sender.announces(1_000, "image/jpeg").await.status(), 201);
        }
    }
    let last = another(&sender, 5).await;
    refused(last.announces(1_000, "image/jpeg").await).await;
    assert_eq!(rows(world).await, 40);
    let other = Sender::of(world, OTHER_PHONE, KEY).await;
    assert_eq!(other.announces(1_000, "image/jpeg").await.status(), 201, "others are not held up");
    world.wait(time::Duration::hours(23));
    let again = another(&Sender::of(world, PHONE, KEY).await, 6).await;
    refused(again.announces(1_000, "image/jpeg").await).await;
    world.wait(time::Duration::hours(2));
    assert_eq!(again.announces(1_000, "image/jpeg").await.status(), 201, "the next day");
});

story!(bytes_that_no_report_has_are_counted_and_leave_with_their_report, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let mut first = Vec::new();
    for number in 0..2 {
        let sender = another(&sender, number).await;
        for _ in 0..3 {
            let path = sender.creates(FILM, "video/mp4").await;
            if number == 0 {
                first.push(id_of(&path));
            }
        }
    }
    let third = another(&sender, 2).await;
    refused(third.announces(1_000, "image/jpeg").await).await;
    another(&sender, 0).await.submits(&first).await;
    for _ in 0..3 {
        assert_eq!(third.announces(FILM, "video/mp4").await.status(), 201, "what a report has lies there for somebody");
    }
    refused(another(&sender, 3).await.announces(1_000, "image/jpeg").await).await;
});

story!(a_file_taken_back_makes_room, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let mut last = String::new();
    for number in 0..2 {
        let sender = another(&sender, number).await;
        for _ in 0..3 {
            last = sender.creates(FILM, "video/mp4").await;
        }
    }
    let second = another(&sender, 1).await;
    assert_eq!(second.request(Method::DELETE, &last).send().await.unwrap().status(), 204);
    assert_eq!(second.announces(FILM, "video/mp4").await.status(), 201);
});

story!(files_announced_at_once_are_counted_too, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let mut senders = Vec::new();
    for number in 0..8 {
        senders.push(another(&sender, number).await);
    }
    let answers = join_all(senders.iter().map(|sender| sender.announces(FILM, "video/mp4"))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 201).count(), 6);
    assert_eq!(rows(world).await, 6);
});

story!(leave_and_files_of_one_submission_asked_for_at_once_wait_for_each_other, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    for number in 0..4 {
        let sender = another(&sender, number).await;
        let leave = join_all((0..8).map(|_| sender.with(&sender.key)));
        let files = join_all((0..8).map(|_| sender.announces(1_000, "image/jpeg")));
        let (leave, files) = futures_util::join!(leave, files);
        assert!(leave.iter().all(|again| !again.token.is_empty()));
        assert_eq!(files.iter().map(|answer| answer.status().as_u16()).collect::<Vec<_>>(), [201; 8]);
    }
    assert_eq!(rows(world).await, 32);
});
