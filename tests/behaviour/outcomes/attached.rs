//! 附件: photos and papers beside an outcome, for everybody or for the term; taken away they are gone from everywhere.

use super::*;
use crate::uploads::finishing::image_bytes::photo_from;
use kit::cases::id;

const PAPER: &[u8] = b"%PDF-1.7\n%only a paper\n%%EOF";

const PLACE: &str = "taken at 31.7 N";

/// An attachment as anybody gets it: status, sort, and bytes.
async fn got(world: &World, url: &Value) -> (u16, String, Vec<u8>) {
    let answer = world.http.get(format!("{}{}", world.url, url.as_str().unwrap())).send().await.unwrap();
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (status, sort, kept) = (answer.status().as_u16(), header("content-type"), header("cache-control"));
    assert!(status != 200 || kept == "no-store", "kept nowhere on its way: {kept}");
    (status, sort, answer.bytes().await.unwrap().to_vec())
}

async fn publisher(world: &World) -> String {
    world.signed_in(world.home(), "publisher").await
}

async fn detaches(world: &World, login: &str, outcome: &Value, no: i32) -> Value {
    let input = json!({ "outcomeId": outcome["id"], "revision": outcome["revision"], "no": no });
    world.does_on_outcome(login, "detachOutcomeFile", &input).await
}

story!(what_is_attached_is_read_by_everybody_and_taken_away, |world| {
    let (outcome, token) = (published(world).await, publisher(world).await);
    let (status, said) = world.attaches(Some(&token), &outcome, ("评议会会议记录", PAPER, false)).await;
    assert_eq!((status, &said), (200, &json!({ "done": true, "errors": [] })));
    let shown = world.outcome(&outcome["code"]).await;
    let url = shown["files"][0]["url"].clone();
    assert_eq!((&shown["files"][0]["name"], &shown["files"][0]["kind"]), (&json!("评议会会议记录"), &json!("PDF")));
    assert_eq!(got(world, &url).await, (200, "application/pdf".to_owned(), PAPER.to_vec()));
    let (status, said) = world.attaches(Some(&token), &shown, ("公示照片", &photo_from(PLACE), false)).await;
    assert_eq!(status, 200, "{said}");
    let shown = world.outcome(&outcome["code"]).await;
    let (status, sort, bytes) = got(world, &shown["files"][1]["url"]).await;
    assert_eq!((status, sort.as_str(), &shown["files"][1]["no"]), (200, "image/jpeg", &json!(2)));
    let tells = |bytes: &[u8]| bytes.windows(PLACE.len()).any(|run| run == PLACE.as_bytes());
    assert!(tells(&photo_from(PLACE)) && !tells(&bytes), "where it was taken is gone");
    let (_, page) = page(world, &format!("/510824/o/{}", outcome["code"].as_str().unwrap())).await;
    assert!(page.contains("评议会会议记录") && page.contains(url.as_str().unwrap()), "{page}");
    let done = detaches(world, "publisher", &shown, 1).await;
    assert_eq!(done["errors"], json!([]));
    let gone = world.outcome(&outcome["code"]).await["files"][0].clone();
    assert_eq!(
        (&gone["name"], &gone["url"], &gone["removedOn"]),
        (&Value::Null, &Value::Null, &json!("2026-03-02")),
        "that it was there stays"
    );
    assert_eq!(got(world, &url).await.0, 404);
    let dump = world.dump().await;
    assert_eq!((dump["outcome_file"].len(), dump["outcome_file_body"].len()), (2, 1), "its bytes are gone");
    assert!(!dump["outcome_file"].iter().any(|row| row.contains("会议记录")), "and its name");
    let kinds = entries(world).await;
    assert!(["outcomes.attach", "outcomes.detach"].iter().all(|kind| kinds.iter().any(|one| one == kind)), "{kinds:?}");
});

story!(what_has_a_term_goes_with_it_and_privacy_takes_all, |world| {
    let (outcome, token) = (published(world).await, publisher(world).await);
    world.attaches(Some(&token), &outcome, ("王大山的申请", PAPER, true)).await;
    let shown = world.outcome(&outcome["code"]).await;
    world.attaches(Some(&token), &shown, ("公示照片", &photo_from(PLACE), false)).await;
    let shown = world.outcome(&outcome["code"]).await;
    let urls = [shown["files"][0]["url"].clone(), shown["files"][1]["url"].clone()];
    assert_eq!([got(world, &urls[0]).await.0, got(world, &urls[1]).await.0], [200, 200]);
    world.wait(Duration::days(30));
    // Nothing was swept yet.
    assert_eq!(world.dump().await["outcome_file_body"].len(), 2);
    assert_eq!([got(world, &urls[0]).await.0, got(world, &urls[1]).await.0], [404, 200], "its term is over");
    let over = world.outcome(&outcome["code"]).await;
    assert_eq!((&over["files"][0]["name"], &over["files"][0]["removedOn"]), (&Value::Null, &Value::Null));
    world.works_after(Duration::minutes(1)).await;
    let dump = world.dump().await;
    assert!(dump["outcome_file_body"].len() == 1 && !dump["outcome_file"].iter().any(|row| row.contains("王大山")), "swept");
    let token = publisher(world).await;
    let now = world.outcome(&outcome["code"]).await;
    let (status, said) = world.attaches(Some(&token), &now, ("又一份", PAPER, true)).await;
    assert_eq!((status, &said["errors"][0]["field"]), (422, &json!("personal")), "no term runs any more: {said}");
    let correction = json!({
        "outcomeId": now["id"], "revision": now["revision"], "reason": "PRIVACY", "title": TITLE, "decidedOn": "2026-03-01",
        "values": values(&[("sum", "521")]),
    });
    world.did_on_outcome("publisher", "correctOutcome", &correction).await;
    assert_eq!(got(world, &urls[1]).await.0, 404, "what privacy asks for takes all attachments");
    assert_eq!(world.dump().await["outcome_file_body"], Vec::<String>::new());
});

story!(only_publishers_attach_and_what_is_no_photo_and_no_paper_is_refused, |world| {
    let (outcome, token) = (published(world).await, publisher(world).await);
    let mut people = vec![("nobody", None, 401, "UNAUTHENTICATED")];
    people.push(("the administrator", Some(world.signed_in(world.home(), "admin").await), 422, "FORBIDDEN"));
    people.push(("a head", Some(world.signed_in(world.home(), "town-head").await), 422, "FORBIDDEN"));
    people.push(("another county", Some(world.signed_in(world.other(), "publisher").await), 422, "NOT_FOUND"));
    let before = world.dump().await;
    for (who, token, status, code) in people {
        let (said, told) = world.attaches(token.as_deref(), &outcome, ("x", b"no file at all", false)).await;
        assert_eq!((said, &told["errors"][0]["code"]), (status, &json!(code)), "{who}: {told}");
    }
    for (name, file, personal, field) in [
        ("公示照片", b"<svg/>".as_slice(), false, "file"),
        ("公示照片", b"PK\x03\x04".as_slice(), false, "file"),
        ("记", PAPER, false, "name"),
        ("王大山的申请", PAPER, false, "name"),
        ("因病致贫的证明", PAPER, true, "name"),
    ] {
        let (status, told) = world.attaches(Some(&token), &outcome, (name, file, personal)).await;
        assert_eq!((status, &told["errors"][0]["field"]), (422, &json!(field)), "{name}: {told}");
    }
    let stale = json!({ "id": outcome["id"], "revision": 7 });
    let (_, told) = world.attaches(Some(&token), &stale, ("公示照片", PAPER, false)).await;
    assert_eq!(told["errors"][0]["code"], "CONFLICT", "another changed it meanwhile");
    let none = json!({ "id": id(world.home().unit("village")), "revision": 1 });
    assert_eq!(world.attaches(Some(&token), &none, ("公示照片", PAPER, false)).await.1["errors"][0]["code"], "NOT_FOUND");
    assert_eq!(detaches(world, "publisher", &outcome, 1).await["errors"][0]["code"], "NOT_FOUND");
    unchanged(world, &before, "nothing was attached").await;
    for (no, status) in (1..=7).map(|no| (no, if no == 7 { 422 } else { 200 })) {
        let now = world.outcome(&outcome["code"]).await;
        let (said, told) = world.attaches(Some(&token), &now, ("公示材料", PAPER, false)).await;
        assert_eq!(said, status, "{no}: {told}");
    }
    assert_eq!(world.dump().await["outcome_file_body"].len(), 6);
});
