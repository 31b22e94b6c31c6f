//! Accounts: sign-in attempts, access, lists.

use super::{county, statement};
use crate::domain::staff::access::NewAccess;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, OfficialId, OrganId};
use entity::moment::Moment;
use entity::words::{GrantState, ResetKind};
use entity::{account, official, role_grant};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

/// One account.
pub async fn account(tx: &Tx, id: AccountId) -> Outcome<Option<account::Model>> {
    Ok(tx.rows().one::<account::Entity, _>(id).one(tx).await?)
}

/// The account with this login.
pub async fn account_by_login(tx: &Tx, login: &str) -> Outcome<Option<account::Model>> {
    Ok(tx.rows().find::<account::Entity>().filter(account::Column::Login.eq(login)).one(tx).await?)
}

/// Accounts by login after the one named; of some organs only, for a head.
pub async fn accounts_page(tx: &Tx, organs: Option<&[OrganId]>, after: Option<&str>, most: u64) -> Outcome<Vec<account::Model>> {
    let mut rows = tx.rows().find::<account::Entity>();
    if let Some(organs) = organs {
        let in_organs = Query::select()
            .column(role_grant::Column::AccountId)
            .from(role_grant::Entity)
            .and_where(role_grant::Column::CountyId.eq(tx.county.id))
            .and_where(role_grant::Column::OrganId.is_in(organs.iter().copied()))
            .and_where(role_grant::Column::State.is_in([GrantState::Active, GrantState::Proposed]))
            .to_owned();
        rows = rows.filter(account::Column::Id.in_subquery(in_organs));
    }
    if let Some(login) = after {
        rows = rows.filter(account::Column::Login.gt(login));
    }
    Ok(rows.order_by_asc(account::Column::Login).limit(most).all(tx).await?)
}

/// Counts an attempt before anything is compared, so that attempts made at the same time count too. Answers how many
/// failed in a row if this one fails too; none if the account must wait.
pub async fn count_attempt(tx: &Tx, id: AccountId) -> Outcome<Option<i32>> {
    let sql = "UPDATE account SET failed_count = failed_count + 1 \
               WHERE county_id = $1 AND id = $2 AND (retry_at IS NULL OR retry_at <= $3) RETURNING failed_count";
    let row = tx.query_one_raw(statement(tx, sql, [county(tx), Uuid::from(id).into(), tx.now.0.into()])).await?;
    Ok(row.map(|row| row.try_get("", "failed_count")).transpose()?)
}

/// Lets the next attempt wait.
pub async fn set_retry(tx: &Tx, id: AccountId, at: Moment) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::RetryAt, Expr::value(at.0));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// An attempt was right after all; failures that others made meanwhile stay counted, and so does their wait.
pub async fn take_back(tx: &Tx, id: AccountId, wait: Option<Moment>) -> Outcome<()> {
    let sql = "UPDATE account SET failed_count = CASE WHEN failed_count > 0 THEN failed_count - 1 ELSE 0 END, \
               retry_at = CASE WHEN retry_at = $3 THEN NULL ELSE retry_at END WHERE county_id = $1 AND id = $2";
    tx.execute_raw(statement(tx, sql, [county(tx), Uuid::from(id).into(), wait.map(|wait| wait.0).into()])).await?;
    Ok(())
}

/// Uses up a step of the second factor; false if it, or a later one, was used before.
pub async fn use_step(tx: &Tx, id: AccountId, step: i64) -> Outcome<bool> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::TotpLastStep, Expr::value(step));
    let change = change.filter(account::Column::Id.eq(id)).filter(account::Column::TotpLastStep.lt(step));
    Ok(change.exec(tx).await?.rows_affected == 1)
}

/// The account signed in: its failures are forgotten.
pub async fn succeed(tx: &Tx, id: AccountId) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::FailedCount, Expr::value(0));
    let change = change.col_expr(account::Column::RetryAt, Expr::value(Option::<i64>::None));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Puts new access in the place of the old: the password or the second factor.
pub async fn keep_access(tx: &Tx, id: AccountId, what: ResetKind, new: &NewAccess, sealed_secret: Vec<u8>) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>();
    let change = match what {
        ResetKind::Password => change.col_expr(account::Column::PasswordHash, Expr::value(new.password_hash.clone())),
        ResetKind::Totp => change.col_expr(account::Column::TotpSecret, Expr::value(sealed_secret)),
    };
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    succeed(tx, id).await
}

/// Whether there is such an official.
pub async fn official_exists(tx: &Tx, id: OfficialId) -> Outcome<bool> {
    Ok(tx.rows().one::<official::Entity, _>(id).one(tx).await?.is_some())
}
