//! How organs keep their terms: by quarter, from ten cases up, in two statements.

use crate::domain::directory;
use crate::domain::publications::rules::{Figure, QUARTERS, Quarter, figures};
use crate::kernel::{Outcome, Tx};
use entity::id::{CaseId, OrganId};
use entity::words::{DeadlineKind, DeadlineState};
use entity::{deadline, instance};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet};

/// Clocks that an organ has to keep.
const KEPT: [DeadlineKind; 5] =
    [DeadlineKind::Acceptance, DeadlineKind::Result, DeadlineKind::TellResult, DeadlineKind::Forward, DeadlineKind::PublishResult];

/// Figures of the county's organs with their names, the newest quarter first.
///
/// # Errors
/// A fault of the database.
pub async fn overdue_figures(tx: &Tx) -> Outcome<Vec<(String, Figure<OrganId>)>> {
    let since = Quarter::of(tx.now).before(QUARTERS).begins();
    let turns = tx.rows().find::<instance::Entity>().filter(instance::Column::StartedAt.gte(since)).all(tx).await?;
    let recent = Query::select()
        .column(instance::Column::CaseId)
        .from(instance::Entity)
        .and_where(instance::Column::CountyId.eq(tx.county.id))
        .and_where(instance::Column::StartedAt.gte(since))
        .to_owned();
    let missed = tx.rows().find::<deadline::Entity>().filter(deadline::Column::State.eq(DeadlineState::Missed));
    let missed = missed.filter(deadline::Column::Kind.is_in(KEPT)).filter(deadline::Column::CaseId.in_subquery(recent)).select_only();
    let missed = missed.column(deadline::Column::CaseId).column(deadline::Column::InstanceNo);
    let missed: BTreeSet<(CaseId, i32)> = missed.into_tuple().all(tx).await?.into_iter().collect();
    let organs: BTreeMap<OrganId, String> =
        directory::organs(tx).await?.into_iter().filter(|organ| !organ.external).map(|organ| (organ.id, organ.name)).collect();
    let turns = turns.into_iter().map(|turn| (turn.organ_id, turn.started_at, missed.contains(&(turn.case_id, turn.no))));
    let named = |figure: Figure<OrganId>| Some((organs.get(&figure.organ)?.clone(), figure));
    Ok(figures(turns, tx.now).into_iter().filter_map(named).collect())
}
