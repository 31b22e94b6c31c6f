//! The SQL of outcomes: kinds, rows, and what stood there before.

mod files;
mod imports;
mod list;

pub use files::{add_file, empty_files, file_body, files};
pub use imports::{
    count_import, delete, end_import, gone_by_code, held_import, imports, is_writing, keep_places, known_among, of_import, open_import,
    place_of_import, set_import, with_former, written_among,
};
pub use list::{Filter, Lead, Place, ids, lead, place, place_of, statement};

use crate::domain::outcomes::model::Values;
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{OutcomeId, OutcomeKindId, OutcomeKindVersionId, PowerId, UnitId};
use entity::{outcome, outcome_earlier, outcome_gram, outcome_kind, outcome_kind_version, power, unit};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, UpdateMany};
use std::collections::BTreeMap;
use time::Date;

/// These rows, in the order of their ids here.
pub async fn outcomes(tx: &Tx, ids: &[OutcomeId]) -> Outcome<Vec<outcome::Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<outcome::Entity>().filter(outcome::Column::Id.is_in(ids.iter().copied())).all(tx).await?;
    let mut by_id: BTreeMap<OutcomeId, outcome::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// The outcome at this address.
pub async fn by_code(tx: &Tx, code: &str) -> Outcome<outcome::Model> {
    tx.rows().find::<outcome::Entity>().filter(outcome::Column::Code.eq(code)).one(tx).await?.ok_or_else(Failure::hidden)
}

/// An outcome, held until the transaction ends.
pub async fn held(tx: &Tx, id: OutcomeId) -> Outcome<outcome::Model> {
    tx.rows().one::<outcome::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// Holds a unit's row, so that of two who publish the same the second finds the first one's.
pub async fn hold_unit(tx: &Tx, id: UnitId) -> Outcome<()> {
    let held = tx.rows().one::<unit::Entity, _>(id).lock_exclusive().select_only().column(unit::Column::Id);
    held.into_tuple::<UnitId>().one(tx).await?;
    Ok(())
}

/// Whether something with this hash is published.
pub async fn is_known(tx: &Tx, hash: &[u8]) -> Outcome<bool> {
    Ok(tx.rows().find::<outcome::Entity>().filter(outcome::Column::Hash.eq(hash)).count(tx).await? > 0)
}

/// Changes an outcome, and raises its revision.
pub async fn change(
    tx: &Tx,
    row: &outcome::Model,
    with: impl FnOnce(UpdateMany<outcome::Entity>) -> UpdateMany<outcome::Entity>,
) -> Outcome<()> {
    let update = tx.rows().update::<outcome::Entity>().filter(outcome::Column::Id.eq(row.id));
    let raised = update.col_expr(outcome::Column::Revision, Expr::value(row.revision.saturating_add(1)));
    with(raised).exec(tx).await?;
    Ok(())
}

/// What stood in these outcomes before, the latest first.
pub async fn earlier(tx: &Tx, ids: &[OutcomeId]) -> Outcome<Vec<outcome_earlier::Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<outcome_earlier::Entity>().filter(outcome_earlier::Column::OutcomeId.is_in(ids.iter().copied()));
    Ok(rows.order_by_desc(outcome_earlier::Column::No).all(tx).await?)
}

/// Takes away what stood in an outcome before; that something did stays.
pub async fn empty_earlier(tx: &Tx, id: OutcomeId, personal_only: bool) -> Outcome<()> {
    let none: Option<serde_json::Value> = None;
    let mut update = tx.rows().update::<outcome_earlier::Entity>().filter(outcome_earlier::Column::OutcomeId.eq(id));
    update = update.col_expr(outcome_earlier::Column::Personal, Expr::value(none.clone()));
    if !personal_only {
        let (no_title, no_day): (Option<String>, Option<Date>) = (None, None);
        update = update.col_expr(outcome_earlier::Column::Open, Expr::value(none));
        update = update.col_expr(outcome_earlier::Column::Title, Expr::value(no_title));
        update = update.col_expr(outcome_earlier::Column::DecidedOn, Expr::value(no_day));
    }
    update.exec(tx).await?;
    Ok(())
}

/// Lets a search find an outcome by these pairs.
pub async fn add_pairs(tx: &Tx, (decided_on, outcome_id): Place, pairs: BTreeMap<String, Option<Date>>) -> Outcome<()> {
    let row = |(gram, until)| outcome_gram::Model { county_id: tx.county.id, gram, decided_on, outcome_id, until };
    Ok(tx.add_all(pairs.into_iter().map(row).collect()).await?)
}

/// No search finds an outcome by these pairs any more; with `personal_only`, by those that have a term.
pub async fn drop_pairs(tx: &Tx, (day, id): Place, pairs: Vec<String>, personal_only: bool) -> Outcome<()> {
    let gone = tx.rows().delete::<outcome_gram::Entity>().filter(outcome_gram::Column::Gram.is_in(pairs));
    let mut gone = gone.filter(outcome_gram::Column::DecidedOn.eq(day)).filter(outcome_gram::Column::OutcomeId.eq(id));
    if personal_only {
        gone = gone.filter(outcome_gram::Column::Until.is_not_null());
    }
    gone.exec(tx).await?;
    Ok(())
}

/// Outcomes whose personal columns are still there after their term, some of them.
pub async fn over(tx: &Tx, most: u64) -> Outcome<Vec<outcome::Model>> {
    let rows = tx.rows().find::<outcome::Entity>().filter(outcome::Column::Personal.is_not_null());
    let rows = rows.filter(outcome::Column::PersonalUntil.lt(today(tx)));
    Ok(rows.order_by_asc(outcome::Column::PersonalUntil).order_by_asc(outcome::Column::Id).limit(most).all(tx).await?)
}

/// All kinds, in their order.
pub async fn kinds(tx: &Tx) -> Outcome<Vec<outcome_kind::Model>> {
    let rows = tx.rows().find::<outcome_kind::Entity>();
    Ok(rows.order_by_asc(outcome_kind::Column::Ordinal).order_by_asc(outcome_kind::Column::Code).all(tx).await?)
}

/// The kind with this code, held.
pub async fn held_kind(tx: &Tx, code: &str) -> Outcome<Option<outcome_kind::Model>> {
    Ok(tx.rows().find::<outcome_kind::Entity>().filter(outcome_kind::Column::Code.eq(code)).lock_exclusive().one(tx).await?)
}

/// A kind.
pub async fn kind(tx: &Tx, id: OutcomeKindId) -> Outcome<Option<outcome_kind::Model>> {
    Ok(tx.rows().one::<outcome_kind::Entity, _>(id).one(tx).await?)
}

/// Versions of kinds by id.
pub async fn versions(tx: &Tx, ids: Vec<OutcomeKindVersionId>) -> Outcome<BTreeMap<OutcomeKindVersionId, outcome_kind_version::Model>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = tx.rows().find::<outcome_kind_version::Entity>().filter(outcome_kind_version::Column::Id.is_in(ids));
    Ok(rows.all(tx).await?.into_iter().map(|row| (row.id, row)).collect())
}

/// Every version of every kind.
pub async fn all_versions(tx: &Tx) -> Outcome<Vec<outcome_kind_version::Model>> {
    Ok(tx.rows().find::<outcome_kind_version::Entity>().all(tx).await?)
}

/// The current version of each kind.
pub async fn current(tx: &Tx, kinds: &[outcome_kind::Model]) -> Outcome<BTreeMap<OutcomeKindId, outcome_kind_version::Model>> {
    if kinds.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids = kinds.iter().map(|kind| kind.id);
    let rows = tx.rows().find::<outcome_kind_version::Entity>().filter(outcome_kind_version::Column::KindId.is_in(ids)).all(tx).await?;
    let is_current = |row: &outcome_kind_version::Model| kinds.iter().any(|kind| kind.id == row.kind_id && kind.no == row.no);
    Ok(rows.into_iter().filter(is_current).map(|row| (row.kind_id, row)).collect())
}

/// Powers by id, with their units: those that everybody may see.
pub async fn powers(tx: &Tx, ids: Vec<PowerId>) -> Outcome<BTreeMap<PowerId, power::Model>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = tx.rows().find::<power::Entity>().filter(power::Column::Id.is_in(ids)).filter(power::Column::IsPublished.eq(true));
    Ok(rows.all(tx).await?.into_iter().map(|row| (row.id, row)).collect())
}

/// Published powers of these units, by code.
pub async fn powers_of_units(tx: &Tx, units: &[UnitId]) -> Outcome<BTreeMap<String, PowerId>> {
    let rows = tx.rows().find::<power::Entity>().filter(power::Column::UnitId.is_in(units.iter().copied()));
    let rows = rows.filter(power::Column::IsPublished.eq(true)).select_only().column(power::Column::Code).column(power::Column::Id);
    Ok(rows.into_tuple::<(String, PowerId)>().all(tx).await?.into_iter().collect())
}

/// Values as they stand in a cell.
pub fn values(cell: Option<&serde_json::Value>) -> Outcome<Values> {
    cell.map_or_else(|| Ok(Values::new()), |cell| serde_json::from_value(cell.clone()).map_err(Failure::fault))
}

/// The day of the transaction, in China.
pub fn today(tx: &Tx) -> Date {
    tx.now.in_china().date()
}

/// A kind's own row takes these values.
pub async fn put_kind(tx: &Tx, kind: &outcome_kind::Model) -> Outcome<()> {
    let update = tx.rows().update::<outcome_kind::Entity>().filter(outcome_kind::Column::Id.eq(kind.id));
    let update = update.col_expr(outcome_kind::Column::No, Expr::value(kind.no));
    let update = update.col_expr(outcome_kind::Column::Name, Expr::value(kind.name.clone()));
    update.col_expr(outcome_kind::Column::IsOpen, Expr::value(kind.is_open)).exec(tx).await?;
    Ok(())
}
