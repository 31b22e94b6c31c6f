//! Reading one's own in-box.

use super::allowed;
use crate::domain::notices::policy::Action;
use crate::domain::notices::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{CaseId, NoticeId};
use entity::notice;
use sea_orm::sea_query::SelectStatement;
use serde_json::json;
use std::collections::BTreeMap;
use time::Date;

/// Marked as read in one request at most.
const MOST_IDS: usize = 100;

/// The newest notices of the signed-in member of the staff, newest first: none about a case that he must keep away from
/// by now, and none about another that is not among `seen`, the ids of cases that he may open.
///
/// # Errors
/// Refused if nobody is signed in.
pub async fn inbox(ctx: &Ctx, tx: &Tx, seen: SelectStatement) -> Outcome<Vec<notice::Model>> {
    let staff = allowed(ctx, Action::ReadInbox)?;
    let owner = store::owner(tx, staff.account_id).await?.ok_or_else(Failure::hidden)?;
    let rows = store::of_owner(tx, &owner, &seen).await?;
    let about = store::reminded_of(tx, &owner, (&rows, &seen)).await?;
    Ok(rows.into_iter().map(|row| reminding(row, &about)).collect())
}

/// The morning's notice speaks of those cases only that its owner may open now.
fn reminding(row: notice::Model, about: &BTreeMap<NoticeId, BTreeMap<CaseId, Date>>) -> notice::Model {
    let Some(cases) = about.get(&row.id) else { return row };
    let soonest = cases.values().min().map(ToString::to_string);
    let case_id = if cases.len() == 1 { cases.keys().next().copied() } else { None };
    notice::Model { params: json!({ "count": cases.len(), "soonest": soonest }), case_id, ..row }
}

/// Marks notices of the signed-in member of the staff as read; all or none.
///
/// # Errors
/// Refused if nobody is signed in, if there are too many, or if one is not his.
pub async fn mark_read(ctx: &Ctx, mut ids: Vec<NoticeId>) -> Outcome<()> {
    let staff = allowed(ctx, Action::MarkRead)?;
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > MOST_IDS {
        return Err(Failure::field(ErrorCode::TooLong, "ids", format!("一次最多标记 {MOST_IDS} 条通知。")));
    }
    let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let owner = store::owner(&tx, staff.account_id).await?.ok_or_else(Failure::hidden)?;
    let owned = store::count_owned(&tx, &owner, &ids).await?;
    if owned != u64::try_from(ids.len()).unwrap_or(u64::MAX) {
        return Err(Failure::field(ErrorCode::NotFound, "ids", "没有找到其中的通知，编号不对。"));
    }
    store::mark_read(&tx, &owner, &ids, tx.now).await?;
    tx.commit().await
}
