//! The SQL of the rule library.

use crate::kernel::page::PageQuery;
use crate::kernel::{Failure, Outcome, Tx, alike};
use entity::id::RuleId;
use entity::rule;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use time::Date;

/// Whether a rule holds on this day, its last one included.
#[must_use]
pub fn holds(row: &rule::Model, today: Date) -> bool {
    row.ended_on.is_none_or(|last| today <= last)
}

/// Rules with these codes, in one statement.
///
/// # Errors
/// A fault of the database.
pub async fn of_codes(tx: &Tx, codes: Vec<String>) -> Outcome<Vec<rule::Model>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    Ok(tx.rows().find::<rule::Entity>().filter(rule::Column::Code.is_in(codes)).all(tx).await?)
}

/// Rules with these ids, in one statement.
///
/// # Errors
/// A fault of the database.
pub async fn of_ids(tx: &Tx, ids: Vec<RuleId>) -> Outcome<Vec<rule::Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(tx.rows().find::<rule::Entity>().filter(rule::Column::Id.is_in(ids)).all(tx).await?)
}

/// The rule with this code, one that holds no more too.
///
/// # Errors
/// Hidden if there is none.
pub async fn by_code(tx: &Tx, code: &str) -> Outcome<rule::Model> {
    tx.rows().find::<rule::Entity>().filter(rule::Column::Code.eq(code)).one(tx).await?.ok_or_else(Failure::hidden)
}

/// A page of the rules that hold today, by code, of which the name or the area has this text; one row more than asked for.
///
/// # Errors
/// A fault of the database.
pub async fn page(tx: &Tx, text: Option<&str>, page: &PageQuery) -> Outcome<Vec<rule::Model>> {
    let today = tx.now.in_china().date();
    let holds = Condition::any().add(rule::Column::EndedOn.is_null()).add(rule::Column::EndedOn.gte(today));
    let mut rows = tx.rows().find::<rule::Entity>().filter(holds);
    if let Some(text) = text {
        rows = rows.filter(Condition::any().add(alike::holds(rule::Column::Name, text)).add(alike::holds(rule::Column::Area, text)));
    }
    if let Some(last) = page.after.as_ref().and_then(|after| after.first()) {
        rows = rows.filter(rule::Column::Code.gt(last.clone()));
    }
    Ok(rows.order_by_asc(rule::Column::Code).limit(page.first.saturating_add(1)).all(tx).await?)
}
