//! What a reporter may do again and again costs a few messages a day, and buries nobody's in-box.

use super::*;
use entity::words::NoticeChannel;
use entity::{account, upload_grant};
use sea_orm::sea_query::Expr;

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
        assert_eq!(says(false).await, "-", "{number}");
        assert_eq!(says(false).await, "STATE", "a repeat hears that it is under way, also after the last of the day: {number}");
        assert_eq!(says(true).await, "-", "{number}");
    }
    let before = rows(world).await;
    assert_eq!(says(false).await, "TOO_MANY");
    assert_eq!(rows(world).await, before, "nothing of it stays");
    assert_eq!(messages(world).await, 3);
    for kind in [NoticeKind::HandlerWithdrawing, NoticeKind::HandlerKept] {
        assert_eq!(world.waits("town-head", kind).await, 1, "what waits unread is there once: {kind:?}");
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
    assert_eq!((events(world, CaseEventKind::Answered).await, world.waits("town-head", NoticeKind::HandlerAnswered).await), (5, 1));
    assert_eq!(says(false, "没有问过我").await, "-", "what climbs is never held up");
});

/// Marks these notices of the town's head as read; the code of the refusal.
async fn reads(world: &World, ids: &[&Value]) -> String {
    let head = world.signed_in(world.home(), "town-head").await;
    let read = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    code(&world.data(Some(&head), read, json!({ "input": { "ids": ids } })).await["markNoticesRead"]).to_owned()
}

/// Adds material, each time other words.
async fn adds(world: &World, (filed, token): (&kit::cases::Filed, &str), number: usize) {
    world.wait(Duration::minutes(1));
    let key = format!("supplement-{number:0>12}");
    let input = json!({ "queryCode": filed.code, "submissionKey": key, "text": "我找到了收据。" });
    assert_eq!(code(&world.tells_with(Some(token), "supplementReport", input).await), "-", "{number}");
}

/// What the town's head is shown of supplements, and whether it is read.
async fn shown(world: &World) -> Vec<(Value, bool)> {
    let list = world.notices("town-head").await;
    let of_supplements = list.as_array().unwrap().iter().filter(|notice| notice["text"].as_str().unwrap().contains("补充"));
    of_supplements.map(|notice| (notice["id"].clone(), notice["read"].as_bool().unwrap())).collect()
}

story!(what_was_read_is_told_anew, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let token = world.proves_later(PHONE, "TRACK").await;
    for number in 0..2 {
        adds(world, (&filed, &token), number).await;
        assert_eq!(world.waits("town-head", NoticeKind::HandlerSupplement).await, 1);
    }
    let list = shown(world).await;
    assert_eq!(reads(world, &list.iter().map(|(id, _)| id).collect::<Vec<_>>()).await, "-");
    assert_eq!(world.waits("town-head", NoticeKind::HandlerSupplement).await, 0);
    adds(world, (&filed, &token), 2).await;
    assert!(matches!(shown(world).await.as_slice(), [(_, false)]), "only the last word is shown: {:?}", shown(world).await);
});

story!(whoever_marks_an_old_list_loses_no_news, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::Email, Expr::value("head@example.cn"));
    change.filter(account::Column::Id.eq(world.home().account("town-head"))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let token = world.proves_later(PHONE, "TRACK").await;
    adds(world, (&filed, &token), 0).await;
    let old = shown(world).await;
    for number in 1..3 {
        adds(world, (&filed, &token), number).await;
        let new = shown(world).await;
        assert!(matches!(new.as_slice(), [(id, false)] if *id != old[0].0), "{new:?}");
    }
    assert_eq!(reads(world, &[&old[0].0]).await, "-", "what was shown can still be marked");
    assert!(matches!(shown(world).await.as_slice(), [(_, false)]), "what was not shown stays unread: {:?}", shown(world).await);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let mails = tx.rows().find::<outbox::Entity>().filter(outbox::Column::Topic.eq("notices.mail"));
    assert_eq!(mails.count(&tx).await.unwrap(), 1, "no second mail while the first waits to be read");
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
