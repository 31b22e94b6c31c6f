//! Grants and resets, with the names around them.

use super::{by_id, officials};
use crate::domain::staff::model::{GrantRow, NewRole, ResetRow};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccessResetId, AccountId, OrganId, RoleGrantId, UnitId};
use entity::words::{AccountState, GrantState, OrganKind, StaffRole};
use entity::{access_reset, account, organ, organ_state, role_grant, unit};
use sea_orm::sea_query::{Expr, LockType, SimpleExpr};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};
use std::collections::BTreeMap;
use time::Date;

/// One grant.
pub async fn grant(tx: &Tx, id: RoleGrantId) -> Outcome<Option<role_grant::Model>> {
    Ok(tx.rows().one::<role_grant::Entity, _>(id).one(tx).await?)
}

/// One reset.
pub async fn reset(tx: &Tx, id: AccessResetId) -> Outcome<Option<access_reset::Model>> {
    Ok(tx.rows().one::<access_reset::Entity, _>(id).one(tx).await?)
}

/// Adds a grant.
pub async fn add_grant(tx: &Tx, grant: role_grant::Model) -> Outcome<()> {
    Ok(tx.add(grant).await?)
}

/// Grants of these accounts that wait or are active, whatever their days.
pub async fn grants_of(tx: &Tx, accounts: &[AccountId]) -> Outcome<Vec<role_grant::Model>> {
    let rows = standing(tx).filter(role_grant::Column::AccountId.is_in(accounts.iter().copied()));
    Ok(rows.order_by_asc(role_grant::Column::Id).all(tx).await?)
}

/// Grants that wait for their approver.
pub async fn pending_grants(tx: &Tx) -> Outcome<Vec<role_grant::Model>> {
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::State.eq(GrantState::Proposed));
    Ok(rows.order_by_asc(role_grant::Column::Id).all(tx).await?)
}

/// Grants of the same role in the same place that wait, or hold on `day` or later.
pub async fn same_grants(tx: &Tx, account: AccountId, new: NewRole, day: Date) -> Outcome<Vec<role_grant::Model>> {
    let rows = grants_of(tx, &[account]).await?;
    let same = |row: &role_grant::Model| row.role == new.role && row.unit_id == new.unit_id && row.organ_id == new.organ_id;
    Ok(rows.into_iter().filter(|row| same(row) && row.valid_until.is_none_or(|until| day <= until)).collect())
}

fn standing(tx: &Tx) -> Select<role_grant::Entity> {
    tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::State.is_in([GrantState::Proposed, GrantState::Active]))
}

/// Heads of organs on this day, by organ; only accounts that may sign in.
pub async fn heads(tx: &Tx, day: Date) -> Outcome<Vec<(OrganId, AccountId)>> {
    let rows = held_on(tx, StaffRole::Head, day).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.organ_id?, row.account_id))).collect())
}

/// Grants of a role that hold on this day; only of accounts that may sign in.
pub async fn held_on(tx: &Tx, role: StaffRole, day: Date) -> Outcome<Vec<role_grant::Model>> {
    let rows = standing(tx).filter(role_grant::Column::Role.eq(role)).filter(role_grant::Column::State.eq(GrantState::Active));
    let rows = rows.filter(role_grant::Column::ValidFrom.lte(day)).all(tx).await?;
    let rows: Vec<_> = rows.into_iter().filter(|row| row.valid_until.is_none_or(|until| day <= until)).collect();
    let accounts = by_id(accounts_named(tx, rows.iter().map(|row| row.account_id)).await?, |row| row.id);
    let may = |id: &AccountId| accounts.get(id).is_some_and(|account| account.state == AccountState::Active);
    Ok(rows.into_iter().filter(|row| may(&row.account_id)).collect())
}

/// Organs in which the account holds a case role today, or will; one whose days are over says nothing any more.
pub async fn active_case_organs(tx: &Tx, account: AccountId) -> Outcome<Vec<OrganId>> {
    let (rows, today) = (grants_of(tx, &[account]).await?, tx.now.in_china().date());
    let stands = |row: &role_grant::Model| row.state == GrantState::Active && row.valid_until.is_none_or(|last| today <= last);
    let mut organs: Vec<_> = rows.into_iter().filter(stands).filter_map(|row| row.organ_id).collect();
    organs.sort_unstable();
    organs.dedup();
    Ok(organs)
}

/// Decides a grant that waits; false if somebody was faster.
pub async fn decide_grant(tx: &Tx, id: RoleGrantId, state: GrantState, by: AccountId) -> Outcome<bool> {
    let change = tx.rows().update::<role_grant::Entity>().col_expr(role_grant::Column::State, word(state));
    let change = change.col_expr(role_grant::Column::DecidedBy, Expr::value(by.0));
    let change = change.col_expr(role_grant::Column::DecidedAt, Expr::value(tx.now.0));
    let change = change.filter(role_grant::Column::Id.eq(id)).filter(role_grant::Column::State.eq(GrantState::Proposed));
    Ok(change.exec(tx).await?.rows_affected == 1)
}

/// Decides a reset that waits; false if somebody was faster.
pub async fn decide_reset(tx: &Tx, id: AccessResetId, state: GrantState, by: AccountId) -> Outcome<bool> {
    let change = tx.rows().update::<access_reset::Entity>().col_expr(access_reset::Column::State, word(state));
    let change = change.col_expr(access_reset::Column::DecidedBy, Expr::value(by.0));
    let change = change.col_expr(access_reset::Column::DecidedAt, Expr::value(tx.now.0));
    let change = change.filter(access_reset::Column::Id.eq(id)).filter(access_reset::Column::State.eq(GrantState::Proposed));
    Ok(change.exec(tx).await?.rows_affected == 1)
}

/// Ends a grant that waits or is active; false if it had ended.
pub async fn end_grant(tx: &Tx, id: RoleGrantId, by: AccountId, reason: &str) -> Outcome<bool> {
    let change = tx.rows().update::<role_grant::Entity>().col_expr(role_grant::Column::State, word(GrantState::Ended));
    let change = change.col_expr(role_grant::Column::DecidedBy, Expr::value(by.0));
    let change = change.col_expr(role_grant::Column::DecidedAt, Expr::value(tx.now.0));
    let change = change.col_expr(role_grant::Column::EndReason, Expr::value(reason));
    let standing = role_grant::Column::State.is_in([GrantState::Proposed, GrantState::Active]);
    Ok(change.filter(role_grant::Column::Id.eq(id)).filter(standing).exec(tx).await?.rows_affected == 1)
}

/// Resets that wait for their approver, with names.
pub async fn open_resets(tx: &Tx) -> Outcome<Vec<ResetRow>> {
    let rows = tx.rows().find::<access_reset::Entity>().filter(access_reset::Column::State.eq(GrantState::Proposed));
    let rows = rows.order_by_asc(access_reset::Column::Id).all(tx).await?;
    let accounts = by_id(accounts_named(tx, rows.iter().map(|row| row.account_id)).await?, |row| row.id);
    let name = |id| accounts.get(&id).map(|account| account.name.clone()).unwrap_or_default();
    Ok(rows.into_iter().map(|reset| ResetRow { account_name: name(reset.account_id), reset, approvable: false }).collect())
}

/// Puts names to grants, in the same number of statements however many there are.
pub async fn with_names(tx: &Tx, grants: Vec<role_grant::Model>) -> Outcome<Vec<GrantRow>> {
    let accounts = by_id(accounts_named(tx, grants.iter().map(|row| row.account_id)).await?, |row| row.id);
    let units = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(grants.iter().filter_map(|row| row.unit_id)));
    let units = by_id(units.all(tx).await?, |row| row.id);
    let organs = tx.rows().find::<organ::Entity>().filter(organ::Column::Id.is_in(grants.iter().filter_map(|row| row.organ_id)));
    let organs = by_id(organs.all(tx).await?, |row| row.id);
    let behind = accounts.values().filter_map(|account| account.official_id).collect();
    let officials = officials(tx, behind, tx.now.in_china().date()).await?;
    let official = |id| accounts.get(&id).and_then(|account| officials.get(&account.official_id?).cloned());
    let row = |grant: role_grant::Model| GrantRow {
        official: official(grant.account_id),
        account_name: accounts.get(&grant.account_id).map(|account| account.name.clone()).unwrap_or_default(),
        unit: grant.unit_id.and_then(|id| units.get(&id).cloned()),
        organ: grant.organ_id.and_then(|id| organs.get(&id).cloned()),
        grant,
        approvable: false,
        endable: false,
    };
    Ok(grants.into_iter().map(row).collect())
}

/// Names of organs.
pub async fn organ_names(tx: &Tx, ids: Vec<OrganId>) -> Outcome<BTreeMap<OrganId, String>> {
    let rows = tx.rows().find::<organ::Entity>().filter(organ::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Names of units.
pub async fn unit_names(tx: &Tx, ids: Vec<UnitId>) -> Outcome<BTreeMap<UnitId, String>> {
    let rows = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Whether there is such a unit.
pub async fn unit_exists(tx: &Tx, id: UnitId) -> Outcome<bool> {
    Ok(tx.rows().one::<unit::Entity, _>(id).one(tx).await?.is_some())
}

/// Whether there is such an organ, it is open, and it belongs to the county rather than standing above it.
pub async fn organ_in_county(tx: &Tx, id: OrganId) -> Outcome<bool> {
    let closed = tx.rows().find::<organ_state::Entity>().filter(organ_state::Column::OrganId.eq(id));
    if closed.filter(organ_state::Column::ClosedOn.is_not_null()).one(tx).await?.is_some() {
        return Ok(false);
    }
    Ok(tx.rows().one::<organ::Entity, _>(id).one(tx).await?.is_some_and(|organ| organ.kind != OrganKind::External))
}

/// Holds the roles of the county's administrators until the transaction ends, in one order: of two who are ended at once the
/// second is the last one.
pub async fn hold_admins(tx: &Tx) -> Outcome<()> {
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::Role.eq(StaffRole::CountyAdmin));
    let rows = rows.filter(role_grant::Column::State.eq(GrantState::Active)).order_by_asc(role_grant::Column::Id);
    rows.lock(LockType::NoKeyUpdate).all(tx).await?;
    Ok(())
}

/// Holds an organ until the transaction ends; those who only refer to it are free to write.
pub async fn hold_organ(tx: &Tx, id: OrganId) -> Outcome<()> {
    tx.rows().one::<organ::Entity, _>(id).lock(LockType::NoKeyUpdate).one(tx).await?;
    Ok(())
}

async fn accounts_named(tx: &Tx, ids: impl Iterator<Item = AccountId>) -> Outcome<Vec<account::Model>> {
    Ok(tx.rows().find::<account::Entity>().filter(account::Column::Id.is_in(ids)).all(tx).await?)
}

/// The organ with this code.
pub async fn organ_by_code(tx: &Tx, code: &str) -> Outcome<Option<OrganId>> {
    let row = tx.rows().find::<organ::Entity>().filter(organ::Column::Code.eq(code)).one(tx).await?;
    Ok(row.map(|row| row.id))
}

fn word(state: GrantState) -> SimpleExpr {
    Expr::value(state)
}
