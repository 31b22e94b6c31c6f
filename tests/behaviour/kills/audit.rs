//! What must be true after the last kill.

use super::ground::{Ground, close};
use super::life::Done;
use super::villager::{Filed, Told};
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
    let query = "query($code: String) { reportStatus(queryCode: $code) { state light instance organ { name } dueOn withdrawsAt } }";
    for filed in &told.filed {
        let body = json!({ "query": query, "variables": { "code": filed.query_code } });
        let answer: Value = http.post(format!("{}/graphql", ground.url())).json(&body).send().await.unwrap().json().await.unwrap();
        let status = &answer["data"]["reportStatus"];
        let (state, organ) = stands(filed);
        assert_eq!((&status["state"], &status["organ"]["name"]), (&json!(state), &json!(organ)), "{filed:?}: {answer}");
        assert!(status["dueOn"].is_string(), "{answer}");
        assert_eq!(status["light"] == "RED", filed.done.contains(&Done::Escalated), "{filed:?}: {answer}");
        assert_eq!(status["withdrawsAt"].is_string(), filed.done.contains(&Done::WithdrawalAsked), "{filed:?}: {answer}");
    }
}

/// How a report stands after what was acknowledged of it.
fn stands(filed: &Filed) -> (&'static str, &'static str) {
    match filed.done.last() {
        None | Some(Done::WithdrawalAsked) => ("SUBMITTED", "龙山镇纪委"),
        Some(Done::Accepted) => ("ACCEPTED", "龙山镇纪委"),
        Some(Done::Investigating) => ("INVESTIGATING", "龙山镇纪委"),
        Some(Done::Replied) => ("REPLIED", "龙山镇纪委"),
        Some(Done::Escalated) => ("ACCEPTED", "县纪委监委"),
    }
}

/// Clocks that must run after that.
fn running(filed: &Filed) -> Vec<DeadlineKind> {
    match filed.done.last() {
        None => vec![DeadlineKind::Acceptance],
        Some(Done::WithdrawalAsked) => vec![DeadlineKind::Acceptance, DeadlineKind::Withdrawal],
        Some(Done::Accepted | Done::Investigating | Done::Escalated) => vec![DeadlineKind::Result],
        Some(Done::Replied) => vec![DeadlineKind::Answer, DeadlineKind::PublishResult],
    }
}

/// The event that a verb leaves, and its entry in the ledger.
const fn traces(done: Done) -> (CaseEventKind, &'static str) {
    match done {
        Done::Accepted => (CaseEventKind::Accepted, "cases.accept"),
        Done::Investigating => (CaseEventKind::InvestigationStarted, "cases.investigate"),
        Done::Replied => (CaseEventKind::Replied, "cases.reply"),
        Done::Escalated => (CaseEventKind::Escalated, "cases.escalate"),
        Done::WithdrawalAsked => (CaseEventKind::WithdrawalAsked, "cases.withdraw"),
    }
}

/// The rows are whole, one each, and agree with what the gateway accepted.
pub async fn rows(ground: &Ground, told: &Told) {
    let kernel = ground.kernel(SystemClock.now()).await;
    let tx = Ctx::system(&kernel).read(&ground.place().county).await.unwrap();
    reports(&tx, told).await;
    cases(&tx).await;
    lives(&tx, told).await;
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
    let with_reply = told.filed.iter().filter(|filed| filed.done.contains(&Done::Replied));
    let replied: BTreeSet<_> = with_reply.map(|filed| submission_hash(&tx.kernel.keys, &filed.submission_key).unwrap()).collect();
    for row in &rows {
        for (envelope, holders) in [(row.content_envelope_id, 3), (row.name_envelope_id, 1)] {
            // The reply is sealed beside the report.
            let replies = usize::from(holders == 3 && replied.contains(&row.submission_hash));
            assert_eq!((parts.get(&envelope), wraps.get(&envelope)), (Some(&(1 + replies)), Some(&holders)), "{}", row.id);
        }
    }
}

async fn cases(tx: &Tx) {
    let reports = tx.rows().find::<report::Entity>().all(tx).await.unwrap();
    let cases = tx.rows().find::<case::Entity>().all(tx).await.unwrap();
    one_each("a case for each report", reports.iter().map(|row| row.id), cases.iter().map(|row| row.report_id));
    let ids = || cases.iter().map(|row| row.id);
    let instances = tx.rows().find::<instance::Entity>().all(tx).await.unwrap();
    let first = instances.into_iter().filter(|row| row.no == 1);
    one_each("a first instance for each case", ids(), first.map(|row| row.case_id));
    let events = tx.rows().find::<case_event::Entity>().all(tx).await.unwrap();
    let submitted = events.into_iter().filter(|row| row.kind == CaseEventKind::Submitted);
    one_each("its beginning told", ids(), submitted.map(|row| row.case_id));
    let clocks = tx.rows().find::<deadline::Entity>().all(tx).await.unwrap();
    let acceptance = clocks.into_iter().filter(|row| row.kind == DeadlineKind::Acceptance);
    one_each("the acceptance clock", ids(), acceptance.map(|row| row.case_id));
    let entries = tx.rows().find::<ledger_entry::Entity>().all(tx).await.unwrap();
    let entries = entries.into_iter().filter(|row| row.kind == "cases.submit");
    one_each("a ledger entry for each case", ids().map(Uuid::from), entries.filter_map(|row| row.subject_id));
    let notices = tx.rows().find::<notice::Entity>().all(tx).await.unwrap();
    let received = notices.into_iter().filter(|row| row.kind == NoticeKind::Received);
    one_each("a notice to each reporter", ids(), received.filter_map(|row| row.case_id));
}

/// Each acknowledged verb left its traces exactly once, and nothing else did.
async fn lives(tx: &Tx, told: &Told) {
    let reports = tx.rows().find::<report::Entity>().all(tx).await.unwrap();
    let cases = tx.rows().find::<case::Entity>().all(tx).await.unwrap();
    let events = tx.rows().find::<case_event::Entity>().all(tx).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().all(tx).await.unwrap();
    let clocks = tx.rows().find::<deadline::Entity>().all(tx).await.unwrap();
    let instances = tx.rows().find::<instance::Entity>().all(tx).await.unwrap();
    for filed in &told.filed {
        let hash = submission_hash(&tx.kernel.keys, &filed.submission_key).unwrap();
        let report = reports.iter().find(|row| row.submission_hash == hash).unwrap();
        let case = cases.iter().find(|row| row.report_id == report.id).unwrap();
        let mut of_case: Vec<_> = events.iter().filter(|row| row.case_id == case.id).map(|row| row.kind).collect();
        let mut of_client: Vec<_> = filed.done.iter().map(|done| traces(*done).0).collect();
        of_client.push(CaseEventKind::Submitted);
        of_case.sort_unstable();
        of_client.sort_unstable();
        assert_eq!(of_case, of_client, "{filed:?}");
        for done in &filed.done {
            let kind = traces(*done).1;
            let logged = entries.iter().filter(|row| row.kind == kind && row.subject_id == Some(case.id.into())).count();
            assert_eq!(logged, 1, "{kind} of {filed:?}");
        }
        let mut run: Vec<_> =
            clocks.iter().filter(|row| row.case_id == case.id && row.state == DeadlineState::Running).map(|row| row.kind).collect();
        run.sort_unstable();
        let mut expected = running(filed);
        expected.sort_unstable();
        assert_eq!(run, expected, "{filed:?}");
        let turns = instances.iter().filter(|row| row.case_id == case.id).count();
        assert_eq!(turns, 1 + usize::from(filed.done.contains(&Done::Escalated)), "{filed:?}");
        assert_eq!(usize::try_from(case.version).unwrap(), 1 + filed.done.len(), "{filed:?}");
    }
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
