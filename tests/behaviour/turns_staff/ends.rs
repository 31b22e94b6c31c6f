//! Declining, filing, and the end after two levels.

use super::*;
use kit::story;

story!(a_decline_says_why_and_where_to_go_and_climbs_once, |world| {
    let (filed, case) = reported(world).await;
    for (input, expected, named) in [
        (json!({ "reason": "", "channel": "PETITIONS" }), "REQUIRED", "reason"),
        (json!({ "reason": "不归这里管" }), "REQUIRED", "rightChannel"),
        (json!({ "reason": "不归这里管", "rightChannel": "，，" }), "INVALID", "rightChannel"),
    ] {
        let before = world.dump().await;
        let refused = world.acts("town-handler2", "declineCase", &case, input.clone()).await;
        assert_eq!((code(&refused), field(&refused)), (expected, named), "{input}: {refused}");
        let after = world.dump().await;
        assert_eq!(
            (&before["case"], &before["case_event"], &before["ledger_entry"]),
            (&after["case"], &after["case_event"], &after["ledger_entry"])
        );
    }
    let words = json!({ "ground": "IN_PROCEEDINGS", "reason": "这件事法院正在审", "channel": "COURT", "rightChannel": "龙山镇法庭" });
    assert_eq!(done(world, "town-handler2", "declineCase", &case, words).await["state"], "DECLINED");
    let shown = world.status(None, Some(&filed.code)).await;
    assert_eq!(titles(&shown).last().unwrap(), "没有收：已经在诉讼、仲裁或者行政复议中");
    assert!(!shown.to_string().contains("法院正在审"), "reasons need both codes: {shown}");
    let both = world.proves_later(PHONE, "TRACK").await;
    let shown = world.status(Some(&both), Some(&filed.code)).await;
    assert_eq!(shown["timeline"].as_array().unwrap().last().unwrap()["detail"], "这件事法院正在审\n应找：人民法院，龙山镇法庭");
    let objected = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!((&objected["status"]["state"], &objected["status"]["organ"]["name"]), (&json!("ACCEPTED"), &json!("县纪委监委")));
    assert_eq!(code(&world.tells(&filed, "answerReply", json!({ "satisfied": false })).await), "STATE", "once");
    assert_eq!(world.events(CaseEventKind::Escalated).await, 1);
});

story!(a_chosen_channel_needs_no_words, |world| {
    let (filed, case) = reported(world).await;
    done(world, "town-handler2", "declineCase", &case, json!({ "reason": "是邻里纠纷", "channel": "HOTLINE" })).await;
    let both = world.proves_later(PHONE, "TRACK").await;
    let shown = world.status(Some(&both), Some(&filed.code)).await;
    assert_eq!(shown["timeline"].as_array().unwrap().last().unwrap()["detail"], "是邻里纠纷\n应找：政务服务便民热线 12345");
});

story!(a_case_is_filed_by_somebody_on_a_basis_and_a_day, |world| {
    let (filed, case) = reported(world).await;
    done(world, "town-handler2", "acceptCase", &case, json!({})).await;
    world.wait(Duration::days(3));
    done(world, "town-handler2", "startInvestigation", &case, json!({})).await;
    let whole = json!({ "reason": "涉嫌侵占", "basis": "《纪律处分条例》第二十九条", "approvedBy": "镇纪委书记", "filedOn": "2026-03-04" });
    for (key, value, expected, named) in [
        ("basis", "", "REQUIRED", "basis"),
        ("approvedBy", "", "REQUIRED", "approvedBy"),
        ("filedOn", "2026-03-01", "INVALID", "filedOn"),
        ("filedOn", "2026-03-06", "INVALID", "filedOn"),
    ] {
        let mut input = whole.clone();
        input[key] = json!(value);
        let refused = world.acts("town-handler2", "fileCase", &case, input).await;
        assert_eq!((code(&refused), field(&refused)), (expected, named), "{key} {value}: {refused}");
    }
    assert_eq!((world.events(CaseEventKind::CaseFiled).await, &world.only_case("town-head").await["state"]), (0, &json!("INVESTIGATING")));
    let filing = done(world, "town-handler2", "fileCase", &case, whole).await;
    assert_eq!(filing["due"]["dueOn"], "2026-06-02", "three months after acceptance: {filing}");
    let read = page(world, "town-head", &case, "timeline { title detail by }").await;
    let line = read["timeline"].as_array().unwrap().iter().find(|line| line["title"].as_str().unwrap().contains("立案")).unwrap().clone();
    assert_eq!(line["detail"], "依据：《纪律处分条例》第二十九条\n批准：镇纪委书记\n涉嫌侵占");
    let both = world.proves_later(PHONE, "TRACK").await;
    assert!(
        !world.status(Some(&both), Some(&filed.code)).await.to_string().contains("涉嫌侵占"),
        "who, basis and reason are for colleagues"
    );
});

story!(two_levels_end_it_and_the_reporter_reads_what_that_means, |world| {
    let (filed, case) = reported(world).await;
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    done(world, "county-handler", "startInvestigation", &case, json!({})).await;
    let reply = json!({ "finding": "PARTLY_SUBSTANTIATED", "text": "复核认定，部分属实。" });
    done(world, "county-handler", "replyCase", &case, reply).await;
    let answered = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    let status = &answered["status"];
    assert_eq!((&status["state"], &status["light"]), (&json!("SETTLED"), &json!("NONE")), "{answered}");
    let next = status["next"].as_str().unwrap();
    for word in ["龙山镇纪委初办", "县纪委监委复核", "结论是“部分属实”", "两级办理已经终结", "新的线索"]
    {
        assert!(next.contains(word), "{word}: {next}");
    }
    assert_eq!(world.events(CaseEventKind::Escalated).await, 1);
});
