//! The SQL of a county's words.

use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::{notice_text, organ, unit};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, SqlErr};

/// What was set last for a message.
pub async fn last(tx: &Tx, column: &str) -> Outcome<Option<notice_text::Model>> {
    let rows = tx.rows().find::<notice_text::Entity>().filter(notice_text::Column::Template.eq(column));
    Ok(rows.order_by_desc(notice_text::Column::No).limit(1).one(tx).await?)
}

/// Everything that was ever set, the newest first.
pub async fn all(tx: &Tx) -> Outcome<Vec<notice_text::Model>> {
    Ok(tx.rows().find::<notice_text::Entity>().order_by_desc(notice_text::Column::No).limit(1_000).all(tx).await?)
}

/// Adds words; of two at once the second finds its number taken.
pub async fn add(tx: &Tx, row: notice_text::Model) -> Outcome<()> {
    match tx.add(row).await {
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Err(changed()),
        done => Ok(done?),
    }
}

/// Names that a message must not hold: of the county's units and organs. One character says nothing.
pub async fn names(tx: &Tx) -> Outcome<Vec<String>> {
    let units = tx.rows().find::<unit::Entity>().select_only().column(unit::Column::Name).column(unit::Column::ShortName);
    let units: Vec<(String, String)> = units.into_tuple().all(tx).await?;
    let organs: Vec<String> = tx.rows().find::<organ::Entity>().select_only().column(organ::Column::Name).into_tuple().all(tx).await?;
    let all = units.into_iter().flat_map(|(name, short)| [name, short]).chain(organs);
    Ok(all.filter(|name| name.chars().count() > 1).collect())
}

/// Somebody else was faster.
pub fn changed() -> Failure {
    Failure::refuse(ErrorCode::Conflict, "刚刚有人改过这一条。请看新的文字，再改。")
}
