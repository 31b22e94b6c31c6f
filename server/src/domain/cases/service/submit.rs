//! 提交举报: route, seal, case, clocks, notices, in one transaction.

use super::route::{self, Routed};
use super::status::{self, ReporterView};
use super::{clocks, tell};
use crate::domain::cases::model;
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::rules::names::{bare, meant};
use crate::domain::cases::rules::routing::{Here, Route};
use crate::domain::cases::store::{self, Loaded, NewCase};
use crate::domain::directory::{self, OrganFacts, SubjectId};
use crate::domain::ledger::{self, Entry};
use crate::domain::ledger_tree::{self, Promise};
use crate::domain::reporters::{self, ReporterRefusal};
use crate::domain::reports::{self, Kept, NewReport, Organs, PaidRecord, Receipt, Recorded, submission_key_is_sound};
use crate::domain::subsidies;
use crate::kernel::error::Refusals;
use crate::kernel::secret::{PersonName, SealedText};
use crate::kernel::text::{Bounds, line, written};
use crate::kernel::{Actor, County, Ctx, ErrorCode, Failure, Outcome, ReporterActor, Tx};
use entity::case;
use entity::id::{MediaId, OfficialId, PowerId, SubsidyId};
use entity::words::{CaseEventKind, NoticeKind, PhonePurpose};
use serde_json::json;

const NAME: Bounds = Bounds { min: 2, max: 30 };
const OTHER_NAME: Bounds = Bounds { min: 1, max: 30 };
const TEXT: Bounds = Bounds { min: 5, max: 5_000 };
const MOST_NAMES: usize = 10;
const MOST_MEDIA: usize = 20;

/// What a case is made of: its report as written, officials named beside the subjects, organs.
type Ground = (Kept, Vec<OfficialId>, Vec<OrganFacts>);

/// A report as it was typed.
pub struct SubmitReport {
    /// Made once by the client, kept over retries.
    pub submission_key: String,
    /// Division code.
    pub county: String,
    /// One to ten.
    pub subject_ids: Vec<SubjectId>,
    /// At which step of a power it went wrong.
    pub power_steps: Vec<(PowerId, i32)>,
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
    /// The record of a list of subsidies that it is about.
    pub about_paid: Option<SubsidyId>,
    /// The notice on personal data was read and agreed to.
    pub consent: bool,
}

/// What the reporter gets.
pub struct Submitted {
    /// The county.
    pub county: County,
    /// Report, query code, receipt.
    pub recorded: Recorded,
    /// How the report stands.
    pub view: ReporterView,
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
        if let Some(recorded) = reports::earlier(&tx, reporter, &new).await? {
            let view = status::just_filed(status::of_report(&tx, &Actor::Nobody, recorded.report_id).await?);
            return Ok(Submitted { county, recorded, view });
        }
        if let Some((recorded, loaded)) = enter(ctx, tx, reporter, &new).await? {
            return Ok(Submitted { county, recorded, view: status::just_filed(loaded) });
        }
    }
    Err(CaseRefusal::Changed.into())
}

async fn enter(ctx: &Ctx, tx: Tx, reporter: &ReporterActor, new: &NewReport) -> Outcome<Option<(Recorded, Loaded)>> {
    let named = directory::officials_called(&tx, &meant(&new.other_names)).await?;
    let mut routed = route::decide(&tx, &new.subjects, &named).await?;
    routed.note_steps(&tx, &new.power_steps).await?;
    let here = match routed.route {
        Route::Here(here) => here,
        Route::Elsewhere(_) if routed.named.is_empty() => return Err(CaseRefusal::RouteElsewhere.into()),
        Route::Elsewhere(organ) => return Err(routed.named_elsewhere(organ)),
    };
    may_report(&tx, reporter, (new, &routed)).await?;
    reports::within_day(&tx, reporter).await?;
    let organs = Organs { handling: here.handling, review: here.review.organ };
    let Some((recorded, kept)) = reports::record(&tx, reporter, new, (routed.rows(), organs, paid(&tx, new).await?)).await? else {
        return Ok(None);
    };
    let Routed { named, mut known, .. } = routed;
    let (loaded, promise) = add_case(ctx, &tx, (kept, named, std::mem::take(&mut known.organs)), here).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Received, None).await?;
    let about = (loaded.case.id, &known);
    tell::organ(&tx, about, here.handling, NoticeKind::HandlerNew).await?;
    if here.is_alarm {
        store::add_event(&tx, &ctx.actor, (about.0, CaseEventKind::SuperiorMissing), (None, None), json!({ "version": 1 })).await?;
        tell::heads(&tx, about, here.handling, NoticeKind::SuperiorMissing).await?;
    }
    tx.commit().await?;
    let receipt = Receipt { promise: Some(promise), ..recorded.receipt };
    Ok(Some((Recorded { receipt, ..recorded }, loaded)))
}

/// What the list says that the report is about. One that was replaced since says nothing any more: the report stands without it.
async fn paid(tx: &Tx, new: &NewReport) -> Outcome<Option<PaidRecord>> {
    let Some(id) = new.about_paid else { return Ok(None) };
    let row = match subsidies::record(tx, id).await {
        Ok(row) => row,
        Err(Failure::Refused(_)) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let unit = directory::units_by_id(tx, &[row.unit_id]).await?.pop().map(|unit| unit.name).unwrap_or_default();
    Ok(Some(PaidRecord { kind: row.kind, year: row.year, amount: row.amount, paid_on: row.paid_on, unit }))
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

async fn add_case(ctx: &Ctx, tx: &Tx, (kept, named, organs): Ground, here: Here) -> Outcome<(Loaded, Promise)> {
    let step = model::submitted(tx.now);
    let clocks = clocks::counted(tx, &step, &[]).await?;
    let row = case::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        report_id: kept.report.id,
        // Drawn where it is written, since it must be free.
        number: String::new(),
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
        due_at: store::due_of(&clocks.starts),
        version: 1,
    };
    let (report, content_hash) = (kept.report.id, kept.report.content_hash.clone());
    let hash = hex::encode(&content_hash);
    let facts = json!({ "report": report, "contact": kept.report.contact_id, "organ": here.handling, "contentHash": hash });
    let loaded = store::add_case(tx, &ctx.actor, NewCase { row, step, clocks, kept, named, organs }).await?;
    let entry = ledger::append_kept(tx, &ctx.actor, Entry::sealed("cases.submit", loaded.case.id, facts)).await?;
    let promise = ledger_tree::promise(tx, &entry, (report, &content_hash)).await?;
    Ok((loaded, promise))
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
        power_steps: input.power_steps,
        reporter_name: PersonName::checked(name.unwrap_or_default()),
        other_names,
        text: SealedText::new(text.unwrap_or_default()),
        media_ids: input.media_ids,
        wants_sms: input.wants_sms,
        on_behalf_of: helped.map(PersonName::checked),
        about_paid: input.about_paid,
    })
}
