//! Who may answer an opinion, and who watches over it.

use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, OrganId, UnitId};
use entity::words::{AccountState, GrantState, StaffRole};
use entity::{account, role_grant};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};
use std::collections::BTreeSet;

/// Roles that answer for a unit.
const ANSWERING: [StaffRole; 2] = [StaffRole::Publisher, StaffRole::Reviewer];

/// Accounts that answer for one of the units today.
pub async fn answering(tx: &Tx, units: &[UnitId]) -> Outcome<BTreeSet<AccountId>> {
    accounts(tx, answers_for(units)).await
}

/// Accounts that head an organ today.
pub async fn heads(tx: &Tx, organ: OrganId) -> Outcome<BTreeSet<AccountId>> {
    let head = role_grant::Column::Role.eq(StaffRole::Head);
    accounts(tx, Condition::all().add(head).add(role_grant::Column::OrganId.eq(organ))).await
}

/// Which of the units have somebody who answers for them today.
pub async fn with_people(tx: &Tx, units: &[UnitId]) -> Outcome<BTreeSet<UnitId>> {
    let found: Vec<Option<UnitId>> =
        held(tx, answers_for(units)).select_only().column(role_grant::Column::UnitId).into_tuple().all(tx).await?;
    Ok(found.into_iter().flatten().collect())
}

/// Whoever answers for the units today, with names, in the order of the names.
pub async fn colleagues(tx: &Tx, units: &[UnitId]) -> Outcome<Vec<(AccountId, String)>> {
    let ids = answering(tx, units).await?;
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::Id.is_in(ids)).order_by_asc(account::Column::Name);
    let rows = rows.order_by_asc(account::Column::Id).select_only();
    Ok(rows.columns([account::Column::Id, account::Column::Name]).into_tuple().all(tx).await?)
}

fn answers_for(units: &[UnitId]) -> Condition {
    let of_unit = role_grant::Column::UnitId.is_in(units.iter().copied());
    Condition::all().add(role_grant::Column::Role.is_in(ANSWERING)).add(of_unit)
}

async fn accounts(tx: &Tx, such: Condition) -> Outcome<BTreeSet<AccountId>> {
    let found: Vec<AccountId> = held(tx, such).select_only().column(role_grant::Column::AccountId).into_tuple().all(tx).await?;
    Ok(found.into_iter().collect())
}

/// Such roles of active accounts today.
fn held(tx: &Tx, such: Condition) -> Select<role_grant::Entity> {
    let today = tx.now.in_china().date();
    let active = Query::select()
        .column(account::Column::Id)
        .from(account::Entity)
        .and_where(account::Column::CountyId.eq(tx.county.id))
        .and_where(account::Column::State.eq(AccountState::Active))
        .to_owned();
    let holds = Condition::any().add(role_grant::Column::ValidUntil.is_null()).add(role_grant::Column::ValidUntil.gte(today));
    let rows = tx.rows().find::<role_grant::Entity>().filter(such).filter(role_grant::Column::State.eq(GrantState::Active));
    let rows = rows.filter(role_grant::Column::ValidFrom.lte(today)).filter(holds);
    rows.filter(role_grant::Column::AccountId.in_subquery(active))
}
