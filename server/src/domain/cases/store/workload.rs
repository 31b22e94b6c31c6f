//! What waits for an officer and his organs, counted by the database: as many rows as there are days and people, however
//! many cases there are.

use super::inbox::{Filter, how_many, is_open_state, open, present};
use crate::kernel::{Outcome, Tx};
use entity::case;
use entity::id::{AccountId, OrganId};
use entity::moment::Moment;
use entity::words::Light;
use sea_orm::sea_query::{Alias, Expr};
use sea_orm::{ColumnTrait as _, Condition, FromQueryResult, QueryFilter as _, QuerySelect as _};

/// The open cases of one handler, or those that nobody handles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct InHand {
    /// Who handles them.
    pub handler_id: Option<AccountId>,
    /// With a yellow light.
    pub yellow: Option<i64>,
    /// With a red light.
    pub red: Option<i64>,
}

/// Open cases that wait for the viewer's organs, or for whom he follows, by handler; none that he must keep away from.
///
/// # Errors
/// A fault of the database.
pub async fn in_hand(tx: &Tx, filter: &Filter) -> Outcome<Vec<InHand>> {
    let rows = open(present(tx, filter)).filter(is_open_state()).select_only().column(case::Column::HandlerId);
    let rows = rows
        .column_as(how_many(case::Column::Light.eq(Light::Yellow)), "yellow")
        .column_as(how_many(case::Column::Light.eq(Light::Red)), "red");
    Ok(rows.group_by(case::Column::HandlerId).into_model::<InHand>().all(tx).await?)
}

/// How many of the cases on which an officer may act are due at each moment until that one; those past due before now are
/// one row with moment 0. `others` are organs where he may not act on his colleagues' cases.
///
/// # Errors
/// A fault of the database.
pub async fn dues(tx: &Tx, filter: &Filter, (me, others): (AccountId, &[OrganId]), until: Moment) -> Outcome<Vec<(Moment, i64)>> {
    let due = case::Column::DueAt;
    let may_act = Condition::any()
        .add(case::Column::OrganId.is_not_in(others.iter().copied()))
        .add(case::Column::HandlerId.is_null())
        .add(case::Column::HandlerId.eq(me));
    let moment = Expr::expr(Expr::case(due.lt(tx.now.0), Expr::value(0i64)).finally(Expr::col((case::Entity, due))));
    let rows = present(tx, filter).filter(due.lte(until.0)).filter(may_act).select_only().column_as(moment, "moment");
    let rows = rows.column_as(case::Column::Id.count(), "cases").group_by(Expr::col(Alias::new("moment")));
    Ok(rows.into_tuple::<(Moment, i64)>().all(tx).await?)
}
