//! 更正, 撤下: nothing is deleted; what is hidden says why in its place, at once.

use super::*;
use reqwest::header::{ETAG, IF_NONE_MATCH};

async fn tag(world: &World, path: &str) -> String {
    let answer = world.http.get(format!("{}{path}", world.url)).send().await.unwrap();
    answer.headers()[ETAG].to_str().unwrap().to_owned()
}

async fn status(world: &World, path: &str, tag: &str) -> u16 {
    world.http.get(format!("{}{path}", world.url)).header(IF_NONE_MATCH, tag).send().await.unwrap().status().as_u16()
}

/// A correction with these words, sent and approved.
async fn corrects(world: &World, done: &Value, (reason, text): (&str, &str)) -> Value {
    let input = named_with(done, json!({ "reason": reason }));
    let draft = world.did_on_publication("town-handler2", "correctPublication", input).await;
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", json!({ "text": text }))).await;
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    world.did_on_publication("town-head", "publishCase", named(&waiting)).await
}

story!(a_correction_leaves_the_old_one_as_corrected, |world| {
    let done = published(world).await;
    let code = done["line"]["code"].clone();
    let path = format!("/510824/r/{}", code.as_str().unwrap());
    let (first, old) = (world.publication(&code).await, tag(world, &path).await);
    assert_eq!(status(world, &path, &old).await, 304);
    world.wait(Duration::days(3));
    let input = named_with(&done, json!({ "reason": "MISTAKE" }));
    let draft = world.did_on_publication("town-handler2", "correctPublication", input.clone()).await;
    assert_eq!(world.publication(&code).await, first, "a draft changes nothing");
    let again = named_with(&draft, json!({ "reason": "MISTAKE" }));
    assert_eq!(error(&world.does_on_publication("town-handler2", "correctPublication", again).await).0, "CONFLICT");
    let text = "经查，会议记录齐全，退还了一千八百四十元。";
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", json!({ "text": text }))).await;
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    let now = world.publication(&code).await;
    assert_eq!((&now["publishedOn"], &now["earlier"][0]["replacedOn"]), (&json!("2026-03-05"), &json!("2026-03-05")));
    assert_eq!((&now["earlier"][0]["text"], &now["earlier"][0]["reason"]), (&first["text"], &json!("MISTAKE")), "{now:#}");
    assert_eq!(status(world, &path, &old).await, 200, "no cache may go on with the old one");
    assert_eq!(world.finds_results("会议记录齐全").await["totalCount"], 1);
    assert_eq!(world.finds_results("签了字").await["totalCount"], 0, "a search knows what is shown now");
    assert_eq!(world.results_of("village").await["totalCount"], 1, "one result, in two versions");
});

story!(a_correction_for_privacy_shows_only_that_something_was_removed, |world| {
    let done = published(world).await;
    let now = corrects(world, &done, ("PRIVACY", "经查，反映的问题部分属实，钱已经退还。")).await;
    let shown = world.publication(&now["line"]["code"]).await;
    assert_eq!((&shown["earlier"][0]["text"], &shown["earlier"][0]["title"]), (&Value::Null, &Value::Null), "{shown:#}");
    assert_eq!(shown["earlier"][0]["reason"], "PRIVACY");
    let dump = world.dump().await;
    assert!(
        dump["publication_version"].len() == 2 && !dump["publication_version"].concat().contains("在某组签了字"),
        "sealed again, and there"
    );
});

story!(hiding_needs_a_public_reason_and_keeps_the_place, |world| {
    let done = published(world).await;
    let code = done["line"]["code"].clone();
    let path = format!("/510824/r/{}", code.as_str().unwrap());
    let (unit, own) = (tag(world, "/510824/u/510824-village").await, tag(world, &path).await);
    let input = named_with(&done, json!({ "reason": "COURT_ORDER" }));
    assert_eq!(error(&world.does_on_publication("town-handler2", "hidePublication", input.clone()).await).0, "FORBIDDEN");
    world.did_on_publication("town-head", "hidePublication", input.clone()).await;
    let shown = world.results_of("village").await["nodes"][0].clone();
    assert_eq!((&shown["hiddenReason"], &shown["title"], &shown["text"]), (&json!("COURT_ORDER"), &Value::Null, &Value::Null));
    assert_eq!(world.publication(&code).await, shown);
    assert_eq!(world.finds_results("签了字").await["totalCount"], 0);
    for (path, old) in [("/510824/u/510824-village", unit), (path.as_str(), own)] {
        assert_eq!(status(world, path, &old).await, 200, "{path}");
    }
    let page = world.http.get(format!("{}{path}", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("司法机关要求") && !page.contains("签了字"), "{page}");
    let draft = draft_of(world, &done).await;
    assert_eq!(draft["line"]["viewerCan"], json!([]), "nothing more can be done");
    let again = named_with(&draft, json!({ "reason": "PRIVACY" }));
    assert_eq!(error(&world.does_on_publication("town-head", "hidePublication", again).await).0, "STATE");
});

async fn draft_of(world: &World, done: &Value) -> Value {
    let token = world.signed_in(world.home(), "town-head").await;
    let query = format!("query($id: ID!) {{ publicationDraft(id: $id) {{ {} }} }}", kit::publications::draft_fields());
    world.data(Some(&token), &query, json!({ "id": done["line"]["id"] })).await["publicationDraft"].clone()
}
