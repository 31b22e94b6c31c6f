//! Notices about many cases at once, and about people and organs: what an administrator changes is told to those who answer
//! for it.

use crate::domain::notices::clocks::Reminded;
use crate::domain::notices::service;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, NoticeId};
use entity::words::NoticeKind;
use entity::{notice, notice_due};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Tells each account of its cases in one notice. It counts those only that its owner may open when it is read.
///
/// # Errors
/// A fault of the database.
pub async fn of_many(tx: &Tx, kind: NoticeKind, all: &BTreeMap<AccountId, BTreeSet<Reminded>>) -> Outcome<()> {
    let accounts: BTreeSet<_> = all.iter().filter(|(_, cases)| !cases.is_empty()).map(|(account, _)| *account).collect();
    service::put(tx, &accounts, (kind, None), json!({})).await?;
    let notices = fresh(tx, kind, &accounts).await?;
    let rows = all.iter().filter_map(|(account, cases)| Some((*notices.get(account)?, cases))).flat_map(|(notice_id, cases)| {
        let row = move |(case_id, due_on): &Reminded| notice_due::Model {
            county_id: tx.county.id,
            id: tx.mint(),
            notice_id,
            case_id: *case_id,
            due_on: *due_on,
        };
        cases.iter().map(row)
    });
    Ok(tx.add_all(rows.collect()).await?)
}

/// Tells of accounts or organs; no case is named, and none is behind it. `params` may hold `organ`, its name. What waits
/// unread in the same words is there once.
///
/// # Errors
/// A fault of the database.
pub async fn about_staff(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind, params: Value) -> Outcome<()> {
    let waiting = tx.rows().find::<notice::Entity>().filter(notice::Column::AccountId.is_in(accounts.iter().copied()));
    let waiting = waiting.filter(notice::Column::Kind.eq(kind)).filter(notice::Column::ReadAt.is_null()).all(tx).await?;
    let is_told = |account: &AccountId| waiting.iter().any(|row| row.account_id == Some(*account) && row.params == params);
    let fresh: BTreeSet<_> = accounts.iter().copied().filter(|account| !is_told(account)).collect();
    service::put(tx, &fresh, (kind, None), params).await
}

/// The notices of this moment that have no cases yet, by whose they are.
async fn fresh(tx: &Tx, kind: NoticeKind, accounts: &BTreeSet<AccountId>) -> Outcome<BTreeMap<AccountId, NoticeId>> {
    let mut linked = Query::select();
    linked.column(notice_due::Column::NoticeId).from(notice_due::Entity).and_where(notice_due::Column::CountyId.eq(tx.county.id));
    let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::AccountId.is_in(accounts.iter().copied()));
    let rows = rows.filter(notice::Column::Kind.eq(kind)).filter(notice::Column::CreatedAt.eq(tx.now));
    let rows = rows.filter(notice::Column::Id.not_in_subquery(linked)).select_only();
    let rows = rows.column(notice::Column::AccountId).column(notice::Column::Id);
    Ok(rows.into_tuple::<(AccountId, NoticeId)>().all(tx).await?.into_iter().collect())
}
