//! 改内容: the whole text of one item; and a new item.

use super::start::new_item;
use super::{Begun, Done, begin, begin_item, must_be, must_live, note, packed, unpacked};
use crate::domain::clearing::model::{CitedRule, Content, Part};
use crate::domain::clearing::policy::Action;
use crate::domain::clearing::refusal::ClearingRefusal;
use crate::domain::clearing::rules::{ItemFacts, MOST_ITEMS, checked, cited, differing, named, still};
use crate::domain::clearing::store;
use crate::domain::directory::UnitRow;
use crate::domain::rules;
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{ClearingId, ClearingItemId};
use entity::words::{ClearingState, ClearingStep};
use entity::{clearing, clearing_item};

/// What is written.
#[derive(Clone, Debug)]
pub struct SaveItem {
    /// The round.
    pub round: ClearingId,
    /// The item, and the revision at which it was read; none for a new one.
    pub item: Option<(ClearingItemId, i64)>,
    /// How it is to be.
    pub content: Content,
}

/// Writes the content of an item, or a new item; the item. A decision that is not true of the new content is taken back.
///
/// # Errors
/// Hidden, or refused unless by publisher or reviewer of the unit; while the round is with the county or over; if somebody
/// changed the item since it was read; with every faulty field at once.
pub async fn save_item(ctx: &Ctx, input: SaveItem) -> Outcome<ClearingItemId> {
    match input.item {
        Some(named) => save_old(ctx, input.round, named, input.content).await,
        None => add(ctx, input.round, input.content).await,
    }
}

async fn save_old(ctx: &Ctx, round: ClearingId, (id, seen): (ClearingItemId, i64), content: Content) -> Outcome<ClearingItemId> {
    let (begun, item) = begin_item(ctx, id, Action::Edit).await?;
    let Begun { staff, tx, row, unit, .. } = begun;
    if row.id != round {
        return Err(Failure::hidden());
    }
    may_write(ctx, &row, &unit)?;
    unchanged((&tx, staff), &item, seen).await?;
    let was = unpacked(&item.content)?;
    let content = with_rules(&tx, checked(content)?, &cited(&was)).await?;
    let parts = differing(&was, &content);
    if was == content {
        return Ok(id);
    }
    let base = item.base.as_ref().map(unpacked).transpose()?;
    let decision = still(item.decision, ItemFacts::of(&content, base.as_ref()));
    let revision = store::change(&tx, &row, |update| update).await?;
    store::put_item(&tx, clearing_item::Model { decision, content: packed(&content)?, revision, ..item }).await?;
    note(ctx, (&tx, staff), round, Done { step: ClearingStep::Saved, item: Some((id, &content.name)), parts: &parts, revision }).await?;
    tx.commit().await?;
    Ok(id)
}

async fn add(ctx: &Ctx, round: ClearingId, content: Content) -> Outcome<ClearingItemId> {
    let Begun { staff, tx, row, unit, .. } = begin(ctx, round, Action::Edit).await?;
    may_write(ctx, &row, &unit)?;
    let content = with_rules(&tx, checked(content)?, &[]).await?;
    if usize::try_from(store::count_items(&tx, round).await?.0).unwrap_or(usize::MAX) >= MOST_ITEMS {
        return Err(ClearingRefusal::TooMany(MOST_ITEMS).into());
    }
    let ordinal = store::last_ordinal(&tx, round).await?.saturating_add(1);
    let revision = store::change(&tx, &row, |update| update).await?;
    let item = clearing_item::Model { ordinal, revision, ..new_item(&tx, &row, (&content, false))? };
    let id = item.id;
    store::add_items(&tx, vec![item]).await?;
    note(ctx, (&tx, staff), round, Done { step: ClearingStep::Added, item: Some((id, &content.name)), parts: &[], revision }).await?;
    tx.commit().await?;
    Ok(id)
}

/// The content with the names that the library has for the rules that it cites.
async fn with_rules(tx: &Tx, content: Content, before: &[String]) -> Outcome<Content> {
    let today = tx.now.in_china().date();
    let found = rules::of_codes(tx, cited(&content)).await?;
    let known = found.into_iter().map(|row| (rules::holds(&row, today), row));
    let known: Vec<_> = known.map(|(holds, row)| (CitedRule { code: row.code, name: row.name }, holds)).collect();
    named(content, &known, before)
}

/// While the unit is there and the round is its own.
pub(super) fn may_write(ctx: &Ctx, row: &clearing::Model, unit: &UnitRow) -> Outcome<()> {
    must_be(row, &[ClearingState::Draft, ClearingState::Returned])?;
    must_live(unit, ctx)
}

/// The item is as it was read; else the refusal says what somebody changed.
pub(super) async fn unchanged((tx, staff): (&Tx, &StaffActor), item: &clearing_item::Model, seen: i64) -> Outcome<()> {
    if item.revision == seen {
        return Ok(());
    }
    let since = store::changes_of(tx, (item.clearing_id, item.id), seen).await?;
    let Some(last) = since.last() else { return Err(ClearingRefusal::RoundChanged.into()) };
    let mut parts: Vec<Part> = Vec::new();
    for change in &since {
        parts.extend(serde_json::from_value::<Vec<Part>>(change.fields.clone()).unwrap_or_default());
    }
    parts.sort_unstable();
    parts.dedup();
    Err(ClearingRefusal::ItemChanged(staff.is_me(last.changed_by), last.changed_at, parts).into())
}
