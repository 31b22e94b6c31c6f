//! Addresses of evidence: good for one viewer, one file, some minutes; ranges; headers.

use super::finishing_photo;
use super::*;
use entity::{ledger_entry, session};
use kit::cases::{id, submission};
use lianjing::domain::media::Urls;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::Value;

async fn get(world: &World, path: &str) -> Response {
    world.http.get(format!("{}{path}", world.url)).send().await.unwrap()
}

/// A finished film and photo of a report.
pub(super) async fn evidence<'a>(world: &'a World, film_bytes: &[u8]) -> (Sender<'a>, (ReportId, OpenKey), [Urls; 2]) {
    let sender = Sender::of(world, PHONE, KEY).await;
    let ids = [sender.uploads(film_bytes, "video/mp4", 500_000).await, sender.uploads(&finishing_photo(), "image/png", 500).await];
    let told = sender.submits(&ids).await;
    worker(world).await;
    let all = sender.looks_at(&told).await;
    let urls = ids.map(|id| all.iter().find(|one| one.media.id == id).unwrap().urls.clone());
    (sender, told, urls)
}

story!(a_film_is_read_in_ranges, |world| {
    let bytes = film(700_000);
    let (_, _, [urls, _]) = evidence(world, &bytes).await;
    let original = urls.original.unwrap();
    for (range, start, end) in [
        ("bytes=0-0", 0, 1),
        ("bytes=65535-65537", 65_535, 65_538),
        ("bytes=100000-399999", 100_000, 400_000),
        ("bytes=699999-", 699_999, 700_000),
        ("bytes=-70000", 630_000, 700_000),
    ] {
        let answer = world.http.get(format!("{}{original}", world.url)).header("Range", range).send().await.unwrap();
        assert_eq!(answer.status(), 206, "{range}");
        assert_eq!(header(&answer, "content-range").unwrap(), format!("bytes {start}-{}/700000", end - 1));
        assert_eq!(header(&answer, "content-length").unwrap(), (end - start).to_string());
        assert!(answer.bytes().await.unwrap() == bytes[start..end], "{range}");
    }
    let outside = world.http.get(format!("{}{original}", world.url)).header("Range", "bytes=700000-").send().await.unwrap();
    assert_eq!((outside.status().as_u16(), header(&outside, "content-range").as_deref()), (416, Some("bytes */700000")));
    let whole = world.http.get(format!("{}{original}", world.url)).header("Range", "bytes=0-1,5-6").send().await.unwrap();
    assert_eq!(whole.status(), 200);
    assert!(whole.bytes().await.unwrap() == bytes);
    let head = world.http.head(format!("{}{original}", world.url)).send().await.unwrap();
    assert_eq!((head.status().as_u16(), header(&head, "content-length").as_deref()), (200, Some("700000")));
});

story!(evidence_is_never_stored_guessed_at_or_run, |world| {
    let (_, _, [film, photo]) = evidence(world, &film(1_000)).await;
    for (url, mime, way) in [
        (film.original.unwrap(), "video/mp4", "attachment"),
        (photo.view.unwrap(), "image/jpeg", "inline"),
        (photo.original.unwrap(), "image/png", "attachment"),
    ] {
        let answer = get(world, &url).await;
        assert_eq!(answer.status(), 200);
        let found = ["content-type", "cache-control", "x-content-type-options"].map(|name| header(&answer, name).unwrap());
        assert_eq!(found, [mime, "private, no-store", "nosniff"]);
        let policy = header(&answer, "content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; ") && policy.ends_with("; sandbox"), "{policy}");
        assert!(header(&answer, "content-disposition").unwrap().starts_with(way));
    }
    let poster = get(world, &film.poster.unwrap()).await;
    assert_eq!(header(&poster, "content-type").as_deref(), Some("image/svg+xml"), "a film without a picture has a neutral poster");
    assert_eq!(photo.poster, None);
});

story!(an_address_is_good_for_what_it_was_made_for, |world| {
    let (_, _, [film, photo]) = evidence(world, &film(1_000)).await;
    let (view, other) = (film.original.unwrap(), photo.view.unwrap());
    assert_eq!(get(world, &view).await.status(), 200);
    let (path, query) = view.split_once('?').unwrap();
    let (other_path, _) = other.split_once('?').unwrap();
    let signature = query.split_once("sig=").unwrap().1;
    let flipped: String =
        signature.chars().rev().enumerate().map(|(n, c)| if n == 9 { if c == 'A' { 'B' } else { 'A' } } else { c }).collect();
    let flipped: String = flipped.chars().rev().collect();
    for wrong in [
        path.to_owned(),
        format!("{path}?kind=original&exp=1&sig="),
        format!("{other_path}?{query}"),
        view.replace("kind=original", "kind=view"),
        view.replace("kind=original", "kind=nonsense"),
        view.replace("exp=", "exp=1"),
        view.replace("exp=", "exp=x"),
        view.replace(signature, &flipped),
        view.replace(signature, "%00"),
        "/media/x?kind=view&exp=1&sig=x".to_owned(),
        "/media/..%2f..?kind=view&exp=1&sig=x".to_owned(),
    ] {
        assert_eq!(get(world, &wrong).await.status(), 404, "{wrong}");
    }
    world.wait(time::Duration::minutes(5));
    assert_eq!(get(world, &other).await.status(), 410, "a photo's address ends after five minutes");
    assert_eq!(get(world, &view).await.status(), 200, "a film is fetched while it is played");
    world.wait(time::Duration::minutes(25));
    assert_eq!(get(world, &view).await.status(), 410);
});

/// A case with a finished photo, and the address that an officer gets for looking at it.
async fn looked_at(world: &World, login: &str, subject: Value) -> (String, String) {
    let sender = Sender::of(world, PHONE, KEY).await;
    let photo = sender.uploads(&finishing_photo(), "image/png", 500).await;
    let mut input = submission(world.home(), "", &[subject]);
    (input["submissionKey"], input["mediaIds"]) = (json!(KEY), json!([id(photo)]));
    let taken = world.submits(&sender.reporter_token, input).await;
    assert_eq!(taken["errors"], json!([]), "{taken}");
    worker(world).await;
    let case = world.only_case(login).await["id"].as_str().unwrap().to_owned();
    (case.clone(), view(world, login, &case).await)
}

async fn view(world: &World, login: &str, case: &str) -> String {
    let token = world.signed_in(world.home(), login).await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { content { media { viewUrl } } } } }";
    let shown = world.data(Some(&token), query, json!({ "id": case })).await;
    shown["node"]["content"]["media"][0]["viewUrl"].as_str().unwrap_or_else(|| panic!("{shown}")).to_owned()
}

story!(a_session_that_ends_ends_its_addresses, |world| {
    let place = world.home();
    let (_, url) = looked_at(world, "town-head", id(place.unit("village"))).await;
    assert_eq!(get(world, &url).await.status(), 200);
    let tx = world.ctx().write(&place.county).await.unwrap();
    let end = tx.rows().update::<session::Entity>().col_expr(session::Column::EndedAt, Expr::value(tx.now.0));
    end.filter(session::Column::AccountId.eq(place.account("town-head"))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(get(world, &url).await.status(), 404);
});

story!(an_address_ends_with_the_right_to_look, |world| {
    let place = world.home();
    let (case, by_head) = looked_at(world, "town-head", id(place.official("village-head"))).await;
    let (by_handler, by_second) = (view(world, "town-handler", &case).await, view(world, "town-handler2", &case).await);
    for url in [&by_head, &by_handler, &by_second] {
        assert_eq!(get(world, url).await.status(), 200);
    }
    world.makes_kin("town-handler2", "village-head").await;
    assert_eq!(get(world, &by_second).await.status(), 404, "who comes to keep away");
    world.ends_roles(&["town-handler"]).await;
    assert_eq!(get(world, &by_handler).await.status(), 404, "whose role ended");
    assert_eq!(get(world, &by_head).await.status(), 200, "nobody else");
    let away = json!({ "reason": "归县里管", "toOrganId": id(place.organ("commission")) });
    assert_eq!(world.acts("town-head", "transferCase", &case, away).await["errors"], json!([]));
    assert_eq!(get(world, &by_head).await.status(), 404, "whose organ has it no more");
    assert_eq!(get(world, &view(world, "county-head", &case).await).await.status(), 200);
});

/// Entries on the ledger that somebody looked at a copy.
async fn looks(world: &World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("media.view")).count(&tx).await.unwrap()
}

story!(a_look_at_a_copy_leaves_one_entry_a_day, |world| {
    let place = world.home();
    let (case, by_head) = looked_at(world, "town-head", id(place.unit("village"))).await;
    assert_eq!(looks(world).await, 0, "an address alone shows nothing");
    let head = world.http.head(format!("{}{by_head}", world.url)).send().await.unwrap();
    assert_eq!((head.status().as_u16(), looks(world).await), (200, 0), "its length neither");
    for range in ["bytes=0-10", "bytes=11-20", "bytes=0-"] {
        let answer = world.http.get(format!("{}{by_head}", world.url)).header("Range", range).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), looks(world).await), (206, 1), "{range}");
    }
    let second = view(world, "town-head", &case).await;
    assert_eq!((get(world, &second).await.status().as_u16(), looks(world).await), (200, 1), "another address of the same file");
    let by_handler = view(world, "town-handler", &case).await;
    let both = futures_util::future::join_all([get(world, &by_handler), get(world, &by_handler)]).await;
    assert!(both.iter().all(|answer| answer.status() == 200));
    assert_eq!(looks(world).await, 2, "of two at once one is the first");
    world.wait(time::Duration::minutes(10));
    assert_eq!((get(world, &by_handler).await.status().as_u16(), looks(world).await), (410, 2), "what is refused leaves nothing");
    world.wait(time::Duration::days(1));
    assert_eq!(get(world, &view(world, "town-head", &case).await).await.status(), 200);
    assert_eq!(looks(world).await, 3);
});
