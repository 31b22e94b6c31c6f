//! 答复: finding, measures and words; concludes the organ's turn and tells the reporter.

use super::measures::{self, Measure};
use super::{Act, CaseAt, begin, content_key, take, tell, waits};
use crate::domain::cases::model::Step;
use crate::domain::cases::policy::Action;
use crate::domain::cases::rules::deadlines::Terms;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys;
use crate::kernel::error::Refusals;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use entity::conclusion;
use entity::id::{ConclusionId, SealedPartId};
use entity::words::{Finding, NoticeKind, PartKind};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A reply as officers write it.
const TEXT: Bounds = Bounds { min: 5, max: 5_000 };

/// A reply.
pub struct ReplyCase {
    /// The case.
    pub case_id: CaseAt,
    /// 结论.
    pub finding: Finding,
    /// What the reporter reads.
    pub text: String,
    /// What was done.
    pub measures: Vec<Measure>,
}

/// A reply as it is sealed.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReplyTelling {
    /// What the reporter reads.
    pub text: String,
    /// What was done, notes included.
    pub measures: Vec<Measure>,
}

/// A finding with what is told of it, and why it was corrected.
pub(super) struct Concluding {
    /// 结论.
    pub finding: Finding,
    /// What the reporter reads.
    pub telling: ReplyTelling,
    /// Why the finding before it did not stand; for colleagues.
    pub reason: Option<SealedPartId>,
}

/// Replies to the reporter.
///
/// # Errors
/// Refused without text or with faulty measures; hidden, refused by the policy, the state, or somebody faster.
pub async fn reply(ctx: &Ctx, input: ReplyCase) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::Reply).await?;
    let telling = checked(&tx, &input.text, (input.measures, input.finding))?;
    let step = waits::of_county(&tx, loaded.standing().reply(tx.now)?).await?;
    conclude(ctx, &tx, &loaded, (&step, "cases.reply"), Concluding { finding: input.finding, telling, reason: None }).await?;
    tell_replied(&tx, &loaded, &step).await?;
    tx.commit().await
}

/// Seals what was found, as a new version beside those before it, and takes the step.
pub(super) async fn conclude(
    ctx: &Ctx,
    tx: &Tx,
    loaded: &Loaded,
    (step, kind): (&Step, &'static str),
    concluding: Concluding,
) -> Outcome<()> {
    let Concluding { finding, telling, reason } = concluding;
    let key = content_key(tx, loaded).await?;
    let sealed = SealedText::new(serde_json::to_string(&telling).map_err(Failure::fault)?);
    let part = keys::add_part(tx, &key, PartKind::Reply, &sealed).await?;
    let in_clear: Vec<Value> = telling.measures.iter().map(Measure::in_clear).collect();
    if let Some(turn) = loaded.instances.last() {
        store::note_reply(tx, turn.id, part, (finding, json!(in_clear))).await?;
    }
    let before = store::conclusions_of(tx, loaded.case.id).await?;
    let version = before.iter().filter(|row| row.instance_no == loaded.case.instance_no).map(|row| row.version).max().unwrap_or(0);
    tx.add(conclusion::Model {
        county_id: tx.county.id,
        id: tx.mint::<ConclusionId>(),
        case_id: loaded.case.id,
        instance_no: loaded.case.instance_no,
        version: version.saturating_add(1),
        organ_id: loaded.case.organ_id,
        finding,
        measures: json!(in_clear),
        reply_part_id: part,
        reason_part_id: reason,
        concluded_by: ctx.actor.staff().map(|staff| staff.account_id),
        concluded_at: tx.now,
    })
    .await?;
    let act = Act { part: Some(part), facts: json!({ "finding": finding }), ..Act::by_handler(kind, loaded, ctx) };
    take(ctx, tx, loaded, (step, act)).await
}

/// Tells the reporter of a reply, with the day until which it may be answered.
pub(super) async fn tell_replied(tx: &Tx, loaded: &Loaded, step: &Step) -> Outcome<()> {
    let until = step.starts.first().map(Terms::due_on);
    tell::reporter(tx, loaded, NoticeKind::Replied, until).await
}

/// A reply as it may be sealed.
pub(super) fn checked(tx: &Tx, text: &str, (measures, finding): (Vec<Measure>, Finding)) -> Outcome<ReplyTelling> {
    let mut refusals = Refusals::default();
    let text = refusals.take(written("text", text, TEXT)).unwrap_or_default();
    let measures = measures::checked(&mut refusals, measures, (finding, tx.now.in_china().date()));
    refusals.check()?;
    Ok(ReplyTelling { text, measures })
}
