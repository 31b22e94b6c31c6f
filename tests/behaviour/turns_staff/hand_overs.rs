//! 交接单: signed by the county's key, read by both sides and nobody else, answered once.

use super::*;
use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use entity::id::HandOverId;
use entity::words::{DeadlineKind, DeadlineState, NoticeKind};
use futures_util::future::join_all;
use kit::story;

/// A report on the bureau's power, handed to the town.
async fn handed_to_town(world: &World) -> (Filed, String) {
    let filed = world.files(PHONE, &[id(world.home().power("land"))]).await;
    let case = world.only_case("bureau-head").await["id"].as_str().unwrap().to_owned();
    let to = json!({ "toOrganId": id(world.home().organ("town")), "reason": "人和事都在镇里" });
    let payload = world.acts("bureau-head", "transferCase", &case, to).await;
    assert_eq!(payload["errors"], json!([]));
    (filed, case)
}

/// Anybody who has the sheet, the signature and the county's public key can check it.
fn checks(sheet: &Value) -> bool {
    let bytes = |key: &str| hex::decode(sheet[key].as_str().unwrap()).unwrap();
    let text = format!("lianjing hand-over v1\n{}", sheet["signedText"].as_str().unwrap());
    UnparsedPublicKey::new(&ED25519, bytes("publicKey")).verify(text.as_bytes(), &bytes("signature")).is_ok()
}

story!(a_transfer_is_a_signed_sheet_that_both_sides_keep, |world| {
    let (filed, case) = handed_to_town(world).await;
    let mut read = Vec::new();
    for who in ["bureau-head", "town-head", "town-handler2"] {
        let sheets = sheets(world, who).await;
        assert_eq!(sheets.as_array().unwrap().len(), 1, "{who}: {sheets}");
        read.push(sheets[0].clone());
    }
    assert_eq!((&read[0], &read[0]), (&read[1], &read[2]), "the same for both sides");
    let row = &read[0];
    assert_eq!((&row["kind"], &row["state"], &row["no"]), (&json!("INSIDE"), &json!("OPEN"), &json!(1)));
    assert_eq!((&row["dueOn"], &row["signedBy"]["name"]), (&json!("2026-03-09"), &json!("演示bureau-head")), "five working days");
    let sheet = &row["sheet"];
    assert_eq!((&sheet["reason"], &sheet["toName"], &sheet["valid"]), (&json!("人和事都在镇里"), &json!("龙山镇纪委"), &json!(true)));
    assert_eq!(sheet["contentHash"], filed.payload["receipt"]["contentHash"], "the hash on the reporter's receipt");
    assert!(checks(sheet), "{sheet}");
    let signed = sheet["signedText"].as_str().unwrap();
    for inside in ["case_", "organ_", "account_", "envelope", "part_", "key"] {
        assert!(!signed.contains(inside), "{inside}: {signed}");
    }
    let ledger = format!("{:?}", world.dump().await["ledger_entry"]);
    assert!(ledger.contains(sheet["sheetHash"].as_str().unwrap()), "the sheet's hash stands on the ledger");
    assert!(world.inbox("bureau-head", Value::Null).await["totalCount"] == 0, "the case itself is gone from there");
    assert_eq!(page(world, "bureau-head", &case, "id").await, Value::Null);
});

story!(nobody_else_reads_a_sheet, |world| {
    let (filed, _) = handed_to_town(world).await;
    let one = sheets(world, "town-head").await[0]["id"].clone();
    let query = format!("query($id: ID!) {{ handOver(handOverId: $id) {{ caseNumber {SHEET} }} }}");
    for who in ["town2-head", "county-head", "county-handler", "admin", "auditor", "publisher"] {
        assert_eq!(sheets(world, who).await, json!([]), "{who}");
        let token = world.signed_in(world.home(), who).await;
        assert_eq!(world.data(Some(&token), &query, json!({ "id": one })).await["handOver"], Value::Null, "{who}");
    }
    let foreign = world.signed_in(world.other(), "town-head").await;
    assert_eq!(world.data(Some(&foreign), &query, json!({ "id": one })).await["handOver"], Value::Null);
    let nobody = world.ask(None, &query, json!({ "id": one })).await;
    assert_eq!(nobody["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    let both = world.proves_later(PHONE, "TRACK").await;
    let status = world.status(Some(&both), Some(&filed.code)).await.to_string();
    assert!(!status.contains("演示bureau-head") && !status.contains("交接单"), "{status}");
});

story!(whoever_must_keep_away_reads_no_sheet, |world| {
    handed_to_town(world).await;
    let one = sheets(world, "bureau-head").await[0]["id"].clone();
    let nothing = id(world.ctx().read(&world.home().county).await.unwrap().mint::<HandOverId>());
    world.makes_kin("bureau-inspector", "bureau-director").await;
    assert_eq!(sheets(world, "bureau-head").await.as_array().unwrap().len(), 1, "a power is no person");
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    let added = json!({ "subjectId": id(world.home().official("bureau-director")), "reason": "谈话时提到的" });
    assert_eq!(world.acts("town-head", "addSubject", &case, added).await["errors"], json!([]));
    assert_eq!(sheets(world, "bureau-head").await, json!([]), "from the next request on");
    let query = format!("query($id: ID!) {{ handOver(handOverId: $id) {{ caseNumber {SHEET} }} }}");
    let token = world.signed_in(world.home(), "bureau-head").await;
    let asked =
        [world.ask(Some(&token), &query, json!({ "id": one })).await, world.ask(Some(&token), &query, json!({ "id": nothing })).await];
    assert_eq!(asked[0].to_string(), asked[1].to_string(), "as if there were none");
});

story!(the_taking_organ_signs_within_five_working_days, |world| {
    let (_, case) = handed_to_town(world).await;
    let people = [("bureau-head", "NOT_FOUND"), ("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND")];
    refused_to(world, ("signForHandOver", &case), &json!({ "note": "收到" }), &people).await;
    assert_eq!(world.clocks(DeadlineKind::Forward).await[0].state, DeadlineState::Running);
    let all = join_all(
        ["town-head", "town-handler2", "town-handler"].map(|who| world.acts(who, "signForHandOver", &case, json!({ "note": "材料齐全" }))),
    )
    .await;
    let codes: Vec<_> = all.iter().map(code).collect();
    assert_eq!(codes.iter().filter(|code| **code == "-").count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| ["-", "STATE", "CONFLICT"].contains(code)), "{codes:?}");
    assert_eq!(
        (world.events(CaseEventKind::HandOverSigned).await, world.clocks(DeadlineKind::Forward).await[0].state),
        (1, DeadlineState::Met)
    );
    let seen = sheets(world, "bureau-head").await[0].clone();
    assert_eq!((&seen["state"], &seen["sheet"]["answer"]), (&json!("TAKEN"), &json!("材料齐全")), "whoever handed over reads it");
    let before = world.clocks(DeadlineKind::Acceptance).await;
    assert_eq!(before[0].state, DeadlineState::Running, "whether it is accepted is said later, by the same day");
    assert_eq!(world.acts("town-handler2", "acceptCase", &case, json!({})).await["errors"], json!([]));
    assert_eq!(code(&world.acts("town-handler2", "signForHandOver", &case, json!({})).await), "STATE");
});

story!(a_case_can_go_to_every_organ_that_may_have_it, |world| {
    let (_, case) = reported(world).await;
    let names = |page: Value| page["transferTargets"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>();
    let of_town = names(page(world, "town-handler2", &case, "transferTargets { name }").await);
    for organ in ["县纪委监委", "元坝镇纪委", "派驻民政局纪检组"] {
        assert!(of_town.contains(&json!(organ)), "outside the unit's own line too: {organ}: {of_town:?}");
    }
    assert_eq!(of_town.len(), 3, "not to itself, and not above the county: {of_town:?}");
    world.files("13900000002", &[id(world.home().official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].as_str().unwrap().to_owned();
    let of_county = names(page(world, "county-handler", &case, "transferTargets { name }").await);
    assert_eq!(of_county.len(), 2, "not to the organ of the house that he leads: {of_county:?}");
    let barred = json!({ "toOrganId": id(world.home().organ("bureau")), "reason": "归它管" });
    assert_eq!(field(&world.acts("county-handler", "transferCase", &case, barred).await), "toOrganId");
});

story!(accepting_and_sending_on_answer_a_sheet_too, |world| {
    let (_, case) = handed_to_town(world).await;
    let on = json!({ "toOrganId": id(world.home().organ("town2")), "reason": "人在元坝镇" });
    assert_eq!(world.acts("town-head", "transferCase", &case, on).await["errors"], json!([]));
    let states = |sheets: Value| sheets.as_array().unwrap().iter().map(|one| (one["no"].clone(), one["state"].clone())).collect::<Vec<_>>();
    assert_eq!(states(sheets(world, "bureau-head").await), [(json!(1), json!("SENT_ON"))]);
    let mut of_town = states(sheets(world, "town-head").await);
    of_town.sort_by_key(|(no, _)| no.as_i64());
    assert_eq!(of_town, [(json!(1), json!("SENT_ON")), (json!(2), json!("OPEN"))]);
    assert_eq!(states(sheets(world, "town2-head").await), [(json!(2), json!("OPEN"))]);
    let shown = page(world, "town2-head", &case, &format!("handOvers {{ no state {SHEET} }}")).await;
    assert_eq!(shown["handOvers"][0]["sheet"], Value::Null, "what two others signed is theirs: {shown}");
    assert_eq!(shown["handOvers"][1]["sheet"]["valid"], true);
    assert_eq!(world.acts("town2-head", "acceptCase", &case, json!({})).await["errors"], json!([]));
    assert_eq!(states(sheets(world, "town2-head").await), [(json!(2), json!("TAKEN"))]);
});

story!(what_goes_outside_has_a_receipt_or_comes_back, |world| {
    let (filed, case) = reported(world).await;
    let to = json!({ "outsideName": "县人民检察院", "reason": "涉嫌犯罪" });
    assert_eq!(done(world, "town-head", "transferCase", &case, to.clone()).await["state"], "TRANSFERRED");
    let sheet = sheets(world, "town-head").await[0].clone();
    assert_eq!((&sheet["kind"], &sheet["toName"], &sheet["sheet"]["toName"]), (&json!("OUTSIDE"), &Value::Null, &json!("县人民检察院")));
    assert!(checks(&sheet["sheet"]));
    world.wait(Duration::days(2));
    let answer = json!({ "taken": false, "on": "2026-03-03", "document": "苍检〔2026〕7号", "words": "不构成犯罪，退回处理。" });
    let people = [("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND")];
    refused_to(world, ("enterHandOverReceipt", &case), &answer, &people).await;
    for (key, value, named) in [
        ("document", json!(""), "document"),
        ("words", json!(""), "words"),
        ("on", json!("2026-03-01"), "on"),
        ("on", json!("2026-03-05"), "on"),
    ] {
        let mut input = answer.clone();
        input[key] = value;
        let refused = world.acts("town-head", "enterHandOverReceipt", &case, input).await;
        assert_eq!(field(&refused), named, "{refused}");
    }
    let back = done(world, "town-head", "enterHandOverReceipt", &case, answer).await;
    assert_eq!((&back["state"], &back["light"]), (&json!("SUBMITTED"), &json!("YELLOW")), "it must be decided here again");
    assert_eq!(back["due"]["dueOn"], "2026-03-11", "5 working days from its coming back, and not the full term again: {back}");
    assert_eq!(world.told("town-head", NoticeKind::HandlerNew).await, 2);
    assert_eq!(world.status(None, Some(&filed.code)).await["state"], "SUBMITTED");
    let kept = sheets(world, "town-head").await[0].clone();
    assert_eq!(
        (&kept["state"], &kept["sheet"]["answer"]),
        (&json!("RETURNED"), &json!("2026-03-03，文号：苍检〔2026〕7号\n不构成犯罪，退回处理。"))
    );
    assert_eq!(
        code(
            &world
                .acts(
                    "town-head",
                    "enterHandOverReceipt",
                    &case,
                    json!({ "taken": true, "on": "2026-03-04", "document": "苍检〔2026〕8号", "words": "收到" })
                )
                .await
        ),
        "STATE"
    );
    done(world, "town-head", "transferCase", &case, to).await;
    done(
        world,
        "town-head",
        "enterHandOverReceipt",
        &case,
        json!({ "taken": true, "on": "2026-03-04", "document": "苍检〔2026〕8号", "words": "已经立案侦查。" }),
    )
    .await;
    let states: Vec<_> = sheets(world, "town-head").await.as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert!(states.contains(&json!("RETURNED")) && states.contains(&json!("TAKEN")), "every request and answer is kept: {states:?}");
    world.all_clocks_replay().await;
});

story!(what_climbs_above_the_county_leaves_with_a_sheet, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("county-handler", &case).await["errors"], json!([]));
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    let sheet = sheets(world, "county-head").await[0].clone();
    assert_eq!((&sheet["kind"], &sheet["state"], &sheet["signedBy"]), (&json!("UPWARD"), &json!("OPEN"), &Value::Null), "{sheet}");
    assert!(checks(&sheet["sheet"]));
    let taken = json!({ "taken": true, "on": "2026-03-02", "document": "市纪信〔2026〕3号", "words": "已收到。" });
    let refused = world
        .acts(
            "county-head",
            "enterHandOverReceipt",
            &case,
            json!({ "taken": false, "on": "2026-03-02", "document": "市纪信〔2026〕3号", "words": "退回。" }),
        )
        .await;
    assert_eq!(field(&refused), "taken", "{refused}");
    done(world, "county-head", "enterHandOverReceipt", &case, taken).await;
    assert_eq!(sheets(world, "county-head").await[0]["state"], "TAKEN");
    let seen = world.status(None, Some(&filed.code)).await;
    assert_eq!((&seen["light"], &seen["state"]), (&json!("RED"), &json!("ACCEPTED")), "light and clock run on");
});
