//! An open case leaves no trace in any archive, nor does one that the reader must keep away from.

use super::*;

/// Everything that reader and official get of an archive, as bytes.
async fn all_answers(world: &World, (keeper, opening, himself): (&str, &Value, &str)) -> Vec<String> {
    let mut answers = vec![
        world.reads_archive(Some(keeper), opening, None).await.to_string(),
        world.reads_own_archive(Some(himself), None).await.to_string(),
    ];
    let openings = "{ archiveOpenings { nodes { officialName isOpen } } archiveTransfers { officialName } }";
    answers.push(world.ask(Some(keeper), openings, json!({})).await.to_string());
    let paper = world.on_archive(Some(keeper), "exportArchiveSummary", &json!({ "openingId": opening })).await;
    answers.push(paper.to_string());
    let viewer = "{ viewer { notices { text } } }";
    answers.push(world.ask(Some(keeper), viewer, json!({})).await.to_string());
    answers.push(world.ask(Some(himself), viewer, json!({})).await.to_string());
    answers
}

story!(an_open_case_leaves_no_trace, |world| {
    let keeper = world.keeps_files("bureau-director").await;
    let himself = world.signs_in_himself("village-head").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    let before = all_answers(world, (&keeper, &opening, &himself)).await;
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    assert_eq!(all_answers(world, (&keeper, &opening, &himself)).await, before, "submitted");
    answers(world, "SUBSTANTIATED", json!([{ "kind": "TALK" }])).await;
    assert_eq!(all_answers(world, (&keeper, &opening, &himself)).await, before, "answered, and the reporter may still object");
    // The reporter says nothing: it is settled, and counts for who opened the archive.
    world.works_after(Duration::days(16)).await;
    let (keeper, himself) = (world.keeps_files("bureau-director").await, world.signs_in_himself("village-head").await);
    assert_eq!(of_kind(&world.archive(&keeper, &opening).await, "FINDING").len(), 1);
    assert_eq!(world.own_archive(&himself).await["entries"].as_array().unwrap().len(), 1, "his post: nothing was published");
});

story!(a_review_that_runs_changes_nothing_and_its_end_does, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = answers(world, "SUBSTANTIATED", json!([{ "kind": "TALK" }])).await;
    let code = published(world, &case).await;
    let himself = world.signs_in_himself("village-head").await;
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    let (own, read) = (world.own_archive(&himself).await, world.archive(&keeper, &opening).await);
    assert_eq!(of_kind(&own, "PUBLICATION")[0]["link"], format!("/510824/r/{code}"), "what is public he reads at once");
    assert_eq!(of_kind(&read, "FINDING"), Vec::<Value>::new());
    // Not satisfied: the county looks again, and neither archive shows that it does.
    let objected = world.tells(&filed, "answerReply", json!({ "satisfied": false, "reason": "处理太轻了" })).await;
    assert_eq!(objected["errors"], json!([]), "{objected}");
    let (himself, keeper) = (world.signs_in_himself("village-head").await, world.keeps_files("bureau-director").await);
    assert_eq!(world.own_archive(&himself).await.to_string(), own.to_string());
    assert_eq!(world.archive(&keeper, &opening).await.to_string(), read.to_string());
    let case = case.as_str().unwrap();
    let reply = json!({ "finding": "PARTLY_SUBSTANTIATED", "text": REPLY, "measures": [{ "kind": "ADMONITION" }] });
    for (verb, input) in [("startInvestigation", json!({})), ("replyCase", reply)] {
        let done = world.acts("county-head", verb, case, input).await;
        assert_eq!(done["errors"], json!([]), "{verb}: {done}");
    }
    world.works_after(Duration::days(16)).await;
    let keeper = world.keeps_files("bureau-director").await;
    let [found] = &of_kind(&world.archive(&keeper, &opening).await, "FINDING")[..] else { panic!("the review ended") };
    assert_eq!((&found["title"], &found["lines"][0]), (&json!("结论：部分属实"), &json!("诫勉")));
});

story!(who_must_keep_away_from_a_case_reads_an_archive_without_it, |world| {
    // Two officials of one report; the one keeps the files, and must not learn of it.
    settled(world, &["village-head", "town-clerk"]).await;
    let keeper = world.keeps_files("town-clerk").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    assert_eq!(of_kind(&world.archive(&keeper, &opening).await, "FINDING"), Vec::<Value>::new());
    let other = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&other, "village-head").await;
    assert_eq!(of_kind(&world.archive(&other, &opening).await, "FINDING").len(), 1);
});
