//! 回访: whom it is not put to, and how it ends.

use super::{PHONE, answered, code, messages, page};
use entity::words::{CaseEventKind, NoticeKind};
use kit::cases::{Filed, id, submission};
use kit::story;
use serde_json::{Value, json};
use time::Duration;

story!(unanswered_it_ends_after_thirty_days, |world| {
    let (filed, _) = answered(world).await;
    world.works_after(Duration::days(16)).await;
    world.works_after(Duration::days(29)).await;
    assert_eq!(world.events(CaseEventKind::FollowUpAsked).await, 1);
    for days in [29, 3, 30] {
        world.works_after(Duration::days(days)).await;
    }
    assert_eq!((world.events(CaseEventKind::FollowUpLapsed).await, world.events(CaseEventKind::FollowUpAsked).await), (1, 1));
    let late =
        world.tells(&filed, "answerFollowUp", json!({ "solved": false, "submissionKey": "0123456789abcdef", "text": "还有新的。" })).await;
    assert_eq!(code(&late), "STATE", "{late}");
    assert_eq!(world.events(CaseEventKind::Supplemented).await, 0);
    let shown = page(world, &filed).await;
    assert!(shown["timeline"].to_string().contains("没有回答") && shown["followUpUntil"].is_null(), "{shown}");
});

story!(who_wants_no_messages_reads_the_question_on_his_page, |world| {
    let token = world.proves_later(PHONE, "REPORT").await;
    let mut input = submission(world.home(), "quiet", &[id(world.home().unit("village"))]);
    input["wantsSms"] = json!(false);
    let payload = world.submits(&token, input).await;
    let filed = Filed { code: payload["queryCode"].as_str().unwrap().to_owned(), phone: PHONE.to_owned(), payload };
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    world.replies("town-handler2", &case).await;
    world.works_after(Duration::days(16)).await;
    world.works_after(Duration::days(29)).await;
    assert_eq!(messages(world, NoticeKind::FollowUp).await, 0);
    assert!(page(world, &filed).await["followUpUntil"].is_string());
});

story!(what_was_declined_or_withdrawn_is_not_asked_after, |world| {
    for (phone, verb) in [("13800000001", "decline"), ("13800000002", "withdraw")] {
        let filed = world.files(phone, &[id(world.home().unit("village"))]).await;
        let inbox = world.inbox("town-handler2", json!({ "states": ["SUBMITTED"] })).await;
        let case = inbox["nodes"][0]["id"].as_str().unwrap();
        if verb == "decline" {
            let why = json!({ "reason": "不属于受理范围", "rightChannel": "县信访局" });
            assert_eq!(code(&world.acts("town-handler2", "declineCase", case, why).await), "-");
        } else {
            assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({})).await), "-");
        }
    }
    for days in [4, 13, 29, 31] {
        world.works_after(Duration::days(days)).await;
    }
    assert_eq!((world.events(CaseEventKind::Withdrawn).await, world.events(CaseEventKind::Settled).await), (1, 1));
    assert_eq!(world.events(CaseEventKind::FollowUpAsked).await, 0);
    let inbox = world.inbox("town-handler2", Value::Null).await;
    assert_eq!(inbox["totalCount"], 2);
});
