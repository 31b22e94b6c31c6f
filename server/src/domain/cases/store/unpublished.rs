//! Results that are still to be published, or published anew: cases whose clock for it has not ended, whether its day has come
//! or not. Finished cases are among them, so they are found by that clock and not by the lists' place.

use super::inbox::{Filter, how_many, turns};
use super::to_publish::is_to_publish;
use crate::domain::directory::{self, Recusals};
use crate::kernel::{Outcome, Tx};
use entity::id::OrganId;
use entity::moment::Moment;
use entity::{case, deadline};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, FromQueryResult, QueryFilter as _, QuerySelect, Select};

/// Results that wait to be published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Unpublished {
    /// How many.
    pub cases: Option<i64>,
    /// Past their day.
    pub overdue: Option<i64>,
    /// The last moment of the nearest one, also if it is over.
    pub next_at: Option<Moment>,
}

/// What waits at the viewer's organs, and at those that he follows; nothing that he must keep away from.
///
/// # Errors
/// A fault of the database.
pub async fn unpublished(tx: &Tx, filter: &Filter) -> Outcome<Unpublished> {
    let due = deadline::Column::DueAt;
    let rows = with_cases(tx).filter(case::Column::OrganId.is_in(turns(filter)));
    let rows = rows.filter(directory::is_kept(tx, &filter.recusals).not()).select_only();
    let rows = rows.column_as(deadline::Column::CaseId.count(), "cases").column_as(how_many(due.lt(tx.now.0)), "overdue");
    Ok(rows.column_as(due.min(), "next_at").into_model::<Unpublished>().one(tx).await?.unwrap_or_default())
}

/// How many wait at each of these organs; none that the viewer must keep away from.
///
/// # Errors
/// A fault of the database.
pub async fn unpublished_by_organ(tx: &Tx, organs: &[OrganId], away: &Recusals) -> Outcome<Vec<(OrganId, i64)>> {
    let rows = with_cases(tx).filter(case::Column::OrganId.is_in(organs.iter().copied()));
    let rows = rows.filter(directory::is_kept(tx, away).not()).select_only();
    let rows = rows.column(case::Column::OrganId).column_as(deadline::Column::CaseId.count(), "cases");
    Ok(rows.group_by(case::Column::OrganId).into_tuple::<(OrganId, i64)>().all(tx).await?)
}

/// These clocks with their cases.
fn with_cases(tx: &Tx) -> Select<deadline::Entity> {
    let same = |clock: deadline::Column, case: case::Column| Expr::col((deadline::Entity, clock)).equals((case::Entity, case));
    let its_case = same(deadline::Column::CountyId, case::Column::CountyId).and(same(deadline::Column::CaseId, case::Column::Id));
    let mut rows = tx.rows().find::<deadline::Entity>().filter(is_to_publish());
    QuerySelect::query(&mut rows).inner_join(case::Entity, its_case);
    rows
}
