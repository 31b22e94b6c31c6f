//! Matters that officials declare of themselves: none before the county named a kind with its law, and none after it ended.

use super::*;

const WORDS: &str = "儿子在省城开了一家装修公司。";

async fn names_kind(world: &World, login: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let input = json!({ "name": "家属经商情况", "basis": "《领导干部报告个人有关事项规定》第四条" });
    world.does_on_archive(&token, "nameArchiveKind", input).await
}

story!(nothing_may_be_declared_before_the_county_names_a_kind, |world| {
    let himself = world.signs_in_himself("village-head").await;
    let kinds = "{ archiveKinds { id name basis endedAt } }";
    assert_eq!(world.data(Some(&himself), kinds, json!({})).await["archiveKinds"], json!([]), "off by itself");
    for login in ["admin", "town-head", "publisher", "auditor"] {
        assert_eq!(error(&names_kind(world, login).await).0, "FORBIDDEN", "{login}");
    }
    let head = world.signed_in(world.home(), "county-head").await;
    let without = json!({ "name": "家属经商情况", "basis": "" });
    assert_eq!(error(&world.does_on_archive(&head, "nameArchiveKind", without).await), ("REQUIRED", "basis"), "not without its law");
    let kind = names_kind(world, "county-head").await["kind"].clone();
    assert_eq!(error(&names_kind(world, "county-head").await), ("CONFLICT", "name"));
    let declared = json!({ "kindId": kind["id"], "on": "2026-01-05", "text": WORDS });
    let own = world.did_on_archive(&himself, "declareMatter", declared.clone()).await["archive"].clone();
    let [matter] = &of_kind(&own, "MATTER")[..] else { panic!("{own:#}") };
    assert_eq!((&matter["title"], &matter["words"], &matter["link"]), (&json!("家属经商情况"), &json!(WORDS), &Value::Null));
    assert!(!world.dump().await.into_values().flatten().any(|row| row.contains("装修公司")), "it lies sealed");
    // Another version: the first one stays.
    let mut again = declared;
    again["matterId"] = matter["matterId"].clone();
    again["text"] = json!("公司已经注销。");
    let own = world.did_on_archive(&himself, "declareMatter", again).await["archive"].clone();
    assert_eq!(of_kind(&own, "MATTER")[0]["words"], "公司已经注销。");
    assert_eq!(world.dump().await["archive_matter"].len(), 2);
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    assert_eq!(of_kind(&world.archive(&keeper, &opening).await, "MATTER")[0]["words"], "公司已经注销。");
    // Of another one's matter he declares no version.
    let other = world.signs_in_himself("village-deputy").await;
    let foreign = json!({ "kindId": kind["id"], "matterId": matter["matterId"], "on": "2026-01-05", "text": "改成我的。" });
    assert_eq!(error(&world.does_on_archive(&other, "declareMatter", foreign).await), ("NOT_FOUND", "matterId"));
    let page = world.ask(None, "{ unit(county: \"510824\", code: \"510824-village\") { name } }", json!({})).await;
    assert!(!page.to_string().contains("公司"), "never public");
});

story!(with_its_kind_the_words_end, |world| {
    let himself = world.signs_in_himself("village-head").await;
    let kind = names_kind(world, "county-head").await["kind"].clone();
    let declared = json!({ "kindId": kind["id"], "on": "2026-01-05", "text": WORDS });
    world.did_on_archive(&himself, "declareMatter", declared.clone()).await;
    world.did_on_archive(&himself, "answerArchive", json!({ "text": "这一句要留着。" })).await;
    let head = world.signed_in(world.home(), "county-head").await;
    let admin = world.signed_in(world.home(), "admin").await;
    assert_eq!(error(&world.does_on_archive(&admin, "endArchiveKind", json!({ "kindId": kind["id"] })).await).0, "FORBIDDEN");
    let parts = world.dump().await["sealed_part"].len();
    world.did_on_archive(&head, "endArchiveKind", json!({ "kindId": kind["id"] })).await;
    assert_eq!(world.dump().await["sealed_part"].len(), parts - 1, "the words are gone");
    let own = world.own_archive(&himself).await;
    assert_eq!(of_kind(&own, "MATTER"), Vec::<Value>::new());
    assert_eq!(own["remarks"][0]["text"], "这一句要留着。");
    assert_eq!(error(&world.does_on_archive(&himself, "declareMatter", declared).await), ("STATE", "kindId"));
    assert_eq!(error(&world.does_on_archive(&head, "endArchiveKind", json!({ "kindId": kind["id"] })).await).0, "STATE");
    let kinds = on_ledger(world).await;
    for kind in ["archives.kind_named", "archives.declared", "archives.kind_ended"] {
        assert!(kinds.contains(&kind.to_owned()), "{kind}: {kinds:?}");
    }
});
