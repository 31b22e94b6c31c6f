//! The SQL of in-boxes and of the mails that point at them.

use crate::domain::directory::{self, Recusals};
use crate::domain::notices::rules;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId, NoticeId};
use entity::moment::Moment;
use entity::words::{AccountState, NoticeChannel, NoticeKind, NoticeState};
use entity::{account, case, notice, notice_case, notice_due};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, IntoColumnRef, LockBehavior, LockType, OnConflict, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, TryInsertResult};
use std::collections::BTreeSet;
use time::Duration;

/// Shown in an in-box at most.
const SHOWN: u64 = 50;
/// Kinds that tell of several cases at once: there as long as its owner may open one of them.
pub const GROUPED: [NoticeKind; 3] = [NoticeKind::HandlerDue, NoticeKind::HandlerTook, NoticeKind::CasesLeft];
/// A mail that the server refused for good rings no second time within a day: the address must be mended.
const REFUSED: Duration = Duration::days(1);
/// The same table once more in one statement.
const NEWER: &str = "newer";

/// Whose notices are looked at, and from whom he must keep away today.
pub struct Owner {
    /// The account.
    pub(super) account: AccountId,
    /// Recusal may arise after a notice was written; none for an account without an official, which keeps away from
    /// every case.
    recusals: Option<Recusals>,
}

impl Owner {
    /// His notices, without those about cases that he must not learn of: for him there are none, read or counted.
    fn notices(&self, tx: &Tx) -> Condition {
        let mine = Condition::all().add(notice::Column::AccountId.eq(self.account)).add(notice::Column::Channel.eq(NoticeChannel::Inbox));
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
    let platform = Expr::val(i64::from(tx.kernel.settings.unit_daily_alarm));
    let least = [Expr::col((notice::Entity, notice::Column::Least)), platform];
    Expr::from(known).gte(Func::coalesce(least))
}

/// The account as the owner of its notices; none if there is no such account.
pub async fn owner(tx: &Tx, id: AccountId) -> Outcome<Option<Owner>> {
    let Some(row) = tx.rows().one::<account::Entity, _>(id).one(tx).await? else { return Ok(None) };
    let mut recusals = directory::recusals_of(tx, row.official_id.as_slice()).await?;
    let recusals = row.official_id.map(|official| recusals.remove(&official).unwrap_or_default());
    Ok(Some(Owner { account: id, recusals }))
}

/// Whether this is one of the cases that `seen` finds: each is looked up by itself, since they may be very many.
pub(super) fn among(seen: &SelectStatement, id: impl IntoColumnRef) -> Expr {
    let it = Expr::col((case::Entity, case::Column::Id)).equals(id);
    Expr::exists(seen.clone().and_where(it).to_owned())
}

/// The owner's newest notices, newest first, about cases that he may open, and those that ask something of him about
/// another's: their texts name nothing of it. Of what comes again and again, what is read leaves when there is news: nobody
/// buries the rest under it.
pub async fn of_owner(tx: &Tx, owner: &Owner, seen: &SelectStatement) -> Outcome<Vec<notice::Model>> {
    let open = Condition::any()
        .add(of_no_case())
        .add(among(seen, (notice::Entity, notice::Column::CaseId)))
        .add(notice::Column::Id.in_subquery(links(tx).and_where(among(seen, (notice_due::Entity, notice_due::Column::CaseId))).to_owned()))
        .add(notice::Column::Kind.is_in([
            NoticeKind::Urged,
            NoticeKind::DeadlineAsked,
            NoticeKind::SuperiorMissing,
            NoticeKind::PublicationWaiting,
        ]));
    let mine = tx.rows().find::<notice::Entity>().filter(owner.notices(tx)).filter(open);
    let newest = mine.filter(has_newer(tx).not()).order_by_desc(notice::Column::CreatedAt).order_by_desc(notice::Column::Id);
    Ok(newest.limit(SHOWN).all(tx).await?)
}

/// Whether it is read, can come again, and came again later.
fn has_newer(tx: &Tx) -> Expr {
    let newer = |column: notice::Column| Expr::col((NEWER, column));
    let same = |column: notice::Column| newer(column).equals((notice::Entity, column));
    let later = Query::select()
        .expr(Expr::val(1))
        .from_as(notice::Entity, NEWER)
        .and_where(newer(notice::Column::CountyId).eq(tx.county.id))
        .and_where(same(notice::Column::CaseId))
        .and_where(same(notice::Column::AccountId))
        .and_where(same(notice::Column::Kind))
        .and_where(newer(notice::Column::CreatedAt).gt(Expr::col((notice::Entity, notice::Column::CreatedAt))))
        .to_owned();
    notice::Column::ReadAt.is_not_null().and(notice::Column::Kind.is_in(rules::COMES_AGAIN)).and(Expr::exists(later))
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

/// How many of the owner's notices since then he has not read.
pub async fn count_unread(tx: &Tx, owner: &Owner, since: Moment) -> Outcome<u64> {
    let mine = tx.rows().find::<notice::Entity>().filter(owner.notices(tx));
    Ok(mine.filter(notice::Column::ReadAt.is_null()).filter(notice::Column::CreatedAt.gte(since)).count(tx).await?)
}

/// Marks unread ones among the owner's notices.
pub async fn mark_read(tx: &Tx, owner: &Owner, notices: &[NoticeId], at: Moment) -> Outcome<()> {
    let mine = tx.rows().update::<notice::Entity>().filter(owner.notices(tx));
    let unread = mine.filter(notice::Column::Id.is_in(notices.iter().copied())).filter(notice::Column::ReadAt.is_null());
    unread.col_expr(notice::Column::ReadAt, Expr::value(at)).exec(tx).await?;
    Ok(())
}

/// Marks as read what waits unread of this kind about a case, since news of the same kind takes its place; whose it was.
/// It is not the same row that moves up: who marks a list of before would mark what he was never shown.
pub async fn give_way(tx: &Tx, accounts: &BTreeSet<AccountId>, (kind, case): (NoticeKind, CaseId)) -> Outcome<BTreeSet<AccountId>> {
    let of = Condition::all()
        .add(notice::Column::CaseId.eq(case))
        .add(notice::Column::Kind.eq(kind))
        .add(notice::Column::AccountId.is_in(accounts.iter().copied()))
        .add(notice::Column::ReadAt.is_null());
    // Held, so that nobody marks one between the two statements and is left without a mail.
    let whose = tx.rows().find::<notice::Entity>().filter(of.clone()).select_only().column(notice::Column::AccountId).lock_exclusive();
    let whose: BTreeSet<AccountId> = whose.into_tuple().all(tx).await?.into_iter().collect();
    if !whose.is_empty() {
        let read = tx.rows().update::<notice::Entity>().col_expr(notice::Column::ReadAt, Expr::value(tx.now));
        read.filter(of).exec(tx).await?;
    }
    Ok(whose)
}

/// An account's mail address, if it has one and may sign in.
pub async fn email(tx: &Tx, id: AccountId) -> Outcome<Option<String>> {
    let row = tx.rows().one::<account::Entity, _>(id).one(tx).await?.filter(|row| row.state == AccountState::Active);
    Ok(row.and_then(|row| row.email).filter(|email| !email.is_empty()))
}

/// Which of the accounts have a mail address.
pub async fn with_email(tx: &Tx, ids: &BTreeSet<AccountId>) -> Outcome<BTreeSet<AccountId>> {
    let with = tx.rows().find::<account::Entity>().select_only().column(account::Column::Id);
    let with = with.filter(account::Column::Id.is_in(ids.iter().copied())).filter(account::Column::Email.ne(""));
    Ok(with.into_tuple().all(tx).await?.into_iter().collect())
}

/// Mails of these accounts that wait, or that were refused a short time ago; held until the transaction ends, so that none
/// of them goes out before what is told now stands. One that somebody else holds just now does not wait any more, and
/// nobody waits for it: verbs that tell the same people in another order would stop each other.
pub async fn waiting_mails(tx: &Tx, accounts: &BTreeSet<AccountId>) -> Outcome<Vec<notice::Model>> {
    let refused = notice::Column::State.eq(NoticeState::Parked).and(notice::Column::UpdatedAt.gt(tx.now.after(-REFUSED)));
    let waiting = tx
        .rows()
        .find::<notice::Entity>()
        .filter(notice::Column::AccountId.is_in(accounts.iter().copied()))
        .filter(notice::Column::Channel.eq(NoticeChannel::Mail))
        .filter(notice::Column::State.eq(NoticeState::Queued).or(refused));
    Ok(waiting.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked).all(tx).await?)
}
