//! Who may stop a power, answer for it, let it go on; what is refused, and that nothing happens then.

use super::*;
use futures_util::future::join_all;
use kit::dump::Dump;

/// What was refused, and to whom: nothing may have changed since.
async fn unchanged(world: &World, before: &Dump, what: &str) {
    let after = world.dump().await;
    let changed: Vec<_> = before.iter().filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| table).collect();
    assert_eq!(changed, Vec::<&String>::new(), "{what}");
}

/// Tokens of these people of 苍溪县, of two officers of the other county, and nobody's.
async fn people(world: &World, logins: &[&str]) -> Vec<(String, Option<String>, &'static str)> {
    let mut all = vec![("nobody".to_owned(), None, "UNAUTHENTICATED")];
    for login in logins {
        all.push(((*login).to_owned(), Some(world.signed_in(world.home(), login).await), "FORBIDDEN"));
    }
    for login in ["town-head", "county-head", "publisher"] {
        let name = format!("{login} of another county");
        all.push((name, Some(world.signed_in(world.other(), login).await), "NOT_FOUND"));
    }
    let phone = world.proves("13900000003", "REPORT").await;
    all.push(("a villager".to_owned(), Some(phone), "UNAUTHENTICATED"));
    all
}

async fn refuses(world: &World, (verb, input): (&str, Value), logins: &[&str]) {
    let people = people(world, logins).await;
    let before = world.dump().await;
    for (who, token, code) in people {
        let answer = world.on_halt(token.as_deref(), verb, &input).await;
        let told =
            if code == "UNAUTHENTICATED" { &answer["errors"][0]["extensions"]["code"] } else { &answer["data"][verb]["errors"][0]["code"] };
        assert_eq!(told, code, "{verb} by {who}: {answer}");
        assert!(answer["data"][verb]["halt"].is_null(), "{verb} by {who}: {answer}");
        unchanged(world, &before, &format!("{verb} by {who}")).await;
    }
}

story!(only_a_head_over_the_unit_stops_a_power, |world| {
    let input = json!({ "powerId": id(world.home().power("dibao")), "reason": REASON });
    let others = ["town-handler", "town2-head", "bureau-head", "county-handler", "admin", "auditor", "publisher"];
    refuses(world, ("haltPower", input), &others).await;
    assert_eq!(world.dibao(None).await["halts"], json!([]));
    for (login, can) in [
        ("town-head", json!(["HALT", "CHECK"])),
        ("county-head", json!(["HALT", "CHECK"])),
        ("bureau-head", json!([])),
        ("admin", json!([])),
    ] {
        let token = world.signed_in(world.home(), login).await;
        assert_eq!(world.dibao(Some(&token)).await["viewerCan"], can, "{login}");
    }
    let foreign = world.signed_in(world.other(), "county-head").await;
    assert_eq!(world.dibao(Some(&foreign)).await["viewerCan"], json!([]));
    world.stops_dibao("county-head", json!({})).await;
    let token = world.signed_in(world.home(), "town-head").await;
    assert_eq!(world.dibao(Some(&token)).await["viewerCan"], json!(["CHECK"]), "it is stopped already");
});

story!(only_the_unit_answers, |world| {
    let halt = world.stops_dibao("town-head", json!({})).await;
    let input = json!({ "haltId": halt["id"], "text": "我们已经重新开会评议了。" });
    refuses(world, ("answerHalt", input), &["town-head", "county-head", "town-handler", "admin", "auditor"]).await;
    assert_eq!(world.dibao(None).await["halts"][0]["answers"], json!([]));
});

story!(only_who_stopped_it_or_the_commission_resumes, |world| {
    let halt = world.stops_dibao("county-head", json!({})).await;
    let input = json!({ "haltId": halt["id"], "reason": "已经改好，可以接着办。" });
    // The town's committee covers the village, but did not order it.
    refuses(world, ("resumePower", input), &["town-head", "bureau-head", "county-handler", "publisher", "admin"]).await;
    assert_eq!(world.dibao(None).await["isHalted"], true);
});

story!(a_role_that_ended_stops_and_answers_nothing, |world| {
    let halt = world.stops_dibao("town-head", json!({})).await;
    world.ends_roles(&["publisher", "town-head"]).await;
    for (login, verb, input) in [
        ("publisher", "answerHalt", json!({ "haltId": halt["id"], "text": "我们已经重新开会评议了。" })),
        ("town-head", "resumePower", json!({ "haltId": halt["id"], "reason": "已经改好，可以接着办。" })),
    ] {
        let payload = world.does_on_halt(login, verb, input).await;
        assert_eq!(payload["errors"][0]["code"], "FORBIDDEN", "{login}");
    }
    // Nobody is left to be told at the committee: then it is the commission's to look after.
    let reviewer = "town-handler2";
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let grant = entity::role_grant::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        account_id: world.home().account(reviewer),
        role: entity::words::StaffRole::Reviewer,
        unit_id: Some(world.home().unit("village")),
        organ_id: None,
        valid_from: tx.now.in_china().date(),
        valid_until: None,
        state: entity::words::GrantState::Active,
        proposed_by: None,
        proposed_at: tx.now,
        decided_by: None,
        decided_at: None,
        end_reason: None,
    };
    tx.add(grant).await.unwrap();
    tx.commit().await.unwrap();
    let answered = json!({ "haltId": halt["id"], "text": "我们已经重新开会评议了。" });
    assert_eq!(world.does_on_halt(reviewer, "answerHalt", answered).await["errors"], json!([]));
    assert_eq!(world.told("county-head", NoticeKind::HaltAnswered).await, 1);
});

story!(every_faulty_field_is_told_and_nothing_written, |world| {
    world.gives_dibao_steps().await;
    let token = world.signed_in(world.home(), "town-head").await;
    let before = world.dump().await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let unused = id(tx.mint::<entity::id::CaseId>());
    drop(tx);
    let power = id(world.home().power("dibao"));
    let input = json!({ "powerId": power, "stepNumber": 4, "reason": "停下", "caseId": unused });
    let answer = world.on_halt(Some(&token), "haltPower", &input).await;
    let told: Vec<_> = answer["data"]["haltPower"]["errors"].as_array().unwrap().iter().map(|one| (&one["field"], &one["code"])).collect();
    let expected = [("reason", "TOO_SHORT"), ("stepNumber", "NOT_FOUND"), ("caseId", "NOT_FOUND")].map(|(a, b)| (json!(a), json!(b)));
    assert_eq!(told, expected.iter().map(|(field, code)| (field, code)).collect::<Vec<_>>());
    for (input, field, code) in [
        (json!({ "powerId": power, "reason": "停".repeat(1_001) }), json!("reason"), "TOO_LONG"),
        (json!({ "powerId": power, "reason": "\u{200B}   " }), json!("reason"), "REQUIRED"),
        (json!({ "powerId": "power_x", "reason": REASON }), json!("powerId"), "NOT_FOUND"),
        (json!({ "powerId": id(world.other().power("dibao")), "reason": REASON }), Value::Null, "NOT_FOUND"),
    ] {
        let answer = world.on_halt(Some(&token), "haltPower", &input).await;
        let error = &answer["data"]["haltPower"]["errors"][0];
        assert_eq!((&error["field"], &error["code"]), (&field, &json!(code)), "{answer}");
    }
    unchanged(world, &before, "faulty orders").await;
    let halt = world.stops_dibao("town-head", json!({})).await;
    for (login, verb, field) in [("publisher", "answerHalt", "text"), ("town-head", "resumePower", "reason")] {
        let payload = world.does_on_halt(login, verb, json!({ "haltId": halt["id"], (field): "好" })).await;
        assert_eq!((&payload["errors"][0]["field"], &payload["errors"][0]["code"]), (&json!(field), &json!("TOO_SHORT")));
    }
    let shown = world.dibao(None).await["halts"][0].clone();
    assert_eq!((&shown["isOpen"], &shown["answers"]), (&json!(true), &json!([])));
});

story!(of_two_who_stop_a_power_the_second_is_told, |world| {
    let input = json!({ "powerId": id(world.home().power("dibao")), "reason": REASON });
    let tokens = [world.signed_in(world.home(), "town-head").await, world.signed_in(world.home(), "county-head").await];
    let answers = join_all((0..6).map(|no| world.on_halt(Some(&tokens[no % 2]), "haltPower", &input))).await;
    let payloads: Vec<_> = answers.iter().map(|answer| &answer["data"]["haltPower"]).collect();
    assert_eq!(payloads.iter().filter(|payload| payload["errors"] == json!([])).count(), 1, "{answers:?}");
    let refused: Vec<_> = payloads.iter().filter(|payload| payload["halt"].is_null()).collect();
    assert_eq!(refused.len(), 5);
    for payload in refused {
        assert_eq!(payload["errors"][0]["code"], "CONFLICT", "{payload}");
        assert!(payload["errors"][0]["message"].as_str().unwrap().contains("3 月 2 日"), "{payload}");
    }
    assert_eq!(world.dibao(None).await["halts"].as_array().unwrap().len(), 1);
    assert_eq!(entries(world).await.len(), 1);
    assert_eq!(world.told("publisher", NoticeKind::PowerHalted).await, 1);
});

story!(of_two_who_resume_a_power_the_second_is_told, |world| {
    let halt = world.stops_dibao("town-head", json!({})).await;
    let input = json!({ "haltId": halt["id"], "reason": "已经改好，可以接着办。" });
    let tokens = [world.signed_in(world.home(), "town-head").await, world.signed_in(world.home(), "county-head").await];
    let answers = join_all((0..6).map(|no| world.on_halt(Some(&tokens[no % 2]), "resumePower", &input))).await;
    let codes: Vec<_> = answers.iter().map(|answer| answer["data"]["resumePower"]["errors"][0]["code"].clone()).collect();
    assert_eq!(codes.iter().filter(|code| code.is_null()).count(), 1, "{answers:?}");
    assert_eq!(codes.iter().filter(|code| **code == json!("STATE")).count(), 5, "{answers:?}");
    assert_eq!(entries(world).await.len(), 2);
    assert_eq!(world.told("publisher", NoticeKind::PowerResumed).await, 1);
    let late = json!({ "haltId": halt["id"], "text": "我们已经重新开会评议了。" });
    let payload = world.does_on_halt("publisher", "answerHalt", late).await;
    assert_eq!(payload["errors"][0]["code"], "STATE", "what ended is answered no more");
});

story!(the_same_answer_twice_at_once_stands_once, |world| {
    let halt = world.stops_dibao("town-head", json!({})).await;
    let input = json!({ "haltId": halt["id"], "text": "我们已经重新开会评议了。" });
    let token = world.signed_in(world.home(), "publisher").await;
    let answers = join_all((0..4).map(|_| world.on_halt(Some(&token), "answerHalt", &input))).await;
    assert!(answers.iter().all(|answer| answer["data"]["answerHalt"]["errors"] == json!([])), "{answers:?}");
    assert_eq!(texts(&world.dibao(None).await["halts"][0]).len(), 1);
    for no in 1..30 {
        let more = json!({ "haltId": halt["id"], "text": format!("第 {no} 次整改说明。") });
        assert_eq!(world.on_halt(Some(&token), "answerHalt", &more).await["data"]["answerHalt"]["errors"], json!([]));
    }
    let most = world.on_halt(Some(&token), "answerHalt", &json!({ "haltId": halt["id"], "text": "再说一次整改情况。" })).await;
    assert_eq!(most["data"]["answerHalt"]["errors"][0]["code"], "LIMIT");
    assert_eq!(texts(&world.dibao(None).await["halts"][0]).len(), 30);
});
