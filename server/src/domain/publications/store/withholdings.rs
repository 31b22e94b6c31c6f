//! The SQL of decisions not to publish.

use crate::domain::cases::Sight;
use crate::domain::publications::refusal::PublicationRefusal;
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{CaseId, WithholdingId};
use entity::withholding;
use entity::words::WithholdingState;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};

/// Proposals in a list; no organ has as many.
const MOST: u64 = 200;

/// The decision about the result of this instance, if there is one.
pub async fn withholding_of(tx: &Tx, (case, instance_no): (CaseId, i32)) -> Outcome<Option<withholding::Model>> {
    let rows = tx.rows().find::<withholding::Entity>().filter(withholding::Column::CaseId.eq(case));
    Ok(rows.filter(withholding::Column::InstanceNo.eq(instance_no)).one(tx).await?)
}

/// One that somebody may know of, in one statement: what is hidden from him is not found.
pub async fn withholding_seen(tx: &Tx, sight: &Sight, id: WithholdingId) -> Outcome<withholding::Model> {
    tx.rows().one::<withholding::Entity, _>(id).filter(known_by(sight)).one(tx).await?.ok_or_else(Failure::hidden)
}

/// One, held until the transaction ends.
pub async fn held_withholding(tx: &Tx, id: WithholdingId) -> Outcome<withholding::Model> {
    tx.rows().one::<withholding::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// Those that wait for a head, the newest first, of the organs and cases that somebody may know of.
pub async fn waiting(tx: &Tx, sight: &Sight) -> Outcome<Vec<withholding::Model>> {
    let rows = tx.rows().find::<withholding::Entity>().filter(withholding::Column::State.eq(WithholdingState::Proposed));
    let rows = rows.filter(known_by(sight)).order_by_desc(withholding::Column::ProposedAt).order_by_desc(withholding::Column::Id);
    Ok(rows.limit(MOST).all(tx).await?)
}

fn known_by(sight: &Sight) -> Condition {
    Condition::all()
        .add(withholding::Column::OrganId.is_in(sight.organs.iter().copied()))
        .add(withholding::Column::CaseId.in_subquery(sight.cases.clone()))
}

/// Writes a decision at the version that was read, and raises it.
///
/// # Errors
/// Refused as a conflict if it changed since.
pub async fn change_withholding(tx: &Tx, row: &withholding::Model) -> Outcome<()> {
    let update = tx
        .rows()
        .update::<withholding::Entity>()
        .col_expr(withholding::Column::Version, Expr::value(row.version.saturating_add(1)))
        .col_expr(withholding::Column::Reason, Expr::value(row.reason))
        .col_expr(withholding::Column::PartId, Expr::value(row.part_id))
        .col_expr(withholding::Column::State, Expr::value(row.state))
        .col_expr(withholding::Column::ProposedBy, Expr::value(row.proposed_by))
        .col_expr(withholding::Column::ProposedAt, Expr::value(row.proposed_at))
        .col_expr(withholding::Column::DecidedBy, Expr::value(row.decided_by))
        .col_expr(withholding::Column::DecidedAt, Expr::value(row.decided_at))
        .filter(withholding::Column::Id.eq(row.id))
        .filter(withholding::Column::Version.eq(row.version));
    match update.exec(tx).await?.rows_affected {
        1 => Ok(()),
        _ => Err(PublicationRefusal::Changed.into()),
    }
}
