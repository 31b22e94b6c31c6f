//! The SQL of the morning's notices.

use super::inbox::Owner;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId, NoticeId};
use entity::moment::Moment;
use entity::words::NoticeKind;
use entity::{account, notice, notice_due};
use sea_orm::sea_query::{Expr, LockType, SelectStatement};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// The cases of morning notices, each with its soonest last day: those that the owner may open.
pub async fn reminded_of(
    tx: &Tx,
    owner: &Owner,
    (rows, seen): (&[notice::Model], &SelectStatement),
) -> Outcome<BTreeMap<NoticeId, BTreeMap<CaseId, Date>>> {
    let ids: Vec<_> =
        rows.iter().filter(|row| row.account_id == Some(owner.account) && row.kind == NoticeKind::HandlerDue).map(|row| row.id).collect();
    let mut all: BTreeMap<NoticeId, BTreeMap<CaseId, Date>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let links = tx.rows().find::<notice_due::Entity>().filter(notice_due::Column::NoticeId.is_in(ids));
    for link in links.filter(notice_due::Column::CaseId.in_subquery(seen.clone())).all(tx).await? {
        let soonest = all.entry(link.notice_id).or_default().entry(link.case_id).or_insert(link.due_on);
        *soonest = std::cmp::min(link.due_on, *soonest);
    }
    Ok(all)
}

/// Holds these accounts until the transaction ends, in order, so that two of us never wait for each other.
pub async fn hold_accounts(tx: &Tx, accounts: &BTreeSet<AccountId>) -> Outcome<()> {
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::Id.is_in(accounts.iter().copied())).select_only();
    // Others may still refer to them.
    let rows = rows.column(account::Column::Id).order_by_asc(account::Column::Id).lock(LockType::NoKeyUpdate);
    rows.into_tuple::<AccountId>().all(tx).await?;
    Ok(())
}

/// The morning notices that these accounts got since then.
pub async fn reminded_since(tx: &Tx, accounts: &BTreeSet<AccountId>, since: Moment) -> Outcome<BTreeMap<AccountId, NoticeId>> {
    let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::AccountId.is_in(accounts.iter().copied()));
    let rows = rows.filter(notice::Column::Kind.eq(NoticeKind::HandlerDue)).filter(notice::Column::CreatedAt.gte(since));
    let rows = rows.select_only().column(notice::Column::AccountId).column(notice::Column::Id);
    Ok(rows.into_tuple::<(AccountId, NoticeId)>().all(tx).await?.into_iter().collect())
}

/// Makes notices new again: something was added to them.
pub async fn unread(tx: &Tx, notices: &[NoticeId]) -> Outcome<()> {
    let rows = tx.rows().update::<notice::Entity>().filter(notice::Column::Id.is_in(notices.iter().copied()));
    rows.col_expr(notice::Column::ReadAt, Expr::value(Option::<Moment>::None)).exec(tx).await?;
    Ok(())
}
