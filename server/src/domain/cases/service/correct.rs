//! 更正结论: a new version beside the old one, which stays; the reporter is told and asked anew.

use super::measures::Measure;
use super::reply::{Concluding, ReplyTelling, checked, conclude};
use super::{CaseAt, begin, reason_of, seal_note, tell, waits};
use crate::domain::cases::policy::{self, Action};
use crate::domain::cases::service::content::held_by;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys;
use crate::kernel::secret::SealedText;
use crate::kernel::{Ctx, Failure, Outcome, outbox};
use entity::conclusion;
use entity::id::{CaseId, SealedPartId};
use entity::words::{Finding, NoticeKind};
use serde_json::json;

/// The outbox topic of a finding that was corrected to another: `{caseId, instanceNo, at}`. What is published of it is not
/// true any more.
pub const FINDING_CORRECTED: &str = "cases.finding_corrected";

/// What is true instead.
pub struct CorrectConclusion {
    /// The case.
    pub case_id: CaseAt,
    /// 结论.
    pub finding: Finding,
    /// What the reporter reads.
    pub text: String,
    /// What was done.
    pub measures: Vec<Measure>,
    /// Why the version before does not stand; for colleagues.
    pub reason: String,
}

/// One version as colleagues read it.
pub struct ConclusionView {
    /// The row.
    pub row: conclusion::Model,
    /// The reply.
    pub telling: ReplyTelling,
    /// Why it was corrected.
    pub reason: Option<SealedText>,
}

/// Corrects what this instance found. Whatever the reporter said of the reply before is no answer to this one: the days to
/// answer begin anew, also where they were over.
///
/// # Errors
/// Refused without reason or text, before a reply; hidden, refused by the policy, the state, or somebody faster.
pub async fn correct(ctx: &Ctx, input: CorrectConclusion) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::Correct).await?;
    let reason = reason_of(&input.reason)?;
    let telling = checked(&tx, &input.text, (input.measures, input.finding))?;
    let step = waits::of_county(&tx, loaded.standing().correct(tx.now)?).await?;
    let reason = seal_note(&tx, &loaded, &reason).await?;
    conclude(ctx, &tx, &loaded, (&step, "cases.correct"), Concluding { finding: input.finding, telling, reason }).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Corrected, None).await?;
    if loaded.finding() != Some(input.finding) {
        let said = json!({ "caseId": loaded.case.id, "instanceNo": loaded.case.instance_no, "at": tx.now.0 });
        outbox::enqueue(&tx, FINDING_CORRECTED, said, tx.now).await?;
    }
    tx.commit().await
}

/// All versions of what was found in a case.
///
/// # Errors
/// Hidden if the viewer may not see the case.
pub async fn conclusions_of(ctx: &Ctx, id: CaseId) -> Outcome<Vec<ConclusionView>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let loaded: Loaded = store::find(&tx, &ctx.actor, id).await?;
    policy::decide(&ctx.actor, Action::OpenContent, &loaded.facts(false)).check()?;
    let rows = store::conclusions_of(&tx, id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = keys::open(&tx, loaded.report.content_envelope_id, held_by(staff, &loaded)).await?;
    let parts = keys::parts(&tx, &key).await?;
    let find = |id: SealedPartId| parts.iter().find(|part| part.id == id).map(|part| part.text.clone());
    let view = |row: conclusion::Model| {
        let telling = serde_json::from_str(find(row.reply_part_id)?.reveal()).ok()?;
        Some(ConclusionView { telling, reason: row.reason_part_id.and_then(find), row })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}
