//! 回执: a case handed over outside has a running clock until the other side has said what it does.

use super::*;
use entity::words::{DeadlineKind, DeadlineState, NoticeKind};
use futures_util::future::join_all;
use kit::story;
use lianjing::domain::cases::deadlines_due;

fn to_court() -> Value {
    json!({ "outsideName": "县人民法院", "reason": "已经起诉" })
}

fn answer(taken: bool) -> Value {
    json!({ "taken": taken, "on": "2026-03-02", "document": "苍法〔2026〕7号", "words": "收到。" })
}

/// Given to a handler, and handed over outside on 2026-03-02.
async fn handed(world: &World) -> (Filed, String) {
    let (filed, case) = reported(world).await;
    let handler = json!({ "handlerId": id(world.home().account("town-handler2")) });
    done(world, "town-head", "assignCase", &case, handler).await;
    done(world, "town-head", "transferCase", &case, to_court()).await;
    (filed, case)
}

async fn states(world: &World) -> Vec<DeadlineState> {
    world.clocks(DeadlineKind::Receipt).await.into_iter().map(|clock| clock.state).collect()
}

/// Until this day of March at noon, with all that is due by then.
async fn on_march(world: &World, day: u8) {
    use lianjing::kernel::Clock as _;
    let noon = time::Date::from_calendar_date(2026, time::Month::March, day).unwrap().with_hms(12, 0, 0).unwrap();
    let span = entity::moment::Moment::from(noon.assume_offset(entity::moment::CHINA)).since(world.clock.now());
    world.works_after(span).await;
}

story!(a_receipt_is_reminded_of_and_urged_once, |world| {
    let (filed, case) = handed(world).await;
    let clock = world.clocks(DeadlineKind::Receipt).await.remove(0);
    assert_eq!((clock.due_on.to_string(), clock.state), ("2026-03-09".to_owned(), DeadlineState::Running));
    let sum = ["2026 年 3 月 2 日移交", "从第二天起数 5 个工作日，周末不算", "最迟 2026 年 3 月 9 日收到接收单位的回执"];
    assert_eq!(clock.sum, json!(sum));
    assert_eq!(sheets(world, "town-head").await[0]["dueOn"], "2026-03-09", "the same day as on the sheet");
    let seen = page(world, "town-handler2", &case, "nextAct due { kind dueOn sum }").await;
    assert_eq!((&seen["nextAct"], &seen["due"]["kind"]), (&json!("等回执"), &json!("RECEIPT")), "{seen}");
    for (day, mornings) in [(4, 0), (5, 1), (6, 1), (8, 2), (9, 2)] {
        on_march(world, day).await;
        assert_eq!((world.reminded("town-handler2").await, world.reminded("town-head").await), (mornings, 0), "3 月 {day} 日");
    }
    assert_eq!(world.events(CaseEventKind::Overdue).await, 0);
    world.wait(Duration::days(1));
    join_all((0..4).map(|_| async { deadlines_due(&world.ctx(), &world.home().county).await.unwrap() })).await;
    on_march(world, 12).await;
    assert_eq!((states(world).await, world.events(CaseEventKind::Overdue).await), (vec![DeadlineState::Missed], 1));
    let told = ["town-handler2", "town-head"].map(|who| world.told(who, NoticeKind::HandlerOverdue));
    assert_eq!(join_all(told).await, [1, 1]);
    assert_eq!(world.told("county-head", NoticeKind::Urged).await, 1, "the superior is told, once");
    let status = world.status(None, Some(&filed.code)).await;
    assert!(titles(&status).contains(&"到期还没有收到接收单位的回执，已催办".to_owned()), "{status}");
    let late = json!({ "taken": true, "on": "2026-03-12", "document": "苍法〔2026〕9号", "words": "已经立案。" });
    done(world, "town-handler2", "enterHandOverReceipt", &case, late).await;
    let clock = world.clocks(DeadlineKind::Receipt).await.remove(0);
    assert_eq!((clock.state, clock.ended_at.is_some()), (DeadlineState::Missed, true), "late is late, and over");
    on_march(world, 30).await;
    assert_eq!((world.reminded("town-handler2").await, world.told("county-head", NoticeKind::Urged).await), (2, 1));
    world.all_clocks_replay().await;
});

story!(whatever_the_other_side_says_ends_the_clock, |world| {
    let (_, case) = handed(world).await;
    let both = [true, false].map(|taken| world.acts("town-handler2", "enterHandOverReceipt", &case, answer(taken)));
    let all = join_all(both).await;
    let codes: Vec<_> = all.iter().map(code).collect();
    assert_eq!(codes.iter().filter(|code| **code == "-").count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| ["-", "STATE", "CONFLICT"].contains(code)), "{codes:?}");
    let clock = world.clocks(DeadlineKind::Receipt).await.remove(0);
    assert_eq!((clock.state, clock.ended_at.is_some()), (DeadlineState::Met, true));
    on_march(world, 20).await;
    assert_eq!(world.events(CaseEventKind::Overdue).await + world.reminded("town-handler2").await, u64::from(codes[0] != "-"));
    world.all_clocks_replay().await;
});

story!(sent_back_and_handed_over_again_is_a_clock_of_its_own, |world| {
    let (_, case) = handed(world).await;
    done(world, "town-handler2", "enterHandOverReceipt", &case, answer(false)).await;
    assert_eq!((states(world).await, world.clocks(DeadlineKind::Acceptance).await.len()), (vec![DeadlineState::Met], 2));
    done(world, "town-head", "transferCase", &case, to_court()).await;
    assert_eq!(states(world).await, [DeadlineState::Met, DeadlineState::Running]);
    done(world, "town-handler2", "enterHandOverReceipt", &case, answer(true)).await;
    assert_eq!(states(world).await, [DeadlineState::Met, DeadlineState::Met]);
    assert_eq!(code(&world.acts("town-handler2", "enterHandOverReceipt", &case, answer(true)).await), "STATE");
    world.all_clocks_replay().await;
});

story!(who_must_keep_away_is_not_reminded_of_it, |world| {
    handed(world).await;
    let before = world.notices("town-handler2").await;
    world.makes_kin("town-handler2", "village-head").await;
    on_march(world, 6).await;
    on_march(world, 12).await;
    assert_eq!((world.reminded("town-handler2").await, world.reminded("town-head").await), (0, 1), "the heads are, in his place");
    assert_eq!(world.told("town-handler2", NoticeKind::HandlerOverdue).await, 0);
    assert_eq!(world.told("town-head", NoticeKind::HandlerOverdue).await, 1);
    let after = world.notices("town-handler2").await;
    assert!(after.as_array().unwrap().len() <= before.as_array().unwrap().len(), "{after}");
});

story!(a_head_alone_hands_over_outside, |world| {
    let (_, case) = reported(world).await;
    let people = [("town-handler2", "FORBIDDEN"), ("town-handler", "FORBIDDEN"), ("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND")];
    refused_to(world, ("transferCase", &case), &to_court(), &people).await;
    for (who, may) in [("town-handler2", false), ("town-head", true)] {
        assert_eq!(page(world, who, &case, "canTransferOutside").await["canTransferOutside"], may, "{who}");
    }
    assert!(states(world).await.is_empty());
    let inside = json!({ "toOrganId": id(world.home().organ("town2")), "reason": "人在元坝镇" });
    assert_eq!(world.acts("town-handler2", "transferCase", &case, inside).await["errors"], json!([]), "inside a handler may");
});

story!(what_went_outside_climbs_when_the_reporter_objects, |world| {
    let (filed, case) = handed(world).await;
    let both = world.proves_later(PHONE, "TRACK").await;
    let status = world.status(Some(&both), Some(&filed.code)).await;
    assert!(status["viewerCan"].as_array().unwrap().contains(&json!("ANSWER")), "{status}");
    assert!(status["next"].as_str().unwrap().contains("请在 2026 年 3 月 17 日以前说“不满意”"), "{status}");
    assert!(status["answerableUntil"].is_string());
    let agrees = world.tells(&filed, "answerReply", json!({ "satisfied": true })).await;
    assert_eq!((&agrees["status"]["state"], &agrees["status"]["light"]), (&json!("TRANSFERRED"), &json!("NONE")), "{agrees}");
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false, "reason": "法院说不归它管。" })).await;
    let status = &climbed["status"];
    assert_eq!((&status["state"], &status["light"], &status["instance"]), (&json!("ACCEPTED"), &json!("RED"), &json!(2)), "{climbed}");
    assert_eq!(status["organ"]["name"], "县纪委监委");
    assert_eq!(states(world).await, [DeadlineState::Cancelled]);
    assert_eq!(sheets(world, "town-head").await[0]["state"], "SENT_ON", "nobody waits for its receipt");
    assert_eq!(code(&world.acts("town-handler2", "enterHandOverReceipt", &case, answer(false)).await), "FORBIDDEN");
    let opened = page(world, "county-handler", &case, "content { text }").await;
    assert!(opened["content"]["text"].is_string(), "its key climbed with it");
    assert_eq!(code(&world.tells(&filed, "answerReply", json!({ "satisfied": false })).await), "STATE", "once");
    on_march(world, 12).await;
    assert_eq!(world.events(CaseEventKind::Overdue).await, 0);
    world.all_clocks_replay().await;
});

story!(the_days_to_object_end_quietly, |world| {
    let (filed, case) = handed(world).await;
    done(world, "town-handler2", "enterHandOverReceipt", &case, answer(true)).await;
    world.works_after(Duration::days(16)).await;
    assert_eq!(code(&world.tells(&filed, "answerReply", json!({ "satisfied": false })).await), "EXPIRED");
    let status = world.status(None, Some(&filed.code)).await;
    assert_eq!((&status["state"], &status["answerableUntil"]), (&json!("TRANSFERRED"), &Value::Null));
    let events = [CaseEventKind::Escalated, CaseEventKind::Settled, CaseEventKind::Overdue];
    for kind in events {
        assert_eq!(world.events(kind).await, 0, "{kind:?}");
    }
    let (other, case) = {
        let filed = world.files("13800000002", &[id(world.home().official("village2-head"))]).await;
        let inbox = world.inbox("town-head", json!({ "open": true })).await;
        (filed, inbox["nodes"][0]["id"].as_str().unwrap().to_owned())
    };
    done(world, "town-head", "transferCase", &case, to_court()).await;
    let back = json!({ "taken": false, "on": "2026-03-18", "document": "苍法〔2026〕7号", "words": "不归法院管。" });
    done(world, "town-head", "enterHandOverReceipt", &case, back).await;
    assert_eq!(code(&world.tells(&other, "answerReply", json!({ "satisfied": false })).await), "STATE", "it is here again");
    world.all_clocks_replay().await;
});
