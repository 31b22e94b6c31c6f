//! 公布 and 退回, for the county: by a reviewer of a core organ who wrote nothing in the round.

use super::apply::{Placed, apply};
use super::naming::PUBLISHED;
use super::read::{loaded, ready};
use super::register::contents;
use super::{Begun, Done, begin, must_agree, must_be, must_live, note, packed};
use crate::domain::clearing::policy::Action;
use crate::domain::clearing::refusal::ClearingRefusal;
use crate::domain::clearing::store;
use crate::domain::directory::UnitRow;
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::powers;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome, Tx, outbox};
use aws_lc_rs::digest::{SHA256, digest};
use entity::id::{AccountId, ClearingId, ListVersionId};
use entity::words::{ClearingState, ClearingStep, ItemDecision, NoticeKind};
use entity::{clearing, list_version, list_version_item};
use sea_orm::sea_query::Expr;
use serde_json::json;

const REASON: Bounds = Bounds { min: 5, max: 1_000 };

/// Publishes a list: everybody reads it from now on, and the copy of this moment keeps its number for ever; that number.
///
/// # Errors
/// Hidden, or refused unless by a reviewer of a core organ who wrote nothing in it; unless it was sent and is as it was read;
/// for a unit that is no more; while an item is not ready, or stands outside.
pub async fn publish(ctx: &Ctx, id: ClearingId, revision: i64) -> Outcome<i32> {
    let Begun { staff, tx, row, unit, .. } = begin(ctx, id, Action::Publish).await?;
    must_be(&row, &[ClearingState::Sent])?;
    must_live(&unit, ctx)?;
    must_agree(&row, revision)?;
    let items = loaded(&tx, id).await?;
    ready(&tx, &unit, (id, &items)).await?;
    let no = match store::last(&tx, unit.unit.id).await? {
        Some(last) => last.no.saturating_add(1),
        None => keep_what_was(&tx, &unit).await?,
    };
    let placed = apply(&tx, &unit.unit, items).await?;
    none_halted(&tx, &placed).await?;
    let hash = keep(&tx, &unit, (no, Some((id, staff.account_id))), &placed).await?;
    let none: Option<uuid::Uuid> = None;
    let revision = store::change(&tx, &row, |update| {
        update
            .col_expr(clearing::Column::State, Expr::value(ClearingState::Published))
            .col_expr(clearing::Column::OpenUnitId, Expr::value(none))
            .col_expr(clearing::Column::DecidedBy, Expr::value(staff.account_id.0))
            .col_expr(clearing::Column::DecidedAt, Expr::value(tx.now))
            .col_expr(clearing::Column::VersionNo, Expr::value(no))
    })
    .await?;
    note(ctx, (&tx, staff), id, Done { step: ClearingStep::Published, item: None, parts: &[], revision }).await?;
    let said = json!({ "no": no, "hash": hash, "items": placed.len() });
    ledger::append(&tx, &ctx.actor, Entry::public("clearing.version", row.unit_id, said)).await?;
    let told = store::clearing_for(&tx, row.unit_id).await?;
    notices::about_clearing(&tx, &told, NoticeKind::ClearingDone, id).await?;
    outbox::enqueue(&tx, PUBLISHED, json!({ "clearingId": id }), tx.now).await?;
    tx.commit().await?;
    Ok(no)
}

/// No power that is stopped leaves its page. Asked once they are taken down: whoever stops one meanwhile holds its row, and
/// is waited for.
async fn none_halted(tx: &Tx, placed: &[Placed]) -> Outcome<()> {
    let gone: Vec<&Placed> = placed.iter().filter(|one| one.decision == ItemDecision::Cancelled).collect();
    let halted = powers::halted_among(tx, &gone.iter().map(|one| one.power).collect::<Vec<_>>()).await?;
    match gone.into_iter().find(|one| halted.contains(&one.power)) {
        Some(one) => Err(ClearingRefusal::IsHalted(one.content.name.clone()).into()),
        None => Ok(()),
    }
}

/// Before the first version: what the unit had published until then becomes number 0, if there was anything. The number
/// that comes next.
async fn keep_what_was(tx: &Tx, unit: &UnitRow) -> Outcome<i32> {
    let powers = store::of_units(tx, &[unit.unit.id]).await?;
    let contents = contents(tx, &powers).await?;
    let placed: Vec<Placed> = (1..)
        .zip(powers.iter().zip(contents))
        .map(|(ordinal, (power, content))| Placed {
            power: power.id,
            code: power.code.clone(),
            ordinal,
            decision: ItemDecision::Kept,
            reason: None,
            content,
        })
        .collect();
    if !placed.is_empty() {
        keep(tx, unit, (0, None), &placed).await?;
    }
    Ok(1)
}

/// Writes a version, once and for all; the hash of all its items.
async fn keep(tx: &Tx, unit: &UnitRow, (no, by): (i32, Option<(ClearingId, AccountId)>), placed: &[Placed]) -> Outcome<String> {
    let id: ListVersionId = tx.mint();
    let mut rows = Vec::with_capacity(placed.len());
    for one in placed {
        rows.push(list_version_item::Model {
            county_id: tx.county.id,
            id: tx.mint(),
            version_id: id,
            power_id: one.power,
            code: one.code.clone(),
            ordinal: one.ordinal,
            decision: one.decision,
            reason: one.reason.clone(),
            content: packed(&one.content)?,
        });
    }
    let said: Vec<_> = rows.iter().map(|row| json!([row.code, row.decision, row.reason, row.content])).collect();
    let hash = hex::encode(digest(&SHA256, json!([no, said]).to_string().as_bytes()));
    let (clearing_id, published_by) = by.unzip();
    tx.add(list_version::Model {
        county_id: tx.county.id,
        id,
        unit_id: unit.unit.id,
        no,
        clearing_id,
        unit_name: unit.unit.name.clone(),
        hash: hash.clone(),
        published_by,
        published_at: tx.now,
    })
    .await?;
    tx.add_all(rows).await?;
    Ok(hash)
}

/// Gives a list back to the unit, with a reason.
///
/// # Errors
/// Hidden, or refused unless by a reviewer of a core organ who wrote nothing in it; unless it was sent and is as it was read;
/// without a reason.
pub async fn send_back(ctx: &Ctx, (id, revision): (ClearingId, i64), reason: &str) -> Outcome<()> {
    let Begun { staff, tx, row, .. } = begin(ctx, id, Action::Return).await?;
    must_be(&row, &[ClearingState::Sent])?;
    must_agree(&row, revision)?;
    let reason = written("reason", reason, REASON).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let revision = store::change(&tx, &row, |update| {
        update
            .col_expr(clearing::Column::State, Expr::value(ClearingState::Returned))
            .col_expr(clearing::Column::DecidedBy, Expr::value(staff.account_id.0))
            .col_expr(clearing::Column::DecidedAt, Expr::value(tx.now))
            .col_expr(clearing::Column::ReturnReason, Expr::value(reason))
    })
    .await?;
    note(ctx, (&tx, staff), id, Done { step: ClearingStep::Returned, item: None, parts: &[], revision }).await?;
    let told = store::clearing_for(&tx, row.unit_id).await?;
    notices::about_clearing(&tx, &told, NoticeKind::ClearingReturned, id).await?;
    tx.commit().await
}
