//! The steps of a case, and clocks that run out.

use super::*;

story!(from_the_sticker_to_the_end, |world| {
    let place = world.home();
    let subjects = [id(place.official("village-head")), id(place.power("dibao"))];
    let route =
        "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } elsewhere { name } } }";
    let answer = world.data(None, route, json!({ "county": place.code, "ids": subjects })).await;
    assert_eq!(answer["intakeRoute"], json!({ "organ": { "name": "龙山镇纪委" }, "elsewhere": null }));

    let filed = world.files(PHONE, &subjects).await;
    let status = &filed.payload["report"]["status"];
    assert_eq!((&status["state"], &status["light"], &status["dueOn"]), (&json!("SUBMITTED"), &json!("YELLOW"), &json!("2026-03-23")));
    assert_eq!(status["content"], Value::Null);
    assert_eq!(status["next"], "龙山镇纪委最晚 2026 年 3 月 23 日告诉您收不收。");

    let case = world.only_case("town-handler2").await;
    let case_id = case["id"].as_str().unwrap();
    let can = json!(["ACCEPT", "DECLINE", "TRANSFER", "ADD_SUBJECT", "INVITE_ORGAN", "ADD_NOTE", "ASK_MATERIAL"]);
    assert_eq!(case["viewerCan"], can);
    assert_eq!((&case["subjects"][0]["name"], &case["subjects"][1]["name"]), (&json!("演示village-head"), &json!("低保评议")));
    assert!(case["reporterAlias"].as_str().unwrap().starts_with("举报人 "));
    let accepted = world.acts("town-handler2", "acceptCase", case_id, json!({})).await;
    assert_eq!((&accepted["case"]["state"], &accepted["case"]["due"]["dueOn"]), (&json!("ACCEPTED"), &json!("2026-04-02")), "{accepted}");
    assert_eq!(accepted["case"]["handler"]["name"], "演示town-handler2");
    assert_eq!(code(&world.acts("town-handler", "startInvestigation", case_id, json!({})).await), "FORBIDDEN", "another one handles it");
    let started = world.acts("town-handler2", "startInvestigation", case_id, json!({ "note": "先看会议记录" })).await;
    assert_eq!(started["case"]["state"], "INVESTIGATING");
    let filing = world.acts("town-handler2", "fileCase", case_id, json!({ "reason": "涉嫌违纪" })).await;
    assert_eq!((&filing["case"]["state"], &filing["case"]["due"]["dueOn"]), (&json!("CASE_FILED"), &json!("2026-06-02")), "{filing}");
    let measures = json!([{ "kind": "MONEY_RETURNED", "amount": "1840.00", "note": "退给三户" }]);
    let reply = json!({ "finding": "SUBSTANTIATED", "text": "经核查，情况属实，已经纠正。", "measures": measures });
    let replied = world.acts("town-handler2", "replyCase", case_id, reply).await;
    assert_eq!(replied["case"]["state"], "REPLIED", "{replied}");

    let track = world.proves_later(PHONE, "TRACK").await;
    let status = world.status(Some(&track), Some(&filed.code.to_lowercase())).await;
    assert_eq!(status["content"]["text"], "低保评议没有开会，名单是村里自己定的。");
    assert_eq!(status["content"]["otherNames"], json!(["演示乙"]));
    let told = &status["content"]["replies"][0];
    assert_eq!((&told["finding"], &told["organName"]), (&json!("SUBSTANTIATED"), &json!("龙山镇纪委")));
    assert_eq!(told["measures"], json!([{ "kind": "MONEY_RETURNED", "amount": "1840.00", "note": "退给三户" }]));
    assert_eq!(status["viewerCan"], json!(["ANSWER", "SUPPLEMENT"]));
    assert!(!status["timeline"].to_string().contains("演示"), "no name of staff: {}", status["timeline"]);
    let content = world.tells(&filed, "answerReply", json!({ "satisfied": true })).await;
    assert_eq!((&content["status"]["state"], &content["status"]["satisfied"]), (&json!("REPLIED"), &json!(true)), "{content}");
    assert_eq!(due_in(world, Duration::days(15)).await, 0);
    assert_eq!(due_in(world, Duration::days(1)).await, 1);
    let end = world.status(None, Some(&filed.code)).await;
    assert_eq!((&end["state"], &end["light"], &end["viewerCan"]), (&json!("SETTLED"), &json!("NONE"), &json!([])));
    assert_eq!(clock(world, DeadlineKind::TellResult).await, [DeadlineState::Met]);
});

story!(a_withdrawal_waits_three_days, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let asked = world.tells(&filed, "withdrawReport", json!({ "reason": "弄错了" })).await;
    assert_eq!(
        (&asked["status"]["state"], &asked["status"]["viewerCan"]),
        (&json!("SUBMITTED"), &json!(["SUPPLEMENT", "CANCEL_WITHDRAWAL"])),
        "{asked}"
    );
    assert_eq!(asked["status"]["withdrawsAt"], "2026-03-05T23:59:59.999+08:00");
    assert_eq!(due_in(world, Duration::days(2)).await, 0);
    let kept = world.tells(&filed, "withdrawReport", json!({ "cancel": true })).await;
    assert_eq!(kept["status"]["withdrawsAt"], Value::Null, "{kept}");
    assert_eq!(due_in(world, Duration::days(5)).await, 0);
    world.tells(&filed, "withdrawReport", json!({})).await;
    assert_eq!(due_in(world, Duration::days(4)).await, 1);
    assert_eq!(due_in(world, Duration::ZERO).await, 0, "once");
    let end = world.status(None, Some(&filed.code)).await;
    assert_eq!((&end["state"], &end["light"]), (&json!("WITHDRAWN"), &json!("NONE")));
    let case = world.only_case("town-head").await;
    assert_eq!(case["viewerCan"], json!(["CONTINUE_WITHOUT_REPORTER"]));
    assert_eq!(clock(world, DeadlineKind::Acceptance).await, [DeadlineState::Cancelled]);
    assert_eq!(
        code(&world.tells(&filed, "supplementReport", json!({ "submissionKey": "0123456789abcdef", "text": "还有" })).await),
        "STATE"
    );
});

story!(after_a_withdrawal_the_organ_may_go_on, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(code(&world.acts("town-handler2", "continueWithoutReporter", &case, json!({ "reason": "还要查" })).await), "STATE");
    for verb in ["acceptCase", "startInvestigation"] {
        assert_eq!(world.acts("town-handler2", verb, &case, json!({})).await["errors"], json!([]));
    }
    world.tells(&filed, "withdrawReport", json!({})).await;
    assert_eq!(due_in(world, Duration::days(4)).await, 1);
    assert_eq!(code(&world.acts("town-handler2", "continueWithoutReporter", &case, json!({ "reason": " " })).await), "REQUIRED");
    let hidden = world.acts("town2-head", "continueWithoutReporter", &case, json!({ "reason": "还要查" })).await;
    assert_eq!(code(&hidden), "NOT_FOUND", "another organ");
    assert_eq!(code(&world.acts("town-handler", "continueWithoutReporter", &case, json!({ "reason": "还要查" })).await), "FORBIDDEN");
    world.works_after(Duration::ZERO).await;
    let messages = world.sms.taken().len();
    let went_on = world.acts("town-handler2", "continueWithoutReporter", &case, json!({ "reason": "线索具体，经研究继续查" })).await;
    let shown = &went_on["case"];
    assert_eq!((&shown["state"], &shown["light"]), (&json!("INVESTIGATING"), &json!("YELLOW")), "where it stood: {went_on}");
    assert_eq!(shown["due"]["dueOn"], "2026-04-06", "one month from the decision");
    assert!(shown["due"]["sum"][0].as_str().unwrap().contains("决定继续办"));
    world.works_after(Duration::ZERO).await;
    assert_eq!(world.sms.taken().len(), messages + 1, "the reporter is told");
    assert!(world.sms.taken().last().unwrap().params.is_empty(), "of nothing but that there is news");
    let track = world.proves_later(PHONE, "TRACK").await;
    let status = world.status(Some(&track), Some(&filed.code)).await;
    assert_eq!((&status["state"], &status["viewerCan"]), (&json!("INVESTIGATING"), &json!(["SUPPLEMENT"])), "not withdrawn twice");
    assert!(status["timeline"].to_string().contains("线索具体"));
    assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({})).await), "STATE");
    let reply = json!({ "finding": "SUBSTANTIATED", "text": "经核查，情况属实，已经纠正。" });
    assert_eq!(world.acts("town-handler2", "replyCase", &case, reply).await["case"]["state"], "REPLIED");
});

story!(a_supplement_is_added_once, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let input = json!({ "submissionKey": "0123456789abcdef", "text": "我找到了收据。" });
    for _ in 0..2 {
        let added = world.tells(&filed, "supplementReport", input.clone()).await;
        let texts: Vec<_> = added["status"]["content"]["supplements"].as_array().unwrap().iter().map(|one| &one["text"]).collect();
        assert_eq!(texts, ["我找到了收据。"], "{added}");
    }
    let other = json!({ "submissionKey": "0123456789abcdef", "text": "别的话。" });
    assert_eq!(code(&world.tells(&filed, "supplementReport", other).await), "CONFLICT");
    assert_eq!(events(world, CaseEventKind::Supplemented).await, 1);
});

story!(a_transfer_moves_sight_keys_and_clock, |world| {
    let place = world.home();
    let filed = world.files(PHONE, &[id(place.power("land"))]).await;
    let case = world.only_case("bureau-head").await;
    let case_id = case["id"].as_str().unwrap();
    let both = json!({ "reason": "归镇里管", "toOrganId": id(place.organ("town")), "outsideName": "某单位" });
    assert_eq!(code(&world.acts("bureau-head", "transferCase", case_id, both).await), "REQUIRED");
    let away = json!({ "reason": "归市里管", "toOrganId": id(place.organ("city")) });
    assert_eq!(code(&world.acts("bureau-head", "transferCase", case_id, away).await), "INVALID");
    let foreign = json!({ "reason": "归别县管", "toOrganId": id(world.other().organ("town")) });
    assert_eq!(code(&world.acts("bureau-head", "transferCase", case_id, foreign).await), "INVALID");
    let gone =
        world.acts("bureau-head", "transferCase", case_id, json!({ "reason": "归镇里管", "toOrganId": id(place.organ("town")) })).await;
    assert_eq!(gone, json!({ "case": null, "errors": [] }));
    assert_eq!(world.inbox("bureau-head", Value::Null).await["totalCount"], 0);
    let case = world.only_case("town-handler2").await;
    assert_eq!((&case["state"], &case["nextAct"]), (&json!("SUBMITTED"), &json!("签收")));
    assert_eq!(case["due"]["dueOn"], "2026-03-09", "five working days to take it");
    assert_eq!(world.replies("town-handler2", case_id).await["case"]["state"], "REPLIED");
    let status = world.status(None, Some(&filed.code)).await;
    assert_eq!(status["timeline"][1]["title"], "转给龙山镇纪委办");
    assert_eq!(status["timeline"][1]["by"], "派驻民政局纪检组");

    let second = world.files(OTHER, &[id(place.power("land"))]).await;
    let case = world.only_case("bureau-head").await;
    let out = json!({ "reason": "属于法院管", "outsideName": "县人民法院" });
    let gone = world.acts("bureau-head", "transferCase", case["id"].as_str().unwrap(), out).await;
    assert_eq!((&gone["case"]["state"], &gone["case"]["light"]), (&json!("TRANSFERRED"), &json!("NONE")), "{gone}");
    assert_eq!(world.status(None, Some(&second.code)).await["state"], "TRANSFERRED");
});

story!(of_two_officers_the_second_is_told, |world| {
    world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await;
    let case_id = case["id"].as_str().unwrap();
    let seen = json!({ "revision": case["revision"] });
    let both = join_all(["town-handler", "town-handler2"].map(|who| world.acts(who, "acceptCase", case_id, seen.clone()))).await;
    let mut codes: Vec<_> = both.iter().map(code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["-", "CONFLICT"], "{both:?}");
    let told = both.iter().find_map(|one| one["errors"][0]["message"].as_str()).unwrap();
    assert!(told.contains("承办人") && told.contains("收下"), "who did what: {told}");
    // Who looks again reads it on the page, and is told that it is another's.
    let now = json!({ "revision": world.only_case("town-head").await["revision"] });
    let slower = if code(&both[0]) == "-" { "town-handler2" } else { "town-handler" };
    assert_eq!(code(&world.acts(slower, "startInvestigation", case_id, now).await), "FORBIDDEN");
    assert_eq!(events(world, CaseEventKind::Accepted).await, 1);
    let handler = json!({ "handlerId": id(world.home().account("town-handler")), "reason": "轮到他" });
    assert_eq!(code(&world.acts("town-handler2", "assignCase", case_id, handler.clone()).await), "FORBIDDEN");
    let assigned = world.acts("town-head", "assignCase", case_id, handler).await;
    assert_eq!(assigned["case"]["handler"]["name"], "演示town-handler", "{assigned}");
    let stranger = json!({ "handlerId": id(world.home().account("county-handler")) });
    assert_eq!(code(&world.acts("town-head", "assignCase", case_id, stranger).await), "NOT_FOUND");
});

story!(a_missed_day_is_told_once_and_stops_nothing, |world| {
    world.files(PHONE, &[id(world.home().unit("village"))]).await;
    assert_eq!(due_in(world, Duration::days(21)).await, 0);
    let both = world.ctx();
    world.wait(Duration::days(1));
    let ctx = world.ctx();
    let county = &world.home().county;
    drop(both);
    let worked = join_all((0..4).map(|_| deadlines_due(&ctx, county))).await;
    assert_eq!(worked.into_iter().map(Result::unwrap).sum::<usize>(), 1, "exactly once");
    assert_eq!(
        (events(world, CaseEventKind::Overdue).await, clock(world, DeadlineKind::Acceptance).await),
        (1, vec![DeadlineState::Missed])
    );
    let inbox = world.inbox("town-head", json!({ "overdue": true })).await;
    assert_eq!((&inbox["totalCount"], &inbox["counts"]["overdue"], &inbox["counts"]["unassigned"]), (&json!(1), &json!(1), &json!(1)));
    let case = inbox["nodes"][0]["id"].as_str().unwrap().to_owned();
    let replied = world.replies("town-head", &case).await;
    assert_eq!(replied["case"]["state"], "REPLIED", "{replied}");
    assert_eq!(clock(world, DeadlineKind::Acceptance).await, [DeadlineState::Missed]);
    assert_eq!(world.inbox("town-head", json!({ "overdue": true })).await["totalCount"], 0);
});

story!(opening_the_content_leaves_one_entry_a_day, |world| {
    world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await;
    let query = "query($number: String!) { caseByNumber(number: $number) { content { text replies { text } } timeline { title by } } }";
    let number = json!({ "number": case["number"] });
    for _ in 0..2 {
        let token = world.signed_in(world.home(), "town-head").await;
        let found = world.data(Some(&token), query, number.clone()).await;
        assert_eq!(found["caseByNumber"]["content"]["text"], "低保评议没有开会，名单是村里自己定的。");
    }
    assert_eq!(events(world, CaseEventKind::ContentOpened).await, 1);
    world.wait(Duration::days(1));
    let token = world.signed_in(world.home(), "town-head").await;
    world.data(Some(&token), query, number).await;
    assert_eq!(events(world, CaseEventKind::ContentOpened).await, 2);
});
