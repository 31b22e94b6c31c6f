//! What an organ above the county found is published by the county commission, which entered it.

use super::*;

story!(what_was_found_above_the_county_is_published_by_the_commission, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].clone();
    let name = case.as_str().unwrap().to_owned();
    world.replies("county-handler", &name).await;
    world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    let input = json!({ "caseId": case, "kind": "RESULT" });
    let before = world.dump().await;
    assert_eq!(error(&world.does_on_publication("county-handler", "draftPublication", input.clone()).await).0, "STATE", "it is open");
    unchanged(world, &before, "an open case").await;
    let result = json!({ "finding": "PARTLY_SUBSTANTIATED", "text": "市纪委监委复核，您反映的问题部分属实，已经责成整改。" });
    assert_eq!(world.acts("county-head", "enterExternalResult", &name, result).await["errors"], json!([]));
    assert_eq!(clock(world).await, [DeadlineState::Cancelled, DeadlineState::Running], "within the term of the review");

    let draft = world.did_on_publication("county-handler", "draftPublication", input).await;
    let text = "上级纪检组织复核结论：部分属实。\n市纪委监委复核，反映的问题部分属实，已经责成整改。";
    assert_eq!((&draft["text"], &draft["line"]["organName"]), (&json!(text), &json!("县纪委监委")));
    let draft = world.did_on_publication("county-handler", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    let waiting = world.did_on_publication("county-handler", "sendPublication", named(&draft)).await;
    assert_eq!(world.told("county-head", NoticeKind::PublicationWaiting).await, 1);
    assert_eq!(error(&world.does_on_publication("bureau-head", "publishCase", named(&waiting)).await).0, "NOT_FOUND");
    world.did_on_publication("county-head", "publishCase", named(&waiting)).await;
    let results = world.results_of("bureau").await;
    assert_eq!((&results["totalCount"], &results["nodes"][0]["organName"]), (&json!(1), &json!("县纪委监委")), "{results:#}");
    assert_eq!(clock(world).await, [DeadlineState::Cancelled, DeadlineState::Met]);
    world.works_after(Duration::days(60)).await;
    assert_eq!(world.events(CaseEventKind::Overdue).await, 0);
});
