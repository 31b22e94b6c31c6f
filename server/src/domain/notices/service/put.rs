//! Writing notices, in the transaction of what they tell.

use super::{MAIL, SEND};
use crate::domain::notices::{rules, store};
use crate::kernel::{Outcome, Tx, outbox};
use aws_lc_rs::digest::{SHA256, digest};
use entity::id::{AccountId, CaseId, ClearingId, ContactId, HaltId, NoticeId, OpinionId, mint};
use entity::moment::Moment;
use entity::notice;
use entity::words::{NoticeChannel, NoticeKind, NoticeState};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Whom and what a message to a reporter is about.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The case.
    pub case_id: CaseId,
    /// Where the phone lies sealed.
    pub contact_id: ContactId,
    /// What the reporter chose.
    pub wants_sms: bool,
}

/// Leaves a text message for the reporter; nothing, if the reporter wants none. `params` may hold a `day`
/// (`2026-12-07`) for `Replied` (until when to say whether one is satisfied) and `Withdrawing` (when it takes effect), and
/// ids that say what was told ([`super::told`]).
///
/// # Errors
/// A fault of the database.
pub async fn to_reporter(tx: &Tx, about: About, kind: NoticeKind, params: Value) -> Outcome<()> {
    if !about.wants_sms {
        return Ok(());
    }
    let row = notice::Model { contact_id: Some(about.contact_id), case_id: Some(about.case_id), params, ..blank(tx, tx.mint(), kind) };
    let id = row.id;
    tx.add(row).await?;
    outbox::enqueue(tx, SEND, json!({ "noticeId": id }), tx.now).await?;
    Ok(())
}

/// Puts a notice into each staff member's in-box, and leaves a mail for those whose account has an address. What can
/// be caused again and again takes the place of what waits unread of its kind, and leaves no second mail.
///
/// # Errors
/// A fault of the database.
pub async fn to_staff(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind, case_id: CaseId) -> Outcome<()> {
    put(tx, accounts, (kind, Some(case_id)), json!({})).await
}

/// Tells an officer of many cases at once: one notice for what `key` names and the day that begins at `since`, however
/// often this is called; the cases may become more. It is there as long as he may know of `least` of them, whatever the
/// county sets later.
///
/// # Errors
/// A fault of the database.
pub async fn many(tx: &Tx, account: AccountId, (since, key, least): (Moment, &[Uuid], i32), cases: &[CaseId]) -> Outcome<()> {
    let named = key.iter().chain([&account.0]).flat_map(|id| id.into_bytes()).collect::<Vec<_>>();
    let chance = digest(&SHA256, &named).as_ref().first_chunk().copied().unwrap_or_default();
    let id = NoticeId(mint(since.0, tx.county.number, chance));
    let row = notice::Model {
        channel: NoticeChannel::Inbox,
        account_id: Some(account),
        state: NoticeState::Delivered,
        least: Some(least),
        ..blank(tx, id, NoticeKind::ManyReports)
    };
    if store::add_if_new(tx, row).await? {
        ring(tx, &[account].into(), NoticeKind::ManyReports).await?;
    }
    store::add_cases(tx, id, cases).await
}

/// Tells of a stopped power. No case is named, even where one stands behind it: what is public is told, and nothing else.
///
/// # Errors
/// A fault of the database.
pub async fn about_halt(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind, halt: HaltId) -> Outcome<()> {
    put(tx, accounts, (kind, None), json!({ "halt": halt })).await
}

/// Tells of a list of powers that waits for the county, came back or is published; it names no unit.
///
/// # Errors
/// A fault of the database.
pub async fn about_clearing(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind, round: ClearingId) -> Outcome<()> {
    put(tx, accounts, (kind, None), json!({ "clearing": round })).await
}

/// Tells of a power by its code: what is told stands on its page.
///
/// # Errors
/// A fault of the database.
pub async fn about_power(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind, code: &str) -> Outcome<()> {
    put(tx, accounts, (kind, None), json!({ "power": code })).await
}

/// Tells the staff of an opinion that came, waits, is urged; it names neither unit nor words.
///
/// # Errors
/// A fault of the database.
pub async fn about_opinion(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind, opinion: OpinionId) -> Outcome<()> {
    put(tx, accounts, (kind, None), json!({ "opinion": opinion })).await
}

/// Leaves a text message for the author of an opinion: that it was answered, and nothing else.
///
/// # Errors
/// A fault of the database.
pub async fn to_author(tx: &Tx, contact: ContactId, opinion: OpinionId) -> Outcome<()> {
    let params = json!({ "opinion": opinion });
    let row = notice::Model { contact_id: Some(contact), params, ..blank(tx, tx.mint(), NoticeKind::OpinionAnswered) };
    let id = row.id;
    tx.add(row).await?;
    outbox::enqueue(tx, SEND, json!({ "noticeId": id }), tx.now).await?;
    Ok(())
}

/// Tells of a wish to end a declared kinship, or of its answer; it names nobody.
///
/// # Errors
/// A fault of the database.
pub async fn about_kinship(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind) -> Outcome<()> {
    put(tx, accounts, (kind, None), json!({})).await
}

/// Puts a notice into each in-box, and leaves a mail where there is an address. What can be caused again and again takes
/// the place of what waits unread of its kind, and leaves no second mail.
pub(in crate::domain::notices) async fn put(
    tx: &Tx,
    accounts: &BTreeSet<AccountId>,
    about: (NoticeKind, Option<CaseId>),
    params: Value,
) -> Outcome<()> {
    let waits = match about {
        (kind, Some(case_id)) if rules::COMES_AGAIN.contains(&kind) => store::give_way(tx, accounts, (kind, case_id)).await?,
        _ => BTreeSet::new(),
    };
    add(tx, accounts, about, params).await?;
    ring(tx, &(accounts - &waits), about.0).await
}

/// Puts a notice into each in-box.
async fn add(tx: &Tx, accounts: &BTreeSet<AccountId>, (kind, case_id): (NoticeKind, Option<CaseId>), params: Value) -> Outcome<()> {
    let row = |account: &AccountId| notice::Model {
        channel: NoticeChannel::Inbox,
        account_id: Some(*account),
        case_id,
        state: NoticeState::Delivered,
        params: params.clone(),
        ..blank(tx, tx.mint(), kind)
    };
    Ok(tx.add_all(accounts.iter().map(row).collect::<Vec<_>>()).await?)
}

/// Leaves one mail for each account with an address, unless one waits already: it says no more than that something is
/// there, so one that has not gone out yet serves for this notice too.
async fn ring(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind) -> Outcome<()> {
    if accounts.is_empty() {
        return Ok(());
    }
    let is_urgent = rules::is_urgent(kind);
    let params = if is_urgent { json!({ "urgent": true }) } else { json!({}) };
    let with_mail = store::with_email(tx, accounts).await?;
    if with_mail.is_empty() {
        return Ok(());
    }
    let waiting = store::waiting_mails(tx, &with_mail).await?;
    for account in with_mail {
        let id = match waiting.iter().find(|row| row.account_id == Some(account)) {
            Some(row) if is_urgent && row.params.get("urgent").is_none() && row.state == NoticeState::Queued => {
                store::save(tx, notice::Model { params: params.clone(), ..row.clone() }).await?;
                row.id
            }
            Some(_) => continue,
            None => {
                let row = notice::Model {
                    channel: NoticeChannel::Mail,
                    account_id: Some(account),
                    params: params.clone(),
                    ..blank(tx, tx.mint(), NoticeKind::Mail)
                };
                let id = row.id;
                tx.add(row).await?;
                id
            }
        };
        outbox::enqueue(tx, MAIL, json!({ "noticeId": id }), tx.now).await?;
    }
    Ok(())
}

/// A notice that waits for its first try.
pub(in crate::domain::notices) fn blank(tx: &Tx, id: NoticeId, kind: NoticeKind) -> notice::Model {
    notice::Model {
        county_id: tx.county.id,
        id,
        kind,
        channel: NoticeChannel::Sms,
        contact_id: None,
        phone_code_id: None,
        account_id: None,
        case_id: None,
        params: json!({}),
        state: NoticeState::Queued,
        attempts: 0,
        out_id: None,
        tried_at: None,
        look_ups: 0,
        provider_id: None,
        error: None,
        created_at: tx.now,
        updated_at: tx.now,
        read_at: None,
        not_before: None,
        look_at: None,
        noted_at: None,
        least: None,
    }
}
