//! What the staff gets to see: copies under the viewer's mark; the original only for who answers for the case.

use super::films::made;
use super::finishing::image_bytes::bomb;
use super::*;
use entity::words::CaseEventKind;
use entity::{case_event, ledger_entry};
use kit::cases::id as told;
use lianjing::domain::media::finish;
use lianjing::ports::Ports;
use lianjing::ports::films::NoFilms;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::Value;
use std::sync::Arc;

const CASE: &str = "query($number: String!) { caseByNumber(number: $number) { id canOpenOriginals \
    content { media { id state refusal refusalCode viewUrl posterUrl originalUrl } } timeline { title by } } }";
const OPEN: &str = "mutation($input: OpenOriginalInput!) { openOriginal(input: $input) { url errors { code message } } }";

/// A report with a photo, as PNG, that the town committee has in its in-box; the photo and its bytes.
async fn reported(world: &World) -> (Value, MediaId, Vec<u8>) {
    let bytes = finishing_photo();
    let (case, photo) = reported_with(world, &bytes, 10_000).await;
    (case, photo, bytes)
}

/// A report with this picture, sent in pieces of so many bytes.
async fn reported_with(world: &World, bytes: &[u8], piece: usize) -> (Value, MediaId) {
    let photo = handed_in(world, (bytes, "image/png"), piece).await;
    worker(world).await;
    (world.only_case("town-head").await, photo)
}

/// A report with this file that nobody has looked into yet.
pub(super) async fn handed_in(world: &World, (bytes, media_type): (&[u8], &str), piece: usize) -> MediaId {
    let sender = Sender::of(world, PHONE, KEY).await;
    let medium = sender.uploads(bytes, media_type, piece).await;
    let mut input = kit::cases::submission(world.home(), "", &[told(world.home().unit("village"))]);
    input["submissionKey"] = json!(KEY);
    input["mediaIds"] = json!([told(medium)]);
    let payload = world.submits(&sender.reporter_token, input).await;
    assert_eq!(payload["errors"], json!([]));
    medium
}

pub(super) async fn sees(world: &World, login: &str, case: &Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    world.data(Some(&token), CASE, json!({ "number": case["number"] })).await["caseByNumber"].clone()
}

pub(super) async fn asks(world: &World, login: &str, case: &Value, medium: MediaId) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let input = json!({ "caseId": case["id"], "mediaId": told(medium) });
    world.data(Some(&token), OPEN, json!({ "input": input })).await["openOriginal"].clone()
}

pub(super) async fn traces(world: &World) -> (u64, u64) {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let events = tx.rows().find::<case_event::Entity>().filter(case_event::Column::Kind.eq(CaseEventKind::OriginalOpened));
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("media.original"));
    (events.count(&tx).await.unwrap(), entries.count(&tx).await.unwrap())
}

async fn bytes_at(world: &World, url: &Value) -> Vec<u8> {
    let answer = world.http.get(format!("{}{}", world.url, url.as_str().unwrap())).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.bytes().await.unwrap().to_vec()
}

story!(the_original_is_for_handler_and_head_and_leaves_an_entry, |world| {
    let (case, photo, bytes) = reported(world).await;
    let arrived = world.dump().await["ledger_entry"].concat();
    assert!(arrived.contains("media.ready"), "that it was taken stands there too");
    assert_eq!(asks(world, "town-handler", &case, photo).await["errors"][0]["code"], "FORBIDDEN", "nobody handles it yet");
    let handler = told(world.home().account("town-handler"));
    let assigned = world.acts("town-head", "assignCase", case["id"].as_str().unwrap(), json!({ "handlerId": handler })).await;
    assert_eq!(assigned["errors"], json!([]));
    for (login, may) in [("town-head", true), ("town-handler", true), ("town-handler2", false)] {
        let seen = sees(world, login, &case).await;
        assert_eq!(seen["canOpenOriginals"], may, "{login}");
        assert_eq!(seen["content"]["media"][0]["originalUrl"], Value::Null, "looking gives no original");
        assert!(seen["content"]["media"][0]["viewUrl"].is_string(), "{login} sees the copy");
    }
    assert_eq!(traces(world).await, (0, 0));
    for (login, code) in [("town-handler2", "FORBIDDEN"), ("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND")]
    {
        let refused = asks(world, login, &case, photo).await;
        assert_eq!((&refused["errors"][0]["code"], &refused["url"]), (&json!(code), &Value::Null), "{login}");
    }
    let strange = MediaId(entity::id::mint(1, 1, [4; 9]));
    assert_eq!(asks(world, "town-head", &case, strange).await["errors"][0]["code"], "NOT_FOUND", "no file of this case");
    assert_eq!(traces(world).await, (0, 0), "what is refused leaves nothing");
    for (times, login) in [(1, "town-head"), (2, "town-handler"), (3, "town-handler")] {
        let given = asks(world, login, &case, photo).await;
        assert!(bytes_at(world, &given["url"]).await == bytes, "byte for byte");
        assert_eq!(traces(world).await, (times, times));
    }
    let titles = sees(world, "town-head", &case).await["timeline"].to_string();
    assert!(titles.contains("取了一份原件"), "{titles}");
});

story!(of_a_huge_picture_that_a_report_names_the_original_stays_and_everybody_reads_why, |world| {
    // In pieces so small that its size can't be seen on arrival, and named before the worker looks at it.
    let (case, photo) = reported_with(world, &bomb(), 10).await;
    for login in ["town-head", "town-handler"] {
        let seen = sees(world, login, &case).await;
        let medium = &seen["content"]["media"][0];
        assert_eq!((&medium["state"], &medium["viewUrl"], &medium["refusalCode"]), (&json!("READY"), &Value::Null, &json!("LIMIT")));
        assert!(medium["refusal"].as_str().unwrap().contains("5000 万像素"), "{login}: {medium}");
    }
    let given = asks(world, "town-head", &case, photo).await;
    assert!(bytes_at(world, &given["url"]).await == bomb(), "unopened, byte for byte");
    assert_eq!(world.blobs.names().len(), 1, "nothing but the original");
});

story!(a_film_without_a_copy_is_given_to_be_saved, |world| {
    let film = made(".mov", &["-f", "lavfi", "-i", "testsrc=size=320x180:rate=10:duration=1", "-c:v", "libx264"]);
    let medium = handed_in(world, (&film, "video/quicktime"), 500_000).await;
    let ports = Ports { films: Arc::new(NoFilms), ..world.ports.clone() };
    finish(&world.ctx(), &ports, &world.home().county, medium).await.unwrap();
    let case = world.only_case("town-head").await;
    let seen = sees(world, "town-head", &case).await["content"]["media"][0].clone();
    assert_eq!((&seen["state"], &seen["viewUrl"]), (&json!("READY"), &Value::Null), "nothing that a browser would play");
    let given = asks(world, "town-head", &case, medium).await;
    let answer = world.http.get(format!("{}{}", world.url, given["url"].as_str().unwrap())).send().await.unwrap();
    assert!(header(&answer, "content-disposition").unwrap().starts_with("attachment"), "it is saved, and not opened");
    assert!(answer.bytes().await.unwrap().to_vec() == film, "byte for byte");
});

story!(pictures_for_the_staff_bear_the_viewers_mark, |world| {
    let (case, ..) = reported(world).await;
    let view = async |login: &str| {
        let seen = sees(world, login, &case).await;
        bytes_at(world, &seen["content"]["media"][0]["viewUrl"]).await
    };
    let (head, handler) = (view("town-head").await, view("town-handler").await);
    assert!(head.starts_with(b"\xFF\xD8\xFF") && handler.starts_with(b"\xFF\xD8\xFF"));
    // The photo of the stories is one dot; that the words can be read is told beside the code, on a large one.
    let seen = sees(world, "town-head", &case).await;
    let url = format!("{}{}", world.url, seen["content"]["media"][0]["viewUrl"].as_str().unwrap());
    let part = world.http.get(&url).header("Range", "bytes=0-2").send().await.unwrap();
    assert_eq!((part.status().as_u16(), part.bytes().await.unwrap().to_vec()), (206, b"\xFF\xD8\xFF".to_vec()));
    let whole = world.http.head(&url).send().await.unwrap();
    assert_eq!(header(&whole, "content-length").unwrap(), head.len().to_string());
});
