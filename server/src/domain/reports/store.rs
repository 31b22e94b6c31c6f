//! The SQL of reports.

use crate::domain::reports::model::SubjectLine;
use crate::kernel::{Outcome, Tx};
use entity::id::ReportId;
use entity::moment::Moment;
use entity::{report, report_subject};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, TryInsertResult};

/// One report of this county.
///
/// # Errors
/// A fault of the database.
pub async fn by_id(tx: &Tx, id: ReportId) -> Outcome<Option<report::Model>> {
    Ok(tx.rows().one::<report::Entity, _>(id).one(tx).await?)
}

/// The reports with these ids, in no order.
///
/// # Errors
/// A fault of the database.
pub async fn of_ids(tx: &Tx, ids: &[ReportId]) -> Outcome<Vec<report::Model>> {
    Ok(tx.rows().find::<report::Entity>().filter(report::Column::Id.is_in(ids.iter().copied())).all(tx).await?)
}

pub(super) async fn by_submission(tx: &Tx, hash: &[u8]) -> Outcome<Option<report::Model>> {
    Ok(tx.rows().find::<report::Entity>().filter(report::Column::SubmissionHash.eq(hash.to_vec())).one(tx).await?)
}

pub(super) async fn by_code_hash(tx: &Tx, hash: Vec<u8>) -> Outcome<Option<report::Model>> {
    Ok(tx.rows().find::<report::Entity>().filter(report::Column::QueryCodeHash.eq(hash)).one(tx).await?)
}

/// How many reports of this phone arrived in this county since then.
pub(super) async fn count_of_phone(tx: &Tx, phone_hash: &[u8], since: Moment) -> Outcome<u64> {
    let rows = tx.rows().find::<report::Entity>().filter(report::Column::PhoneHash.eq(phone_hash.to_vec()));
    Ok(sea_orm::PaginatorTrait::count(rows.filter(report::Column::SubmittedAt.gt(since)), tx).await?)
}

/// Newest first, a hundred at most.
pub(super) async fn by_phone(tx: &Tx, phone_hash: &[u8]) -> Outcome<Vec<report::Model>> {
    let rows = tx.rows().find::<report::Entity>().filter(report::Column::PhoneHash.eq(phone_hash.to_vec()));
    let rows = rows.order_by_desc(report::Column::SubmittedAt).order_by_desc(report::Column::Id);
    Ok(sea_orm::QuerySelect::limit(rows, 100).all(tx).await?)
}

/// Adds the report unless one with this submission key is there; whether it was added.
pub(super) async fn add(tx: &Tx, row: report::Model, subjects: &[SubjectLine]) -> Outcome<bool> {
    let id = row.id;
    let insert = tx.rows().insert::<_, report::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    if !matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0) {
        return Ok(false);
    }
    let lines = (1..).zip(subjects).map(|(ordinal, line)| report_subject::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        report_id: id,
        ordinal,
        kind: line.kind,
        unit_id: line.unit_id,
        official_id: line.official_id,
        power_id: line.power_id,
    });
    tx.add_all(lines.collect()).await?;
    Ok(true)
}
