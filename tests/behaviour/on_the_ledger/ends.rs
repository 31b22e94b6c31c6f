//! Ends and what follows them: hand-overs, the review, malice, clarification, a corrected reply, the question after four weeks.

use super::*;
use kit::story;

story!(what_follows_an_end_leaves_its_entries, |world| {
    let (filed, case) = replied(world).await;
    let mut ledger = Watch::of(world).await;
    ledger.after("cases.settle", 16).await;
    let why = json!({ "reason": "明知不是事实", "evidence": "三名证人证明他伪造了签名。" });
    ledger.does("cases.propose_malice", ("town-head", "proposeMalice"), (&case, why)).await;
    let proposal = asks(world, "county-head", "{ malices { id } }", json!({})).await["malices"][0]["id"].clone();
    let word = json!({ "maliceId": proposal, "found": true, "reason": "证据确实充分" });
    done(world, "county-head", ("decideMalice", "done"), word).await;
    ledger.left(&["cases.decide_malice"]).await;
    let official = id(world.home().official("village-head"));
    let wish = json!({ "officialId": official, "wished": true, "on": "2026-03-10" });
    ledger.does("cases.note_clarification", ("town-head", "noteClarification"), (&case, wish)).await;
    let text = json!({ "officialId": official, "text": "经核查，没有发现反映的问题，现予澄清。" });
    ledger.does("cases.prepare_clarification", ("town-head", "prepareClarification"), (&case, text)).await;
    ledger.after("cases.ask_follow_up", 29).await;
    let solved = json!({ "solved": true, "submissionKey": "0123456789abcdef" });
    ledger.tells("cases.answer_follow_up", (&filed, "answerFollowUp"), solved).await;
    let right = json!({ "finding": "SUBSTANTIATED", "text": "重新核查，情况属实。", "reason": "找到了账本" });
    ledger.does("cases.correct", ("town-head", "correctConclusion"), (&case, right)).await;
    assert!(ledger.seen.contains_key("cases.malice_lapsed"), "what was said of malice fell with it");
    ledger.after("cases.settle", 16).await;
    world.works_after(Duration::days(29)).await;
    ledger.after("cases.follow_up_lapsed", 31).await;
});

story!(handing_on_leaves_its_entries, |world| {
    let filed = world.files(PHONE, &[id(world.home().power("land"))]).await;
    let case = world.only_case("bureau-head").await["id"].as_str().unwrap().to_owned();
    let mut ledger = Watch::of(world).await;
    let to = json!({ "toOrganId": id(world.home().organ("town")), "reason": "人和事都在镇里" });
    assert_eq!(world.acts("bureau-head", "transferCase", &case, to).await["errors"], json!([]));
    ledger.left(&["cases.transfer", "cases.hand_over_sheet"]).await;
    let read = asks(world, "bureau-head", "{ handOvers { nodes { id sheet { reason } } } }", json!({})).await;
    assert_eq!(read["handOvers"]["nodes"][0]["sheet"]["reason"], "人和事都在镇里");
    ledger.left(&["cases.open_hand_over"]).await;
    ledger.does("cases.sign_for", ("town-head", "signForHandOver"), (&case, json!({ "note": "材料齐全" }))).await;
    let no = json!({ "reason": "不属于受理范围", "rightChannel": "县信访局" });
    ledger.does("cases.decline", ("town-head", "declineCase"), (&case, no)).await;
    ledger.tells("cases.escalate", (&filed, "answerReply"), json!({ "satisfied": false })).await;
});

story!(what_the_city_does_is_entered_and_leaves_its_entries, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("county-handler", &case).await["errors"], json!([]));
    let mut ledger = Watch::of(world).await;
    ledger.tells("cases.escalate", (&filed, "answerReply"), json!({ "satisfied": false })).await;
    let taken = json!({ "taken": true, "on": "2026-03-02", "document": "市纪信〔2026〕3号", "words": "已收到。" });
    ledger.does("cases.receipt", ("county-head", "enterHandOverReceipt"), (&case, taken)).await;
    let found = json!({ "finding": "SUBSTANTIATED", "text": "市里认定属实。" });
    ledger.does("cases.external_result", ("county-head", "enterExternalResult"), (&case, found)).await;
});
