//! 保留, 调整, 取消, 新增: what becomes of one item; and a new item that is not wanted after all.

use super::save::{may_write, unchanged};
use super::{Begun, Done, begin_item, note, unpacked};
use crate::domain::clearing::policy::Action;
use crate::domain::clearing::refusal::ClearingRefusal;
use crate::domain::clearing::rules::{ItemFacts, may_decide, needs_reason};
use crate::domain::clearing::store;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome};
use entity::clearing_item;
use entity::id::{ClearingId, ClearingItemId};
use entity::words::{ClearingStep, ItemDecision};

/// Why a power is kept may be said; why it is adjusted, cancelled or added must be. Public with the version.
const REASON: Bounds = Bounds { min: 5, max: 500 };

/// Decides one item.
///
/// # Errors
/// Hidden, or refused unless by publisher or reviewer of the unit; while the round is with the county or over; if somebody
/// changed the item since it was read; without a legal basis unless it is cancelled; without a reason unless it is kept.
pub async fn decide_item(ctx: &Ctx, (id, seen): (ClearingItemId, i64), decision: ItemDecision, reason: &str) -> Outcome<ClearingId> {
    let (begun, item) = begin_item(ctx, id, Action::Edit).await?;
    let Begun { staff, tx, row, unit, .. } = begun;
    may_write(ctx, &row, &unit)?;
    unchanged((&tx, staff), &item, seen).await?;
    let (content, base) = (unpacked(&item.content)?, item.base.as_ref().map(unpacked).transpose()?);
    may_decide(decision, ItemFacts::of(&content, base.as_ref()))?;
    let bounds = Bounds { min: if needs_reason(decision) { REASON.min } else { 0 }, ..REASON };
    let reason = written("reason", reason, bounds).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    if (item.decision, &item.reason) == (Some(decision), &reason) {
        return Ok(row.id);
    }
    let revision = store::change(&tx, &row, |update| update).await?;
    store::put_item(&tx, clearing_item::Model { decision: Some(decision), reason, revision, ..item }).await?;
    note(ctx, (&tx, staff), row.id, Done { step: ClearingStep::Decided, item: Some((id, &content.name)), parts: &[], revision }).await?;
    tx.commit().await?;
    Ok(row.id)
}

/// Takes a new item out again; what the register has is cancelled instead.
///
/// # Errors
/// Hidden, or refused unless by publisher or reviewer of the unit; while the round is with the county or over; if somebody
/// changed the item since it was read; for an item that is not new.
pub async fn drop_item(ctx: &Ctx, (id, seen): (ClearingItemId, i64)) -> Outcome<ClearingId> {
    let (begun, item) = begin_item(ctx, id, Action::Edit).await?;
    let Begun { staff, tx, row, unit, .. } = begun;
    may_write(ctx, &row, &unit)?;
    unchanged((&tx, staff), &item, seen).await?;
    if item.base.is_some() {
        return Err(ClearingRefusal::IsOld.into());
    }
    let name = unpacked(&item.content)?.name;
    let revision = store::change(&tx, &row, |update| update).await?;
    store::drop_item(&tx, id).await?;
    note(ctx, (&tx, staff), row.id, Done { step: ClearingStep::Dropped, item: Some((id, &name)), parts: &[], revision }).await?;
    tx.commit().await?;
    Ok(row.id)
}
