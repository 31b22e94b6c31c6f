//! Notices about clocks: the morning's one, and what an organ below asks for.

use crate::domain::notices::{service, store};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId};
use entity::moment::{CHINA, Moment};
use entity::notice_due;
use entity::words::NoticeKind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// A case of which somebody is reminded, and the last day of its clock.
pub type Reminded = (CaseId, Date);

/// Tells officers of an organ above about a case below that is not theirs to open, so `params` name what they need:
/// `organ` and `number`. What is asked again takes the place of what waits unread.
///
/// # Errors
/// A fault of the database.
pub async fn about_case_below(tx: &Tx, accounts: &BTreeSet<AccountId>, about: (NoticeKind, CaseId), params: Value) -> Outcome<()> {
    service::put(tx, accounts, (about.0, Some(about.1)), params).await
}

/// The morning's notice: one an account and day, whatever it is about and however often this is called. What comes later
/// on the same day joins it.
///
/// # Errors
/// A fault of the database.
pub async fn remind(tx: &Tx, all: &BTreeMap<AccountId, BTreeSet<Reminded>>) -> Outcome<()> {
    if all.is_empty() {
        return Ok(());
    }
    let accounts: BTreeSet<_> = all.keys().copied().collect();
    // Of two workers the second waits here, and then finds the first one's notice.
    store::hold_accounts(tx, &accounts).await?;
    let known = store::reminded_since(tx, &accounts, midnight(tx.now)).await?;
    let fresh: BTreeSet<_> = accounts.iter().copied().filter(|account| !known.contains_key(account)).collect();
    if !known.is_empty() {
        store::unread(tx, &known.values().copied().collect::<Vec<_>>()).await?;
    }
    service::put(tx, &fresh, (NoticeKind::HandlerDue, None), serde_json::json!({})).await?;
    let notices = store::reminded_since(tx, &accounts, midnight(tx.now)).await?;
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
    tx.add_all(rows.collect()).await?;
    Ok(())
}

fn midnight(now: Moment) -> Moment {
    Moment::from(now.in_china().date().midnight().assume_offset(CHINA))
}
