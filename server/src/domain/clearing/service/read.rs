//! Rounds as the staff sees them.

use super::start::{ended_units, missing};
use super::{county_of, facts_of, unpacked};
use crate::domain::clearing::model::Content;
use crate::domain::clearing::policy::{Action, Facts, decide, reviews_for_county, units_of};
use crate::domain::clearing::refusal::ClearingRefusal;
use crate::domain::clearing::rules::{self, ItemFacts};
use crate::domain::clearing::store::{self, Shown};
use crate::domain::directory::{self, UnitRow};
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{Ctx, Failure, Outcome, Tx, UserError};
use entity::id::{ClearingId, ClearingItemId, PowerId, UnitId};
use entity::words::ClearingState;
use entity::{clearing, clearing_change, clearing_item, unit};
use std::collections::BTreeMap;

/// So many steps of a round are shown.
const STEPS: u64 = 50;

/// One item with its texts.
#[derive(Clone, Debug)]
pub struct ItemView {
    /// Its row.
    pub row: clearing_item::Model,
    /// How it is to be.
    pub content: Content,
    /// How the register had it.
    pub base: Option<Content>,
    /// What a decision depends on.
    pub facts: ItemFacts,
    /// Its code; none of a new one.
    pub code: Option<String>,
}

/// A round without its items, which are read page by page.
#[derive(Clone, Debug)]
pub struct RoundView {
    /// The round.
    pub row: clearing::Model,
    /// Its unit.
    pub unit: unit::Model,
    /// Who followed the unit.
    pub successor: Option<unit::Model>,
    /// Whether the unit is still there.
    pub is_alive: bool,
    /// What was done, the newest first.
    pub changes: Vec<clearing_change::Model>,
    /// Number of the newest version.
    pub last_no: Option<i32>,
    /// So many powers of the unit stand outside.
    pub outside: usize,
    /// What the decision about it depends on.
    pub facts: Facts,
}

/// A page of rounds, each with its unit.
#[derive(Debug)]
pub struct RoundList {
    /// The rounds, the newest first.
    pub page: Page<(clearing::Model, unit::Model)>,
    /// How many there are on all pages.
    pub total: u64,
}

/// Items of a round with their texts, in their order.
pub(super) async fn loaded(tx: &Tx, round: ClearingId) -> Outcome<Vec<ItemView>> {
    let rows = store::items(tx, round).await?;
    let powers = store::powers(tx, rows.iter().filter_map(|row| row.power_id).collect()).await?;
    let codes: BTreeMap<PowerId, String> = powers.into_iter().map(|row| (row.id, row.code)).collect();
    rows.into_iter().map(|row| with_texts(row, &codes)).collect()
}

/// All items of a round with their texts; the round itself was read before, by somebody who may.
///
/// # Errors
/// A fault of the database.
pub async fn items_of(ctx: &Ctx, round: &clearing::Model) -> Outcome<Vec<ItemView>> {
    loaded(&ctx.read(&ctx.kernel.tenants.by_id(round.county_id).await?).await?, round.id).await
}

/// A page of items, and how many there are, and how many of them nobody decided yet.
#[derive(Debug)]
pub struct ItemPage {
    /// The items, in their order.
    pub page: Page<ItemView>,
    /// How many the round has.
    pub total: u64,
    /// How many of them are not decided.
    pub undecided: u64,
}

/// A page of a round's items; the round itself was read before, by somebody who may.
///
/// # Errors
/// Refused for a cursor that is not one of ours.
pub async fn item_page(ctx: &Ctx, round: &clearing::Model, page: &PageQuery) -> Outcome<ItemPage> {
    let tx = ctx.read(&ctx.kernel.tenants.by_id(round.county_id).await?).await?;
    let found = page.page(store::items_page(&tx, round.id, page).await?, |row| vec![row.ordinal.to_string(), row.id.to_string()]);
    let powers = store::powers(&tx, found.nodes.iter().filter_map(|row| row.power_id).collect()).await?;
    let codes: BTreeMap<PowerId, String> = powers.into_iter().map(|row| (row.id, row.code)).collect();
    let nodes = found.nodes.into_iter().map(|row| with_texts(row, &codes)).collect::<Outcome<_>>()?;
    let (total, undecided) = store::count_items(&tx, round.id).await?;
    Ok(ItemPage { page: Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor }, total, undecided })
}

fn with_texts(row: clearing_item::Model, codes: &BTreeMap<PowerId, String>) -> Outcome<ItemView> {
    let (content, base) = (unpacked(&row.content)?, row.base.as_ref().map(unpacked).transpose()?);
    let facts = ItemFacts::of(&content, base.as_ref());
    let code = row.power_id.and_then(|id| codes.get(&id).cloned());
    Ok(ItemView { row, content, base, facts, code })
}

/// What is not done yet, in sentences; nothing if the list can be sent.
#[must_use]
pub fn faults(items: &[ItemView]) -> Vec<UserError> {
    let each = items.iter().map(|item| (item.content.name.as_str(), item.row.decision, item.row.reason.as_deref(), item.facts));
    rules::faults(each)
}

/// Nothing is missing.
pub(super) async fn ready(tx: &Tx, unit: &UnitRow, (round, items): (ClearingId, &[ItemView])) -> Outcome<()> {
    let outside = outside(tx, unit, round).await?;
    if outside > 0 {
        return Err(ClearingRefusal::NotGathered(outside).into());
    }
    let faults = faults(items);
    if faults.is_empty() { Ok(()) } else { Err(Failure::Refused(faults)) }
}

/// How many powers of the unit stand outside, and of units that ended in it.
async fn outside(tx: &Tx, unit: &UnitRow, round: ClearingId) -> Outcome<usize> {
    let before: Vec<UnitId> = ended_units(tx, unit).await?;
    let known = store::powers_in(tx, round).await?;
    let mut count = missing(tx, (unit.unit.id, &before), &known).await?.len();
    // What a unit that ended here had begun counts too: it has to be taken over before anything is published.
    for open in store::open_of(tx, &before).await? {
        count = count.saturating_add(usize::try_from(store::count_new(tx, open.id).await?).unwrap_or(usize::MAX));
    }
    Ok(count)
}

/// A round, for who clears or reviews it.
///
/// # Errors
/// Hidden unless the actor does.
pub async fn view(ctx: &Ctx, id: ClearingId) -> Outcome<RoundView> {
    let tx = ctx.read(&county_of(ctx, id).await?).await?;
    let row = store::round(&tx, id).await?;
    let facts = facts_of(&tx, &row).await?;
    decide(&ctx.actor, Action::Read, &facts).check()?;
    shown(ctx, &tx, (row, facts)).await
}

async fn shown(ctx: &Ctx, tx: &Tx, (row, facts): (clearing::Model, Facts)) -> Outcome<RoundView> {
    let unit = directory::unit_by_id(tx, row.unit_id).await?;
    let is_open = row.open_unit_id.is_some();
    Ok(RoundView {
        is_alive: directory::lives(&unit.unit, ctx),
        outside: if is_open { outside(tx, &unit, row.id).await? } else { 0 },
        changes: store::changes(tx, row.id, STEPS).await?,
        last_no: store::last(tx, row.unit_id).await?.map(|version| version.no),
        unit: unit.unit,
        successor: unit.successor,
        row,
        facts,
    })
}

/// One item, with its round and whose list it is.
///
/// # Errors
/// Hidden unless the actor clears or reviews the round.
pub async fn item_view(ctx: &Ctx, id: ClearingItemId) -> Outcome<(clearing::Model, ItemView, Facts)> {
    let tx = ctx.read(&county_of(ctx, id).await?).await?;
    let item = store::item(&tx, id).await?;
    let row = store::round(&tx, item.clearing_id).await?;
    let facts = facts_of(&tx, &row).await?;
    decide(&ctx.actor, Action::Read, &facts).check()?;
    let powers = store::powers(&tx, item.power_id.into_iter().collect()).await?;
    let codes = powers.into_iter().map(|row| (row.id, row.code)).collect();
    Ok((row, with_texts(item, &codes)?, facts))
}

/// Rounds that the actor clears, and for a reviewer of the county all that were sent; the newest first.
///
/// # Errors
/// Refused if nobody is signed in, or without a role that has to do with lists; for a cursor that is not one of ours.
pub async fn list(ctx: &Ctx, state: Option<ClearingState>, page: &PageQuery) -> Outcome<RoundList> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let facts = Facts { core: store::core_units(&tx).await?, ..Facts::default() };
    decide(&ctx.actor, Action::ReadList, &facts).check()?;
    let shown = Shown { units: units_of(staff).collect(), is_county: reviews_for_county(staff, &facts.core) };
    let found = page.page(store::page(&tx, (&shown, state), page).await?, store::place_of);
    let total = store::count(&tx, &shown, state).await?;
    let units = directory::units_by_id(&tx, &found.nodes.iter().map(|row| row.unit_id).collect::<Vec<_>>()).await?;
    let with_unit = |row: clearing::Model| Some((units.iter().find(|unit| unit.id == row.unit_id)?.clone(), row));
    let nodes = found.nodes.into_iter().filter_map(with_unit).map(|(unit, row)| (row, unit)).collect();
    Ok(RoundList { page: Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor }, total })
}
