//! 作废: a draft's words go, and that there was one stays on the ledger.

use super::*;

/// How many rows of these tables there are: a publication, its versions, and what was sealed for it.
fn sizes(dump: &Dump) -> Vec<usize> {
    ["publication", "publication_version", "envelope", "key_wrap", "sealed_part"].map(|table| dump[table].len()).to_vec()
}

story!(a_discarded_draft_leaves_its_entry_and_no_word, |world| {
    let case = answered(world).await;
    let empty = sizes(&world.dump().await);
    let input = json!({ "caseId": case, "kind": "RESULT" });
    let draft = world.did_on_publication("town-handler2", "draftPublication", input.clone()).await;
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    let before = world.dump().await;
    let refused = world.does_on_case_publications("town-handler", "discardPublication", named(&draft)).await;
    assert_eq!(error(&refused).0, "FORBIDDEN", "neither its author nor a head");
    let stale = json!({ "publicationId": draft["line"]["id"], "version": 1 });
    assert_eq!(error(&world.does_on_case_publications("town-head", "discardPublication", stale).await).0, "CONFLICT");
    unchanged(world, &before, "a draft of another").await;
    assert!(draft["line"]["viewerCan"].as_array().unwrap().contains(&json!("DISCARD")));
    let there = world.did_on_case_publications("town-handler2", "discardPublication", named(&draft)).await;
    assert_eq!((&there["nodes"], &there["canDraft"]), (&json!([]), &json!(["RESULT"])));
    assert_eq!(sizes(&world.dump().await), empty, "nothing of it is there any more");
    assert_eq!(
        entries(world).await.iter().filter(|(kind, class)| kind == "publications.discard" && *class == LedgerClass::Sealed).count(),
        1
    );
    let gone = world.does_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    assert_eq!(error(&gone).0, "NOT_FOUND");

    // Another one goes the whole way; a head may discard what waits too, and then it is nobody's to approve.
    let waiting = world.sends_result("town-handler2", &case, ("RESULT", json!({}))).await;
    world.did_on_case_publications("town-head", "discardPublication", named(&waiting)).await;
    assert_eq!(error(&world.does_on_publication("town-head", "publishCase", named(&waiting)).await).0, "NOT_FOUND");
    assert_eq!(sizes(&world.dump().await), empty);
    assert_eq!(clock(world).await, [DeadlineState::Running], "its day stays");
});

story!(a_discarded_correction_leaves_what_is_published, |world| {
    let done = published(world).await;
    let (code, before) = (done["line"]["code"].clone(), sizes(&world.dump().await));
    let first = world.publication(&code).await;
    assert_eq!(
        error(&world.does_on_case_publications("town-head", "discardPublication", named(&done)).await).0,
        "STATE",
        "it is published"
    );
    let draft = world.did_on_publication("town-handler2", "correctPublication", named_with(&done, json!({ "reason": "MISTAKE" }))).await;
    let text = json!({ "text": "经查，会议记录齐全，钱已经退还。" });
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", text)).await;
    world.did_on_case_publications("town-handler2", "discardPublication", named(&draft)).await;
    assert_eq!(world.publication(&code).await, first);
    let after = sizes(&world.dump().await);
    assert_eq!(after[..4], before[..4]);
    assert!(after[4] <= before[4], "nor a text of any draft: {after:?} {before:?}");
    // What is published is corrected later as if nothing had been.
    let line = world.case_publications("town-handler2", &done["line"]["caseId"]).await["nodes"][0].clone();
    let again = json!({ "publicationId": line["id"], "version": line["version"], "reason": "MISTAKE" });
    let draft = world.did_on_publication("town-handler2", "correctPublication", again).await;
    assert_eq!((&draft["line"]["number"], &draft["title"]), (&json!(2), &done["title"]));
});
