//! The SQL of reports.

use crate::domain::reports::model::{Kept, Lines, SubjectLine};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CodeReissueId, OfficialId, ReportId};
use entity::moment::Moment;
use entity::{code_reissue, report, report_named, report_subject};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    TryInsertResult,
};

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
    Ok(rows.limit(100).all(tx).await?)
}

/// Adds the report unless one with this submission key is there; its rows, if it was added.
pub(super) async fn add(tx: &Tx, report: report::Model, lines: Lines<'_>) -> Outcome<Option<Kept>> {
    let id = report.id;
    let insert = tx.rows().insert::<_, report::ActiveModel>(report.clone()).on_conflict(OnConflict::new().do_nothing().to_owned());
    if !matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0) {
        return Ok(None);
    }
    let subjects: Vec<_> = (1..).zip(lines.subjects).map(|(ordinal, line)| subject(tx, (id, ordinal), *line, None)).collect();
    tx.add_all(subjects.clone()).await?;
    let named =
        |official_id: &OfficialId| report_named::Model { county_id: tx.county.id, id: tx.mint(), report_id: id, official_id: *official_id };
    tx.add_all(lines.named.iter().map(named).collect()).await?;
    Ok(Some(Kept { report, subjects }))
}

/// Adds a subject that came up while the report was handled, behind those there are.
///
/// # Errors
/// A fault of the database.
pub async fn add_subject(tx: &Tx, place: (ReportId, i32), line: SubjectLine, by: AccountId) -> Outcome<()> {
    Ok(tx.add(subject(tx, place, line, Some(by))).await?)
}

fn subject(tx: &Tx, (report_id, ordinal): (ReportId, i32), line: SubjectLine, added_by: Option<AccountId>) -> report_subject::Model {
    report_subject::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        report_id,
        ordinal,
        kind: line.kind,
        unit_id: line.unit_id,
        official_id: line.official_id,
        power_id: line.power_id,
        step_number: line.step_number,
        added_by,
    }
}

/// How far lost query codes of these reports are replaced.
///
/// # Errors
/// A fault of the database.
pub async fn reissues_of(tx: &Tx, ids: &[ReportId]) -> Outcome<Vec<code_reissue::Model>> {
    Ok(tx.rows().find::<code_reissue::Entity>().filter(code_reissue::Column::ReportId.is_in(ids.iter().copied())).all(tx).await?)
}

/// The reissue with this id, held until the transaction ends.
///
/// # Errors
/// A fault of the database.
pub async fn reissue(tx: &Tx, id: CodeReissueId) -> Outcome<Option<code_reissue::Model>> {
    Ok(tx.rows().one::<code_reissue::Entity, _>(id).lock_exclusive().one(tx).await?)
}

pub(super) async fn lock_reissue(tx: &Tx, report: ReportId) -> Outcome<Option<code_reissue::Model>> {
    let row = tx.rows().find::<code_reissue::Entity>().filter(code_reissue::Column::ReportId.eq(report));
    Ok(row.lock_exclusive().one(tx).await?)
}

/// Adds it unless the report has one; whether it was added.
pub(super) async fn add_reissue(tx: &Tx, row: code_reissue::Model) -> Outcome<bool> {
    let insert = tx.rows().insert::<_, code_reissue::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0))
}

/// Writes down how it stands; its row is held by the caller.
pub(super) async fn keep_reissue(tx: &Tx, row: &code_reissue::Model) -> Outcome<()> {
    let mut change = row.clone().into_active_model().reset_all();
    change.county_id = ActiveValue::Unchanged(tx.county.id);
    change.id = ActiveValue::Unchanged(row.id);
    tx.rows().update::<code_reissue::Entity>().set(change).filter(code_reissue::Column::Id.eq(row.id)).exec(tx).await?;
    Ok(())
}

/// From now on the report is found by another query code.
pub(super) async fn change_query_code(tx: &Tx, id: ReportId, hash: Vec<u8>) -> Outcome<()> {
    let update = tx.rows().update::<report::Entity>().col_expr(report::Column::QueryCodeHash, Expr::value(hash));
    update.filter(report::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}
