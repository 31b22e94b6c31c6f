//! Who works in an organ, and who must keep away from a report.

use crate::domain::cases::rules::recusal::{KeepAway, Member, SubjectPlace};
use crate::domain::directory;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, OrganId};
use entity::words::{AccountState, GrantState, StaffRole};
use entity::{account, post, role_grant};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _};
use std::collections::BTreeMap;
use time::Duration;

/// Handlers and heads of the organs, with roles that hold today; of all organs if none is named.
///
/// # Errors
/// A fault of the database.
pub async fn staff_of(tx: &Tx, organs: &[OrganId]) -> Outcome<Vec<Member>> {
    let today = tx.now.in_china().date();
    let holds = Condition::any().add(role_grant::Column::ValidUntil.is_null()).add(role_grant::Column::ValidUntil.gte(today));
    let mut grants = tx
        .rows()
        .find::<role_grant::Entity>()
        .filter(role_grant::Column::State.eq(GrantState::Active))
        .filter(role_grant::Column::Role.is_in([StaffRole::Handler, StaffRole::Head]))
        .filter(role_grant::Column::ValidFrom.lte(today))
        .filter(holds);
    if !organs.is_empty() {
        grants = grants.filter(role_grant::Column::OrganId.is_in(organs.iter().copied()));
    }
    let grants = grants.all(tx).await?;
    if grants.is_empty() {
        return Ok(Vec::new());
    }
    let accounts = tx
        .rows()
        .find::<account::Entity>()
        .filter(account::Column::Id.is_in(grants.iter().map(|grant| grant.account_id)))
        .filter(account::Column::State.eq(AccountState::Active))
        .all(tx)
        .await?;
    let officials: BTreeMap<_, _> = accounts.into_iter().map(|row| (row.id, row.official_id)).collect();
    let members = grants.into_iter().filter_map(|grant| {
        let official = *officials.get(&grant.account_id)?;
        Some(Member { account: grant.account_id, official, organ: grant.organ_id?, role: grant.role })
    });
    Ok(members.collect())
}

/// Officials who must keep away from these subjects.
///
/// # Errors
/// A fault of the database.
pub async fn keep_away(tx: &Tx, places: &[SubjectPlace]) -> Outcome<KeepAway> {
    let today = tx.now.in_china().date();
    let since = today.checked_sub(Duration::days(731)).unwrap_or(time::Date::MIN);
    let mut away = KeepAway::default();
    for official in places.iter().filter_map(|place| place.official) {
        away.0.extend(directory::colleagues(tx, official, since).await?.officials);
    }
    let units: Vec<_> = places.iter().filter(|place| place.official.is_none()).map(|place| place.unit).collect();
    if !units.is_empty() {
        let holds = Condition::any().add(post::Column::ValidUntil.is_null()).add(post::Column::ValidUntil.gte(today));
        let leaders = tx.rows().find::<post::Entity>().filter(post::Column::UnitId.is_in(units)).filter(post::Column::LeadsUnit.eq(true));
        let leaders = leaders.filter(post::Column::ValidFrom.lte(today)).filter(holds).all(tx).await?;
        away.0.extend(leaders.into_iter().map(|row| row.official_id));
    }
    Ok(away)
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
