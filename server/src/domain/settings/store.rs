//! The SQL of settings.

use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::AccountId;
use entity::{account, setting};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, SqlErr};
use std::collections::BTreeMap;

/// What was set for a key, the newest first.
pub async fn of_key(tx: &Tx, column: &str, most: u64) -> Outcome<Vec<setting::Model>> {
    let rows = tx.rows().find::<setting::Entity>().filter(setting::Column::Key.eq(column));
    Ok(rows.order_by_desc(setting::Column::No).limit(most).all(tx).await?)
}

/// Everything that was ever set, the newest first.
pub async fn all(tx: &Tx) -> Outcome<Vec<setting::Model>> {
    Ok(tx.rows().find::<setting::Entity>().order_by_desc(setting::Column::No).limit(1_000).all(tx).await?)
}

/// Names of those who set them.
pub async fn names(tx: &Tx, ids: Vec<AccountId>) -> Outcome<BTreeMap<AccountId, String>> {
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Adds a value; of two at once the second finds its number taken.
pub async fn add(tx: &Tx, row: setting::Model) -> Outcome<()> {
    match tx.add(row).await {
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Err(changed()),
        done => Ok(done?),
    }
}

/// Somebody else was faster.
pub fn changed() -> Failure {
    Failure::refuse(ErrorCode::Conflict, "刚刚有人改过这一项。请看新的数，再改。")
}
