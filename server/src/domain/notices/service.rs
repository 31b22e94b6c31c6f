//! Writing notices, reading one's own, and what the gateway reports.

use crate::domain::notices::model::{Report, after_report};
use crate::domain::notices::policy::{Action, Decision, decide};
use crate::domain::notices::{rules, store};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, StaffActor, Tx, outbox};
use aws_lc_rs::digest::{SHA256, digest};
use entity::id::{AccountId, CaseId, ContactId, HaltId, NoticeId, county_number, mint};
use entity::moment::Moment;
use entity::notice;
use entity::words::{NoticeChannel, NoticeKind, NoticeState};
use sea_orm::sea_query::SelectStatement;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;
use uuid::Uuid;

/// Topic: a notice by SMS. Payload: `noticeId`.
pub const SEND: &str = "notices.send";
/// Topic: an in-box notice by mail too. Payload: `noticeId`.
pub const MAIL: &str = "notices.mail";
/// Marked as read in one request at most.
const MOST_IDS: usize = 100;

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

/// One message to the reporter of a case, as its handlers see it.
#[derive(Clone, Debug)]
pub struct CaseNotice {
    /// What it told.
    pub kind: NoticeKind,
    /// What became of it; `FAILED` is shown as "not delivered".
    pub state: NoticeState,
    /// When it was written.
    pub at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// Leaves a text message for the reporter; nothing, if the reporter wants none. `params` may hold a `day`
/// (`2026-12-07`) for `Replied` (until when to say whether one is satisfied) and `Withdrawing` (when it takes effect), and
/// ids that say what was told ([`told`]).
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

/// What messages of one kind about a case were written with, oldest first: so that nothing is told twice.
///
/// # Errors
/// A fault of the database.
pub async fn told(tx: &Tx, case_id: CaseId, kind: NoticeKind) -> Outcome<Vec<Value>> {
    Ok(store::of_case(tx, case_id).await?.into_iter().filter(|row| row.kind == kind).map(|row| row.params).collect())
}

/// Puts a notice into each staff member's in-box, and leaves a mail for those whose account has an address. What a
/// reporter can cause again and again moves up where it waits unread, and is there once.
///
/// # Errors
/// A fault of the database.
pub async fn to_staff(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind, case_id: CaseId) -> Outcome<()> {
    if !rules::comes_again(kind) {
        return put(tx, accounts, (kind, Some(case_id)), json!({})).await;
    }
    let waits = store::move_up(tx, accounts, (kind, case_id)).await?;
    put(tx, &(accounts - &waits), (kind, Some(case_id)), json!({})).await
}

/// Tells an officer of many cases at once: one notice for what `key` names and the day that begins at `since`, however
/// often this is called; the cases may become more. It is there as long as he may know of as many of them as the
/// county's setting asks for.
///
/// # Errors
/// A fault of the database.
pub async fn many(tx: &Tx, account: AccountId, (since, key): (Moment, &[Uuid]), cases: &[CaseId]) -> Outcome<()> {
    let named = key.iter().chain([&account.0]).flat_map(|id| id.into_bytes()).collect::<Vec<_>>();
    let chance = digest(&SHA256, &named).as_ref().first_chunk().copied().unwrap_or_default();
    let id = NoticeId(mint(since.0, tx.county.number, chance));
    let row = notice::Model {
        channel: NoticeChannel::Inbox,
        account_id: Some(account),
        state: NoticeState::Delivered,
        ..blank(tx, id, NoticeKind::ManyReports)
    };
    if store::add_if_new(tx, row).await? && !store::with_email(tx, &[account].into()).await?.is_empty() {
        outbox::enqueue(tx, MAIL, json!({ "noticeId": id }), tx.now).await?;
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

/// Tells of a wish to end a declared kinship, or of its answer; it names nobody.
///
/// # Errors
/// A fault of the database.
pub async fn about_kinship(tx: &Tx, accounts: &BTreeSet<AccountId>, kind: NoticeKind) -> Outcome<()> {
    put(tx, accounts, (kind, None), json!({})).await
}

/// Writes a notice into each in-box, and leaves a mail where there is an address.
pub(super) async fn put(
    tx: &Tx,
    accounts: &BTreeSet<AccountId>,
    (kind, case_id): (NoticeKind, Option<CaseId>),
    params: Value,
) -> Outcome<()> {
    if accounts.is_empty() {
        return Ok(());
    }
    let row = |account: &AccountId| notice::Model {
        channel: NoticeChannel::Inbox,
        account_id: Some(*account),
        case_id,
        state: NoticeState::Delivered,
        params: params.clone(),
        ..blank(tx, tx.mint(), kind)
    };
    let rows: Vec<_> = accounts.iter().map(row).collect();
    let told: Vec<_> = accounts.iter().zip(&rows).map(|(account, row)| (*account, row.id)).collect();
    tx.add_all(rows).await?;
    let with_mail = store::with_email(tx, accounts).await?;
    for (_, id) in told.into_iter().filter(|(account, _)| with_mail.contains(account)) {
        outbox::enqueue(tx, MAIL, json!({ "noticeId": id }), tx.now).await?;
    }
    Ok(())
}

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

/// Text messages about a case, oldest first. Whoever calls this has already decided that the viewer may see the case.
///
/// # Errors
/// A fault of the database.
pub async fn of_case(tx: &Tx, case_id: CaseId) -> Outcome<Vec<CaseNotice>> {
    let rows = store::of_case(tx, case_id).await?;
    Ok(rows
        .into_iter()
        .map(|row| CaseNotice { kind: row.kind, state: row.state, at: row.created_at, updated_at: row.updated_at })
        .collect())
}

/// Takes the gateway's reports. A repeated report, and one about a message that is not ours, changes nothing.
///
/// # Errors
/// A fault of the database; the gateway then pushes again.
pub async fn delivered(ctx: &Ctx, reports: &[Report]) -> Outcome<()> {
    for report in reports {
        let Some(id) = rules::notice_of(&report.out_id) else { continue };
        let Some(county) = ctx.kernel.tenants.by_number(county_number(id.into())).await? else { continue };
        let tx = ctx.write(&county).await?;
        let Some(row) = store::lock(&tx, id).await? else { continue };
        if let Some(row) = after_report(row, report, tx.now) {
            store::save(&tx, row).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// A notice that waits for its first try.
pub(super) fn blank(tx: &Tx, id: NoticeId, kind: NoticeKind) -> notice::Model {
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
    }
}

fn allowed(ctx: &Ctx, action: Action) -> Outcome<&StaffActor> {
    match decide(&ctx.actor, action, ctx.actor.staff().map(own)) {
        Decision::Allow(staff) => Ok(staff),
        Decision::Hide => Err(Failure::hidden()),
        Decision::SignIn => Err(Failure::SignInNeeded),
    }
}

const fn own(staff: &StaffActor) -> AccountId {
    staff.account_id
}
