//! Accounts: access, lists.

use crate::kernel::{Outcome, Tx, alike};
use entity::id::{AccountId, OfficialId, OrganId};
use entity::moment::Moment;
use entity::words::{AccountState, GrantState};
use entity::{account, role_grant};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;

/// One account.
pub async fn account(tx: &Tx, id: AccountId) -> Outcome<Option<account::Model>> {
    Ok(tx.rows().one::<account::Entity, _>(id).one(tx).await?)
}

/// Names of accounts; what is no account is left out.
pub async fn account_names(tx: &Tx, ids: Vec<AccountId>) -> Outcome<BTreeMap<AccountId, String>> {
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The account with this login.
pub async fn account_by_login(tx: &Tx, login: &str) -> Outcome<Option<account::Model>> {
    Ok(tx.rows().find::<account::Entity>().filter(account::Column::Login.eq(login)).one(tx).await?)
}

/// Which accounts are listed.
pub struct Listed<'a> {
    /// Of these organs only, for a head.
    pub organs: Option<&'a [OrganId]>,
    /// Whose login or name holds these characters; empty for all.
    pub text: &'a str,
    /// Only those that may sign in, or only the others.
    pub state: Option<AccountState>,
}

/// Accounts by login after the one named.
pub async fn accounts_page(tx: &Tx, listed: &Listed<'_>, after: Option<&str>, most: u64) -> Outcome<Vec<account::Model>> {
    let mut rows = tx.rows().find::<account::Entity>();
    if !listed.text.is_empty() {
        let either =
            Condition::any().add(alike::holds(account::Column::Login, listed.text)).add(alike::holds(account::Column::Name, listed.text));
        rows = rows.filter(either);
    }
    if let Some(state) = listed.state {
        rows = rows.filter(account::Column::State.eq(state));
    }
    if let Some(organs) = listed.organs {
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

/// Uses up a step of the second factor; false if it, or a later one, was used before.
pub async fn use_step(tx: &Tx, id: AccountId, step: i64) -> Outcome<bool> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::TotpLastStep, Expr::value(step));
    let change = change.filter(account::Column::Id.eq(id)).filter(account::Column::TotpLastStep.lt(step));
    Ok(change.exec(tx).await?.rows_affected == 1)
}

/// Puts a first password in the place of the old one.
pub async fn put_first_password(tx: &Tx, id: AccountId, hash: &str, until: Moment) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::PasswordHash, Expr::value(hash));
    let change = change.col_expr(account::Column::FirstPasswordUntil, Expr::value(until.0));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Takes the second factor away: the account's owner sets up a new one at the next sign-in.
pub async fn clear_factor(tx: &Tx, id: AccountId, until: Moment) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::TotpSecret, Expr::value(Vec::<u8>::new()));
    let change = change.col_expr(account::Column::EnrolUntil, Expr::value(until.0));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Keeps a password of the owner's own.
pub async fn keep_password(tx: &Tx, id: AccountId, hash: &str) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::PasswordHash, Expr::value(hash));
    let change = change.col_expr(account::Column::FirstPasswordUntil, Expr::value(Option::<i64>::None));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Keeps a second factor that its owner set up; the step that proved it is used up.
pub async fn keep_factor(tx: &Tx, id: AccountId, sealed: Vec<u8>, step: i64) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::TotpSecret, Expr::value(sealed));
    let change = change.col_expr(account::Column::TotpLastStep, Expr::value(step));
    let change = change.col_expr(account::Column::EnrolUntil, Expr::value(Option::<i64>::None));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// The accounts that have a second factor.
pub async fn with_factor(tx: &Tx) -> Outcome<Vec<account::Model>> {
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::TotpSecret.ne(Vec::<u8>::new()));
    Ok(rows.order_by_asc(account::Column::Id).all(tx).await?)
}

/// Puts the same secret, sealed anew, in its place; false if there is another one by now.
pub async fn replace_factor(tx: &Tx, account: &account::Model, sealed: Vec<u8>) -> Outcome<bool> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::TotpSecret, Expr::value(sealed));
    let change = change.filter(account::Column::Id.eq(account.id)).filter(account::Column::TotpSecret.eq(account.totp_secret.clone()));
    Ok(change.exec(tx).await?.rows_affected == 1)
}

/// Keeps or forgets a mail address.
pub async fn keep_email(tx: &Tx, id: AccountId, email: Option<String>) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::Email, Expr::value(email));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Puts an official behind an account that has none; false if it has one.
pub async fn link_official(tx: &Tx, id: AccountId, official: OfficialId) -> Outcome<bool> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::OfficialId, Expr::value(official.0));
    let change = change.filter(account::Column::Id.eq(id)).filter(account::Column::OfficialId.is_null());
    Ok(change.exec(tx).await?.rows_affected == 1)
}

/// The official behind each account, of closed ones too; accounts without one are left out.
pub async fn officials_behind(tx: &Tx) -> Outcome<BTreeMap<AccountId, OfficialId>> {
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::OfficialId.is_not_null());
    let rows = rows.select_only().column(account::Column::Id).column(account::Column::OfficialId);
    Ok(rows.into_tuple::<(AccountId, OfficialId)>().all(tx).await?.into_iter().collect())
}

/// Open accounts behind which this official stands.
pub async fn open_accounts_of(tx: &Tx, official: OfficialId) -> Outcome<Vec<AccountId>> {
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::OfficialId.eq(official));
    let rows = rows.filter(account::Column::State.eq(AccountState::Active)).select_only().column(account::Column::Id);
    Ok(rows.into_tuple::<AccountId>().all(tx).await?)
}

/// One account, locked until the transaction ends.
pub async fn locked_account(tx: &Tx, id: AccountId) -> Outcome<Option<account::Model>> {
    Ok(tx.rows().one::<account::Entity, _>(id).lock_exclusive().one(tx).await?)
}
