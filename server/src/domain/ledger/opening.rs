//! Openings: the first one of a viewer, a thing and a day leaves an entry.

use crate::domain::ledger::{Entry, append};
use crate::kernel::forget::forget;
use crate::kernel::{Actor, County, Ctx, Failure, Outcome, StaffActor, Tx};
use entity::opening;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, TryInsertResult};
use time::Duration;
use uuid::Uuid;

/// So long a row is kept; it is asked for on its own day only.
const KEPT: Duration = Duration::days(7);

/// Adds an entry if this is the viewer's first opening of that kind and thing today; whether it was. Of two at the same
/// moment one is the first.
///
/// # Errors
/// A fault of the database, or if the entry names no thing.
pub async fn append_once_a_day(tx: &Tx, viewer: &StaffActor, entry: Entry) -> Outcome<bool> {
    let row = opening::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        account_id: viewer.account_id,
        kind: entry.kind.to_owned(),
        subject_id: entry.subject.ok_or_else(|| Failure::fault("an opening of nothing"))?,
        day: tx.now.in_china().date(),
        at: tx.now,
    };
    let insert = tx.rows().insert::<_, opening::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    let is_first = matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0);
    if is_first {
        append(tx, &Actor::Staff(viewer.clone()), entry).await?;
    }
    Ok(is_first)
}

/// Whether the viewer's opening of that kind and thing was noted today.
///
/// # Errors
/// A fault of the database.
pub async fn is_noted_today(tx: &Tx, viewer: &StaffActor, (kind, subject): (&str, Uuid)) -> Outcome<bool> {
    let rows = tx.rows().find::<opening::Entity>().filter(opening::Column::AccountId.eq(viewer.account_id));
    let rows = rows.filter(opening::Column::Kind.eq(kind)).filter(opening::Column::SubjectId.eq(subject));
    Ok(rows.filter(opening::Column::Day.eq(tx.now.in_china().date())).count(tx).await? > 0)
}

/// Forgets on which days something was opened; the entries stay.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<()> {
    forget(ctx, county, ("opening", "at < $2"), KEPT).await.map(drop)
}
