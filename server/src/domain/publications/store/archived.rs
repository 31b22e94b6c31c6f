//! The SQL of what an official's archive shows of publications.

use crate::kernel::{Outcome, Tx};
use entity::id::{CaseId, ClarificationId, OfficialId};
use entity::moment::Moment;
use entity::{clarification, publication};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};

/// Clarifications that an official wished; and what was published by `until` of these cases, or as one of those, the oldest first.
pub async fn archived(
    tx: &Tx,
    (official, cases): (OfficialId, &[CaseId]),
    until: Moment,
) -> Outcome<(Vec<ClarificationId>, Vec<publication::Model>)> {
    let wished = tx.rows().find::<clarification::Entity>().filter(clarification::Column::OfficialId.eq(official));
    let wished: Vec<ClarificationId> = wished.select_only().column(clarification::Column::Id).into_tuple().all(tx).await?;
    let plain =
        Condition::all().add(publication::Column::CaseId.is_in(cases.iter().copied())).add(publication::Column::ClarificationId.is_null());
    let such = Condition::any().add(plain).add(publication::Column::ClarificationId.is_in(wished.iter().copied()));
    let rows = tx.rows().find::<publication::Entity>().filter(such).filter(publication::Column::PublishedAt.lte(until));
    let rows = rows.order_by_asc(publication::Column::PublishedAt).order_by_asc(publication::Column::Id).all(tx).await?;
    Ok((wished, rows))
}
