//! The SQL of notices.

use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId, ContactId, NoticeId};
use entity::moment::Moment;
use entity::words::NoticeChannel;
use entity::{account, contact, notice};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

/// Shown in an in-box at most.
const SHOWN: u64 = 50;

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

/// Where a phone number lies sealed.
pub async fn contact(tx: &Tx, id: ContactId) -> Outcome<Option<contact::Model>> {
    Ok(tx.rows().one::<contact::Entity, _>(id).one(tx).await?)
}

/// An account's mail address, if it has one.
pub async fn email(tx: &Tx, id: AccountId) -> Outcome<Option<String>> {
    let row = tx.rows().one::<account::Entity, _>(id).one(tx).await?;
    Ok(row.and_then(|row| row.email).filter(|email| !email.is_empty()))
}

/// The newest notices of an account, newest first.
pub async fn of_account(tx: &Tx, id: AccountId) -> Outcome<Vec<notice::Model>> {
    let mine = tx.rows().find::<notice::Entity>().filter(notice::Column::AccountId.eq(id));
    let newest = mine.order_by_desc(notice::Column::CreatedAt).order_by_desc(notice::Column::Id);
    Ok(newest.limit(SHOWN).all(tx).await?)
}

/// Accounts and the cases that they were told about.
pub async fn told(tx: &Tx) -> Outcome<Vec<(AccountId, CaseId)>> {
    let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::AccountId.is_not_null());
    let rows = rows.filter(notice::Column::CaseId.is_not_null()).select_only();
    let pairs = rows.column(notice::Column::AccountId).column(notice::Column::CaseId).distinct();
    Ok(pairs.into_tuple::<(AccountId, CaseId)>().all(tx).await?)
}

/// How many of the notices belong to an account.
pub async fn count_owned(tx: &Tx, id: AccountId, notices: &[NoticeId]) -> Outcome<u64> {
    let mine = tx.rows().find::<notice::Entity>().filter(notice::Column::AccountId.eq(id));
    Ok(mine.filter(notice::Column::Id.is_in(notices.iter().copied())).count(tx).await?)
}

/// Marks unread ones among the notices of an account.
pub async fn mark_read(tx: &Tx, id: AccountId, notices: &[NoticeId], at: Moment) -> Outcome<()> {
    let mine = tx.rows().update::<notice::Entity>().filter(notice::Column::AccountId.eq(id));
    let unread = mine.filter(notice::Column::Id.is_in(notices.iter().copied())).filter(notice::Column::ReadAt.is_null());
    unread.col_expr(notice::Column::ReadAt, Expr::value(at)).exec(tx).await?;
    Ok(())
}

/// Messages by SMS about a case, oldest first.
pub async fn of_case(tx: &Tx, id: CaseId) -> Outcome<Vec<notice::Model>> {
    let sms =
        tx.rows().find::<notice::Entity>().filter(notice::Column::CaseId.eq(id)).filter(notice::Column::Channel.eq(NoticeChannel::Sms));
    Ok(sms.order_by_asc(notice::Column::CreatedAt).order_by_asc(notice::Column::Id).all(tx).await?)
}

/// Deletes what an account was told about a case.
pub async fn delete_of(tx: &Tx, account: AccountId, case: CaseId) -> Outcome<()> {
    let told = tx.rows().delete::<notice::Entity>().filter(notice::Column::AccountId.eq(account));
    told.filter(notice::Column::CaseId.eq(case)).exec(tx).await?;
    Ok(())
}
