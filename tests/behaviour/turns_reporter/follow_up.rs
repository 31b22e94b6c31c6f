//! 回访: four weeks after the end the reporter is asked whether it is really solved, once; "no" with something new opens the
//! review.

use super::{PHONE, acknowledges, answered, code, messages, page, replies, total, turns};
use entity::words::{CaseEventKind, DeadlineKind, NoticeKind};
use futures_util::future::{join, join_all};
use kit::cases::Filed;
use kit::{World, story};
use lianjing::domain::cases::deadlines_due;
use serde_json::{Value, json};
use time::Duration;

/// Settled by silence, and four weeks went by.
async fn asked(world: &World) -> (Filed, String) {
    let (filed, case) = answered(world).await;
    world.works_after(Duration::days(16)).await;
    assert_eq!((world.events(CaseEventKind::Settled).await, world.events(CaseEventKind::FollowUpAsked).await), (1, 0));
    world.works_after(Duration::days(20)).await;
    assert_eq!(world.events(CaseEventKind::FollowUpAsked).await, 0, "not before four weeks are over");
    world.wait(Duration::days(9));
    let work = (0..3).map(|_| async { deadlines_due(&world.ctx(), &world.home().county).await.unwrap() });
    join_all(work).await;
    world.works_after(Duration::ZERO).await;
    assert_eq!((world.events(CaseEventKind::FollowUpAsked).await, messages(world, NoticeKind::FollowUp).await), (1, 1));
    (filed, case)
}

async fn says(world: &World, filed: &Filed, input: Value) -> Value {
    world.wait(Duration::hours(1));
    let mut input = input;
    if input["submissionKey"].is_null() {
        input["submissionKey"] = json!("0123456789abcdef");
    }
    world.tells(filed, "answerFollowUp", input).await
}

story!(asked_once_and_whatever_is_said_is_recorded, |world| {
    let (filed, _) = asked(world).await;
    let by_code = turns(world, None, &filed).await;
    assert!(by_code["followUpUntil"].is_string() && by_code["next"].as_str().unwrap().contains("真的解决"), "{by_code}");
    let input = json!({ "queryCode": filed.code, "solved": true, "submissionKey": "0123456789abcdef" });
    assert_eq!(code(&world.tells_with(None, "answerFollowUp", input).await), "CODE_REQUIRED", "a paper in other hands says nothing");
    for _ in 0..2 {
        assert_eq!(code(&says(world, &filed, json!({ "solved": true })).await), "-");
    }
    assert_eq!(world.events(CaseEventKind::FollowUpAnswered).await, 1, "the same again changes nothing");
    assert_eq!(page(world, &filed).await["followUpSolved"], true);
    assert_eq!(world.told("town-handler2", NoticeKind::HandlerFollowUp).await, 0);
    // He thinks better of it, and has nothing new.
    let changed = says(world, &filed, json!({ "solved": false })).await;
    assert_eq!(
        (code(&changed), &changed["status"]["state"], &changed["status"]["instance"]),
        ("-", &json!("SETTLED"), &json!(1)),
        "{changed}"
    );
    assert_eq!((world.events(CaseEventKind::FollowUpAnswered).await, world.events(CaseEventKind::Escalated).await), (2, 0));
    assert_eq!(world.told("town-handler2", NoticeKind::HandlerFollowUp).await, 1);
    let shown = page(world, &filed).await;
    assert_eq!((&shown["followUpSolved"], &shown["light"]), (&json!(false), &json!("NONE")), "{shown}");
    world.works_after(Duration::days(60)).await;
    assert_eq!((world.events(CaseEventKind::FollowUpAsked).await, world.events(CaseEventKind::FollowUpLapsed).await), (1, 0));
    world.all_clocks_replay().await;
});

story!(no_with_something_new_opens_the_review, |world| {
    let (filed, case) = asked(world).await;
    let input = json!({ "solved": false, "text": "又有一笔钱没有发，我有收据。" });
    let climbed = says(world, &filed, input.clone()).await;
    let status = &climbed["status"];
    assert_eq!((&status["state"], &status["light"], &status["instance"]), (&json!("ACCEPTED"), &json!("RED"), &json!(2)), "{climbed}");
    assert_eq!(code(&says(world, &filed, input).await), "-", "a repeat gets the first answer");
    let other = json!({ "solved": false, "text": "别的话，同一个编号。" });
    assert_eq!(code(&says(world, &filed, other).await), "CONFLICT");
    let events = [CaseEventKind::Escalated, CaseEventKind::FollowUpAnswered, CaseEventKind::Supplemented];
    for kind in events {
        assert_eq!(world.events(kind).await, 1, "{kind:?}");
    }
    assert_eq!((total(world, "county-handler").await, world.told("county-head", NoticeKind::HandlerEscalated).await), (json!(1), 1));
    let shown = page(world, &filed).await;
    assert_eq!(shown["content"]["supplements"][0]["text"], "又有一笔钱没有发，我有收据。", "{shown}");
    assert_eq!((&shown["followUpUntil"], &shown["unseenMaterial"]), (&Value::Null, &json!(1)));

    assert_eq!(code(&world.acts("county-handler", "startInvestigation", &case, json!({})).await), "-");
    assert_eq!(code(&replies(world, "county-handler", &case).await), "STATE", "the review looks at it first");
    assert_eq!(code(&acknowledges(world, "county-handler", &case, (1, None)).await), "-");
    assert_eq!(code(&replies(world, "county-handler", &case).await), "-");
    world.works_after(Duration::days(16)).await;
    world.works_after(Duration::days(29)).await;
    assert_eq!(world.events(CaseEventKind::FollowUpAsked).await, 2, "asked after the review too");
    let again = json!({ "solved": false, "text": "还是没有解决，还有新的。", "submissionKey": "fedcba9876543210" });
    let recorded = says(world, &filed, again).await;
    assert_eq!((code(&recorded), &recorded["status"]["state"]), ("-", &json!("SETTLED")), "two levels end it: {recorded}");
    assert_eq!((world.events(CaseEventKind::Escalated).await, world.events(CaseEventKind::FollowUpAnswered).await), (1, 2));
    assert_eq!(world.clocks(DeadlineKind::FollowUp).await.len(), 2);
});

story!(of_two_answers_at_once_one_opens_the_review, |world| {
    let (filed, _) = asked(world).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let say = |key: &str| {
        let input = json!({ "queryCode": filed.code, "solved": false, "text": "又有一笔钱没有发。", "submissionKey": key });
        world.tells_with(Some(&token), "answerFollowUp", input)
    };
    let (one, two) = join(say("0123456789abcdef"), say("fedcba9876543210")).await;
    let taken = [&one, &two].iter().filter(|payload| code(payload) == "-").count();
    assert_eq!((taken, world.events(CaseEventKind::Escalated).await), (1, 1), "{one} {two}");
    assert_eq!(world.events(CaseEventKind::Supplemented).await, 1, "what was refused left nothing");
});
