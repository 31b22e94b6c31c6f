//! The SQL of organs' records.

use super::model::Link;
use crate::kernel::{Outcome, Tx};
use entity::id::{OrganId, UnitId};
use entity::words::OrganKind;
use entity::{organ, organ_coverage, organ_state, post, unit};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;
use time::Date;

/// All organs, by code.
pub async fn organs(tx: &Tx) -> Outcome<Vec<organ::Model>> {
    Ok(tx.rows().find::<organ::Entity>().order_by_asc(organ::Column::Code).all(tx).await?)
}

/// All organs, held until the transaction ends, in one order; those who only refer to them are free to write.
pub async fn held_organs(tx: &Tx) -> Outcome<Vec<organ::Model>> {
    let rows = tx.rows().find::<organ::Entity>().order_by_asc(organ::Column::Id);
    Ok(rows.lock(LockType::NoKeyUpdate).all(tx).await?)
}

/// What has changed about the organs.
pub async fn states(tx: &Tx) -> Outcome<BTreeMap<OrganId, organ_state::Model>> {
    let rows = tx.rows().find::<organ_state::Entity>().all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.organ_id, row)).collect())
}

/// What has changed about one organ.
pub async fn state(tx: &Tx, id: OrganId) -> Outcome<Option<organ_state::Model>> {
    Ok(tx.rows().find::<organ_state::Entity>().filter(organ_state::Column::OrganId.eq(id)).one(tx).await?)
}

/// Units that organs belong to or cover.
pub async fn units(tx: &Tx, ids: Vec<UnitId>) -> Outcome<BTreeMap<UnitId, unit::Model>> {
    let rows = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// What organs cover.
pub async fn coverage(tx: &Tx) -> Outcome<Vec<organ_coverage::Model>> {
    Ok(tx.rows().find::<organ_coverage::Entity>().order_by_asc(organ_coverage::Column::Id).all(tx).await?)
}

/// Adds an organ.
pub async fn add(tx: &Tx, row: organ::Model) -> Outcome<()> {
    Ok(tx.add(row).await?)
}

/// Adds units to what an organ covers, and takes others away.
pub async fn put_cover(tx: &Tx, organ_id: OrganId, (added, removed): (&[UnitId], &[UnitId])) -> Outcome<()> {
    if !removed.is_empty() {
        let gone = tx.rows().delete::<organ_coverage::Entity>().filter(organ_coverage::Column::OrganId.eq(organ_id));
        gone.filter(organ_coverage::Column::UnitId.is_in(removed.iter().copied())).exec(tx).await?;
    }
    let cover = |unit_id: &UnitId| organ_coverage::Model { county_id: tx.county.id, id: tx.mint(), organ_id, unit_id: *unit_id };
    Ok(tx.add_all(added.iter().map(cover).collect()).await?)
}

/// Name and ways to reach an organ.
pub async fn rename(tx: &Tx, id: OrganId, name: &str, (telephone, advice): (Option<String>, Option<String>)) -> Outcome<()> {
    let change = tx.rows().update::<organ::Entity>().col_expr(organ::Column::Name, Expr::value(name));
    let change = change.col_expr(organ::Column::Telephone, Expr::value(telephone)).col_expr(organ::Column::Advice, Expr::value(advice));
    change.filter(organ::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Who stands above whom.
pub async fn put_superior(tx: &Tx, link: Link) -> Outcome<()> {
    let change = tx.rows().update::<organ::Entity>().col_expr(organ::Column::SuperiorId, Expr::value(link.superior));
    change.filter(organ::Column::Id.eq(link.organ)).exec(tx).await?;
    Ok(())
}

/// Counts one more change of an organ, which this transaction holds.
pub async fn put_state(tx: &Tx, id: OrganId, set: impl FnOnce(organ_state::Model) -> organ_state::Model + Send) -> Outcome<()> {
    let blank = organ_state::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        organ_id: id,
        address: None,
        closed_on: None,
        successor_id: None,
        version: 0,
    };
    let was = state(tx, id).await?;
    let is_new = was.is_none();
    let row = set(was.unwrap_or(blank));
    let row = organ_state::Model { version: row.version.saturating_add(1), ..row };
    if is_new {
        return Ok(tx.add(row).await?);
    }
    let change = tx.rows().update::<organ_state::Entity>().col_expr(organ_state::Column::Address, Expr::value(row.address));
    let change = change.col_expr(organ_state::Column::ClosedOn, Expr::value(row.closed_on));
    let change = change.col_expr(organ_state::Column::SuccessorId, Expr::value(row.successor_id));
    let change = change.col_expr(organ_state::Column::Version, Expr::value(row.version));
    change.filter(organ_state::Column::Id.eq(row.id)).exec(tx).await?;
    Ok(())
}

/// What a closed organ belonged to, covered, and who belonged to it: all of it the successor's.
pub async fn inherit(tx: &Tx, closed: &organ::Model, successor: &organ::Model, today: Date) -> Outcome<()> {
    let all = coverage(tx).await?;
    let has = |unit: UnitId| successor.unit_id == Some(unit) || all.iter().any(|row| row.organ_id == successor.id && row.unit_id == unit);
    let covered = all.iter().filter(|row| row.organ_id == closed.id).map(|row| row.unit_id);
    let mut fresh: Vec<_> = covered.chain(closed.unit_id).filter(|unit| !has(*unit)).collect();
    fresh.sort_unstable();
    fresh.dedup();
    tx.rows().delete::<organ_coverage::Entity>().filter(organ_coverage::Column::OrganId.eq(closed.id)).exec(tx).await?;
    let cover = |unit_id| organ_coverage::Model { county_id: tx.county.id, id: tx.mint(), organ_id: successor.id, unit_id };
    tx.add_all(fresh.into_iter().map(cover).collect()).await?;
    let gone = tx.rows().update::<organ::Entity>().col_expr(organ::Column::UnitId, Expr::value(Option::<UnitId>::None));
    gone.filter(organ::Column::Id.eq(closed.id)).exec(tx).await?;
    let members = tx.rows().update::<post::Entity>().col_expr(post::Column::OrganId, Expr::value(successor.id.0));
    let last = sea_orm::Condition::any().add(post::Column::ValidUntil.is_null()).add(post::Column::ValidUntil.gte(today));
    members.filter(post::Column::OrganId.eq(closed.id)).filter(last).exec(tx).await?;
    Ok(())
}

/// Whether one of these is the county's commission.
#[must_use]
pub fn commission(organs: &[organ::Model]) -> Option<OrganId> {
    organs.iter().find(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id)
}
