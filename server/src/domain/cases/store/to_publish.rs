//! The clock of a result that is still to be published, as lists and counts ask for it.

use crate::kernel::Tx;
use entity::deadline;
use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::{Expr, Query, SelectStatement};

/// Cases with such a clock, for the lists and for another statement.
pub(super) fn to_publish_ids(tx: &Tx) -> SelectStatement {
    Query::select()
        .column(deadline::Column::CaseId)
        .from(deadline::Entity)
        .and_where(deadline::Column::CountyId.eq(tx.county.id))
        .and_where(is_to_publish())
        .to_owned()
}

/// In words and not by values, so that both databases take the index that holds these clocks only.
pub(super) fn is_to_publish() -> Expr {
    Expr::cust("\"deadline\".\"kind\" = 'PUBLISH_RESULT' AND \"deadline\".\"ended_at\" IS NULL")
}
