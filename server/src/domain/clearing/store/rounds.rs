//! Rounds, their items and their changes.

use super::rewrite;
use crate::domain::clearing::refusal::ClearingRefusal;
use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, ClearingId, ClearingItemId, PowerId, UnitId};
use entity::words::{ClearingState, ClearingStep, UnitCategory};
use entity::{clearing, clearing_change, clearing_item, power, unit};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select, UpdateMany};
use std::collections::BTreeSet;
use time::Date;

/// No unit has a longer row of successors; a ring in bad data ends here.
const DEEPEST: usize = 8;

/// A round, held until the transaction ends.
pub async fn held(tx: &Tx, id: ClearingId) -> Outcome<clearing::Model> {
    tx.rows().one::<clearing::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// Holds a unit until the transaction ends: of two who begin its round at once, the second finds the first one's.
pub async fn hold_unit(tx: &Tx, id: UnitId) -> Outcome<()> {
    let held = tx.rows().one::<unit::Entity, _>(id).lock_exclusive().select_only().column(unit::Column::Id);
    held.into_tuple::<UnitId>().one(tx).await?;
    Ok(())
}

/// A round as it stands.
pub async fn round(tx: &Tx, id: ClearingId) -> Outcome<clearing::Model> {
    tx.rows().one::<clearing::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// Open rounds of these units.
pub async fn open_of(tx: &Tx, units: &[UnitId]) -> Outcome<Vec<clearing::Model>> {
    let rows = tx.rows().find::<clearing::Entity>().filter(clearing::Column::OpenUnitId.is_in(units.iter().copied()));
    Ok(rows.order_by_asc(clearing::Column::Id).all(tx).await?)
}

/// Changes a round at the revision that was read, and raises it; the new revision.
///
/// # Errors
/// Refused as a conflict if it changed since.
pub async fn change(
    tx: &Tx,
    row: &clearing::Model,
    with: impl FnOnce(UpdateMany<clearing::Entity>) -> UpdateMany<clearing::Entity>,
) -> Outcome<i64> {
    let next = row.revision.saturating_add(1);
    let update = tx
        .rows()
        .update::<clearing::Entity>()
        .col_expr(clearing::Column::Revision, Expr::value(next))
        .filter(clearing::Column::Id.eq(row.id))
        .filter(clearing::Column::Revision.eq(row.revision));
    match with(update).exec(tx).await?.rows_affected {
        1 => Ok(next),
        _ => Err(ClearingRefusal::RoundChanged.into()),
    }
}

/// Items of a round, in their order.
pub async fn items(tx: &Tx, round: ClearingId) -> Outcome<Vec<clearing_item::Model>> {
    let rows = tx.rows().find::<clearing_item::Entity>().filter(clearing_item::Column::ClearingId.eq(round));
    Ok(rows.order_by_asc(clearing_item::Column::Ordinal).order_by_asc(clearing_item::Column::Id).all(tx).await?)
}

/// A page of a round's items, in their order; one row more than asked for.
///
/// # Errors
/// Refused for a cursor that is not one of ours.
pub async fn items_page(tx: &Tx, round: ClearingId, page: &PageQuery) -> Outcome<Vec<clearing_item::Model>> {
    let mut rows = tx.rows().find::<clearing_item::Entity>().filter(clearing_item::Column::ClearingId.eq(round));
    if let Some(after) = &page.after {
        rows = rows.filter(behind(after).ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?);
    }
    let rows = rows.order_by_asc(clearing_item::Column::Ordinal).order_by_asc(clearing_item::Column::Id);
    Ok(rows.limit(page.first.saturating_add(1)).all(tx).await?)
}

/// Items behind this place; none if it is no place.
fn behind(after: &[String]) -> Option<Condition> {
    let [ordinal, id] = after else { return None };
    let (ordinal, id): (i32, ClearingItemId) = (ordinal.parse().ok()?, id.parse().ok()?);
    let same = clearing_item::Column::Ordinal.eq(ordinal).and(clearing_item::Column::Id.gt(id));
    Some(Condition::any().add(clearing_item::Column::Ordinal.gt(ordinal)).add(same))
}

/// How many items a round has, and how many of them are not decided.
pub async fn count_items(tx: &Tx, round: ClearingId) -> Outcome<(u64, u64)> {
    let rows = || tx.rows().find::<clearing_item::Entity>().filter(clearing_item::Column::ClearingId.eq(round));
    Ok((rows().count(tx).await?, rows().filter(clearing_item::Column::Decision.is_null()).count(tx).await?))
}

/// How many items of a round the register does not have.
pub async fn count_new(tx: &Tx, round: ClearingId) -> Outcome<u64> {
    let rows = tx.rows().find::<clearing_item::Entity>().filter(clearing_item::Column::ClearingId.eq(round));
    Ok(rows.filter(clearing_item::Column::PowerId.is_null()).count(tx).await?)
}

/// The place of a round's last item; 0 if it has none.
pub async fn last_ordinal(tx: &Tx, round: ClearingId) -> Outcome<i32> {
    let rows = tx.rows().find::<clearing_item::Entity>().filter(clearing_item::Column::ClearingId.eq(round));
    let last = rows.order_by_desc(clearing_item::Column::Ordinal).limit(1).select_only().column(clearing_item::Column::Ordinal);
    Ok(last.into_tuple::<i32>().one(tx).await?.unwrap_or_default())
}

/// Powers of the register that stand in a round; their texts are not read.
pub async fn powers_in(tx: &Tx, round: ClearingId) -> Outcome<BTreeSet<PowerId>> {
    let rows = tx.rows().find::<clearing_item::Entity>().filter(clearing_item::Column::ClearingId.eq(round));
    let rows = rows.filter(clearing_item::Column::PowerId.is_not_null()).select_only().column(clearing_item::Column::PowerId);
    Ok(rows.into_tuple().all(tx).await?.into_iter().collect())
}

/// One item.
pub async fn item(tx: &Tx, id: ClearingItemId) -> Outcome<clearing_item::Model> {
    tx.rows().one::<clearing_item::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// Adds items.
pub async fn add_items(tx: &Tx, rows: Vec<clearing_item::Model>) -> Outcome<()> {
    Ok(tx.add_all(rows).await?)
}

/// Writes what an item says now.
pub async fn put_item(tx: &Tx, row: clearing_item::Model) -> Outcome<()> {
    let is_it = clearing_item::Column::Id.eq(row.id);
    rewrite(tx, row, is_it).await
}

/// Takes away an item that was only ever a draft.
pub async fn drop_item(tx: &Tx, id: ClearingItemId) -> Outcome<()> {
    tx.rows().delete::<clearing_item::Entity>().filter(clearing_item::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// What was done in a round, the newest first; at most so many.
pub async fn changes(tx: &Tx, round: ClearingId, most: u64) -> Outcome<Vec<clearing_change::Model>> {
    let rows = tx.rows().find::<clearing_change::Entity>().filter(clearing_change::Column::ClearingId.eq(round));
    Ok(rows.order_by_desc(clearing_change::Column::Revision).order_by_desc(clearing_change::Column::Id).limit(most).all(tx).await?)
}

/// What was done to one item since then, the oldest first.
pub async fn changes_of(tx: &Tx, (round, item): (ClearingId, ClearingItemId), since: i64) -> Outcome<Vec<clearing_change::Model>> {
    let rows = tx.rows().find::<clearing_change::Entity>().filter(clearing_change::Column::ClearingId.eq(round));
    let rows = rows.filter(clearing_change::Column::ItemId.eq(item)).filter(clearing_change::Column::Revision.gt(since));
    Ok(rows.order_by_asc(clearing_change::Column::Revision).all(tx).await?)
}

/// Who wrote in a round, or in one that it took over, or sent it.
pub async fn authors(tx: &Tx, round: ClearingId) -> Outcome<Vec<AccountId>> {
    let taken_over = Query::select()
        .column(clearing::Column::Id)
        .from(clearing::Entity)
        .and_where(clearing::Column::CountyId.eq(tx.county.id))
        .and_where(clearing::Column::MergedInto.eq(round))
        .to_owned();
    let own = Condition::any().add(clearing_change::Column::ClearingId.eq(round));
    let rows = tx.rows().find::<clearing_change::Entity>().filter(own.add(clearing_change::Column::ClearingId.in_subquery(taken_over)));
    let rows = rows.filter(clearing_change::Column::Step.is_not_in([ClearingStep::Returned, ClearingStep::Published]));
    Ok(rows.select_only().column(clearing_change::Column::ChangedBy).distinct().into_tuple().all(tx).await?)
}

/// 县四大机构.
pub async fn core_units(tx: &Tx) -> Outcome<Vec<UnitId>> {
    let rows = tx.rows().find::<unit::Entity>().filter(unit::Column::Category.eq(UnitCategory::CoreOrgan));
    Ok(rows.select_only().column(unit::Column::Id).into_tuple().all(tx).await?)
}

/// Units that are no more and whose successors end in this one.
pub async fn ended_before(tx: &Tx, unit: UnitId, today: Date) -> Outcome<Vec<unit::Model>> {
    let mut found: Vec<unit::Model> = Vec::new();
    let mut front = BTreeSet::from([unit]);
    for _ in 0..DEEPEST {
        let rows = tx.rows().find::<unit::Entity>().filter(unit::Column::SuccessorId.is_in(front.iter().copied()));
        let rows = rows.filter(unit::Column::ValidUntil.lt(today)).order_by_asc(unit::Column::Code).all(tx).await?;
        let fresh: Vec<_> = rows.into_iter().filter(|row| row.id != unit && !found.iter().any(|known| known.id == row.id)).collect();
        if fresh.is_empty() {
            break;
        }
        front = fresh.iter().map(|row| row.id).collect();
        found.extend(fresh);
    }
    Ok(found)
}

/// Powers by id, published or not.
pub async fn powers(tx: &Tx, ids: Vec<PowerId>) -> Outcome<Vec<power::Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(tx.rows().find::<power::Entity>().filter(power::Column::Id.is_in(ids)).all(tx).await?)
}

/// Which rounds stand in an actor's list.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Rounds of these units.
    pub units: Vec<UnitId>,
    /// And all that were sent to the county.
    pub is_county: bool,
}

fn visible(tx: &Tx, shown: &Shown, state: Option<ClearingState>) -> Select<clearing::Entity> {
    let mut mine = Condition::any().add(clearing::Column::UnitId.is_in(shown.units.iter().copied()));
    if shown.is_county {
        mine = mine.add(clearing::Column::SentAt.is_not_null());
    }
    let state = Condition::all().add_option(state.map(|state| clearing::Column::State.eq(state)));
    tx.rows().find::<clearing::Entity>().filter(mine).filter(state)
}

/// A page of them, the newest first; one row more than asked for.
pub async fn page(tx: &Tx, (shown, state): (&Shown, Option<ClearingState>), page: &PageQuery) -> Outcome<Vec<clearing::Model>> {
    let mut rows = visible(tx, shown, state);
    if let Some(after) = &page.after {
        let refuse = || Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。");
        let [at, id] = after.as_slice() else { return Err(refuse()) };
        let (at, id): (i64, ClearingId) = (at.parse().map_err(|_| refuse())?, id.parse().map_err(|_| refuse())?);
        let older = clearing::Column::StartedAt.lt(at).or(clearing::Column::StartedAt.eq(at).and(clearing::Column::Id.lt(id)));
        rows = rows.filter(older);
    }
    let rows = rows.order_by_desc(clearing::Column::StartedAt).order_by_desc(clearing::Column::Id);
    Ok(rows.limit(page.first.saturating_add(1)).all(tx).await?)
}

/// The place of a row in that order.
pub fn place_of(row: &clearing::Model) -> Vec<String> {
    vec![row.started_at.0.to_string(), row.id.to_string()]
}

/// How many there are behind all pages.
pub async fn count(tx: &Tx, shown: &Shown, state: Option<ClearingState>) -> Outcome<u64> {
    Ok(visible(tx, shown, state).count(tx).await?)
}
