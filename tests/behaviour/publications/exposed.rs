//! 点名道姓曝光: after the decision took effect, by the head of the county commission, until its last day.

use super::*;

const TERMS: fn() -> Value = || {
    let text = "演示village-head违规收取村民三组的钱，受到党内警告处分。";
    json!({ "text": text, "decidedOn": "2026-03-02", "documentNumber": "苍纪〔2026〕3号", "endsOn": "2026-04-05" })
};

fn with(name: &str, value: Value) -> Value {
    let mut terms = TERMS();
    terms[name] = value;
    terms
}

story!(a_typical_case_is_exposed_by_the_county_until_its_last_day, |world| {
    let case = disciplined(world, "village-head").await;
    let mut draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "EXPOSURE" })).await;
    for (terms, field) in [
        (with("decidedOn", Value::Null), "decidedOn"),
        (with("decidedOn", json!("2026-04-03")), "decidedOn"),
        (with("documentNumber", json!("")), "documentNumber"),
        (with("endsOn", Value::Null), "endsOn"),
        (with("endsOn", json!("2026-03-01")), "endsOn"),
        (with("endsOn", json!("2027-06-01")), "endsOn"),
    ] {
        draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", terms)).await;
        let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
        assert_eq!(error(&refused).1, field, "{refused}");
    }
    draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", TERMS())).await;
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(
        (world.told("county-head", NoticeKind::PublicationWaiting).await, world.told("town-head", NoticeKind::PublicationWaiting).await),
        (1, 0)
    );
    assert_eq!(
        error(&world.does_on_publication("town-head", "publishCase", named(&waiting)).await).0,
        "FORBIDDEN",
        "the county's head approves"
    );

    // He approves what everybody will see: neither the case nor what the marks hide is his to read.
    let done = world.did_on_publication("county-head", "publishCase", named(&waiting)).await;
    assert_eq!(
        (&done["text"], &done["marks"], &done["line"]["caseId"], &done["line"]["caseNumber"]),
        (&Value::Null, &Value::Null, &Value::Null, &Value::Null)
    );
    let code = done["line"]["code"].clone();
    let path = format!("{}/510824/r/{}", world.url, code.as_str().unwrap());
    assert!(world.publication(&code).await["text"].as_str().unwrap().contains("演示village-head"));
    assert_eq!(world.finds_results("党内警告").await["totalCount"], 1);
    world.wait(Duration::days(18));
    assert_eq!(world.http.get(&path).send().await.unwrap().status(), 200, "the 5th of April is its last day");
    world.wait(Duration::days(1));
    assert_eq!(world.publication(&code).await, Value::Null);
    assert_eq!(world.finds_results("党内警告").await["totalCount"], 0);
    assert_eq!(world.results_of("village").await, json!({ "totalCount": 0, "nodes": [] }));
    assert_eq!(world.http.get(&path).send().await.unwrap().status(), 404);
    let page = world.http.get(format!("{}/510824/u/510824-village", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(!page.contains("党内警告"));
});

story!(who_must_keep_away_approves_no_exposure, |world| {
    let case = disciplined(world, "village-head").await;
    world.makes_kin("county-inspector", "village-head").await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "EXPOSURE" })).await;
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", TERMS())).await;
    let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(error(&refused).0, "STATE", "nobody is there to approve it");
    assert_eq!(world.told("county-head", NoticeKind::PublicationWaiting).await, 0);
    let hidden = world.does_on_publication("county-head", "publishCase", named(&draft)).await;
    assert_eq!(error(&hidden).0, "NOT_FOUND");
});

story!(nobody_is_exposed_without_a_decision_that_stands, |world| {
    let case = answered(world).await;
    let input = json!({ "caseId": case, "kind": "EXPOSURE" });
    let before = world.dump().await;
    assert_eq!(error(&world.does_on_publication("town-handler2", "draftPublication", input.clone()).await).0, "STATE", "no decision");
    unchanged(world, &before, "without a decision").await;
    world.works_after(Duration::days(16)).await;
    let settled = world.does_on_publication("town-handler2", "draftPublication", input).await;
    assert_eq!(error(&settled).0, "STATE", "money came back, and nobody was disciplined");
    let there = world.case_publications("town-handler2", &case).await;
    assert_eq!(there["canDraft"], json!(["RESULT"]));
});

story!(a_decision_that_is_corrected_away_exposes_nobody, |world| {
    let case = disciplined(world, "village-head").await;
    let waiting = world.sends_result("town-handler2", &case, ("EXPOSURE", TERMS())).await;
    let corrected = json!({ "finding": "NOT_SUBSTANTIATED", "text": "重新核查，没有发现问题。", "reason": "找到了账本" });
    assert_eq!(world.acts("town-handler2", "correctConclusion", case.as_str().unwrap(), corrected).await["errors"], json!([]));
    let before = world.dump().await;
    assert_eq!(error(&world.does_on_publication("county-head", "publishCase", named(&waiting)).await).0, "STATE");
    unchanged(world, &before, "a decision that does not stand").await;
});

story!(the_terms_of_a_correction_are_public_once_it_is_approved, |world| {
    let case = disciplined(world, "village-head").await;
    let waiting = world.sends_result("town-handler2", &case, ("EXPOSURE", TERMS())).await;
    world.did_on_publication("county-head", "publishCase", named(&waiting)).await;
    let line = world.case_publications("town-handler2", &case).await["nodes"][0].clone();
    let code = line["code"].clone();
    let path = format!("{}/510824/r/{}", world.url, code.as_str().unwrap());
    let page = async || world.http.get(&path).send().await.unwrap().text().await.unwrap();
    let (before, shown) = (world.publication(&code).await, page().await);
    assert_eq!((&before["documentNumber"], &before["endsOn"]), (&json!("苍纪〔2026〕3号"), &json!("2026-04-05")));
    let input = json!({ "publicationId": line["id"], "version": line["version"], "reason": "UPDATE" });
    let mut draft = world.did_on_publication("town-handler2", "correctPublication", input).await;
    for (name, value) in [("documentNumber", json!("苍纪〔2026〕4号")), ("endsOn", json!("2020-01-01")), ("decidedOn", Value::Null)] {
        draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", with(name, value))).await;
        assert_eq!(world.publication(&code).await, before, "{name}");
        assert_eq!(page().await, shown, "{name}");
    }
    for (name, value) in [("documentNumber", json!("见13900001002")), ("endsOn", json!("2020-01-01")), ("decidedOn", Value::Null)] {
        draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", with(name, value))).await;
        let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
        assert_eq!(error(&refused).1, name, "{refused}");
    }
    let next = with("documentNumber", json!("苍纪〔2026〕4号"));
    draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", next)).await;
    assert_eq!(draft["preview"]["documentNumber"], "苍纪〔2026〕4号", "who approves sees what will be public");
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(world.publication(&code).await, before);
    let done = world.did_on_publication("county-head", "publishCase", named(&waiting)).await;
    assert_eq!(world.publication(&code).await["documentNumber"], "苍纪〔2026〕4号");
    world.did_on_publication("county-head", "hidePublication", named_with(&done, json!({ "reason": "PRIVACY" }))).await;
    let hidden = world.publication(&code).await;
    assert_eq!((&hidden["documentNumber"], &hidden["decidedOn"], &hidden["endsOn"]), (&Value::Null, &Value::Null, &Value::Null));
});

story!(a_result_has_no_terms_of_an_exposure, |world| {
    let case = answered(world).await;
    let waiting =
        world.sends_result("town-handler2", &case, ("RESULT", json!({ "documentNumber": "王测试反映", "endsOn": "2026-03-02" }))).await;
    assert_eq!((&waiting["preview"]["documentNumber"], &waiting["preview"]["endsOn"]), (&Value::Null, &Value::Null));
    let done = world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    world.wait(Duration::days(30));
    let shown = world.publication(&done["line"]["code"]).await;
    assert_eq!((&shown["documentNumber"], &shown["endsOn"], &shown["code"]), (&Value::Null, &Value::Null, &done["line"]["code"]));
});

/// A day of terms in ten seconds: whoever reads sees what whoever writes sees.
#[actix_web::test]
async fn in_a_demonstration_an_exposure_ends_by_the_calendar_of_terms() {
    let world = &World::accelerated(kit::Backend::Sqlite, 8_640).await;
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    let decision = json!({ "kind": "DISCIPLINE", "body": "县纪委监委", "on": "2026-03-02", "document": "苍纪〔2026〕3号" });
    let reply = json!({ "finding": "SUBSTANTIATED", "text": REPLY, "measures": [decision] });
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({})), ("replyCase", reply)] {
        let done = world.acts("town-handler2", verb, case.as_str().unwrap(), input).await;
        assert_eq!(done["errors"], json!([]), "{verb}: {done}");
    }
    world.works_after(Duration::seconds(170)).await;
    let last = world.kernel.calendar.now().in_china().date() + Duration::days(30);
    let waiting = world.sends_result("town-handler2", &case, ("EXPOSURE", with("endsOn", json!(last.to_string())))).await;
    assert_eq!(waiting["problem"], Value::Null, "a day that is over for who writes is over for who reads");
    let done = world.did_on_publication("county-head", "publishCase", named(&waiting)).await;
    let code = done["line"]["code"].clone();
    let path = format!("{}/510824/r/{}", world.url, code.as_str().unwrap());
    assert_eq!(
        (world.publication(&code).await["code"].clone(), world.http.get(&path).send().await.unwrap().status().as_u16()),
        (code.clone(), 200)
    );
    world.wait(Duration::seconds(320));
    assert_eq!(world.publication(&code).await, Value::Null);
    assert_eq!(world.http.get(&path).send().await.unwrap().status(), 404);
}
