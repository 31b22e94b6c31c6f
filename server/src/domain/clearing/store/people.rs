//! Who is to be told of a round.

use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, UnitId};
use entity::words::{AccountState, GrantState, StaffRole};
use entity::{account, role_grant};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QuerySelect as _};
use std::collections::BTreeSet;

/// Accounts that clear the list of a unit today.
///
/// # Errors
/// A fault of the database.
pub async fn clearing_for(tx: &Tx, unit: UnitId) -> Outcome<BTreeSet<AccountId>> {
    holders(tx, &[StaffRole::Publisher, StaffRole::Reviewer], &[unit]).await
}

/// Accounts that review for one of these units today.
pub async fn reviewing_for(tx: &Tx, units: &[UnitId]) -> Outcome<BTreeSet<AccountId>> {
    holders(tx, &[StaffRole::Reviewer], units).await
}

async fn holders(tx: &Tx, roles: &[StaffRole], units: &[UnitId]) -> Outcome<BTreeSet<AccountId>> {
    let today = tx.now.in_china().date();
    let active = Query::select()
        .column(account::Column::Id)
        .from(account::Entity)
        .and_where(account::Column::CountyId.eq(tx.county.id))
        .and_where(account::Column::State.eq(AccountState::Active))
        .to_owned();
    let holds = Condition::any().add(role_grant::Column::ValidUntil.is_null()).add(role_grant::Column::ValidUntil.gte(today));
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::State.eq(GrantState::Active));
    let rows = rows.filter(role_grant::Column::Role.is_in(roles.iter().copied()));
    let rows = rows.filter(role_grant::Column::UnitId.is_in(units.iter().copied()));
    let rows = rows.filter(role_grant::Column::ValidFrom.lte(today)).filter(holds);
    let rows = rows.filter(role_grant::Column::AccountId.in_subquery(active));
    Ok(rows.select_only().column(role_grant::Column::AccountId).into_tuple().all(tx).await?.into_iter().collect())
}
