//! Without a purpose nothing, and for nobody but who keeps the files and is not near.

use super::*;
use entity::id::ArchiveOpeningId;

fn asked(world: &World, official: &str) -> Value {
    json!({ "officialId": id(world.home().official(official)), "purpose": "AWARD", "reason": "评先评优考察用", "document": "苍组〔2026〕1号" })
}

story!(without_a_purpose_nothing_is_opened, |world| {
    let keeper = world.keeps_files("bureau-director").await;
    let before = world.dump().await;
    let mut input = asked(world, "village-head");
    input["reason"] = json!("看看");
    assert_eq!(error(&world.does_on_archive(&keeper, "openArchive", input.clone()).await), ("TOO_SHORT", "reason"));
    input["purpose"] = json!("CURIOSITY");
    let answer = world.on_archive(Some(&keeper), "openArchive", &input).await;
    assert!(answer["data"].is_null() || answer["data"]["openArchive"].is_null(), "{answer}");
    // An id that is no opening of his opens nothing.
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let none = id(tx.mint::<ArchiveOpeningId>());
    drop(tx);
    let answer = world.reads_archive(Some(&keeper), &none, None).await;
    assert_eq!(answer["data"]["archive"], Value::Null);
    let after = world.dump().await;
    assert_eq!((&after["archive_opening"], &after["ledger_entry"]), (&before["archive_opening"], &before["ledger_entry"]));
});

story!(only_who_keeps_the_files_opens_and_reads_by_his_own_opening, |world| {
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.did_on_archive(&keeper, "openArchive", asked(world, "village-head")).await["opening"].clone();
    assert_eq!((&opening["document"], &opening["isOpen"]), (&json!("苍组〔2026〕1号"), &json!(true)));
    let mut people = vec![("nobody", None, "UNAUTHENTICATED")];
    for login in ["admin", "auditor", "publisher", "town-head", "county-head", "county-handler"] {
        people.push((login, Some(world.signed_in(world.home(), login).await), "FORBIDDEN"));
    }
    people.push(("the official himself", Some(world.signs_in_himself("village-head").await), "FORBIDDEN"));
    people.push(("of another county", Some(world.signed_in(world.other(), "county-head").await), "NOT_FOUND"));
    let colleague = world.keeps_files("village2-head").await;
    let before = world.dump().await;
    for (who, token, code) in &people {
        let mut input = asked(world, "village-deputy");
        input["reason"] = json!("");
        let answer = world.on_archive(token.as_deref(), "openArchive", &input).await;
        let own = &answer["data"]["openArchive"]["errors"][0]["code"];
        assert_eq!(own.as_str().unwrap_or_else(|| top(&answer)), *code, "{who}: {answer}");
        let read = world.reads_archive(token.as_deref(), &opening["id"], None).await;
        assert!(read["data"]["archive"].is_null(), "{who}: {read}");
        let paper = world.on_archive(token.as_deref(), "exportArchiveSummary", &json!({ "openingId": opening["id"] })).await;
        assert!(paper["data"].is_null() || paper["data"]["exportArchiveSummary"]["pdf"].is_null(), "{who}: {paper}");
    }
    // A colleague who keeps the files too has no part in this one's openings.
    assert_eq!(world.reads_archive(Some(&colleague), &opening["id"], None).await["data"]["archive"], Value::Null);
    let list = "{ archiveOpenings { nodes { id officialName } } }";
    assert_eq!(world.data(Some(&colleague), list, json!({})).await["archiveOpenings"]["nodes"], json!([]));
    assert_eq!(world.data(Some(&keeper), list, json!({})).await["archiveOpenings"]["nodes"][0]["id"], opening["id"]);
    let after = world.dump().await;
    assert_eq!((&after["archive_opening"], &after["ledger_entry"].len()), (&before["archive_opening"], &before["ledger_entry"].len()));
});

story!(who_is_near_opens_nothing_and_an_opening_ends, |world| {
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    assert_eq!(error(&world.does_on_archive(&keeper, "openArchive", asked(world, "bureau-director")).await).0, "FORBIDDEN", "his own");
    let deputy = world.keeps_files("village-deputy").await;
    assert_eq!(
        error(&world.does_on_archive(&deputy, "openArchive", asked(world, "village-head")).await).0,
        "FORBIDDEN",
        "he is led by him"
    );
    // Kin by now: what he opened before is closed to him.
    world.makes_kin("bureau-director", "village-head").await;
    assert_eq!(top(&world.reads_archive(Some(&keeper), &opening, None).await), "FORBIDDEN");
    let other = world.keeps_files("village2-head").await;
    let opening = world.opens_archive(&other, "village-head").await;
    world.wait(Duration::days(29));
    let other = world.keeps_files("village2-head").await;
    assert_eq!(of_kind(&world.archive(&other, &opening).await, "POST").len(), 1, "its last day");
    world.wait(Duration::days(1));
    let other = world.keeps_files("village2-head").await;
    assert_eq!(top(&world.reads_archive(Some(&other), &opening, None).await), "STATE");
    // An account without an official behind it: nobody could tell from whom it must keep away.
    world.gives_whole(world.home().account("publisher"), entity::words::StaffRole::Personnel).await;
    let unlinked = world.signed_in(world.home(), "publisher").await;
    assert_eq!(error(&world.does_on_archive(&unlinked, "openArchive", asked(world, "village-head")).await).0, "FORBIDDEN");
});

story!(the_auditor_reads_who_opened_whose_and_why, |world| {
    let keeper = world.keeps_files("bureau-director").await;
    world.opens_archive(&keeper, "village-head").await;
    let auditor = world.signed_in(world.home(), "auditor").await;
    let trail = "{ trail(county: \"510824\", kinds: [ARCHIVES]) { nodes { kind by { name } officialName changes { name after } } } }";
    let nodes = world.data(Some(&auditor), trail, json!({})).await["trail"]["nodes"].clone();
    assert_eq!(nodes.as_array().unwrap().len(), 1, "{nodes}");
    assert_eq!(
        (&nodes[0]["kind"], &nodes[0]["by"]["name"], &nodes[0]["officialName"], &nodes[0]["changes"][0]),
        (
            &json!("archives.opened"),
            &json!("演示files-bureau-director"),
            &json!("演示village-head"),
            &json!({ "name": "用途", "after": "提拔任用" })
        )
    );
});
