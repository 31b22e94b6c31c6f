//! What a reporter may do again and again costs a few messages a day, and buries nobody's in-box.

use super::*;
use entity::upload_grant;
use entity::words::NoticeChannel;

/// Text messages that were written.
async fn messages(world: &World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let sms = tx.rows().find::<notice::Entity>().filter(notice::Column::Channel.eq(NoticeChannel::Sms));
    sms.filter(notice::Column::Kind.eq(NoticeKind::Withdrawing)).count(&tx).await.unwrap()
}

story!(a_report_is_withdrawn_three_times_a_day, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let says = async |cancel: bool| {
        let input = json!({ "queryCode": filed.code, "cancel": cancel });
        code(&world.tells_with(Some(&token), "withdrawReport", input).await).to_owned()
    };
    for number in 0..3 {
        assert_eq!((says(false).await.as_str(), says(true).await.as_str()), ("-", "-"), "{number}");
    }
    let before = rows(world).await;
    assert_eq!(says(false).await, "TOO_MANY");
    assert_eq!(rows(world).await, before, "nothing of it stays");
    assert_eq!(messages(world).await, 3);
    for kind in [NoticeKind::HandlerWithdrawing, NoticeKind::HandlerKept] {
        assert_eq!(world.told("town-head", kind).await, 1, "what waits unread is there once: {kind:?}");
    }
    world.wait(Duration::days(1));
    let token = world.proves(PHONE, "TRACK").await;
    let input = json!({ "queryCode": filed.code });
    assert_eq!(code(&world.tells_with(Some(&token), "withdrawReport", input).await), "-", "the next day");
});

story!(an_answer_is_changed_five_times_a_day_and_told_once, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    let token = world.proves_later(PHONE, "TRACK").await;
    let says = async |satisfied: bool, reason: &str| {
        let input = json!({ "queryCode": filed.code, "satisfied": satisfied, "reason": reason });
        code(&world.tells_with(Some(&token), "answerReply", input).await).to_owned()
    };
    for number in 0..5 {
        assert_eq!(says(true, &format!("第 {number} 个理由")).await, "-", "{number}");
        assert_eq!(says(true, &format!("第 {number} 个理由")).await, "-", "the same words again");
    }
    let before = rows(world).await;
    assert_eq!(says(true, "再一个理由").await, "TOO_MANY");
    assert_eq!(says(true, "").await, "-", "without new words nothing is changed");
    assert_eq!(rows(world).await, before);
    assert_eq!((events(world, CaseEventKind::Answered).await, world.told("town-head", NoticeKind::HandlerAnswered).await), (5, 1));
    assert_eq!(says(false, "没有问过我").await, "-", "what climbs is never held up");
});

story!(what_was_read_is_told_anew, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    let adds = async |number: usize| {
        let input = json!({ "queryCode": filed.code, "submissionKey": format!("supplement-{number:0>12}"), "text": "我找到了收据。" });
        assert_eq!(code(&world.tells_with(Some(&token), "supplementReport", input).await), "-", "{number}");
    };
    adds(0).await;
    adds(1).await;
    assert_eq!(world.told("town-head", NoticeKind::HandlerSupplement).await, 1);
    let ids: Vec<_> = world.notices("town-head").await.as_array().unwrap().iter().map(|notice| notice["id"].clone()).collect();
    let head = world.signed_in(world.home(), "town-head").await;
    let read = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    world.data(Some(&head), read, json!({ "input": { "ids": ids } })).await;
    adds(2).await;
    assert_eq!(world.told("town-head", NoticeKind::HandlerSupplement).await, 2);
});

story!(a_phone_gets_leave_to_upload_for_forty_submissions_a_day, |world| {
    let token = world.proves(PHONE, "REPORT").await;
    let asks = async |token: &str, number: usize| {
        let query = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken errors { code } } }";
        let input = json!({ "input": { "submissionKey": format!("submission-{number:0>12}") } });
        code(&world.data(Some(token), query, input).await["grantUpload"]).to_owned()
    };
    for number in 0..36 {
        assert_eq!(asks(&token, number).await, "-", "{number}");
    }
    let at_once = join_all((36..44).map(|number| asks(&token, number))).await;
    assert_eq!((at_once.iter().filter(|code| *code == "-").count(), asks(&token, 50).await.as_str()), (4, "TOO_MANY"), "{at_once:?}");
    assert_eq!(asks(&token, 3).await, "-", "the same one again");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<upload_grant::Entity>().count(&tx).await.unwrap(), 40);
    drop(tx);
    let other = world.proves_later(OTHER, "REPORT").await;
    assert_eq!(asks(&other, 0).await, "-", "others are not held up");
    world.wait(Duration::days(1));
    let token = world.proves(PHONE, "REPORT").await;
    assert_eq!(asks(&token, 60).await, "-", "the next day");
});
