//! The SQL of notices.

use crate::domain::directory::{self, Recusals};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId, ContactId, NoticeId};
use entity::moment::Moment;
use entity::words::{NoticeChannel, NoticeKind};
use entity::{account, case, contact, notice, notice_case, notice_due};
use sea_orm::sea_query::{Expr, ExprTrait as _, LockType, OnConflict, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, TryInsertResult,
};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// Shown in an in-box at most.
const SHOWN: u64 = 50;
/// Kinds that tell of several cases at once: there as long as its owner may open one of them.
pub const GROUPED: [NoticeKind; 3] = [NoticeKind::HandlerDue, NoticeKind::HandlerTook, NoticeKind::CasesLeft];

/// A notice, held until the transaction ends.
pub async fn lock(tx: &Tx, id: NoticeId) -> Outcome<Option<notice::Model>> {
    Ok(tx.rows().one::<notice::Entity, _>(id).lock_exclusive().one(tx).await?)
}

/// A notice as it stands.
pub async fn notice(tx: &Tx, id: NoticeId) -> Outcome<Option<notice::Model>> {
    Ok(tx.rows().one::<notice::Entity, _>(id).one(tx).await?)
}

/// Writes down how a notice stands.
pub async fn save(tx: &Tx, row: notice::Model) -> Outcome<()> {
    let id = row.id;
    let mut change = row.into_active_model().reset_all();
    change.county_id = sea_orm::ActiveValue::Unchanged(tx.county.id);
    change.id = sea_orm::ActiveValue::Unchanged(id);
    tx.rows().update::<notice::Entity>().set(change).filter(notice::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Adds a notice unless it is there; whether it was added.
pub async fn add_if_new(tx: &Tx, row: notice::Model) -> Outcome<bool> {
    let insert = tx.rows().insert::<_, notice::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0))
}

/// Notes for which cases a notice was written; those that are noted stay.
pub async fn add_cases(tx: &Tx, id: NoticeId, cases: &[CaseId]) -> Outcome<()> {
    let noted = tx.rows().find::<notice_case::Entity>().filter(notice_case::Column::NoticeId.eq(id)).all(tx).await?;
    let noted: BTreeSet<_> = noted.into_iter().map(|row| row.case_id).collect();
    let fresh = cases.iter().filter(|case| !noted.contains(case));
    let row = |case: &CaseId| notice_case::Model { county_id: tx.county.id, id: tx.mint(), notice_id: id, case_id: *case };
    Ok(tx.add_all(fresh.map(row).collect()).await?)
}

/// Where a phone number lies sealed.
pub async fn contact(tx: &Tx, id: ContactId) -> Outcome<Option<contact::Model>> {
    Ok(tx.rows().one::<contact::Entity, _>(id).one(tx).await?)
}

/// An account's mail address, if it has one.
pub async fn email(tx: &Tx, id: AccountId) -> Outcome<Option<String>> {
    let row = tx.rows().one::<account::Entity, _>(id).one(tx).await?;
    Ok(row.and_then(|row| row.email).filter(|email| !email.is_empty()))
}

/// Which of the accounts have a mail address.
pub async fn with_email(tx: &Tx, ids: &BTreeSet<AccountId>) -> Outcome<BTreeSet<AccountId>> {
    let with = tx.rows().find::<account::Entity>().select_only().column(account::Column::Id);
    let with = with.filter(account::Column::Id.is_in(ids.iter().copied())).filter(account::Column::Email.ne(""));
    Ok(with.into_tuple().all(tx).await?.into_iter().collect())
}

/// Whose notices are looked at, and from whom he must keep away today.
pub struct Owner {
    /// The account.
    pub account: AccountId,
    /// Recusal may arise after a notice was written; none for an account without an official, which keeps away from
    /// every case.
    pub recusals: Option<Recusals>,
}

impl Owner {
    /// His notices, without those about cases that he must not learn of: for him there are none, read or counted.
    fn notices(&self, tx: &Tx) -> Condition {
        let mine = Condition::all().add(notice::Column::AccountId.eq(self.account));
        let Some(recusals) = &self.recusals else {
            return mine.add(of_no_case()).add(notice::Column::Kind.ne(NoticeKind::ManyReports));
        };
        let kept = Query::select()
            .column(case::Column::Id)
            .from(case::Entity)
            .and_where(case::Column::CountyId.eq(tx.county.id))
            .cond_where(directory::is_kept(tx, recusals))
            .to_owned();
        let about = links(tx).and_where(notice_due::Column::CaseId.not_in_subquery(kept.clone())).to_owned();
        let may_know = Condition::any()
            .add(of_no_case())
            .add(notice::Column::CaseId.not_in_subquery(kept.clone()))
            .add(notice::Column::Id.in_subquery(about));
        let is_whole = Condition::any().add(notice::Column::Kind.ne(NoticeKind::ManyReports)).add(enough(tx, kept));
        mine.add(may_know).add(is_whole)
    }
}

/// Whether, without these cases, a notice about many still is about as many as make one.
fn enough(tx: &Tx, kept: SelectStatement) -> Expr {
    let known = Query::select()
        .expr(Expr::col(notice_case::Column::Id).count())
        .from(notice_case::Entity)
        .and_where(notice_case::Column::CountyId.eq(tx.county.id))
        .and_where(Expr::col(notice_case::Column::NoticeId).equals((notice::Entity, notice::Column::Id)))
        .and_where(notice_case::Column::CaseId.not_in_subquery(kept))
        .to_owned();
    Expr::from(known).gte(i64::from(tx.kernel.settings.unit_daily_alarm))
}

/// The account as the owner of its notices; none if there is no such account.
pub async fn owner(tx: &Tx, id: AccountId) -> Outcome<Option<Owner>> {
    let Some(row) = tx.rows().one::<account::Entity, _>(id).one(tx).await? else { return Ok(None) };
    let mut recusals = directory::recusals_of(tx, row.official_id.as_slice()).await?;
    let recusals = row.official_id.map(|official| recusals.remove(&official).unwrap_or_default());
    Ok(Some(Owner { account: id, recusals }))
}

/// The owner's newest notices, newest first, about cases that he may open, and those that ask something of him about
/// another's: their texts name nothing of it.
pub async fn of_owner(tx: &Tx, owner: &Owner, seen: &SelectStatement) -> Outcome<Vec<notice::Model>> {
    let open = Condition::any()
        .add(of_no_case())
        .add(notice::Column::CaseId.in_subquery(seen.clone()))
        .add(notice::Column::Id.in_subquery(links(tx).and_where(notice_due::Column::CaseId.in_subquery(seen.clone())).to_owned()))
        .add(notice::Column::Kind.is_in([NoticeKind::Urged, NoticeKind::DeadlineAsked, NoticeKind::SuperiorMissing]));
    let mine = tx.rows().find::<notice::Entity>().filter(owner.notices(tx)).filter(open);
    let newest = mine.order_by_desc(notice::Column::CreatedAt).order_by_desc(notice::Column::Id);
    Ok(newest.limit(SHOWN).all(tx).await?)
}

/// The cases of morning notices, each with its soonest last day: those that the owner may open.
pub async fn reminded_of(
    tx: &Tx,
    owner: &Owner,
    (rows, seen): (&[notice::Model], &SelectStatement),
) -> Outcome<BTreeMap<NoticeId, BTreeMap<CaseId, Date>>> {
    let ids: Vec<_> =
        rows.iter().filter(|row| row.account_id == Some(owner.account) && GROUPED.contains(&row.kind)).map(|row| row.id).collect();
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

/// A notice that is about no case at all.
fn of_no_case() -> Expr {
    notice::Column::CaseId.is_null().and(notice::Column::Kind.is_not_in(GROUPED))
}

/// The notices behind cases.
fn links(tx: &Tx) -> SelectStatement {
    let mut links = Query::select();
    links.column(notice_due::Column::NoticeId).from(notice_due::Entity).and_where(notice_due::Column::CountyId.eq(tx.county.id));
    links
}

/// How many of the notices are the owner's.
pub async fn count_owned(tx: &Tx, owner: &Owner, notices: &[NoticeId]) -> Outcome<u64> {
    let mine = tx.rows().find::<notice::Entity>().filter(owner.notices(tx));
    Ok(mine.filter(notice::Column::Id.is_in(notices.iter().copied())).count(tx).await?)
}

/// Marks unread ones among the owner's notices.
pub async fn mark_read(tx: &Tx, owner: &Owner, notices: &[NoticeId], at: Moment) -> Outcome<()> {
    let mine = tx.rows().update::<notice::Entity>().filter(owner.notices(tx));
    let unread = mine.filter(notice::Column::Id.is_in(notices.iter().copied())).filter(notice::Column::ReadAt.is_null());
    unread.col_expr(notice::Column::ReadAt, Expr::value(at)).exec(tx).await?;
    Ok(())
}

/// Moves what waits unread of this kind about a case to the top of its in-box; whose it is.
pub async fn move_up(tx: &Tx, accounts: &BTreeSet<AccountId>, (kind, case): (NoticeKind, CaseId)) -> Outcome<BTreeSet<AccountId>> {
    let of = Condition::all()
        .add(notice::Column::CaseId.eq(case))
        .add(notice::Column::Kind.eq(kind))
        .add(notice::Column::AccountId.is_in(accounts.iter().copied()))
        .add(notice::Column::ReadAt.is_null());
    let whose = tx.rows().find::<notice::Entity>().filter(of.clone()).select_only().column(notice::Column::AccountId);
    let whose: BTreeSet<AccountId> = whose.into_tuple().all(tx).await?.into_iter().collect();
    if !whose.is_empty() {
        let up = tx.rows().update::<notice::Entity>().col_expr(notice::Column::CreatedAt, Expr::value(tx.now));
        up.filter(of).exec(tx).await?;
    }
    Ok(whose)
}

/// Messages by SMS about a case, oldest first.
pub async fn of_case(tx: &Tx, id: CaseId) -> Outcome<Vec<notice::Model>> {
    let sms =
        tx.rows().find::<notice::Entity>().filter(notice::Column::CaseId.eq(id)).filter(notice::Column::Channel.eq(NoticeChannel::Sms));
    Ok(sms.order_by_asc(notice::Column::CreatedAt).order_by_asc(notice::Column::Id).all(tx).await?)
}
