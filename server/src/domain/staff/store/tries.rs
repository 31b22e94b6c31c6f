//! Tries at signing in, by whom they are counted against.

use super::{county, statement};
use crate::kernel::{Outcome, Tx};
use entity::id::SignInTryId;
use entity::moment::Moment;
use entity::sign_in_try;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, QueryFilter as _};
use time::Duration;
use uuid::Uuid;

/// Failures that lie so far back are forgotten.
pub const FORGET: Duration = Duration::days(1);

/// Counts a try before anything is compared, so that tries made at the same time count too. Answers how many failed
/// in a row if this one fails too; none if the next one must wait.
pub async fn count_try(tx: &Tx, who: &[u8]) -> Outcome<Option<i32>> {
    let sql = "INSERT INTO sign_in_try (county_id, id, who, failed_count, last_at) VALUES ($1, $2, $3, 1, $4) \
               ON CONFLICT (county_id, who) DO UPDATE SET last_at = $4, \
                   failed_count = CASE WHEN sign_in_try.last_at < $5 THEN 1 ELSE sign_in_try.failed_count + 1 END \
               WHERE sign_in_try.retry_at IS NULL OR sign_in_try.retry_at <= $4 RETURNING failed_count";
    let long_ago = tx.now.after(-FORGET);
    let id = Uuid::from(tx.mint::<SignInTryId>());
    let values = [county(tx), id.into(), who.to_vec().into(), tx.now.0.into(), long_ago.0.into()];
    let row = tx.query_one_raw(statement(tx, sql, values)).await?;
    Ok(row.map(|row| row.try_get("", "failed_count")).transpose()?)
}

/// Until when the next try must wait.
pub async fn retry_at(tx: &Tx, who: &[u8]) -> Outcome<Option<Moment>> {
    let row = tx.rows().find::<sign_in_try::Entity>().filter(sign_in_try::Column::Who.eq(who.to_vec())).one(tx).await?;
    Ok(row.and_then(|row| row.retry_at))
}

/// Lets the next try wait.
pub async fn set_retry(tx: &Tx, who: &[u8], at: Moment) -> Outcome<()> {
    let change = tx.rows().update::<sign_in_try::Entity>().col_expr(sign_in_try::Column::RetryAt, Expr::value(at.0));
    change.filter(sign_in_try::Column::Who.eq(who.to_vec())).exec(tx).await?;
    Ok(())
}

/// A try was right after all; failures that others made meanwhile stay counted, and so does their wait.
pub async fn take_back(tx: &Tx, who: &[u8], wait: Option<Moment>) -> Outcome<()> {
    let sql = "UPDATE sign_in_try SET failed_count = CASE WHEN failed_count > 0 THEN failed_count - 1 ELSE 0 END, \
               retry_at = CASE WHEN retry_at = $3 THEN NULL ELSE retry_at END WHERE county_id = $1 AND who = $2";
    tx.execute_raw(statement(tx, sql, [county(tx), who.to_vec().into(), wait.map(|wait| wait.0).into()])).await?;
    Ok(())
}

/// Somebody proved everything: failures are forgotten.
pub async fn forget(tx: &Tx, who: &[u8]) -> Outcome<()> {
    tx.rows().delete::<sign_in_try::Entity>().filter(sign_in_try::Column::Who.eq(who.to_vec())).exec(tx).await?;
    Ok(())
}
