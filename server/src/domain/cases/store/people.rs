//! Who works in an organ, and who must keep away from a report.

use crate::domain::cases::rules::recusal::{KeepAway, Member, SubjectPlace};
use crate::domain::directory::{self, Around};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, OfficialId, OrganId, UnitId};
use entity::words::{AccountState, GrantState, StaffRole};
use entity::{account, role_grant};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect, Select};
use std::collections::BTreeSet;
use time::Date;

/// Handlers and heads of the organs, with roles that hold today.
///
/// # Errors
/// A fault of the database.
pub async fn staff_of(tx: &Tx, organs: &[OrganId]) -> Outcome<Vec<Member>> {
    read(tx, members(tx).filter(role_grant::Column::OrganId.is_in(organs.iter().copied()))).await
}

/// Custodians of the county's organs, with roles that hold today.
///
/// # Errors
/// A fault of the database.
pub async fn custodians(tx: &Tx) -> Outcome<Vec<Member>> {
    read(tx, holders(tx, &[StaffRole::Custodian])).await
}

/// Handlers and heads of all organs, with roles that hold today.
///
/// # Errors
/// A fault of the database.
pub async fn staff(tx: &Tx) -> Outcome<Vec<Member>> {
    read(tx, members(tx)).await
}

async fn read(tx: &Tx, rows: Select<role_grant::Entity>) -> Outcome<Vec<Member>> {
    let rows: Vec<(AccountId, OfficialId, OrganId, StaffRole)> = rows.into_tuple().all(tx).await?;
    Ok(rows.into_iter().map(|(account, official, organ, role)| Member { account, official, organ, role }).collect())
}

/// Account, official, organ and role of the county's handlers and heads, with roles that hold today. An account without an
/// official counts for nobody: from what it must keep away nobody could tell.
fn members(tx: &Tx) -> Select<role_grant::Entity> {
    holders(tx, &[StaffRole::Handler, StaffRole::Head])
}

/// Account, official, organ and role of whoever holds one of the roles in an organ today.
fn holders(tx: &Tx, roles: &[StaffRole]) -> Select<role_grant::Entity> {
    let today = tx.now.in_china().date();
    let holds = Condition::any().add(role_grant::Column::ValidUntil.is_null()).add(role_grant::Column::ValidUntil.gte(today));
    let same = |from: role_grant::Column, to: account::Column| Expr::col((role_grant::Entity, from)).equals((account::Entity, to));
    let accounts =
        same(role_grant::Column::CountyId, account::Column::CountyId).and(same(role_grant::Column::AccountId, account::Column::Id));
    let mut rows = tx.rows().find::<role_grant::Entity>();
    QuerySelect::query(&mut rows).inner_join(account::Entity, accounts);
    rows.select_only()
        .column(role_grant::Column::AccountId)
        .column(account::Column::OfficialId)
        .column(role_grant::Column::OrganId)
        .column(role_grant::Column::Role)
        .filter(account::Column::State.eq(AccountState::Active))
        .filter(account::Column::OfficialId.is_not_null())
        .filter(role_grant::Column::State.eq(GrantState::Active))
        .filter(role_grant::Column::Role.is_in(roles.iter().copied()))
        .filter(role_grant::Column::OrganId.is_not_null())
        .filter(role_grant::Column::ValidFrom.lte(today))
        .filter(holds)
}

/// Officials who must keep away from these subjects: of an official whoever is near him, of a unit and of its powers
/// whoever leads it or sits in its leading group.
///
/// # Errors
/// A fault of the database.
pub async fn keep_away(tx: &Tx, places: &[SubjectPlace]) -> Outcome<KeepAway> {
    let served = directory::units_served(tx, &officials_of(places)).await?;
    keep_away_in(tx, places, served).await
}

/// The same where the units in which the officials among the subjects serve or served are known.
///
/// # Errors
/// A fault of the database.
pub async fn keep_away_in(tx: &Tx, places: &[SubjectPlace], served: BTreeSet<UnitId>) -> Outcome<KeepAway> {
    let unit_of = |place: &SubjectPlace| if let SubjectPlace::Unit(unit) = place { Some(*unit) } else { None };
    let units = places.iter().filter_map(unit_of).collect();
    let Around { near, groups } = directory::around(tx, (&officials_of(places), served), &units).await?;
    let aside = places.iter().filter_map(|place| if let SubjectPlace::Aside(official) = place { Some(*official) } else { None });
    Ok(KeepAway { officials: near.into_iter().chain(groups.values().flatten().copied()).chain(aside).collect(), groups })
}

fn officials_of(places: &[SubjectPlace]) -> Vec<OfficialId> {
    let official_of = |place: &SubjectPlace| if let SubjectPlace::Official(official) = place { Some(*official) } else { None };
    places.iter().filter_map(official_of).collect::<BTreeSet<_>>().into_iter().collect()
}

/// A case role that somebody holds or held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleOf {
    /// The account.
    pub account: AccountId,
    /// Of which organ.
    pub organ: OrganId,
    /// HANDLER or HEAD.
    pub role: StaffRole,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
}

/// The case roles that these accounts hold or held.
///
/// # Errors
/// A fault of the database.
pub async fn roles_of(tx: &Tx, accounts: BTreeSet<AccountId>) -> Outcome<Vec<RoleOf>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::AccountId.is_in(accounts));
    let rows = rows.filter(role_grant::Column::Role.is_in([StaffRole::Handler, StaffRole::Head]));
    let rows = rows.filter(role_grant::Column::State.is_in([GrantState::Active, GrantState::Ended])).all(tx).await?;
    let role = |row: role_grant::Model| {
        Some(RoleOf { account: row.account_id, organ: row.organ_id?, role: row.role, from: row.valid_from, until: row.valid_until })
    };
    Ok(rows.into_iter().filter_map(role).collect())
}

/// Names of accounts, by name.
///
/// # Errors
/// A fault of the database.
pub async fn names(tx: &Tx, accounts: Vec<AccountId>) -> Outcome<Vec<(AccountId, String)>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::Id.is_in(accounts)).order_by_asc(account::Column::Name);
    Ok(rows.all(tx).await?.into_iter().map(|row| (row.id, row.name)).collect())
}
