//! 答复: finding, measures and words; concludes the organ's turn and tells the reporter.

use super::{Act, begin, content_key, take, tell, waits};
use crate::domain::cases::model::Step;
use crate::domain::cases::policy::Action;
use crate::domain::cases::rules::deadlines::Terms;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys;
use crate::kernel::error::Refusals;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::CaseId;
use entity::words::{Finding, MeasureKind, NoticeKind, PartKind};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A reply as officers write it.
pub(super) const TEXT: Bounds = Bounds { min: 5, max: 5_000 };
const NOTE: Bounds = Bounds { min: 0, max: 200 };
const MOST_MEASURES: usize = 20;
/// A hundred million yuan, in fen.
const MOST_FEN: i64 = 10_000_000_000;

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What was done.
    pub kind: MeasureKind,
    /// Money, in fen.
    pub fen: Option<i64>,
    /// A few words.
    pub note: Option<String>,
}

/// A reply.
pub struct ReplyCase {
    /// The case.
    pub case_id: CaseId,
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

/// Replies to the reporter.
///
/// # Errors
/// Refused without text or with faulty amounts; hidden, refused by the policy, the state, or somebody faster.
pub async fn reply(ctx: &Ctx, input: ReplyCase) -> Outcome<()> {
    let telling = checked(&input.text, input.measures)?;
    let (tx, loaded) = begin(ctx, input.case_id, Action::Reply).await?;
    let step = waits::of_county(&tx, loaded.standing().reply(tx.now)?).await?;
    conclude(ctx, &tx, &loaded, (&step, "cases.reply"), (input.finding, telling)).await?;
    tx.commit().await
}

/// Seals the reply, notes its finding, takes the step and tells the reporter.
pub(super) async fn conclude(
    ctx: &Ctx,
    tx: &Tx,
    loaded: &Loaded,
    (step, kind): (&Step, &'static str),
    (finding, telling): (Finding, ReplyTelling),
) -> Outcome<()> {
    let key = content_key(tx, loaded).await?;
    let sealed = SealedText::new(serde_json::to_string(&telling).map_err(Failure::fault)?);
    let part = keys::add_part(tx, &key, PartKind::Reply, &sealed).await?;
    let in_clear: Vec<Value> = telling.measures.iter().map(|measure| json!({ "kind": measure.kind, "fen": measure.fen })).collect();
    if let Some(turn) = loaded.instances.last() {
        store::note_reply(tx, turn.id, part, (finding, json!(in_clear))).await?;
    }
    let act = Act { part: Some(part), facts: json!({ "finding": finding }), ..Act::by_handler(kind, loaded, ctx) };
    take(ctx, tx, loaded, (step, act)).await?;
    let until = step.starts.first().map(Terms::due_on);
    tell::reporter(tx, loaded, NoticeKind::Replied, until).await
}

pub(super) fn checked(text: &str, measures: Vec<Measure>) -> Outcome<ReplyTelling> {
    let mut refusals = Refusals::default();
    let text = refusals.take(written("text", text, TEXT)).unwrap_or_default();
    if measures.len() > MOST_MEASURES {
        refusals.add(ErrorCode::TooLong, "measures", format!("处理措施最多 {MOST_MEASURES} 条。"));
    }
    let mut kept = Vec::with_capacity(measures.len().min(MOST_MEASURES));
    for measure in measures.into_iter().take(MOST_MEASURES) {
        if measure.fen.is_some_and(|fen| !(0..=MOST_FEN).contains(&fen)) {
            refusals.add(ErrorCode::Invalid, "measures", "金额不对，请填 0 到 1 亿元。");
        }
        let note = measure.note.as_deref().and_then(|note| refusals.take(written("measures", note, NOTE))).filter(|note| !note.is_empty());
        kept.push(Measure { note, ..measure });
    }
    refusals.check()?;
    Ok(ReplyTelling { text, measures: kept })
}
