//! Who may draft, approve, correct and hide; what is refused, and that nothing happens then.

use super::*;
use futures_util::future::join_all;
use kit::publications::LINE;

/// For each of these people there is no such publication, and nothing happens.
async fn hides_from(world: &World, (verb, input): (&str, &Value), logins: &[&str]) {
    // Five codes an hour go to one phone.
    world.wait(time::Duration::minutes(13));
    let mut people = vec![("nobody".to_owned(), None, "UNAUTHENTICATED")];
    for login in logins {
        people.push(((*login).to_owned(), Some(world.signed_in(world.home(), login).await), "NOT_FOUND"));
    }
    people.push(("another county".to_owned(), Some(world.signed_in(world.other(), "town-head").await), "NOT_FOUND"));
    people.push(("a villager".to_owned(), Some(world.proves("13900000003", "REPORT").await), "UNAUTHENTICATED"));
    let before = world.dump().await;
    for (who, token, code) in people {
        let answer = world.on_publication(token.as_deref(), verb, input).await;
        let told =
            if code == "UNAUTHENTICATED" { &answer["errors"][0]["extensions"]["code"] } else { &answer["data"][verb]["errors"][0]["code"] };
        assert_eq!(told, code, "{verb} by {who}: {answer}");
        unchanged(world, &before, &format!("{verb} by {who}")).await;
    }
}

/// Who has nothing to do with a case of the town: the town-handler must keep away from it, with one office he shares.
const OTHERS: [&str; 8] = ["town-handler", "town2-head", "bureau-head", "county-head", "county-handler", "admin", "auditor", "publisher"];

story!(a_draft_is_hidden_from_whoever_may_not_see_its_case, |world| {
    let case = answered_on(world, "town-clerk").await;
    let input = json!({ "caseId": case, "kind": "RESULT" });
    hides_from(world, ("draftPublication", &input), &OTHERS).await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", input).await;
    let reason = json!({ "reason": "改一改再来。" });
    let mistake = json!({ "reason": "MISTAKE" });
    let privacy = json!({ "reason": "PRIVACY" });
    for (verb, input) in [
        ("savePublication", saved(&draft, "ACCEPTED", json!({}))),
        ("sendPublication", named(&draft)),
        ("publishCase", named(&draft)),
        ("returnPublication", named_with(&draft, reason)),
        ("correctPublication", named_with(&draft, mistake)),
        ("hidePublication", named_with(&draft, privacy)),
    ] {
        hides_from(world, (verb, &input), &OTHERS).await;
    }
});

story!(who_must_keep_away_reads_lists_without_it, |world| {
    let lists = async |login: &str, case: &Value, draft: &Value| {
        let token = world.signed_in(world.home(), login).await;
        let list = format!("{{ publicationDrafts {{ {LINE} }} viewer {{ notices {{ text caseId publicationId }} }} }}");
        let of_case = format!("query($id: ID!) {{ casePublications(id: $id) {{ nodes {{ {LINE} }} canDraft units {{ id }} }} }}");
        let one = "query($id: ID!) { publicationDraft(id: $id) { title problem } }";
        let mut answers = vec![world.ask(Some(&token), &list, json!({})).await.to_string()];
        for (query, id) in [(of_case.as_str(), case), (one, draft)] {
            let mut answer = world.ask(Some(&token), query, json!({ "id": id })).await;
            if let Some(first) = answer["errors"].get_mut(0) {
                // Which request it was.
                first["extensions"]["requestId"] = Value::Null;
            }
            answers.push(answer.to_string());
        }
        answers
    };
    let case = answered_on(world, "town-clerk").await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let (no_case, no_draft) = (id(tx.mint::<entity::id::CaseId>()), id(tx.mint::<entity::id::PublicationId>()));
    drop(tx);
    let mut before = Vec::new();
    for login in OTHERS {
        before.push(lists(login, &no_case, &no_draft).await);
    }
    let waiting = world.sends_result("town-handler2", &case, ("RESULT", json!({}))).await;
    for (login, before) in OTHERS.into_iter().zip(before) {
        assert_eq!(lists(login, &case, &waiting["line"]["id"]).await, before, "{login}");
    }
    assert!(lists("town-head", &case, &waiting["line"]["id"]).await[0].contains("PUBLISH"), "whose it is sees it");
    world.makes_kin("town-inspector", "town-clerk").await;
    let hidden = lists("town-head", &case, &waiting["line"]["id"]).await;
    assert!(
        hidden[0].contains("\"publicationDrafts\":[]") && !hidden[0].contains("publication_"),
        "a recusal that arises later: {hidden:?}"
    );
});

story!(nobody_approves_what_he_wrote, |world| {
    let case = answered(world).await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    let draft = world.did_on_publication("town-head", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    // The only head wrote it, and above nobody may have it: nobody is left who may approve.
    world.makes_kin("county-inspector", "village-head").await;
    let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(error(&refused).0, "STATE", "{refused}");
    // Nor by saving them once more: what the head wrote is still his.
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    assert_eq!(error(&refused).0, "STATE", "{refused}");
    world.did_on_case_publications("town-handler2", "discardPublication", named(&draft)).await;
    let waiting = world.sends_result("town-handler2", &case, ("RESULT", json!({}))).await;
    assert_eq!(waiting["line"]["viewerCan"], json!(["DISCARD"]));
    let before = world.dump().await;
    assert_eq!(
        error(&world.does_on_publication("town-handler2", "returnPublication", named_with(&waiting, json!({ "reason": "不批" }))).await).0,
        "FORBIDDEN"
    );
    unchanged(world, &before, "by a handler").await;
});

story!(an_open_case_is_not_published, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    let before = world.dump().await;
    let refused = world.does_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    assert_eq!(error(&refused).0, "STATE");
    unchanged(world, &before, "drafting").await;
});

story!(of_two_at_once_the_second_is_told, |world| {
    let case = answered(world).await;
    let (one, other) = (world.signed_in(world.home(), "town-handler2").await, world.signed_in(world.home(), "town-head").await);
    let input = json!({ "caseId": case, "kind": "RESULT" });
    let both = join_all([&one, &other].map(|token| world.on_publication(Some(token), "draftPublication", &input))).await;
    let codes: Vec<_> = both.iter().map(|answer| answer["data"]["draftPublication"]["errors"][0]["code"].clone()).collect();
    assert!(codes.contains(&Value::Null) && codes.contains(&json!("CONFLICT")), "{both:?}");
    // Nobody approves what he began: if the head was faster, it goes to the one above.
    let approver = if codes[1].is_null() { world.signed_in(world.home(), "county-head").await } else { other };
    let draft = both.iter().find_map(|answer| answer["data"]["draftPublication"]["draft"].as_object()).cloned().map(Value::Object).unwrap();
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    let stale = world.does_on_publication("town-head", "savePublication", saved(&json!({ "line": { "id": draft["line"]["id"], "version": 1 }, "title": draft["title"], "text": draft["text"], "marks": [] }), "ACCEPTED", json!({}))).await;
    assert_eq!(error(&stale).0, "CONFLICT", "what was read is not there any more");
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    let (publish, back) = (named(&waiting), named_with(&waiting, json!({ "reason": "改一改再来。" })));
    let both = join_all([("publishCase", &publish), ("returnPublication", &back)].map(|(verb, input)| {
        let token = &approver;
        async move { world.on_publication(Some(token), verb, input).await["data"][verb]["errors"][0]["code"].clone() }
    }))
    .await;
    assert!(both.contains(&Value::Null) && both.contains(&json!("CONFLICT")), "{both:?}");
});

story!(every_faulty_field_is_told_and_nothing_written, |world| {
    let case = answered(world).await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    let before = world.dump().await;
    let mark = json!([{ "word": "", "kind": "NAME", "instead": "", "state": "ACCEPTED" }]);
    let input = saved(&draft, "ACCEPTED", json!({ "title": "短", "text": "字".repeat(8_001), "marks": mark }));
    let payload = world.does_on_publication("town-handler2", "savePublication", input).await;
    let fields: Vec<_> = payload["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["title", "text", "marks", "marks"], "{payload}");
    unchanged(world, &before, "a faulty draft").await;
    let elsewhere = json!({ "caseId": case, "kind": "CLARIFICATION", "unitId": id(world.home().unit("village2")) });
    assert_eq!(error(&world.does_on_publication("town-handler2", "draftPublication", elsewhere).await), ("NOT_FOUND", "unitId"));
    unchanged(world, &before, "a unit that it is not about").await;
});

story!(what_points_at_the_case_or_names_its_subject_is_refused, |world| {
    let case = answered(world).await;
    let number = world.only_case("town-handler2").await["number"].as_str().unwrap().to_owned();
    let mut draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    for text in [
        format!("详见办理件{number}，已经办结。"),
        "经查，演示 village-head 收了钱。".to_owned(),
        "他的证件是51082419680101123X。".to_owned(),
    ] {
        draft = world
            .did_on_publication("town-handler2", "savePublication", saved(&draft, "REMOVED", json!({ "text": text, "marks": [] })))
            .await;
        let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
        assert_eq!(error(&refused), ("INVALID", "text"), "{text}: {refused}");
    }
});
