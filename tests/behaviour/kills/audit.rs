//! What must be true after the last kill.

use super::ground::{Ground, close};
use super::villager::Told;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, MediaState, NoticeKind, NoticeState};
use entity::{case, case_event, deadline, instance, key_wrap, ledger_entry, media, notice, outbox, report, report_subject, sealed_part};
use lianjing::domain::reporters::submission_hash;
use lianjing::kernel::{Clock as _, Ctx, Tx, clock::SystemClock};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Every acknowledged report is found by its query code, with its clock.
pub async fn through_the_api(ground: &Ground, told: &Told) {
    let http = reqwest::Client::new();
    let query = "query($code: String) { reportStatus(queryCode: $code) { state organ { name } dueOn } }";
    for filed in &told.filed {
        let body = json!({ "query": query, "variables": { "code": filed.query_code } });
        let answer: Value = http.post(format!("{}/graphql", ground.url())).json(&body).send().await.unwrap().json().await.unwrap();
        let status = &answer["data"]["reportStatus"];
        assert_eq!(status["state"], "SUBMITTED", "{filed:?}: {answer}");
        assert!(status["organ"]["name"] == "龙山镇纪委" && status["dueOn"].is_string(), "{answer}");
    }
}

/// The rows are whole, one each, and agree with what the gateway accepted.
pub async fn rows(ground: &Ground, told: &Told) {
    let kernel = ground.kernel(SystemClock.now()).await;
    let tx = Ctx::system(&kernel).read(&ground.place().county).await.unwrap();
    reports(&tx, told).await;
    cases(&tx).await;
    photos(&tx, told).await;
    messages(&tx, ground).await;
    let jobs = tx.rows().find::<outbox::Entity>().all(&tx).await.unwrap();
    assert!(jobs.iter().all(|job| job.done_at.is_some() && job.parked_at.is_none()), "{jobs:#?}");
    drop(tx);
    close(&kernel).await;
}

/// How often each of the ids stands there.
fn counted<K: Ord>(keys: impl IntoIterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// The same ids stand on both sides, once each.
fn one_each<K: Ord + std::fmt::Debug>(what: &str, owners: impl IntoIterator<Item = K>, rows: impl IntoIterator<Item = K>) {
    let rows = counted(rows);
    assert!(rows.values().all(|count| *count == 1), "{what}: {rows:?}");
    assert_eq!(rows.into_keys().collect::<BTreeSet<_>>(), owners.into_iter().collect(), "{what}");
}

async fn reports(tx: &Tx, told: &Told) {
    let rows = tx.rows().find::<report::Entity>().all(tx).await.unwrap();
    let by_submission = counted(rows.iter().map(|row| row.submission_hash.clone()));
    assert!(by_submission.values().all(|count| *count == 1), "one report for one submission");
    assert!((told.filed.len()..=told.begun).contains(&rows.len()), "{} reports of {} begun", rows.len(), told.begun);
    for filed in &told.filed {
        let hash = submission_hash(&tx.kernel.keys, &filed.submission_key).unwrap();
        assert_eq!(by_submission.get(&hash), Some(&1), "acknowledged and lost: {filed:?}");
    }
    let codes = counted(told.filed.iter().map(|filed| &filed.query_code));
    assert!(codes.values().all(|count| *count == 1), "one query code for one report");
    let subjects = tx.rows().find::<report_subject::Entity>().all(tx).await.unwrap();
    assert_eq!(subjects.len(), rows.len() * 2);
    let parts = counted(tx.rows().find::<sealed_part::Entity>().all(tx).await.unwrap().into_iter().map(|row| row.envelope_id));
    let wraps = counted(tx.rows().find::<key_wrap::Entity>().all(tx).await.unwrap().into_iter().map(|row| row.envelope_id));
    for row in &rows {
        for (envelope, holders) in [(row.content_envelope_id, 3), (row.name_envelope_id, 1)] {
            assert_eq!((parts.get(&envelope), wraps.get(&envelope)), (Some(&1), Some(&holders)), "{}", row.id);
        }
    }
}

async fn cases(tx: &Tx) {
    let reports = tx.rows().find::<report::Entity>().all(tx).await.unwrap();
    let cases = tx.rows().find::<case::Entity>().all(tx).await.unwrap();
    one_each("a case for each report", reports.iter().map(|row| row.id), cases.iter().map(|row| row.report_id));
    let ids = || cases.iter().map(|row| row.id);
    let instances = tx.rows().find::<instance::Entity>().all(tx).await.unwrap();
    one_each("an instance for each case", ids(), instances.into_iter().map(|row| row.case_id));
    let events = tx.rows().find::<case_event::Entity>().all(tx).await.unwrap();
    let submitted = events.into_iter().filter(|row| row.kind == CaseEventKind::Submitted);
    one_each("its beginning told", ids(), submitted.map(|row| row.case_id));
    let clocks = tx.rows().find::<deadline::Entity>().all(tx).await.unwrap();
    assert!(clocks.iter().all(|row| row.kind == DeadlineKind::Acceptance && row.state == DeadlineState::Running));
    one_each("the acceptance clock", ids(), clocks.into_iter().map(|row| row.case_id));
    let entries = tx.rows().find::<ledger_entry::Entity>().all(tx).await.unwrap();
    let entries = entries.into_iter().filter(|row| row.kind == "cases.submit");
    one_each("a ledger entry for each case", ids().map(Uuid::from), entries.filter_map(|row| row.subject_id));
    let notices = tx.rows().find::<notice::Entity>().all(tx).await.unwrap();
    let received = notices.into_iter().filter(|row| row.kind == NoticeKind::Received);
    one_each("a notice to each reporter", ids(), received.filter_map(|row| row.case_id));
}

async fn photos(tx: &Tx, told: &Told) {
    let rows = tx.rows().find::<media::Entity>().all(tx).await.unwrap();
    let given: Vec<_> = rows.into_iter().filter(|row| row.report_id.is_some()).collect();
    assert!(given.iter().all(|row| row.state == MediaState::Ready), "{given:#?}");
    for filed in told.filed.iter().filter(|filed| filed.photo.is_some()) {
        let hash = submission_hash(&tx.kernel.keys, &filed.submission_key).unwrap();
        let mine: Vec<_> = given.iter().filter(|row| row.submission_hash == hash).map(|row| row.sha256.clone()).collect();
        assert_eq!(mine, std::slice::from_ref(&filed.photo), "the photo of {filed:?}");
    }
}

async fn messages(tx: &Tx, ground: &Ground) {
    assert_eq!(ground.gateway.refused(), []);
    let accepted = ground.gateway.accepted();
    let tries = counted(accepted.iter().map(|one| one.out_id.clone()));
    assert!(tries.values().all(|count| *count == 1), "an OutId was sent twice");
    let notice = |out_id: &str| out_id.rsplit_once('-').unwrap().0.to_owned();
    let twice: Vec<_> = counted(accepted.iter().map(|one| notice(&one.out_id))).into_iter().filter(|(_, count)| *count > 1).collect();
    assert_eq!(twice, [], "sent twice");
    let rows = tx.rows().find::<notice::Entity>().all(tx).await.unwrap();
    let texts: Vec<_> = rows.into_iter().filter(|row| row.contact_id.is_some() || row.phone_code_id.is_some()).collect();
    let stale = |row: &notice::Model| row.kind == NoticeKind::PhoneCode && row.error.as_deref() == Some("NO_LONGER_WANTED");
    let gone: Vec<_> = texts.into_iter().filter(|row| !stale(row)).collect();
    let went = [NoticeState::Sent, NoticeState::Delivered];
    assert!(gone.iter().all(|row| went.contains(&row.state)), "{gone:#?}");
    one_each("a message for each notice", gone.iter().map(|row| row.id.to_string()), accepted.iter().map(|one| notice(&one.out_id)));
}
