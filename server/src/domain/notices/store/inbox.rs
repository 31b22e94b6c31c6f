//! The SQL of in-boxes and of the mails that point at them.

use crate::domain::directory::{self, Recusals};
use crate::domain::notices::service::Near;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, NoticeId};
use entity::moment::Moment;
use entity::words::{AccountState, NoticeChannel, NoticeKind, NoticeState};
use entity::{account, case, notice, notice_case};
use sea_orm::sea_query::{Expr, ExprTrait as _, LockBehavior, LockType, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};
use std::collections::{BTreeMap, BTreeSet};
use time::Duration;

/// Shown in an in-box at most.
const SHOWN: u64 = 50;
/// A mail that the server refused for good rings no second time within a day: the address must be mended.
const REFUSED: Duration = Duration::days(1);

/// An account as the owner of its notices.
pub struct Owner {
    account: AccountId,
    recusals: Recusals,
}

impl Owner {
    /// His notices, without those about cases that he must not learn of: for him there are none, read or counted.
    fn notices(&self, tx: &Tx) -> Condition {
        let may_know = Condition::any()
            .add(notice::Column::CaseId.is_null().and(notice::Column::Kind.ne(NoticeKind::HandlerMorning)))
            .add(notice::Column::CaseId.not_in_subquery(self.kept(tx)))
            .add(notice::Column::Id.in_subquery(told(self.near(tx), notice_case::Column::NoticeId)));
        let mine = notice::Column::AccountId.eq(self.account).and(notice::Column::Channel.eq(NoticeChannel::Inbox));
        Condition::all().add(mine).add(may_know)
    }

    /// Cases that he must not learn of.
    fn kept(&self, tx: &Tx) -> SelectStatement {
        Query::select()
            .column(case::Column::Id)
            .from(case::Entity)
            .and_where(case::Column::CountyId.eq(tx.county.id))
            .and_where(case::Column::ReportId.in_subquery(directory::kept_reports(tx, &self.recusals)))
            .to_owned()
    }

    /// Cases of his notices that tell of several, without those that he must not learn of.
    fn near(&self, tx: &Tx) -> Select<notice_case::Entity> {
        tx.rows().find::<notice_case::Entity>().filter(notice_case::Column::CaseId.not_in_subquery(self.kept(tx)))
    }
}

/// One column of a question, for another statement.
fn told(rows: Select<notice_case::Entity>, column: notice_case::Column) -> SelectStatement {
    sea_orm::QuerySelect::query(&mut rows.select_only().column(column)).to_owned()
}

/// The account as the owner of its notices; none if there is no such account.
pub async fn owner(tx: &Tx, id: AccountId) -> Outcome<Option<Owner>> {
    let Some(row) = tx.rows().one::<account::Entity, _>(id).one(tx).await? else { return Ok(None) };
    let mut recusals = directory::recusals_of(tx, row.official_id.as_slice()).await?;
    let recusals = row.official_id.and_then(|official| recusals.remove(&official)).unwrap_or_default();
    Ok(Some(Owner { account: id, recusals }))
}

/// The owner's newest notices, newest first, about cases that he may open, and those that urge him to ask after one.
pub async fn of_owner(tx: &Tx, owner: &Owner, seen: &SelectStatement) -> Outcome<Vec<notice::Model>> {
    let near = owner.near(tx).filter(notice_case::Column::CaseId.in_subquery(seen.clone()));
    let open = Condition::any()
        .add(notice::Column::CaseId.is_null().and(notice::Column::Kind.ne(NoticeKind::HandlerMorning)))
        .add(notice::Column::CaseId.in_subquery(seen.clone()))
        .add(notice::Column::Id.in_subquery(told(near, notice_case::Column::NoticeId)))
        .add(notice::Column::Kind.eq(NoticeKind::Urged));
    let mine = tx.rows().find::<notice::Entity>().filter(owner.notices(tx)).filter(open);
    let newest = mine.order_by_desc(notice::Column::CreatedAt).order_by_desc(notice::Column::Id);
    Ok(newest.limit(SHOWN).all(tx).await?)
}

/// The cases that these notices tell of together, as far as the owner may open them; earliest day first.
pub async fn near_of(tx: &Tx, owner: &Owner, (rows, seen): (&[notice::Model], &SelectStatement)) -> Outcome<BTreeMap<NoticeId, Vec<Near>>> {
    let grouped: Vec<_> = rows.iter().filter(|row| row.kind == NoticeKind::HandlerMorning).map(|row| row.id).collect();
    let mut near: BTreeMap<_, Vec<_>> = BTreeMap::new();
    if grouped.is_empty() {
        return Ok(near);
    }
    let found = owner.near(tx).filter(notice_case::Column::CaseId.in_subquery(seen.clone()));
    let found = found.filter(notice_case::Column::NoticeId.is_in(grouped)).order_by_asc(notice_case::Column::DueOn);
    for row in found.order_by_asc(notice_case::Column::CaseId).all(tx).await? {
        near.entry(row.notice_id).or_default().push(Near { case_id: row.case_id, due_on: row.due_on });
    }
    Ok(near)
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

/// An account's mail address, if it has one and may sign in.
pub async fn email(tx: &Tx, id: AccountId) -> Outcome<Option<String>> {
    let row = tx.rows().one::<account::Entity, _>(id).one(tx).await?.filter(|row| row.state == AccountState::Active);
    Ok(row.and_then(|row| row.email).filter(|email| !email.is_empty()))
}

/// Which of the accounts have a mail address.
pub async fn with_email(tx: &Tx, accounts: &BTreeSet<AccountId>) -> Outcome<BTreeSet<AccountId>> {
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::Id.is_in(accounts.iter().copied()));
    let rows = rows.filter(account::Column::Email.is_not_null()).all(tx).await?;
    Ok(rows.into_iter().filter(|row| row.email.as_deref().is_some_and(|email| !email.is_empty())).map(|row| row.id).collect())
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
