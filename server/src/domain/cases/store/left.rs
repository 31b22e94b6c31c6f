//! The SQL of what closed organs left behind: finished cases, and turns that are over.

use crate::domain::cases::refusal::CaseRefusal;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId, OrganId};
use entity::{case, instance};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeSet;

/// So many of each in one round.
const ROUND: u64 = 500;

/// Cases that are over at one of these organs, or in which a turn of one of them is over; some at a time, and nothing is asked
/// without an organ.
///
/// # Errors
/// A fault of the database.
pub async fn left_by(tx: &Tx, organs: &[OrganId]) -> Outcome<BTreeSet<CaseId>> {
    if organs.is_empty() {
        return Ok(BTreeSet::new());
    }
    let over = tx.rows().find::<case::Entity>().filter(case::Column::OrganId.is_in(organs.iter().copied()));
    let over = over.filter(case::Column::ClosedAt.is_not_null()).select_only().column(case::Column::Id);
    let over: Vec<CaseId> = over.order_by_asc(case::Column::Id).limit(ROUND).into_tuple().all(tx).await?;
    let turns = tx.rows().find::<instance::Entity>().filter(instance::Column::OrganId.is_in(organs.iter().copied()));
    let turns = turns.filter(instance::Column::EndedAt.is_not_null()).select_only().column(instance::Column::CaseId);
    let turns: Vec<CaseId> = turns.order_by_asc(instance::Column::CaseId).limit(ROUND).into_tuple().all(tx).await?;
    Ok(over.into_iter().chain(turns).collect())
}

/// Gives a case that is over to another organ: nobody handles it, and nothing else of it changes.
///
/// # Errors
/// Refused as a conflict if the case changed since it was read; a fault of the database.
pub async fn inherit(tx: &Tx, case: &case::Model, organ: OrganId) -> Outcome<()> {
    let update = tx
        .rows()
        .update::<case::Entity>()
        .col_expr(case::Column::OrganId, Expr::value(organ))
        .col_expr(case::Column::HandlerId, Expr::value(None::<AccountId>))
        .col_expr(case::Column::Version, Expr::value(case.version.saturating_add(1)))
        .filter(case::Column::Id.eq(case.id))
        .filter(case::Column::Version.eq(case.version));
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(CaseRefusal::Changed.into()) }
}
