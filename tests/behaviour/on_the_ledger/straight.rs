//! From the submission to the reply, with what lies beside the way.

use super::*;
use kit::story;

story!(each_step_of_handling_leaves_its_entry, |world| {
    let mut ledger = Watch::of(world).await;
    let (filed, case) = reported(world, id(world.home().unit("village"))).await;
    ledger.left(&["cases.submit"]).await;
    let opened =
        asks(world, "town-head", "query($id: ID!) { node(id: $id) { ... on Case { content { text } } } }", json!({ "id": case })).await;
    assert!(opened["node"]["content"]["text"].is_string());
    ledger.left(&["cases.open_content"]).await;
    let bureau = json!({ "organId": id(world.home().organ("bureau")), "reason": "请一起查账" });
    let colleague = json!({ "handlerId": id(world.home().account("town-handler2")), "reason": "他熟悉这个村" });
    for (kind, who, verb, input) in [
        ("cases.assign", "town-head", "assignCase", colleague),
        ("cases.accept", "town-head", "acceptCase", json!({})),
        ("cases.investigate", "town-head", "startInvestigation", json!({})),
        ("cases.invite", "town-head", "inviteOrgan", bureau.clone()),
        ("cases.note", "bureau-head", "addCaseNote", json!({ "note": "账本在会计家" })),
        ("cases.end_joint", "town-head", "endJointHandling", bureau),
        ("cases.ask_material", "town-head", "askMaterial", json!({ "text": "请补一张收据照片", "days": 10 })),
    ] {
        ledger.does(kind, (who, verb), (&case, input)).await;
    }
    ledger.tells("cases.no_material", (&filed, "answerMaterialRequest"), json!({})).await;
    let more = json!({ "submissionKey": "0000000000supplement", "text": "会计那里还有一本账。" });
    ledger.tells("cases.supplement", (&filed, "supplementReport"), more).await;
    for (kind, verb, input) in [
        ("cases.acknowledge_material", "acknowledgeMaterial", json!({ "count": 1 })),
        ("cases.file", "fileCase", json!({ "reason": "涉嫌违纪" })),
        ("cases.add_subject", "addSubject", json!({ "subjectId": id(world.home().unit("village2")), "reason": "谈话时提到的" })),
        ("cases.reply", "replyCase", json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，评议会议有记录和签到。" })),
    ] {
        ledger.does(kind, ("town-head", verb), (&case, input)).await;
    }
    ledger.tells("cases.answer", (&filed, "answerReply"), json!({ "satisfied": true })).await;
});

story!(each_word_on_a_clock_leaves_its_entry, |world| {
    let mut ledger = Watch::of(world).await;
    let (_, case) = reported(world, id(world.home().unit("village"))).await;
    ledger.does("cases.accept", ("town-head", "acceptCase"), (&case, json!({}))).await;
    let pause = json!({ "until": "2026-03-20", "reason": "等鉴定意见" });
    ledger.does("cases.ask_deadline", ("town-head", "pauseDeadline"), (&case, pause)).await;
    let request = world.requests("county-head").await[0]["id"].clone();
    assert_eq!(world.decides("county-head", &request, true, json!({})).await["errors"], json!([]));
    ledger.left(&["cases.grant_deadline"]).await;
    world.wait(Duration::days(2));
    ledger.does("cases.resume_deadline", ("town-head", "resumeDeadline"), (&case, json!({ "reason": "不用再等" }))).await;
    let longer = json!({ "days": 10, "reason": "案情复杂" });
    ledger.does("cases.ask_deadline", ("town-head", "extendDeadline"), (&case, longer)).await;
    let request = world.requests("county-head").await[0]["id"].clone();
    assert_eq!(world.decides("county-head", &request, false, json!({})).await["errors"], json!([]));
    ledger.left(&["cases.refuse_deadline"]).await;
    assert_eq!(world.sets_day("admin", json!({ "on": "2026-03-09", "kind": "REST", "reason": "县庆" })).await["errors"], json!([]));
    ledger.left(&["calendar.set"]).await;
    ledger.after("cases.overdue", 60).await;
});

story!(a_holiday_that_moves_a_clock_leaves_its_entry, |world| {
    let mut ledger = Watch::of(world).await;
    reported(world, id(world.home().unit("village"))).await;
    world.sets_day("admin", json!({ "on": "2026-03-06", "kind": "REST", "reason": "县庆" })).await;
    ledger.after("cases.clock_moved", 0).await;
});

story!(keeping_away_leaves_its_entries, |world| {
    let mut ledger = Watch::of(world).await;
    let (_, case) = reported(world, id(world.home().official("village-head"))).await;
    ledger.does("cases.accept", ("town-handler2", "acceptCase"), (&case, json!({}))).await;
    done(world, "town-handler2", ("stepAside", "done"), json!({ "caseId": case, "reason": "KIN" })).await;
    ledger.left(&["cases.step_aside", "cases.handler_left"]).await;
    world.ends_roles(&["town-head", "town-handler", "town-handler2"]).await;
    ledger.after("cases.hand_up", 0).await;
    for official in ["county-inspector", "county-handler"] {
        world.makes_kin(official, "village-head").await;
    }
    ledger.after("cases.hand_over", 0).await;
});
