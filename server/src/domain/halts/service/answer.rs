//! 整改答复: the unit says what it has put right.

use super::{Begun, WORDS, begin, shown};
use crate::domain::halts::policy::Action;
use crate::domain::halts::refusal::HaltRefusal;
use crate::domain::halts::store;
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::powers::HaltRow;
use crate::kernel::text::written;
use crate::kernel::{Ctx, Failure, Outcome};
use entity::halt_answer;
use entity::id::HaltId;
use entity::words::NoticeKind;
use serde_json::json;

/// Answers to one halt at most: whoever has more to say calls.
const MOST: usize = 30;

/// Answers an open halt for the unit; the same words again say nothing new, so that a repeated request does no harm.
///
/// # Errors
/// Hidden if there is none; refused unless by a publisher or reviewer of the unit, and once the power goes on.
pub async fn answer(ctx: &Ctx, id: HaltId, text: &str) -> Outcome<HaltRow> {
    let Begun { staff, tx, halt, facts, .. } = begin(ctx, id, Action::Answer).await?;
    let text = written("text", text, WORDS).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    if let Some(at) = halt.resumed_at {
        return Err(HaltRefusal::Resumed(at).into());
    }
    let before = store::answers(&tx, vec![id]).await?;
    if before.iter().any(|answer| answer.text == text) {
        return shown(ctx, &tx, halt).await;
    }
    if before.len() >= MOST {
        return Err(HaltRefusal::TooManyAnswers(MOST).into());
    }
    let (county_id, answered_by, answered_at) = (tx.county.id, staff.account_id, tx.now);
    let row = halt_answer::Model { county_id, id: tx.mint(), halt_id: id, text, answered_by, answered_at };
    let said = json!({ "answer": row.id, "power": halt.power_id });
    tx.add(row).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("halts.answer", id, said)).await?;
    let mut told = store::heads(&tx, halt.organ_id).await?;
    if let Some(commission) = facts.commission.filter(|_| told.is_empty()) {
        // Somebody has to look at it who may let the power go on.
        told = store::heads(&tx, commission).await?;
    }
    notices::about_halt(&tx, &told, NoticeKind::HaltAnswered, id).await?;
    let row = shown(ctx, &tx, halt).await?;
    tx.commit().await?;
    Ok(row)
}
