//! What the administrator keeps of an account: its card, its state, the history of its roles.

use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, OrganId, RoleGrantId, UnitId};
use entity::moment::Moment;
use entity::words::{AccountState, GrantState};
use entity::{access_reset, account, account_card, role_grant, session, unit};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use time::Date;

/// An account's card, if anything was ever kept of it.
pub async fn card(tx: &Tx, id: AccountId) -> Outcome<Option<account_card::Model>> {
    Ok(tx.rows().find::<account_card::Entity>().filter(account_card::Column::AccountId.eq(id)).one(tx).await?)
}

/// Puts telephone and unit on the card. The account is held by this transaction.
pub async fn put_card(
    tx: &Tx,
    was: Option<account_card::Model>,
    (account_id, phone, unit_id): (AccountId, Option<String>, Option<UnitId>),
) -> Outcome<()> {
    let Some(was) = was else {
        let row =
            account_card::Model { county_id: tx.county.id, id: tx.mint(), account_id, phone, unit_id, closed_reason: None, version: 1 };
        return Ok(tx.add(row).await?);
    };
    let change = tx.rows().update::<account_card::Entity>().col_expr(account_card::Column::Phone, Expr::value(phone));
    let change = change.col_expr(account_card::Column::UnitId, Expr::value(unit_id));
    let change = change.col_expr(account_card::Column::Version, Expr::value(was.version.saturating_add(1)));
    change.filter(account_card::Column::Id.eq(was.id)).exec(tx).await?;
    Ok(())
}

/// Why the account is closed; none for one that is open. The account is held by this transaction.
pub async fn put_closed_reason(tx: &Tx, id: AccountId, reason: Option<&str>) -> Outcome<()> {
    if card(tx, id).await?.is_none() {
        put_card(tx, None, (id, None, None)).await?;
    }
    let change = tx.rows().update::<account_card::Entity>();
    let change = change.col_expr(account_card::Column::ClosedReason, Expr::value(reason.map(str::to_owned)));
    let change = change.col_expr(account_card::Column::Version, Expr::col(account_card::Column::Version).add(1));
    change.filter(account_card::Column::AccountId.eq(id)).exec(tx).await?;
    Ok(())
}

/// Name and mail address.
pub async fn rename(tx: &Tx, id: AccountId, name: &str, email: Option<String>) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::Name, Expr::value(name));
    let change = change.col_expr(account::Column::Email, Expr::value(email));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Whether the account may sign in.
pub async fn put_state(tx: &Tx, id: AccountId, state: AccountState) -> Outcome<()> {
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::State, Expr::value(state));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Resets of an account that wait for a word are refused: it is closed.
pub async fn refuse_resets(tx: &Tx, id: AccountId, by: AccountId) -> Outcome<()> {
    let change = tx.rows().update::<access_reset::Entity>().col_expr(access_reset::Column::State, Expr::value(GrantState::Refused));
    let change = change.col_expr(access_reset::Column::DecidedBy, Expr::value(by.0));
    let change = change.col_expr(access_reset::Column::DecidedAt, Expr::value(tx.now.0));
    let waiting = access_reset::Column::State.eq(GrantState::Proposed);
    change.filter(access_reset::Column::AccountId.eq(id)).filter(waiting).exec(tx).await?;
    Ok(())
}

/// All roles that an account ever had, the newest first.
pub async fn all_grants_of(tx: &Tx, id: AccountId) -> Outcome<Vec<role_grant::Model>> {
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::AccountId.eq(id));
    Ok(rows.order_by_desc(role_grant::Column::Id).limit(200).all(tx).await?)
}

/// Roles in an organ that wait or are active.
pub async fn grants_in(tx: &Tx, organ: OrganId) -> Outcome<Vec<role_grant::Model>> {
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::OrganId.eq(organ));
    let rows = rows.filter(role_grant::Column::State.is_in([GrantState::Proposed, GrantState::Active]));
    Ok(rows.order_by_asc(role_grant::Column::AccountId).order_by_asc(role_grant::Column::Id).all(tx).await?)
}

/// The last day of a role.
pub async fn put_last_day(tx: &Tx, id: RoleGrantId, until: Date) -> Outcome<()> {
    let change = tx.rows().update::<role_grant::Entity>().col_expr(role_grant::Column::ValidUntil, Expr::value(until));
    change.filter(role_grant::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// When the account was last used, on any device.
pub async fn last_used(tx: &Tx, id: AccountId) -> Outcome<Option<Moment>> {
    let newest = tx.rows().find::<session::Entity>().filter(session::Column::AccountId.eq(id));
    let newest = newest.select_only().column_as(session::Column::LastUsedAt.max(), "at");
    Ok(newest.into_tuple::<Option<Moment>>().one(tx).await?.flatten())
}

/// One unit.
pub async fn unit_of(tx: &Tx, id: UnitId) -> Outcome<Option<unit::Model>> {
    Ok(tx.rows().one::<unit::Entity, _>(id).one(tx).await?)
}
