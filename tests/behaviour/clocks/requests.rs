//! What is asked for and granted: the arithmetic, who reads what, and that the rows give the same day again.

use super::*;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind};
use kit::story;
use time::Duration;

story!(a_pause_is_granted_from_above_and_stands_in_the_arithmetic, |world| {
    let (filed, case) = accepted(world).await;
    let before = world.only_case("town-handler2").await;
    assert_eq!(
        before["viewerCan"],
        json!(["ADD_SUBJECT", "START_INVESTIGATION", "PAUSE_DEADLINE", "EXTEND_DEADLINE", "INVITE_ORGAN", "ADD_NOTE", "ASK_MATERIAL"])
    );
    world.wait(Duration::days(3));
    let request = asks_for_pause(world, &case, "2026-03-14").await;
    assert_eq!(world.only_case("town-handler2").await["due"], before["due"], "until the answer the clock runs on as it did");
    assert_eq!(
        (world.told("county-head", NoticeKind::DeadlineAsked).await, world.told("county-handler", NoticeKind::DeadlineAsked).await),
        (1, 0)
    );
    let number = before["number"].as_str().unwrap();
    let notice = world.notices("county-head").await[0].clone();
    assert_eq!(
        (&notice["text"], &notice["caseId"]),
        (&json!(format!("龙山镇纪委为办理件 {number} 申请暂停或者延长期限，请批。")), &Value::Null)
    );
    assert_eq!(world.inbox("county-head", Value::Null).await["totalCount"], 0, "who answers sees the request and not the case");
    let waiting = world.requests("county-head").await;
    assert_eq!(
        (
            &waiting[0]["caseNumber"],
            &waiting[0]["organName"],
            &waiting[0]["until"],
            &waiting[0]["words"]["asked"],
            &waiting[0]["viewerCan"]
        ),
        (&json!(number), &json!("龙山镇纪委"), &json!("2026-03-14"), &json!("等司法鉴定意见"), &json!(["DECIDE"]))
    );
    world.works_after(Duration::ZERO).await;
    let messages = world.sms.taken().len();
    assert_eq!(world.decides("county-head", &request, true, json!({})).await, json!({ "done": true, "errors": [] }));
    let paused = world.only_case("town-handler2").await;
    assert_eq!(
        paused["due"]["sum"],
        json!([
            "2026 年 3 月 2 日受理",
            "办理期限：一个月",
            "经上级批准，2026 年 3 月 5 日到 2026 年 3 月 14 日暂停，10 天不算",
            "最迟 2026 年 4 月 12 日答复",
        ])
    );
    assert_eq!(world.told("town-handler2", NoticeKind::DeadlineDecided).await, 1);
    assert!(paused["viewerCan"].to_string().contains("RESUME_DEADLINE") && !paused["viewerCan"].to_string().contains("PAUSE_DEADLINE\""));
    world.works_after(Duration::ZERO).await;
    assert_eq!(world.sms.taken().len(), messages + 1, "the reporter is told that there is news");
    let track = world.proves_later(PHONE, "TRACK").await;
    let status = world.status(Some(&track), Some(&filed.code)).await;
    assert_eq!((&status["dueOn"], &status["due"]["sum"]), (&json!("2026-04-12"), &paused["due"]["sum"]));
    let last = status["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["title"], &last["by"], &last["detail"]),
        (&json!("经上级批准，办理期限暂停到 2026 年 3 月 14 日，改为 2026 年 4 月 12 日以前答复"), &json!("县纪委监委"), &Value::Null)
    );
    for words in ["司法鉴定", "情况属实，同意", "申请"] {
        assert!(!status["timeline"].to_string().contains(words), "what officers write for each other: {words}");
    }
    let token = world.signed_in(world.home(), "town-head").await;
    let query = "query($n: String!) { caseByNumber(number: $n) { timeline { title detail } deadlineRequests { state fromOn endedOn words { asked answered } } } }";
    let page = world.data(Some(&token), query, json!({ "n": number })).await["caseByNumber"].clone();
    assert_eq!(
        page["deadlineRequests"],
        json!([{ "state": "GRANTED", "fromOn": "2026-03-05", "endedOn": "2026-03-14",
            "words": { "asked": "等司法鉴定意见", "answered": "情况属实，同意。" } }])
    );
    assert!(page["timeline"].to_string().contains("等司法鉴定意见") && page["timeline"].to_string().contains("情况属实，同意。"));

    world.wait(Duration::days(4));
    let resumed = world.acts("town-handler2", "resumeDeadline", &case, json!({ "reason": "鉴定意见到了" })).await;
    assert_eq!(resumed["case"]["due"]["dueOn"], "2026-04-06", "four days were paused: {resumed}");
    assert_eq!(code(&world.acts("town-handler2", "resumeDeadline", &case, json!({ "reason": "再来一次" })).await), "STATE");
    assert_eq!(world.events(CaseEventKind::DeadlineResumed).await, 1);
    assert_eq!(world.all_clocks_replay().await, 2);
});

story!(an_extension_and_a_filing_add_up, |world| {
    let (_, case) = accepted(world).await;
    let request = asks_for_days(world, &case, 20).await;
    assert_eq!(world.decides("county-head", &request, true, json!({})).await["done"], true);
    let longer = world.only_case("town-handler2").await;
    assert_eq!(longer["due"]["dueOn"], "2026-04-22");
    let request = asks_for_pause(world, &case, "2026-03-06").await;
    assert_eq!(world.decides("county-head", &request, true, json!({})).await["done"], true);
    assert_eq!(world.only_case("town-handler2").await["due"]["dueOn"], "2026-04-26", "four days after the first one, which never counts");
    assert_eq!(world.acts("town-handler2", "startInvestigation", &case, json!({})).await["errors"], json!([]));
    let filed = world.acts("town-handler2", "fileCase", &case, json!({ "reason": "涉嫌违纪" })).await;
    assert_eq!(
        filed["case"]["due"]["sum"],
        json!([
            "2026 年 3 月 2 日受理",
            "办理期限：已立案，三个月",
            "经上级批准，2026 年 3 月 2 日到 2026 年 3 月 6 日暂停，4 天不算",
            "经上级批准，延长 20 天",
            "最迟 2026 年 6 月 26 日答复",
        ]),
        "what was granted counts on"
    );
    let more = asks_for_days(world, &case, 70).await;
    assert_eq!(world.decides("county-head", &more, true, json!({})).await["done"], true);
    assert_eq!(code(&world.acts("town-handler2", "extendDeadline", &case, json!({ "days": 1, "reason": "还要一天" })).await), "INVALID");
    world.all_clocks_replay().await;
});

story!(only_so_much_is_asked_for_and_only_of_a_running_result, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    let days = json!({ "days": 5, "reason": "案情复杂" });
    assert_eq!(
        code(&world.acts("town-handler2", "extendDeadline", &case, days.clone()).await),
        "STATE",
        "to tell of acceptance is the organ's own act"
    );
    assert_eq!(world.acts("town-handler2", "acceptCase", &case, json!({})).await["errors"], json!([]));
    let before = world.clocks(DeadlineKind::Result).await;
    for (who, verb, input, expected, wrong) in [
        ("town-handler2", "extendDeadline", json!({ "days": 5, "reason": "" }), "REQUIRED", "reason"),
        ("town-handler2", "extendDeadline", json!({ "days": 0, "reason": "案情复杂" }), "INVALID", "days"),
        ("town-handler2", "extendDeadline", json!({ "days": 91, "reason": "案情复杂" }), "INVALID", "days"),
        ("town-handler2", "pauseDeadline", json!({ "until": "2026-03-01", "reason": "等鉴定" }), "INVALID", "until"),
        ("town-handler2", "pauseDeadline", json!({ "until": "2026-05-02", "reason": "等鉴定" }), "INVALID", "until"),
        ("town-handler", "extendDeadline", days.clone(), "FORBIDDEN", "-"),
        ("county-head", "extendDeadline", days.clone(), "NOT_FOUND", "-"),
        ("admin", "extendDeadline", days.clone(), "NOT_FOUND", "-"),
        ("town-handler2", "resumeDeadline", json!({ "reason": "不等了" }), "STATE", "-"),
    ] {
        let refused = world.acts(who, verb, &case, input.clone()).await;
        assert_eq!((code(&refused), field(&refused)), (expected, wrong), "{who} {verb} {input}");
    }
    assert_eq!((world.requests("county-head").await, world.told("county-head", NoticeKind::DeadlineAsked).await), (json!([]), 0));
    assert_eq!((world.clocks(DeadlineKind::Result).await, world.events(CaseEventKind::DeadlineAsked).await), (before, 0), "nothing moved");
    let _ = asks_for_days(world, &case, 5).await;
    world.works_after(Duration::days(32)).await;
    assert_eq!(world.clocks(DeadlineKind::Result).await[0].state, DeadlineState::Missed);
    assert_eq!(world.requests("county-head").await, json!([]), "what was not answered in time comes too late");
    assert_eq!(code(&world.acts("town-handler2", "extendDeadline", &case, days).await), "STATE", "a missed day stays missed");
    let status = world.status(None, Some(&filed.code)).await;
    assert!(!status.to_string().contains("延长"), "{status}");
});

story!(a_request_lapses_with_its_clock_and_with_a_newer_one, |world| {
    let (_, case) = accepted(world).await;
    let first = asks_for_days(world, &case, 5).await;
    let second = asks_for_days(world, &case, 10).await;
    assert_eq!(world.requests("county-head").await.as_array().unwrap().len(), 1, "the newer one stands");
    assert_eq!(world.waits("county-head", NoticeKind::DeadlineAsked).await, 1, "and who asks again and again buries no in-box");
    assert_eq!(code(&world.decides("county-head", &first, true, json!({})).await), "STATE");
    let pause = asks_for_pause(world, &case, "2026-03-10").await;
    assert_eq!(world.requests("county-head").await.as_array().unwrap().len(), 2, "of each kind one");
    assert_eq!(world.acts("town-handler2", "startInvestigation", &case, json!({})).await["errors"], json!([]));
    let reply = json!({ "finding": "SUBSTANTIATED", "text": "经核查，情况属实，已经纠正。" });
    assert_eq!(world.acts("town-handler2", "replyCase", &case, reply).await["case"]["state"], "REPLIED");
    assert_eq!(world.requests("county-head").await, json!([]));
    let due = world.clocks(DeadlineKind::Result).await[0].due_on;
    for request in [&second, &pause] {
        assert_eq!(code(&world.decides("county-head", request, true, json!({})).await), "STATE");
    }
    assert_eq!(world.clocks(DeadlineKind::Result).await[0].due_on, due);
    assert_eq!(world.events(CaseEventKind::DeadlineExtended).await, 0);
});

story!(what_is_refused_is_kept_with_its_reason, |world| {
    let (filed, case) = accepted(world).await;
    let request = asks_for_days(world, &case, 30).await;
    let before = world.clocks(DeadlineKind::Result).await;
    world.works_after(Duration::ZERO).await;
    let messages = world.sms.taken().len();
    assert_eq!(world.decides("county-head", &request, false, json!({ "reason": "理由不充分" })).await["done"], true);
    world.works_after(Duration::ZERO).await;
    assert_eq!((world.clocks(DeadlineKind::Result).await, world.sms.taken().len()), (before, messages));
    assert_eq!(world.told("town-handler2", NoticeKind::DeadlineDecided).await, 1);
    assert_eq!(code(&world.decides("county-head", &request, true, json!({})).await), "STATE", "an answer stands");
    world.wait(Duration::minutes(1));
    let again = asks_for_days(world, &case, 10).await;
    assert_eq!(world.decides("county-head", &again, true, json!({})).await["done"], true);
    let token = world.signed_in(world.home(), "town-handler2").await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { deadlineRequests { state days words { asked answered } } timeline { title detail by } } } }";
    let page = world.data(Some(&token), query, json!({ "id": case })).await["node"].clone();
    let kept: Vec<_> = page["deadlineRequests"].as_array().unwrap().iter().map(|one| (&one["state"], &one["words"]["answered"])).collect();
    assert_eq!(kept, [(&json!("REFUSED"), &json!("理由不充分")), (&json!("GRANTED"), &json!("情况属实，同意。"))]);
    let refused = page["timeline"].as_array().unwrap().iter().find(|line| line["title"] == "没有批准延长").unwrap();
    assert_eq!((&refused["detail"], &refused["by"]), (&json!("理由不充分"), &json!("演示county-head")));
    let shown = world.status(None, Some(&filed.code)).await["timeline"].to_string();
    assert!(!shown.contains("没有批准") && !shown.contains("申请"), "{shown}");
});
