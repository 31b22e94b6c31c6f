//! 澄清: what is published for an official meets the wish that was recorded for him, and nobody else's.

use super::*;

const TEXT: &str = "经核查，没有发现演示village-head有反映的问题，现予澄清。";

fn wish(world: &World, official: &str, wished: bool) -> Value {
    json!({ "officialId": id(world.home().official(official)), "wished": wished, "on": "2026-03-02" })
}

/// A settled case in which nothing was found of two officials of the village.
async fn cleared(world: &World) -> Value {
    world.files(PHONE, &["village-head", "village-deputy"].map(|name| id(world.home().official(name)))).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    assert_eq!(world.replies("town-handler2", case.as_str().unwrap()).await["errors"], json!([]));
    case
}

async fn notes(world: &World, case: &Value, (verb, input): (&str, Value)) {
    let done = world.acts("town-handler2", verb, case.as_str().unwrap(), input).await;
    assert_eq!(done["errors"], json!([]), "{verb}: {done}");
}

async fn prepares(world: &World, case: &Value, official: &str) {
    let text = json!({ "officialId": id(world.home().official(official)), "text": TEXT });
    notes(world, case, ("prepareClarification", text)).await;
}

/// States of the wishes, as the organ reads them.
async fn wishes(world: &World, case: &Value) -> Value {
    let token = world.signed_in(world.home(), "town-head").await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { clarifications { state officialId } } } }";
    world.data(Some(&token), query, json!({ "id": case })).await["node"]["clarifications"].clone()
}

story!(a_clarification_meets_one_recorded_wish, |world| {
    let case = cleared(world).await;
    let input = json!({ "caseId": case, "kind": "CLARIFICATION" });
    notes(world, &case, ("noteClarification", wish(world, "village-head", true))).await;
    let before = world.dump().await;
    let early = world.does_on_publication("town-handler2", "draftPublication", input.clone()).await;
    assert_eq!(error(&early).0, "STATE", "the reporter may still object: {early}");
    unchanged(world, &before, "before it is settled").await;
    world.works_after(Duration::days(16)).await;
    assert_eq!(world.case_publications("town-handler2", &case).await["wishes"], json!([]), "no text is prepared");
    prepares(world, &case, "village-head").await;
    let there = world.case_publications("town-handler2", &case).await;
    assert_eq!(there["wishes"], json!([{ "officialId": id(world.home().official("village-head")), "name": "演示village-head" }]));
    assert!(there["canDraft"].as_array().unwrap().contains(&json!("CLARIFICATION")));
    let other = json!({ "caseId": case, "kind": "CLARIFICATION", "officialId": id(world.home().official("village-deputy")) });
    assert_eq!(error(&world.does_on_publication("town-handler2", "draftPublication", other).await).0, "STATE", "he wishes nothing");

    let draft = world.did_on_publication("town-handler2", "draftPublication", input).await;
    assert_eq!((&draft["text"], &draft["wishedOn"]), (&json!(TEXT), &json!("2026-03-02")));
    // Whose wish it is may be named, and nobody else.
    let both = json!({ "text": "没有发现演示village-head和演示village-deputy有反映的问题。" });
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", both)).await;
    assert_eq!(error(&world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await), ("INVALID", "text"));
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", json!({ "text": TEXT }))).await;
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;

    // He thinks better of it: then it is not published, whoever waits for it.
    notes(world, &case, ("noteClarification", wish(world, "village-head", false))).await;
    let before = world.dump().await;
    assert_eq!(error(&world.does_on_publication("town-head", "publishCase", named(&waiting)).await).0, "STATE");
    unchanged(world, &before, "what nobody wishes").await;
    notes(world, &case, ("noteClarification", wish(world, "village-head", true))).await;
    prepares(world, &case, "village-head").await;
    let done = world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    assert_eq!(wishes(world, &case).await[0]["state"], "PUBLISHED");
    assert_eq!(world.events(CaseEventKind::ClarificationPublished).await, 1);
    assert_eq!(world.publication(&done["line"]["code"]).await["text"], TEXT);
    assert_eq!(clock(world).await, [DeadlineState::Running], "the result is still to be published");
    let again = world.acts("town-handler2", "noteClarification", case.as_str().unwrap(), wish(world, "village-head", false)).await;
    assert_ne!(again["errors"], json!([]), "it is met: {again}");
});

story!(each_official_has_a_clarification_of_his_own, |world| {
    let case = cleared(world).await;
    world.works_after(Duration::days(16)).await;
    for official in ["village-head", "village-deputy"] {
        notes(world, &case, ("noteClarification", wish(world, official, true))).await;
        prepares(world, &case, official).await;
        let input = json!({ "caseId": case, "kind": "CLARIFICATION", "officialId": id(world.home().official(official)) });
        world.did_on_publication("town-handler2", "draftPublication", input.clone()).await;
        assert_eq!(error(&world.does_on_publication("town-handler2", "draftPublication", input).await).0, "CONFLICT", "one each");
    }
    assert_eq!(world.case_publications("town-handler2", &case).await["nodes"].as_array().unwrap().len(), 2);
});
