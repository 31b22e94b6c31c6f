//! Where an organ has no head who may approve or hide, one above does; nothing that must go stays in public for want of a person.

use super::*;

/// A publication as a member of the staff sees it now; nothing if it is hidden from him.
async fn seen(world: &World, login: &str, draft: &Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = format!("query($id: ID!) {{ publicationDraft(id: $id) {{ {} }} }}", kit::publications::draft_fields());
    world.ask(Some(&token), &query, json!({ "id": draft["line"]["id"] })).await["data"]["publicationDraft"].clone()
}

/// What somebody of the staff may do with what stands at a public address.
async fn by_code(world: &World, login: &str, code: &Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "query($code: String) { publicationDrafts(code: $code) { id viewerCan } }";
    world.data(Some(&token), query, json!({ "code": code })).await["publicationDrafts"].clone()
}

async fn lists(world: &World, login: &str) -> String {
    let token = world.signed_in(world.home(), login).await;
    world.ask(Some(&token), "{ publicationDrafts { id viewerCan } viewer { notices { text publicationId } } }", json!({})).await.to_string()
}

story!(the_next_free_head_above_approves_where_the_organ_has_none, |world| {
    let case = answered(world).await;
    // The only head comes to keep away; the handler goes on.
    world.makes_kin("town-inspector", "village-head").await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    assert_eq!(seen(world, "county-head", &draft).await, Value::Null, "nothing is sent yet");
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(
        (world.told("county-head", NoticeKind::PublicationWaiting).await, world.told("town-head", NoticeKind::PublicationWaiting).await),
        (1, 0)
    );
    assert!(!lists(world, "town-head").await.contains("publication_"), "who must keep away reads of nothing");
    let shown = seen(world, "county-head", &waiting).await;
    assert_eq!(
        (&shown["line"]["viewerCan"], &shown["text"], &shown["line"]["caseNumber"]),
        (&json!(["PUBLISH", "RETURN"]), &Value::Null, &Value::Null)
    );
    assert!(shown["preview"]["text"].as_str().unwrap().contains(CLEAR), "the redacted form alone: {shown:#}");
    assert!(lists(world, "county-head").await.contains("PUBLISH"));
    assert_eq!(world.inbox("county-head", Value::Null).await["totalCount"], 0, "and not the case");

    let back = named_with(&waiting, json!({ "reason": "再说清楚钱退给了谁。" }));
    let returned = world.did_on_publication("county-head", "returnPublication", back).await;
    assert_eq!(returned["returned"], "再说清楚钱退给了谁。");
    assert_eq!(seen(world, "town-handler2", &returned).await["returned"], "再说清楚钱退给了谁。", "who wrote it reads why");
    let again = seen(world, "town-handler2", &returned).await;
    let again = world.did_on_publication("town-handler2", "savePublication", saved(&again, "ACCEPTED", json!({}))).await;
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&again)).await;
    world.did_on_publication("county-head", "publishCase", named(&waiting)).await;
    assert_eq!(world.results_of("village").await["nodes"][0]["organName"], "龙山镇纪委");
    assert_eq!(clock(world).await, [DeadlineState::Met]);
});

story!(a_head_who_wrote_it_himself_has_it_approved_above, |world| {
    let case = answered(world).await;
    let draft = world.did_on_publication("town-head", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    let draft = world.did_on_publication("town-head", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    let waiting = world.did_on_publication("town-head", "sendPublication", named(&draft)).await;
    assert_eq!(error(&world.does_on_publication("town-head", "publishCase", named(&waiting)).await).0, "FORBIDDEN");
    let done = world.did_on_publication("county-head", "publishCase", named(&waiting)).await;
    let hidden = world.did_on_publication("town-head", "hidePublication", named_with(&done, json!({ "reason": "PRIVACY" }))).await;
    assert_eq!(hidden["line"]["isHidden"], true, "it is still his organ's to hide");
});

story!(the_commission_hides_what_the_organ_cannot, |world| {
    let done = published(world).await;
    world.makes_kin("town-inspector", "village-head").await;
    let privacy = named_with(&done, json!({ "reason": "PRIVACY" }));
    for (login, expected) in
        [("town-head", "NOT_FOUND"), ("town-handler2", "FORBIDDEN"), ("county-handler", "NOT_FOUND"), ("bureau-head", "NOT_FOUND")]
    {
        let before = world.dump().await;
        assert_eq!(error(&world.does_on_publication(login, "hidePublication", privacy.clone()).await).0, expected, "{login}");
        unchanged(world, &before, login).await;
    }
    let code = &done["line"]["code"];
    assert_eq!(by_code(world, "county-head", code).await, json!([{ "id": done["line"]["id"], "viewerCan": ["HIDE"] }]));
    for login in ["town-head", "county-handler", "bureau-head"] {
        assert_eq!(by_code(world, login, code).await, by_code(world, login, &json!("0000000000")).await, "{login}");
    }
    let refused = world.does_on_publication("county-head", "correctPublication", named_with(&done, json!({ "reason": "MISTAKE" }))).await;
    assert_eq!(error(&refused).0, "FORBIDDEN", "it takes down, and writes nothing");
    world.did_on_publication("county-head", "hidePublication", privacy).await;
    assert_eq!(world.publication(&done["line"]["code"]).await["hiddenReason"], "PRIVACY");
});

story!(who_must_keep_away_hides_nothing_from_above_either, |world| {
    let done = published(world).await;
    world.makes_kin("county-inspector", "village-head").await;
    assert_eq!(seen(world, "county-head", &done).await, Value::Null);
    let privacy = named_with(&done, json!({ "reason": "PRIVACY" }));
    assert_eq!(error(&world.does_on_publication("county-head", "hidePublication", privacy).await).0, "NOT_FOUND");
});
