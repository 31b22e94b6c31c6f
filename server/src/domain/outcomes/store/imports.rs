//! The SQL of imports: one at a time for each unit, and what it brought.

use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, OutcomeId, OutcomeImportId, UnitId};
use entity::moment::Moment;
use entity::words::ImportState;
use entity::{outcome, outcome_earlier, outcome_gone, outcome_import, unit};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeSet;

/// Which of these hashes are those of published outcomes, of others than this import's.
pub async fn known_among(tx: &Tx, hashes: &[&[u8]], but: Option<OutcomeImportId>) -> Outcome<BTreeSet<Vec<u8>>> {
    if hashes.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut rows = tx.rows().find::<outcome::Entity>().filter(outcome::Column::Hash.is_in(hashes.iter().copied()));
    if let Some(but) = but {
        rows = rows.filter(Condition::any().add(outcome::Column::ImportId.is_null()).add(outcome::Column::ImportId.ne(but)));
    }
    Ok(rows.select_only().column(outcome::Column::Hash).into_tuple().all(tx).await?.into_iter().collect())
}

/// Which of these rows of its file an import has written, whatever became of them since.
pub async fn written_among(tx: &Tx, id: OutcomeImportId, numbers: Vec<i32>) -> Outcome<BTreeSet<i32>> {
    let rows = tx.rows().find::<outcome::Entity>().filter(outcome::Column::ImportId.eq(id));
    let rows = rows.filter(outcome::Column::ImportRow.is_in(numbers)).select_only().column(outcome::Column::ImportRow);
    Ok(rows.into_tuple::<i32>().all(tx).await?.into_iter().collect())
}

/// The import of a unit that has not ended.
pub async fn open_import(tx: &Tx, unit: UnitId) -> Outcome<Option<outcome_import::Model>> {
    Ok(tx.rows().find::<outcome_import::Entity>().filter(outcome_import::Column::OpenUnitId.eq(unit)).one(tx).await?)
}

/// An import, held until the transaction ends.
pub async fn held_import(tx: &Tx, id: OutcomeImportId) -> Outcome<outcome_import::Model> {
    tx.rows().one::<outcome_import::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// Whether an import is still being written; held until the transaction ends.
pub async fn is_writing(tx: &Tx, id: OutcomeImportId) -> Outcome<bool> {
    Ok(held_import(tx, id).await?.state == ImportState::Writing)
}

/// So many more rows are published.
pub async fn count_import(tx: &Tx, id: OutcomeImportId, more: usize) -> Outcome<()> {
    let more = i32::try_from(more).unwrap_or(i32::MAX);
    let update = tx.rows().update::<outcome_import::Entity>().filter(outcome_import::Column::Id.eq(id));
    let update = update.col_expr(outcome_import::Column::Done, Expr::col(outcome_import::Column::Done).add(more));
    update.col_expr(outcome_import::Column::MovedAt, Expr::value(tx.now)).exec(tx).await?;
    Ok(())
}

/// An import is taken back from now on.
pub async fn set_import(tx: &Tx, id: OutcomeImportId, state: ImportState) -> Outcome<()> {
    let update = tx.rows().update::<outcome_import::Entity>().filter(outcome_import::Column::Id.eq(id));
    let update = update.col_expr(outcome_import::Column::State, Expr::value(state));
    // Until its rows are gone, no other import of the unit begins; but one may be open already.
    update.col_expr(outcome_import::Column::MovedAt, Expr::value(tx.now)).exec(tx).await?;
    Ok(())
}

/// An import in the first state comes to its end in the second.
pub async fn end_import(tx: &Tx, id: OutcomeImportId, (from, to): (ImportState, ImportState)) -> Outcome<()> {
    let (nobody, now): (Option<UnitId>, Option<Moment>) = (None, Some(tx.now));
    let update = tx.rows().update::<outcome_import::Entity>().filter(outcome_import::Column::Id.eq(id));
    let update = update.filter(outcome_import::Column::State.eq(from)).col_expr(outcome_import::Column::State, Expr::value(to));
    let update = update.col_expr(outcome_import::Column::OpenUnitId, Expr::value(nobody));
    update.col_expr(outcome_import::Column::EndedAt, Expr::value(now)).exec(tx).await?;
    Ok(())
}

/// Some of what an import brought.
pub async fn of_import(tx: &Tx, id: OutcomeImportId, most: usize) -> Outcome<Vec<outcome::Model>> {
    let rows = tx.rows().find::<outcome::Entity>().filter(outcome::Column::ImportId.eq(id));
    let rows = rows.order_by_asc(outcome::Column::ImportRow).limit(u64::try_from(most).unwrap_or(u64::MAX));
    Ok(rows.all(tx).await?)
}

/// Takes outcomes away, with what stood there before; only an import that is taken back does this.
pub async fn delete(tx: &Tx, ids: &[OutcomeId]) -> Outcome<()> {
    super::files::delete_files(tx, ids).await?;
    let earlier = tx.rows().delete::<outcome_earlier::Entity>();
    earlier.filter(outcome_earlier::Column::OutcomeId.is_in(ids.iter().copied())).exec(tx).await?;
    tx.rows().delete::<outcome::Entity>().filter(outcome::Column::Id.is_in(ids.iter().copied())).exec(tx).await?;
    Ok(())
}

/// That there was something at these addresses, and when it was taken back.
pub async fn keep_places(tx: &Tx, rows: &[outcome::Model]) -> Outcome<()> {
    let gone = rows.iter().map(|row| outcome_gone::Model {
        county_id: row.county_id,
        id: row.id,
        code: row.code.clone(),
        unit_id: row.unit_id,
        kind_id: row.kind_id,
        kind_version_id: row.kind_version_id,
        decided_on: row.decided_on,
        published_by: row.published_by,
        published_at: row.published_at,
        gone_at: tx.now,
    });
    Ok(tx.add_all(gone.collect()).await?)
}

/// What stands at an address whose outcome was taken back with its import: nothing but that.
pub async fn gone_by_code(tx: &Tx, code: &str) -> Outcome<Option<outcome::Model>> {
    let row = tx.rows().find::<outcome_gone::Entity>().filter(outcome_gone::Column::Code.eq(code)).one(tx).await?;
    Ok(row.map(|row| outcome::Model {
        county_id: row.county_id,
        id: row.id,
        code: row.code,
        unit_id: row.unit_id,
        power_id: None,
        kind_id: row.kind_id,
        kind_version_id: row.kind_version_id,
        revision: 0,
        title: None,
        decided_on: row.decided_on,
        open: None,
        personal: None,
        personal_until: None,
        hash: Vec::new(),
        import_id: None,
        import_row: None,
        published_by: row.published_by,
        published_at: row.published_at,
        corrected_at: None,
        removed_at: Some(row.gone_at),
    }))
}

/// These units, and those that were merged into them.
pub async fn with_former(tx: &Tx, mut units: Vec<UnitId>) -> Outcome<Vec<UnitId>> {
    let former = tx.rows().find::<unit::Entity>().filter(unit::Column::SuccessorId.is_in(units.iter().copied()));
    let former = former.filter(unit::Column::ValidUntil.lt(super::today(tx))).select_only().column(unit::Column::Id);
    units.extend(former.into_tuple::<UnitId>().all(tx).await?);
    Ok(units)
}

/// Imports of these units and of this account, the latest first; one row more than asked for.
pub async fn imports(tx: &Tx, (units, account): (&[UnitId], AccountId), page: &PageQuery) -> Outcome<Vec<outcome_import::Model>> {
    let whose = Condition::any()
        .add(outcome_import::Column::UnitId.is_in(units.iter().copied()))
        .add(outcome_import::Column::StartedBy.eq(account));
    let mut rows = tx.rows().find::<outcome_import::Entity>().filter(whose);
    if let Some(after) = &page.after {
        rows = rows.filter(before(after).ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?);
    }
    let rows = rows.order_by_desc(outcome_import::Column::StartedAt).order_by_desc(outcome_import::Column::Id);
    Ok(rows.limit(page.first.saturating_add(1)).all(tx).await?)
}

/// The place of a row in that order.
pub fn place_of_import(row: &outcome_import::Model) -> Vec<String> {
    vec![row.started_at.0.to_string(), row.id.to_string()]
}

fn before(after: &[String]) -> Option<Condition> {
    let [at, id] = after else { return None };
    let (at, id): (Moment, OutcomeImportId) = (Moment(at.parse().ok()?), id.parse().ok()?);
    let same = outcome_import::Column::StartedAt.eq(at).and(outcome_import::Column::Id.lt(id));
    Some(Condition::any().add(outcome_import::Column::StartedAt.lt(at)).add(same))
}
