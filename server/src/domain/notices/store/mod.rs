//! The SQL of notices.

mod inbox;
mod mornings;

pub use inbox::{add_cases, add_if_new, count_owned, count_unread, email, give_way, mark_read, of_owner, owner, waiting_mails, with_email};
pub use mornings::{hold_accounts, reminded_of, reminded_since, unread};

use crate::domain::notices::rules::quiet::QuietHours;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId, ContactId, NoticeId, QuietHoursId, SmsDayId};
use entity::moment::Moment;
use entity::words::{NoticeChannel, NoticeKind, NoticeState, SmsSort};
use entity::{contact, notice, quiet_hours};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveEnum as _, ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Statement, Value,
};
use uuid::Uuid;

/// Shown to custodians at most.
const MOST_FAILED: u64 = 200;

/// A notice, held until the transaction ends.
pub async fn lock(tx: &Tx, id: NoticeId) -> Outcome<Option<notice::Model>> {
    Ok(tx.rows().one::<notice::Entity, _>(id).lock_exclusive().one(tx).await?)
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

/// Messages by SMS about a case, oldest first.
pub async fn of_case(tx: &Tx, id: CaseId) -> Outcome<Vec<notice::Model>> {
    let sms =
        tx.rows().find::<notice::Entity>().filter(notice::Column::CaseId.eq(id)).filter(notice::Column::Channel.eq(NoticeChannel::Sms));
    Ok(sms.order_by_asc(notice::Column::CreatedAt).order_by_asc(notice::Column::Id).all(tx).await?)
}

/// Messages since then that did not arrive and are the newest of their case, apart from those about codes; newest first.
pub async fn newest_failed(tx: &Tx, since: Moment) -> Outcome<Vec<notice::Model>> {
    let codes = [NoticeKind::CodeAsked, NoticeKind::CodeReady, NoticeKind::CodeTaken, NoticeKind::PhoneCode];
    let later = Alias::new("later");
    let column = |column| Expr::col((later.clone(), column));
    let newer = Query::select()
        .expr(Expr::val(1))
        .from_as(notice::Entity, later.clone())
        .and_where(column(notice::Column::CountyId).eq(tx.county.id))
        .and_where(column(notice::Column::CaseId).equals((notice::Entity, notice::Column::CaseId)))
        .and_where(column(notice::Column::Id).gt(Expr::col((notice::Entity, notice::Column::Id))))
        .and_where(column(notice::Column::Channel).eq(NoticeChannel::Sms))
        .and_where(column(notice::Column::Kind).is_not_in(codes))
        .to_owned();
    let failed = tx
        .rows()
        .find::<notice::Entity>()
        .filter(notice::Column::State.eq(NoticeState::Failed))
        .filter(notice::Column::CreatedAt.gte(since))
        .filter(notice::Column::Channel.eq(NoticeChannel::Sms))
        .filter(notice::Column::CaseId.is_not_null())
        .filter(notice::Column::Kind.is_not_in(codes))
        .filter(Expr::exists(newer).not());
    Ok(failed.order_by_desc(notice::Column::CreatedAt).order_by_desc(notice::Column::Id).limit(MOST_FAILED).all(tx).await?)
}

/// Messages whose time to be asked after has come, the longest waiting first.
pub async fn due_looks(tx: &Tx, now: Moment, most: u64) -> Outcome<Vec<NoticeId>> {
    let due = tx.rows().find::<notice::Entity>().filter(notice::Column::LookAt.lte(now)).order_by_asc(notice::Column::LookAt);
    let ids = due.order_by_asc(notice::Column::Id).limit(most).select_only().column(notice::Column::Id);
    Ok(ids.into_tuple().all(tx).await?)
}

/// Takes one of the places that a sort of messages has in a day, and says which; none if there is none left. Of two at
/// once each gets its own: the row counts.
pub async fn take_place(tx: &Tx, (day, sort): (Moment, SmsSort), cap: i32) -> Outcome<Option<i32>> {
    let sql = "INSERT INTO sms_day (county_id, id, starts_at, sort, taken) SELECT $1, $2, $3, $4, 1 WHERE $5 > 0 \
               ON CONFLICT (county_id, starts_at, sort) DO UPDATE SET taken = sms_day.taken + 1 WHERE sms_day.taken < $5 RETURNING taken";
    let id: SmsDayId = tx.mint();
    let values = [Value::from(Uuid::from(tx.county.id)), id.0.into(), day.into(), sort.to_value().into(), cap.into()];
    let row = tx.query_one_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(row.map(|row| row.try_get("", "taken")).transpose()?)
}

/// The county's quiet hours: what it set, or the usual ones.
pub async fn quiet_hours(tx: &Tx) -> Outcome<Option<QuietHours>> {
    let Some(row) = tx.rows().one::<quiet_hours::Entity, _>(row_of(tx)).one(tx).await? else { return Ok(Some(QuietHours::default())) };
    QuietHours::set(row.from_hour, row.until_hour)
}

/// Sets the county's quiet hours.
pub async fn set_quiet_hours(tx: &Tx, hours: Option<QuietHours>, by: Option<AccountId>) -> Outcome<()> {
    let (from, until) = hours.map(|hours| (i32::from(hours.from), i32::from(hours.until))).unzip();
    let sql = "INSERT INTO quiet_hours (county_id, id, from_hour, until_hour, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (county_id, id) DO UPDATE SET from_hour = excluded.from_hour, until_hour = excluded.until_hour, \
               changed_by = excluded.changed_by, changed_at = excluded.changed_at";
    let ids = (Uuid::from(tx.county.id), row_of(tx).0);
    let values = [Value::from(ids.0), ids.1.into(), from.into(), until.into(), by.map(|by| by.0).into(), tx.now.into()];
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// The one row of a county.
fn row_of(tx: &Tx) -> QuietHoursId {
    QuietHoursId(tx.county.id.0)
}
