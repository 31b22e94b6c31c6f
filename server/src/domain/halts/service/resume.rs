//! 恢复: the organ that stopped a power, or the county commission, lets it go on. The record stays.

use super::{Begun, WORDS, begin, shown};
use crate::domain::halts::policy::{Action, resumes_as};
use crate::domain::halts::refusal::HaltRefusal;
use crate::domain::halts::store;
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::powers::HaltRow;
use crate::kernel::text::written;
use crate::kernel::{Ctx, Failure, Outcome};
use entity::id::HaltId;
use entity::words::NoticeKind;
use serde_json::json;

/// Lets a power go on.
///
/// # Errors
/// Hidden if there is no such halt; refused unless by a head of the ordering organ or of the commission, and only once.
pub async fn resume(ctx: &Ctx, id: HaltId, reason: &str) -> Outcome<HaltRow> {
    let Begun { staff, tx, halt, power, facts } = begin(ctx, id, Action::Resume).await?;
    let organ = resumes_as(staff, &facts).ok_or(HaltRefusal::NotOrdering)?;
    let reason = written("reason", reason, WORDS).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    if let Some(at) = halt.resumed_at {
        return Err(HaltRefusal::Resumed(at).into());
    }
    if !store::resume(&tx, id, organ, (staff.account_id, &reason)).await? {
        return Err(HaltRefusal::Resumed(tx.now).into());
    }
    let said = json!({ "power": power.id, "organ": organ });
    ledger::append(&tx, &ctx.actor, Entry::public("halts.resume", id, said)).await?;
    notices::about_halt(&tx, &store::answering(&tx, facts.unit).await?, NoticeKind::PowerResumed, id).await?;
    let row = shown(ctx, &tx, store::halt(&tx, id).await?).await?;
    tx.commit().await?;
    Ok(row)
}
