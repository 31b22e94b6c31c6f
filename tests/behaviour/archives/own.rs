//! The official's own archive: what everybody may read, and his own words; never reports, reasons or anything unpublished.

use super::*;

story!(he_reads_what_is_published_and_answers_it, |world| {
    let case = settled(world, &["village-head"]).await;
    let himself = world.signs_in_himself("village-head").await;
    let own = world.own_archive(&himself).await;
    assert_eq!(own["entries"].as_array().unwrap().len(), 1, "his post alone: {own:#}");
    let code = published(world, &case).await;
    let own = world.own_archive(&himself).await;
    let [result] = &of_kind(&own, "PUBLICATION")[..] else { panic!("{own:#}") };
    assert_eq!((&result["key"], &result["link"]), (&json!(format!("result:{code}")), &json!(format!("/510824/r/{code}"))));
    assert!(!own.to_string().contains("退还款项") && !own.to_string().contains(REPLY), "{own}");
    let said = json!({ "about": result["key"], "text": "会议记录当时没有交上来。" });
    let after = world.did_on_archive(&himself, "answerArchive", said.clone()).await["archive"].clone();
    assert_eq!(of_kind(&after, "PUBLICATION")[0]["answers"], json!([{ "text": "会议记录当时没有交上来。" }]));
    // The same words again say nothing new.
    let before = world.dump().await["archive_note"].clone();
    world.did_on_archive(&himself, "answerArchive", said).await;
    world.did_on_archive(&himself, "answerArchive", json!({ "text": "我愿意当面说明。" })).await;
    assert_eq!(world.dump().await["archive_note"].len(), before.len() + 1);
    assert_eq!(on_ledger(world).await, ["archives.answered", "archives.answered"]);
    // Whoever opens the archive reads it beside the finding.
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    let archive = world.archive(&keeper, &opening).await;
    assert_eq!(of_kind(&archive, "FINDING")[0]["answers"], json!([{ "text": "会议记录当时没有交上来。" }]));
    assert_eq!(archive["remarks"], json!([{ "text": "我愿意当面说明。" }]));
    assert!(!world.dump().await["archive_note"].concat().contains("会议记录"), "his words lie sealed");
});

story!(of_what_was_not_found_he_learns_nothing, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = answers(world, "NOT_SUBSTANTIATED", json!([])).await;
    let himself = world.signs_in_himself("village-head").await;
    let before = world.own_archive(&himself).await["entries"].clone();
    world.works_after(Duration::days(16)).await;
    published(world, &case).await;
    let himself = world.signs_in_himself("village-head").await;
    assert_eq!(world.own_archive(&himself).await["entries"], before, "a result that says that nothing was found leads to no reporter");
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    let archive = world.archive(&keeper, &opening).await;
    let [found] = &of_kind(&archive, "FINDING")[..] else { panic!("{archive:#}") };
    assert_eq!(found["title"], "结论：不属实");
    // What he can't find he can't answer.
    let answer = world.does_on_archive(&himself, "answerArchive", json!({ "about": found["key"], "text": "我没有。" })).await;
    assert_eq!(error(&answer), ("NOT_FOUND", "about"));
});

story!(each_reads_his_own_and_nobody_elses, |world| {
    let himself = world.signs_in_himself("village-deputy").await;
    world.did_on_archive(&himself, "answerArchive", json!({ "text": "只写给看我档案的人。" })).await;
    let other = world.signs_in_himself("village-head").await;
    assert!(!world.own_archive(&other).await.to_string().contains("只写给"), "not the other's");
    let colleague = world.signed_in(world.home(), "town-head").await;
    assert_eq!(world.own_archive(&colleague).await["officialName"], "演示town-inspector", "an officer has an archive like others");
    for login in ["admin", "auditor", "publisher"] {
        let token = world.signed_in(world.home(), login).await;
        assert_eq!(top(&world.reads_own_archive(Some(&token), None).await), "FORBIDDEN", "{login}");
        let before = world.dump().await;
        let answer = world.does_on_archive(&token, "answerArchive", json!({ "text": "" })).await;
        assert_eq!(error(&answer), ("FORBIDDEN", "-"), "{login}");
        assert_eq!(world.dump().await["archive_note"], before["archive_note"]);
    }
    assert_eq!(top(&world.reads_own_archive(None, None).await), "UNAUTHENTICATED");
});
