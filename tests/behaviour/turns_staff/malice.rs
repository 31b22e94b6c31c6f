//! 恶意举报: proposed with evidence by the organ, decided by a head above, told, and without any effect elsewhere.

use super::*;
use entity::words::{NoticeKind, StaffRole};
use futures_util::future::join_all;
use kit::story;

fn words() -> Value {
    json!({ "reason": "明知不是事实", "evidence": "三名证人证明他伪造了签名，笔迹鉴定一致。" })
}

async fn proposed(world: &World) -> (Filed, String, Value) {
    let (filed, case) = settled(world).await;
    done(world, "town-handler2", "proposeMalice", &case, words()).await;
    let waiting = waiting(world, "county-head").await;
    (filed, case, waiting[0]["id"].clone())
}

async fn waiting(world: &World, who: &str) -> Value {
    let token = world.signed_in(world.home(), who).await;
    let query = "{ malices { id state caseNumber organName approverName entered viewerCan words { proposed decided } } }";
    world.data(Some(&token), query, json!({})).await["malices"].clone()
}

async fn decides(world: &World, who: &str, malice: &Value, found: bool, more: Value) -> Value {
    let token = world.signed_in(world.home(), who).await;
    let query = "mutation($input: DecideMaliceInput!) { decideMalice(input: $input) { done errors { code field message } } }";
    let mut input = json!({ "maliceId": malice, "found": found, "reason": "证据确实充分" });
    for (key, value) in more.as_object().into_iter().flatten() {
        input[key] = value.clone();
    }
    world.data(Some(&token), query, json!({ "input": input })).await["decideMalice"].clone()
}

story!(only_what_was_settled_as_untrue_can_be_proposed_and_only_with_evidence, |world| {
    let (_, case) = reported(world).await;
    refused_to(world, ("proposeMalice", &case), &words(), &[("town-handler2", "STATE")]).await;
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    refused_to(world, ("proposeMalice", &case), &words(), &[("town-handler2", "STATE")]).await;
    world.works_after(Duration::days(16)).await;
    let people = [("town-handler", "FORBIDDEN"), ("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND")];
    refused_to(world, ("proposeMalice", &case), &words(), &people).await;
    let refused = world.acts("town-handler2", "proposeMalice", &case, json!({ "reason": "我看就是", "evidence": "没有" })).await;
    assert_eq!(field(&refused), "evidence", "untrue is not malicious: {refused}");
    done(world, "town-handler2", "proposeMalice", &case, words()).await;
    assert_eq!(code(&world.acts("town-handler2", "proposeMalice", &case, words()).await), "STATE", "once at a time");
});

story!(a_head_above_decides_and_nobody_else, |world| {
    let (filed, case, malice) = proposed(world).await;
    assert_eq!(world.told("county-head", NoticeKind::MaliceProposed).await, 1);
    let seen = waiting(world, "county-head").await;
    assert!(seen[0]["words"]["proposed"].as_str().unwrap().contains("笔迹鉴定"), "{seen}");
    assert_eq!(page(world, "county-head", &case, "id").await, Value::Null, "he sees the proposal and not the case");
    let status = world.status(None, Some(&filed.code)).await;
    for (who, expected) in [
        ("town-handler2", "FORBIDDEN"),
        ("town-head", "FORBIDDEN"),
        ("county-handler", "NOT_FOUND"),
        ("town2-head", "NOT_FOUND"),
        ("admin", "NOT_FOUND"),
    ] {
        assert_eq!(code(&decides(world, who, &malice, true, json!({})).await), expected, "{who}");
        assert_eq!(waiting(world, who).await, json!([]), "{who}");
    }
    assert_eq!(code(&decides(world, "county-head", &malice, true, json!({ "reason": "" })).await), "REQUIRED");
    assert_eq!(world.status(None, Some(&filed.code)).await, status, "a proposal is not the reporter's to read");
    let all = join_all([true, false].map(|found| decides(world, "county-head", &malice, found, json!({})))).await;
    assert_eq!(all.iter().filter(|one| one["done"] == true).count(), 1, "{all:?}");
    assert_eq!(world.events(CaseEventKind::MaliceFound).await + world.events(CaseEventKind::MaliceRefused).await, 1);
    assert_eq!(world.told("town-handler2", NoticeKind::MaliceDecided).await, 1);
    assert_eq!(waiting(world, "county-head").await, json!([]));
});

story!(what_was_found_is_told_and_takes_nothing_from_other_reports, |world| {
    let (filed, case, malice) = proposed(world).await;
    assert_eq!(decides(world, "county-head", &malice, true, json!({})).await["done"], true);
    let status = world.status(None, Some(&filed.code)).await;
    assert!(titles(&status).contains(&"经上级认定，这件属于恶意举报".to_owned()), "{status}");
    assert!(!status.to_string().contains("笔迹鉴定"), "the reasons are not in the open");
    let read = page(world, "town-handler2", &case, "malices { state words { decided } }").await;
    assert_eq!(read["malices"][0], json!({ "state": "FOUND", "words": { "decided": "证据确实充分" } }));
    let another = world.proves_later(PHONE, "REPORT").await;
    let input = kit::cases::submission(world.home(), "the-same-person", &[id(world.home().unit("village2"))]);
    let payload = world.submits(&another, input).await;
    assert!(payload["queryCode"].is_string() && payload["report"]["status"]["light"] == "YELLOW", "taken as anybody's: {payload}");
    let inbox = world.inbox("town-head", json!({ "open": true })).await;
    assert_eq!(inbox["nodes"][0]["state"], "SUBMITTED");
    assert!(!inbox.to_string().contains("恶意"), "nobody who handles it is told");
});

const LAPSED: &str = "恶意举报的认定不再作数";

story!(a_correction_takes_it_back, |world| {
    let (filed, case, malice) = proposed(world).await;
    assert_eq!(decides(world, "county-head", &malice, true, json!({})).await["done"], true);
    let before = world.status(None, Some(&filed.code)).await;
    assert!(!titles(&before).contains(&LAPSED.to_owned()));
    let right = json!({ "finding": "SUBSTANTIATED", "text": "找到了账本，情况属实。", "reason": "会计交出了另一本账" });
    done(world, "town-handler2", "correctConclusion", &case, right).await;
    assert_eq!(page(world, "town-head", &case, "malices { state }").await["malices"], json!([{ "state": "LAPSED" }]));
    let after = world.status(None, Some(&filed.code)).await;
    let last = after["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["title"], &last["by"]), (&json!(LAPSED), &json!("系统")), "as he was told of it: {after}");
    assert_ne!(after["version"], before["version"]);
    assert_eq!(world.events(CaseEventKind::MaliceLapsed).await, 1);
    let ledger = format!("{:?}", world.dump().await["ledger_entry"]);
    assert!(ledger.contains("cases.malice_lapsed"));
});

story!(what_climbs_takes_it_back_too, |world| {
    let (filed, _, malice) = proposed(world).await;
    assert_eq!(decides(world, "county-head", &malice, true, json!({})).await["done"], true);
    world.works_after(Duration::days(29)).await;
    let no = json!({ "solved": false, "text": "找到了当时的收据。", "submissionKey": "0123456789abcdef" });
    assert_eq!(world.tells(&filed, "answerFollowUp", no).await["errors"], json!([]));
    assert_eq!((world.events(CaseEventKind::Escalated).await, world.events(CaseEventKind::MaliceLapsed).await), (1, 1));
    let status = world.status(None, Some(&filed.code)).await;
    assert!(titles(&status).contains(&LAPSED.to_owned()), "{status}");
});

story!(a_proposal_that_falls_is_nothing_to_the_reporter, |world| {
    let (filed, case, _) = proposed(world).await;
    let right = json!({ "finding": "SUBSTANTIATED", "text": "找到了账本，情况属实。", "reason": "会计交出了另一本账" });
    done(world, "town-handler2", "correctConclusion", &case, right).await;
    assert_eq!(page(world, "town-head", &case, "malices { state }").await["malices"], json!([{ "state": "LAPSED" }]));
    assert_eq!(world.events(CaseEventKind::MaliceLapsed).await, 0);
    assert!(!world.status(None, Some(&filed.code)).await.to_string().contains("恶意"));
});

story!(nobody_decides_his_own_proposal_and_who_must_keep_away_none, |world| {
    world.gives_role("town-handler2", StaffRole::Head, "commission").await;
    let (_, _, malice) = proposed(world).await;
    assert_eq!(code(&decides(world, "town-handler2", &malice, true, json!({})).await), "FORBIDDEN");
    world.makes_kin("county-inspector", "village-head").await;
    assert_eq!(waiting(world, "county-head").await, json!([]));
    assert_eq!(code(&decides(world, "county-head", &malice, true, json!({})).await), "NOT_FOUND");
    assert_eq!(world.events(CaseEventKind::MaliceFound).await, 0);
});

story!(the_citys_decision_is_entered_with_its_document, |world| {
    world.files(PHONE, &[id(world.home().official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("county-handler", &case).await["errors"], json!([]));
    world.works_after(Duration::days(16)).await;
    done(world, "county-handler", "proposeMalice", &case, words()).await;
    let waiting = waiting(world, "county-head").await;
    assert_eq!(waiting[0]["entered"], true);
    let refused = decides(world, "county-head", &waiting[0]["id"], false, json!({})).await;
    assert_eq!((code(&refused), field(&refused)), ("REQUIRED", "document"));
    assert_eq!(decides(world, "county-head", &waiting[0]["id"], false, json!({ "document": "市纪办〔2026〕12号" })).await["done"], true);
    assert_eq!(world.events(CaseEventKind::MaliceRefused).await, 1);
});
