//! The SQL of a county's days.

use crate::domain::calendar::model::{Calendar, Version};
use crate::kernel::{Outcome, Tx};
use entity::calendar_day;
use sea_orm::QueryOrder as _;

/// The county's calendar as it stands.
///
/// # Errors
/// A fault of the database.
pub async fn of_county(tx: &Tx) -> Outcome<Calendar> {
    Ok(Calendar::announced().with(&days(tx).await?))
}

/// The county's calendar as it stood at that version; none if there never was such a one.
///
/// # Errors
/// A fault of the database.
pub async fn as_of(tx: &Tx, version: &Version) -> Outcome<Option<Calendar>> {
    let Some(announced) = Calendar::edition(&version.edition) else { return Ok(None) };
    let mut days = days(tx).await?;
    days.retain(|day| day.no <= version.no);
    Ok(Some(announced.with(&days)).filter(|calendar| calendar.version() == version))
}

/// The county's days in the order in which they were set.
///
/// # Errors
/// A fault of the database.
pub async fn days(tx: &Tx) -> Outcome<Vec<calendar_day::Model>> {
    Ok(tx.rows().find::<calendar_day::Entity>().order_by_asc(calendar_day::Column::No).all(tx).await?)
}
