//! 点名道姓曝光: after the decision took effect, by the head of the county commission, until its last day.

use super::*;

const TERMS: fn() -> Value = || {
    let text = "演示village-head违规收取村民三组的钱，受到党内警告处分。";
    json!({ "text": text, "decidedOn": "2026-03-02", "documentNumber": "苍纪〔2026〕3号", "endsOn": "2026-03-20" })
};

fn with(name: &str, value: Value) -> Value {
    let mut terms = TERMS();
    terms[name] = value;
    terms
}

story!(a_typical_case_is_exposed_by_the_county_until_its_last_day, |world| {
    let case = answered(world).await;
    let mut draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "EXPOSURE" })).await;
    for (terms, field) in [
        (with("decidedOn", Value::Null), "decidedOn"),
        (with("decidedOn", json!("2026-03-03")), "decidedOn"),
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
    assert_eq!(world.http.get(&path).send().await.unwrap().status(), 200, "the 20th is its last day");
    world.wait(Duration::days(1));
    assert_eq!(world.publication(&code).await, Value::Null);
    assert_eq!(world.finds_results("党内警告").await["totalCount"], 0);
    assert_eq!(world.results_of("village").await, json!({ "totalCount": 0, "nodes": [] }));
    assert_eq!(world.http.get(&path).send().await.unwrap().status(), 404);
    let page = world.http.get(format!("{}/510824/u/510824-village", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(!page.contains("党内警告"));
});

story!(who_must_keep_away_approves_no_exposure, |world| {
    let case = answered(world).await;
    world.makes_kin("county-inspector", "village-head").await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "EXPOSURE" })).await;
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", TERMS())).await;
    let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(error(&refused).0, "STATE", "nobody is there to approve it");
    assert_eq!(world.told("county-head", NoticeKind::PublicationWaiting).await, 0);
    let hidden = world.does_on_publication("county-head", "publishCase", named(&draft)).await;
    assert_eq!(error(&hidden).0, "NOT_FOUND");
});
