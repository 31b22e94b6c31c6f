//! A film that stops half-way after its report was taken: its reporter is told in time, everybody reads why it is missing,
//! and it can be brought again.

use super::*;
use entity::words::{LedgerClass, NoticeKind};
use entity::{ledger_entry, media_part, notice};
use kit::cases::{Filed, id, submission};
use lianjing::domain::cases::uploads_due;
use lianjing::ports::sms::SmsTemplate;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::Value;
use time::Duration;

const MEDIA: &str = "id kind state refusal refusalCode expiresAt";
const SENTENCE: &str = "这个文件没有传完，过了一天没有接上，没有收下。";

/// A report that names one whole photo and a film of which the first bytes came; the film's address.
async fn filed_with_half_a_film(world: &World, wants_sms: bool) -> (Sender<'_>, Filed, String) {
    let sender = Sender::of(world, PHONE, "unfinished-key-0001").await;
    let film_path = sender.creates(2_000, "video/mp4").await;
    assert_eq!(sender.sends(&film_path, 0, &film(500)).await, 204);
    let photo = sender.uploads(&finishing_photo(), "image/jpeg", 10_000).await;
    let mut input = submission(world.home(), "x", &[id(world.home().unit("village"))]);
    input["submissionKey"] = json!(sender.key);
    input["mediaIds"] = json!([id(id_of(&film_path)), id(photo)]);
    input["wantsSms"] = json!(wants_sms);
    let payload = world.submits(&sender.reporter_token, input).await;
    let code = payload["queryCode"].as_str().unwrap_or_else(|| panic!("{payload}")).to_owned();
    worker(world).await;
    (sender, Filed { code, phone: PHONE.to_owned(), payload }, film_path)
}

/// What the reporter reads of the files, by both codes.
async fn reads(world: &World, filed: &Filed) -> Value {
    let token = world.proves_later(PHONE, "TRACK").await;
    let query = format!("query($code: String) {{ reportStatus(queryCode: $code) {{ content {{ media {{ {MEDIA} }} }} }} }}");
    world.data(Some(&token), &query, json!({ "code": filed.code })).await["reportStatus"]["content"]["media"].clone()
}

/// What the town's officer reads of them.
async fn officer_reads(world: &World) -> Value {
    let token = world.signed_in(world.home(), "town-handler2").await;
    let query = format!("{{ cases(first: 5) {{ nodes {{ content {{ media {{ {MEDIA} }} }} }} }} }}");
    world.data(Some(&token), &query, json!({})).await["cases"]["nodes"][0]["content"]["media"].clone()
}

fn film_of(media: &Value) -> Value {
    media.as_array().unwrap().iter().find(|one| one["kind"] == "VIDEO").unwrap().clone()
}

/// How many messages of the two kinds were written.
async fn messages(world: &World) -> (u64, u64) {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let of = async |kind: NoticeKind| tx.rows().find::<notice::Entity>().filter(notice::Column::Kind.eq(kind)).count(&tx).await.unwrap();
    (of(NoticeKind::UploadStopped).await, of(NoticeKind::UploadLapsed).await)
}

story!(a_film_that_stopped_is_told_of_before_its_time_is_over_and_after, |world| {
    let (_sender, filed, film_path) = filed_with_half_a_film(world, true).await;
    let film = film_of(&reads(world, &filed).await);
    assert_eq!((&film["state"], &film["refusal"]), (&json!("RECEIVING"), &Value::Null));
    assert!(film["expiresAt"].is_string(), "until when the rest may come");
    world.works_after(Duration::hours(17)).await;
    assert_eq!(messages(world).await, (0, 0), "there is time");
    world.works_after(Duration::hours(1)).await;
    assert_eq!(messages(world).await, (1, 0), "some hours are left");
    world.works_after(Duration::hours(5)).await;
    assert_eq!(messages(world).await, (1, 0), "once is enough");
    assert_eq!(state(world, id_of(&film_path)).await, MediaState::Receiving);
    world.works_after(Duration::hours(2)).await;
    world.works_after(Duration::hours(1)).await;
    assert_eq!(messages(world).await, (1, 1), "and once at the end");
    let sent: Vec<_> = world.sms.taken().iter().rev().filter(|sms| sms.template == SmsTemplate::Unfinished).cloned().collect();
    assert_eq!(sent.len(), 2);
    assert!(sent.iter().all(|sms| sms.params.is_empty()), "it names nothing");

    for film in [film_of(&reads(world, &filed).await), film_of(&officer_reads(world).await)] {
        let read = [&film["state"], &film["refusal"], &film["refusalCode"], &film["expiresAt"]];
        assert_eq!(read, [&json!("REFUSED"), &json!(SENTENCE), &json!("EXPIRED"), &Value::Null], "{film}");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<media_part::Entity>().count(&tx).await.unwrap(), 0, "what came of it is gone");
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("media.given_up"));
    let entries = entries.all(&tx).await.unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].class, LedgerClass::Sealed);
    drop(tx);
    assert_eq!(world.blobs.names().iter().filter(|name| name.contains("part-")).count(), 0);
});

story!(a_film_that_goes_on_is_told_of_when_it_stops_again, |world| {
    let (sender, filed, film_path) = filed_with_half_a_film(world, true).await;
    world.works_after(Duration::hours(19)).await;
    assert_eq!(messages(world).await, (1, 0));
    assert_eq!(sender.sends(&film_path, 500, &film(2_000)[500..1_000]).await, 204);
    world.works_after(Duration::hours(10)).await;
    assert_eq!(messages(world).await, (1, 0), "each byte gives it a day");
    world.works_after(Duration::hours(9)).await;
    assert_eq!(messages(world).await, (2, 0));
    assert_eq!(sender.sends(&film_path, 1_000, &film(2_000)[1_000..]).await, 204);
    world.works_after(Duration::days(3)).await;
    assert_eq!(messages(world).await, (2, 0), "it came whole");
    assert_eq!(film_of(&reads(world, &filed).await)["state"], "READY");
});

story!(who_wants_no_messages_gets_none_and_reads_it_on_the_page, |world| {
    let (_sender, filed, _) = filed_with_half_a_film(world, false).await;
    let before = world.sms.taken().len();
    world.works_after(Duration::hours(20)).await;
    world.works_after(Duration::hours(5)).await;
    assert_eq!((messages(world).await, world.sms.taken().len()), ((0, 0), before));
    assert_eq!(film_of(&reads(world, &filed).await)["refusal"], SENTENCE);
});

story!(two_workers_tell_it_once, |world| {
    let (_sender, _, _) = filed_with_half_a_film(world, true).await;
    for (hours, expected) in [(20, (1, 0)), (5, (1, 1))] {
        world.wait(Duration::hours(hours));
        let (ctx, county) = (world.ctx(), &world.home().county);
        let both = tokio::join!(uploads_due(&ctx, &world.ports, county), uploads_due(&ctx, &world.ports, county));
        both.0.unwrap();
        both.1.unwrap();
        assert_eq!(messages(world).await, expected);
    }
});

story!(a_film_that_lapsed_is_brought_again_as_a_supplement, |world| {
    let (_sender, filed, _) = filed_with_half_a_film(world, true).await;
    world.works_after(Duration::hours(25)).await;
    let track = world.proves_later(PHONE, "TRACK").await;
    let key = "brought-again-key-01";
    let query = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken errors { message } } }";
    let granted = world.data(Some(&track), query, json!({ "input": { "submissionKey": key, "queryCode": filed.code } })).await;
    let token = granted["grantUpload"]["uploadToken"].as_str().unwrap().to_owned();
    let sender = Sender { world, reporter_token: track.clone(), token, key: key.to_owned() };
    let whole = sender.uploads(&film(2_000), "video/mp4", 700).await;
    let input = json!({ "submissionKey": key, "queryCode": filed.code, "text": "录像重新传了。", "mediaIds": [id(whole)] });
    assert_eq!(world.tells_with(Some(&track), "supplementReport", input).await["errors"], json!([]));
    worker(world).await;
    assert_eq!(state(world, whole).await, MediaState::Ready);
    assert_eq!(film_of(&reads(world, &filed).await)["state"], "REFUSED", "the first one stays as it was");
});

story!(a_report_whose_phone_stays_on_the_page_can_go_on_with_both_codes, |world| {
    let (sender, filed, film_path) = filed_with_half_a_film(world, true).await;
    let track = world.proves_later(PHONE, "TRACK").await;
    let query = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken errors { message } } }";
    let granted = world.data(Some(&track), query, json!({ "input": { "submissionKey": sender.key, "queryCode": filed.code } })).await;
    let token = granted["grantUpload"]["uploadToken"].as_str().unwrap().to_owned();
    let later = Sender { world, reporter_token: track, token, key: sender.key.clone() };
    assert_eq!(later.offset(&film_path).await, Ok(500));
    assert_eq!(later.sends(&film_path, 500, &film(2_000)[500..]).await, 204);
    worker(world).await;
    assert_eq!(film_of(&reads(world, &filed).await)["state"], "READY");
});
