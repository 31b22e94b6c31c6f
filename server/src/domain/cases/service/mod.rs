//! One function a verb: load → decide → step → write → ledger → outbox.

mod accept;
mod add_subject;
mod answer;
mod archived;
mod ask_deadline;
mod assign;
mod changed;
mod clarify;
mod clocks;
mod clusters;
mod content;
mod correct;
mod deadline_requests;
mod decide_deadline;
mod decline;
mod due;
mod escalate;
mod external;
mod figures;
mod follow_up;
mod go_on;
mod hand_over;
mod inbox;
mod inherit;
mod investigate;
mod joint;
mod leaving;
mod look;
mod malice;
mod many;
mod material;
mod measures;
mod new_code;
mod original;
mod publishing;
mod reassign;
mod reminders;
mod reply;
mod route;
mod staffing;
mod stale;
mod status;
mod step_aside;
mod submit;
mod supplement;
mod tell;
mod touches;
mod transfer;
mod turns;
mod undelivered;
mod uploads;
mod urging;
mod waits;
mod withdraw;
mod workload;

pub use accept::accept;
pub use add_subject::{AddSubject, add_subject};
pub use answer::{AnswerReply, Answerer, answer};
pub use archived::{ArchivedFinding, archived_of, concluded_about};
pub use ask_deadline::{AskDeadline, ask_deadline};
pub use assign::{AssignCase, assign};
pub use changed::CaseAt;
pub use clarify::{
    ClarificationView, NoteClarification, PrepareClarification, clarifications_of, note_clarification, prepare_clarification,
};
pub use clocks::{calendar_due, calendar_job, last_event, replayed};
pub use clusters::{CaseClusters, clusters};
pub use content::{open_content, open_reasons};
pub use correct::{ConclusionView, CorrectConclusion, FINDING_CORRECTED, conclusions_of, correct};
pub use deadline_requests::{RequestView, RequestWords, deadline_requests, request_words, view as request_view};
pub use decide_deadline::{DecideDeadline, decide_deadline, resume_deadline};
pub use decline::{Channel as DeclineChannel, DeclineCase, decline};
pub use due::deadlines_due;
pub use external::{EnterExternalResult, enter_external_result};
pub use figures::{CaseFigures, FiguresOf, figures};
pub use follow_up::{AnswerFollowUp, answer_follow_up};
pub use go_on::continue_without_reporter;
pub use hand_over::{
    EnterReceipt, HandOverView, Material, Opened as OpenedHandOver, Sheet, enter_receipt, hand_over as hand_over_of, hand_overs,
    open_hand_over, sign_for, view as hand_over_view,
};
pub use inbox::{
    CaseFilter, CaseList, CaseView, Named, Sums, assignees_of, case, case_by_number, cases, transfer_targets_of, viewer_notices,
};
pub use inherit::TURN_MOVED;
pub use investigate::{FileCase, file, start_investigation};
pub use joint::{add_note, end_joint, invite, invite_targets_of};
pub use leaving::leaving_job;
pub use look::{Look, may_look, note_look, seen_among};
pub use malice::{
    DecideMalice, MaliceView, MaliceWords, ProposeMalice, decide_malice, malice_words, malices, propose_malice, view as malice_view,
};
pub use many::{sweep, unit_alarms};
pub use material::{AcknowledgeMaterial, AskMaterial, acknowledge_material, ask_material, has_no_material};
pub use measures::{Measure, sum_of};
pub use new_code::{NEW_CODE, NewCode, Stop, new_code_job, request_new_code, stop_new_code, take_new_code};
pub use original::open_original;
pub use publishing::{
    Concluded, Sight, Told, Wish, concluded, concluded_among, concluded_seen, free_of, hold_case, note_clarified, note_published,
    note_reopened, note_withheld, sight, told, wish, wishes,
};
pub use reassign::{Reassign, Shares, reassign, reassign_plan};
pub use reminders::reminders_due;
pub use reply::{ReplyCase, ReplyTelling, reply};
pub use route::{Intake, intake_route};
pub use staffing::{staffing_due, staffing_job};
pub use stale::{note_followed, note_stale, stale_since};
pub use status::{Followed, ReporterView, followed, report_status, status_of};
pub use step_aside::step_aside;
pub use submit::{SubmitReport, Submitted, submit};
pub use supplement::{SupplementReport, grant_upload, supplement};
pub use touches::Touch;
pub use transfer::{TransferCase, transfer};
pub use undelivered::{MOST_UNREACHED, OpenedPhone, Opening, Unreached, messages_of, not_delivered_job, open_reporter_phone, undelivered};
pub use uploads::{uploads_due, uploads_job};
pub use withdraw::{WithdrawReport, withdraw};
pub use workload::{HandlerLoad, ToPublish, Workload, workload};

use assign::assignees;
use transfer::transfer_targets;

use crate::domain::cases::model::{Step, Turn};
use crate::domain::cases::policy::{self, Action};
use crate::domain::cases::store::{self, Change, Loaded};
use crate::domain::keys::{self, Holder, OpenKey};
use crate::domain::ledger::{self, Entry};
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{AccountId, OrganId, SealedPartId};
use entity::words::{PartKind, StaffRole};
use serde_json::{Value, json};

/// A reason as officers write it.
const REASON: Bounds = Bounds { min: 2, max: 1_000 };
/// A note that may be left out.
const NOTE: Bounds = Bounds { min: 0, max: 1_000 };

/// Opens a verb of the staff: the case as it stands, if the actor may do this.
async fn begin(ctx: &Ctx, at: impl Into<CaseAt>, action: Action) -> Outcome<(Tx, Loaded)> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let at = at.into();
    let county = ctx.county_of(at.id).await?;
    let tx = ctx.write(&county).await?;
    let loaded = store::find(&tx, &ctx.actor, at.id).await?;
    let decision = policy::decide(&ctx.actor, action, &loaded.facts(false));
    // Of two colleagues the faster one is the handler now: the other is told what happened, and not only that he may not.
    let is_told = match decision {
        policy::Decision::Allow => true,
        policy::Decision::Refuse(_) => is_of(staff, loaded.case.organ_id),
        policy::Decision::Hide => false,
    };
    if is_told {
        changed::check(&tx, &loaded, at).await?;
    }
    decision.check()?;
    Ok((tx, loaded))
}

/// What a verb adds to its step.
struct Act {
    kind: &'static str,
    organ: OrganId,
    handler: Option<AccountId>,
    part: Option<SealedPartId>,
    facts: Value,
}

impl Act {
    /// An act that leaves organ and handler as they are.
    fn plain(kind: &'static str, loaded: &Loaded) -> Self {
        Self { kind, organ: loaded.case.organ_id, handler: loaded.case.handler_id, part: None, facts: json!({}) }
    }

    /// An act after which an unassigned case has the actor as its handler.
    fn by_handler(kind: &'static str, loaded: &Loaded, ctx: &Ctx) -> Self {
        let actor = ctx.actor.staff().map(|staff| staff.account_id);
        Self { handler: loaded.case.handler_id.or(actor), ..Self::plain(kind, loaded) }
    }
}

/// Writes the step and its ledger entry.
async fn take(ctx: &Ctx, tx: &Tx, loaded: &Loaded, (step, act): (&Step, Act)) -> Outcome<()> {
    let facts = json!({ "organ": act.organ, "instance": loaded.case.instance_no, "state": step.next.state });
    let clocks = clocks::counted(tx, step, &loaded.requests).await?;
    let change = Change { case: &loaded.case, step, clocks, organ: act.organ, handler: act.handler, part: act.part, facts: act.facts };
    let organ = change.organ;
    if let Err(why) = store::take(tx, &ctx.actor, change).await {
        return Err(changed::why(ctx, tx, (loaded, why)).await);
    }
    turns::follow(ctx, tx, loaded, (step, organ)).await?;
    ledger::append(tx, &ctx.actor, Entry::sealed(act.kind, loaded.case.id, facts)).await
}

/// How the organ whose turn it is holds the content.
const fn holder_of(turn: Turn, organ: OrganId) -> Holder<'static> {
    match turn {
        Turn::First => Holder::Organ(organ),
        Turn::Review => Holder::Review(organ),
    }
}

/// The content key, held by the organ whose turn it is.
async fn content_key(tx: &Tx, loaded: &Loaded) -> Outcome<OpenKey> {
    let holder = holder_of(loaded.standing().turn, loaded.case.organ_id);
    keys::open(tx, loaded.report.content_envelope_id, holder).await
}

/// Seals a reason that the reporter reads beside the content; nothing for an empty one.
async fn seal_reason(tx: &Tx, loaded: &Loaded, reason: &str) -> Outcome<Option<SealedPartId>> {
    seal_words(tx, loaded, (PartKind::Reason, reason)).await
}

/// Seals a note that only colleagues read beside the content; nothing for an empty one.
async fn seal_note(tx: &Tx, loaded: &Loaded, note: &str) -> Outcome<Option<SealedPartId>> {
    seal_words(tx, loaded, (PartKind::Note, note)).await
}

async fn seal_words(tx: &Tx, loaded: &Loaded, (kind, words): (PartKind, &str)) -> Outcome<Option<SealedPartId>> {
    if words.is_empty() {
        return Ok(None);
    }
    let key = content_key(tx, loaded).await?;
    Ok(Some(keys::add_part(tx, &key, kind, &SealedText::new(words.to_owned())).await?))
}

/// A cleaned note or reason that may be left out, by the name of its field; empty if there is none.
fn note_of(field: &'static str, note: Option<&str>) -> Outcome<String> {
    written(field, note.unwrap_or_default(), NOTE).map_err(|error| Failure::Refused(vec![error]))
}

/// Cleaned words that must be there, by the name of their field.
fn written_of(field: &'static str, words: &str) -> Outcome<String> {
    written(field, words, REASON).map_err(|error| Failure::Refused(vec![error]))
}

/// Whether somebody handles or heads cases of this organ.
fn is_of(staff: &StaffActor, organ: OrganId) -> bool {
    staff.is_in(StaffRole::Handler, organ) || staff.is_in(StaffRole::Head, organ)
}

/// A cleaned reason.
fn reason_of(reason: &str) -> Outcome<String> {
    written("reason", reason, REASON).map_err(|error| Failure::Refused(vec![error]))
}

/// Seals the reporter's own words under the content key that this holder opens; nothing for empty ones.
async fn seal_held_by(tx: &Tx, loaded: &Loaded, (by, reason): (Holder<'_>, &str)) -> Outcome<Option<SealedPartId>> {
    if reason.is_empty() {
        return Ok(None);
    }
    let (envelope, reason) = (loaded.report.content_envelope_id, SealedText::new(reason.to_owned()));
    match keys::open(tx, envelope, by).await {
        // By the phone alone nothing is opened: the words are sealed to whoever reads the report.
        Err(shut) if keys::is_shut(&shut) => keys::append(tx, envelope, PartKind::Reason, &reason).await.map(Some),
        opened => keys::add_part(tx, &opened?, PartKind::Reason, &reason).await.map(Some),
    }
}
