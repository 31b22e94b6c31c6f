//! 提交举报: route, seal, case, clocks, notices, in one transaction.

use super::route::{self, Routed};
use super::tell;
use crate::domain::cases::model;
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::rules::names::{bare, meant};
use crate::domain::cases::rules::routing::{Here, Route};
use crate::domain::cases::store::{self, NewCase};
use crate::domain::directory::{self, SubjectId};
use crate::domain::ledger::{self, Entry};
use crate::domain::notices::{self, About};
use crate::domain::reporters::{self, ReporterRefusal};
use crate::domain::reports::{self, NewReport, Organs, Recorded, submission_key_is_sound};
use crate::kernel::error::Refusals;
use crate::kernel::secret::{PersonName, SealedText};
use crate::kernel::text::{Bounds, line, written};
use crate::kernel::{County, Ctx, ErrorCode, Failure, Outcome, ReporterActor, Tx};
use entity::case;
use entity::id::{CaseId, MediaId};
use entity::words::{CaseEventKind, NoticeKind, PhonePurpose};
use serde_json::json;

const NAME: Bounds = Bounds { min: 2, max: 30 };
const OTHER_NAME: Bounds = Bounds { min: 1, max: 30 };
const TEXT: Bounds = Bounds { min: 5, max: 5_000 };
const MOST_NAMES: usize = 10;
const MOST_MEDIA: usize = 20;
/// Crockford's digits, without letters that look like others.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A report as it was typed.
pub struct SubmitReport {
    /// Made once by the client, kept over retries.
    pub submission_key: String,
    /// Division code.
    pub county: String,
    /// One to ten.
    pub subject_ids: Vec<SubjectId>,
    /// 举报人姓名.
    pub reporter_name: String,
    /// Other persons.
    pub other_names: Vec<String>,
    /// What happened.
    pub text: String,
    /// Uploaded evidence.
    pub media_ids: Vec<MediaId>,
    /// Whether text messages are wanted.
    pub wants_sms: bool,
    /// For whom a helper files.
    pub on_behalf_of: Option<String>,
    /// The notice on personal data was read and agreed to.
    pub consent: bool,
}

/// What the reporter gets.
pub struct Submitted {
    /// The county.
    pub county: County,
    /// Report, query code, receipt.
    pub recorded: Recorded,
}

/// Files a report. The same submission key with the same input gets the same answer, however often it is sent.
///
/// # Errors
/// Refused without a phone proven for reporting, with the phone of an official for somebody else in his town or under
/// another name than his own, with every faulty field named; elsewhere if another organ above the county is the right one
/// (then nothing was stored).
pub async fn submit(ctx: &Ctx, input: SubmitReport) -> Outcome<Submitted> {
    let reporter = reporters::current(ctx, PhonePurpose::Report)?;
    let county = ctx.county(&input.county).await?;
    if county.id != reporter.county_id {
        return Err(Failure::field(ErrorCode::CodeRequired, "county", "验证码是在别的县（区、市）要的，请在这里重新验证手机号。"));
    }
    let new = checked(input)?;
    // Of two requests with one key at the same moment the later one finds the earlier one's answer on its second try.
    for _ in 0..2 {
        let tx = ctx.write(&county).await?;
        let recorded = match reports::earlier(&tx, reporter, &new).await? {
            Some(recorded) => Some(recorded),
            None => enter(ctx, tx, reporter, &new).await?,
        };
        if let Some(recorded) = recorded {
            return Ok(Submitted { county, recorded });
        }
    }
    Err(CaseRefusal::Changed.into())
}

async fn enter(ctx: &Ctx, tx: Tx, reporter: &ReporterActor, new: &NewReport) -> Outcome<Option<Recorded>> {
    let named = directory::officials_called(&tx, &meant(&new.other_names)).await?;
    let routed = route::decide(&tx, &new.subjects, &named).await?;
    let here = match routed.route {
        Route::Here(here) => here,
        Route::Elsewhere(_) if routed.named.is_empty() => return Err(CaseRefusal::RouteElsewhere.into()),
        Route::Elsewhere(organ) => return Err(routed.named_elsewhere(organ)),
    };
    may_report(&tx, reporter, (new, &routed)).await?;
    reports::within_day(&tx, reporter).await?;
    let organs = Organs { handling: here.handling, review: here.review.organ };
    let Some(recorded) = reports::record(&tx, reporter, new, (routed.rows(), organs)).await? else { return Ok(None) };
    let case_id = add_case(ctx, &tx, &recorded, here).await?;
    let about = About { case_id, contact_id: recorded.contact_id, wants_sms: new.wants_sms };
    notices::to_reporter(&tx, about, NoticeKind::Received, json!({})).await?;
    tell::organ(&tx, (case_id, &routed.known.away), here.handling, NoticeKind::HandlerNew).await?;
    if here.is_alarm {
        store::add_event(&tx, &ctx.actor, (case_id, CaseEventKind::SuperiorMissing), (None, None), json!({ "version": 1 })).await?;
        tell::heads(&tx, (case_id, &routed.known.away), here.handling, NoticeKind::SuperiorMissing).await?;
    }
    tx.commit().await?;
    Ok(Some(recorded))
}

/// The phone of an official is good for a report under his own name, and for nobody else in his own town.
async fn may_report(tx: &Tx, reporter: &ReporterActor, (new, routed): (&NewReport, &Routed)) -> Outcome<()> {
    let names = directory::names_of_phone(tx, &reporter.phone_hash).await?;
    if names.is_empty() {
        return Ok(());
    }
    let stated = bare(new.reporter_name.reveal());
    if !names.iter().any(|name| bare(name) == stated) {
        return Err(CaseRefusal::NameOfPhone.into());
    }
    if new.on_behalf_of.is_some() && directory::serves_near(tx, &reporter.phone_hash, &routed.known.subjects).await? {
        return Err(CaseRefusal::PhoneOfOfficial.into());
    }
    Ok(())
}

async fn add_case(ctx: &Ctx, tx: &Tx, recorded: &Recorded, here: Here) -> Outcome<CaseId> {
    let step = model::submitted(tx.now);
    let row = case::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        report_id: recorded.report_id,
        number: number(tx).await?,
        state: step.next.state,
        light: step.next.light,
        instance_no: 1,
        organ_id: here.handling,
        handler_id: None,
        submitted_at: tx.now,
        replied_at: None,
        closed_at: None,
        satisfied: None,
        answered_at: None,
        withdraw_at: None,
        version: 1,
    };
    let (id, facts) = (row.id, json!({ "report": recorded.report_id, "contact": recorded.contact_id, "organ": here.handling }));
    store::add_case(tx, &ctx.actor, NewCase { row, step }).await?;
    ledger::append(tx, &ctx.actor, Entry::sealed("cases.submit", id, facts)).await?;
    Ok(id)
}

/// Year and five letters by chance: a number that counts would tell how many people report.
async fn number(tx: &Tx) -> Outcome<String> {
    for _ in 0..8 {
        let letters = tx.random::<5>().map(|byte| LETTERS.get(usize::from(byte % 32)).map_or('0', |letter| char::from(*letter)));
        let number = format!("{}-{}", tx.now.in_china().year(), letters.iter().collect::<String>());
        if store::by_number(tx, &number).await?.is_none() {
            return Ok(number);
        }
    }
    Err(Failure::fault("no free case number in eight tries"))
}

fn checked(input: SubmitReport) -> Outcome<NewReport> {
    if !submission_key_is_sound(&input.submission_key) {
        return Err(ReporterRefusal::SubmissionKey.into());
    }
    let mut refusals = Refusals::default();
    let name = refusals.take(line("reporterName", &input.reporter_name, NAME));
    let text = refusals.take(written("text", &input.text, TEXT));
    let helped = input.on_behalf_of.filter(|name| !name.trim().is_empty());
    let helped = helped.and_then(|name| refusals.take(line("onBehalfOf", &name, NAME)));
    let others = input.other_names.iter().filter(|name| !name.trim().is_empty());
    let other_names: Vec<_> = others.filter_map(|name| refusals.take(line("otherNames", name, OTHER_NAME))).collect();
    if other_names.len() > MOST_NAMES {
        refusals.add(ErrorCode::TooLong, "otherNames", format!("最多写 {MOST_NAMES} 个人，其他的可以写在经过里。"));
    }
    if input.media_ids.len() > MOST_MEDIA {
        refusals.add(ErrorCode::TooLong, "mediaIds", format!("照片、录音和视频一共最多 {MOST_MEDIA} 个。"));
    }
    if !input.consent {
        refusals.add(ErrorCode::Required, "consent", "请先看过说明，勾选同意再提交。");
    }
    refusals.check()?;
    Ok(NewReport {
        submission_key: input.submission_key,
        subjects: input.subject_ids,
        reporter_name: PersonName::checked(name.unwrap_or_default()),
        other_names,
        text: SealedText::new(text.unwrap_or_default()),
        media_ids: input.media_ids,
        wants_sms: input.wants_sms,
        on_behalf_of: helped.map(PersonName::checked),
    })
}
