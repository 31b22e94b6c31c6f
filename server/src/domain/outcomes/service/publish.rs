//! 公开: an outcome from a form.

use super::{Words, chain_of, checked, columns_of, hash_of, must_be_new};
use crate::domain::directory;
use crate::domain::ledger::{self, Entry};
use crate::domain::outcomes::model::Column;
use crate::domain::outcomes::policy::{Action, decide};
use crate::domain::outcomes::rules::{Checked, pairs_of};
use crate::domain::outcomes::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, OutcomeId, OutcomeKindId, PowerId, UnitId};
use entity::{outcome, outcome_kind, outcome_kind_version};
use serde_json::json;
use std::collections::BTreeMap;
use time::{Date, Duration};

/// Letters and digits of an address, small ones: Crockford's 32.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What is to be published.
#[derive(Clone, Debug)]
pub struct PublishOutcome {
    /// Who publishes it.
    pub unit_id: UnitId,
    /// Its kind.
    pub kind_id: OutcomeKindId,
    /// The version of the kind that the form was made of.
    pub kind_no: i32,
    /// Of which power of the unit, or of one above it.
    pub power_id: Option<PowerId>,
    /// What it is, in a line; never personal.
    pub title: String,
    /// The day on which it was decided, or came about.
    pub decided_on: Date,
    /// Values by the key of their column.
    pub values: BTreeMap<String, String>,
}

/// Publishes an outcome, at once.
///
/// # Errors
/// Hidden if there is no such unit; refused unless by a publisher of the unit or of one above it, with every faulty field, for
/// a kind that is closed or was changed, and if the same was published before.
pub async fn publish(ctx: &Ctx, input: PublishOutcome) -> Outcome<OutcomeId> {
    if ctx.actor.staff().is_none() {
        return Err(Failure::SignInNeeded);
    }
    let tx = ctx.write(&ctx.county_of(input.unit_id).await?).await?;
    let chain = chain_of(&tx, input.unit_id).await?;
    let staff = decide(&ctx.actor, Action::Publish, &chain).check()?;
    store::hold_unit(&tx, input.unit_id).await?;
    if !directory::lives(&directory::unit_by_id(&tx, input.unit_id).await?.unit, ctx) {
        return Err(Failure::field(ErrorCode::State, "unitId", "这个单位已经撤并，请由接替的单位公开。"));
    }
    let (kind, version) = open_kind(&tx, (input.kind_id, input.kind_no)).await?;
    let columns = columns_of(&version.columns)?;
    let words = Words { title: &input.title, decided_on: input.decided_on, values: &input.values };
    let row = checked(&columns, &words, store::today(&tx))?;
    of_the_unit(&tx, input.power_id, &chain).await?;
    let hash = hash_of(&tx.kernel.keys, (input.unit_id, kind.id), input.decided_on, &row)?;
    must_be_new(&tx, &hash).await?;
    let place = Place { unit: input.unit_id, power: input.power_id, decided_on: input.decided_on };
    let new = new_row(&tx, (&place, &version), (&row, hash), staff.account_id);
    let id = write(&tx, new, &columns, &row).await?;
    let facts = json!({ "unit": input.unit_id, "kind": kind.code, "power": input.power_id });
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.publish", id, facts)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Where a row stands.
pub struct Place {
    /// Who publishes it.
    pub unit: UnitId,
    /// Of which power.
    pub power: Option<PowerId>,
    /// Its day.
    pub decided_on: Date,
}

/// A kind that takes new outcomes, as it was when the form was opened.
///
/// # Errors
/// Refused if there is none, if it is closed, and if it was changed.
pub async fn open_kind(tx: &Tx, (id, no): (OutcomeKindId, i32)) -> Outcome<(outcome_kind::Model, outcome_kind_version::Model)> {
    let none = || Failure::field(ErrorCode::NotFound, "kindId", "没有这一类结果，请从列表里选。");
    let kind = store::kind(tx, id).await?.ok_or_else(none)?;
    if !kind.is_open {
        return Err(Failure::field(ErrorCode::State, "kindId", "这一类不再用了，请选别的类别。"));
    }
    if kind.no != no {
        return Err(Failure::field(ErrorCode::Conflict, "kindNo", "这一类的列刚才改过。请重新打开这一页，您填的内容请先抄下来。"));
    }
    let version = store::current(tx, std::slice::from_ref(&kind)).await?.remove(&kind.id);
    Ok((kind, version.ok_or_else(|| Failure::fault("a kind without its version"))?))
}

/// A power is the unit's own, or that of a unit above it.
async fn of_the_unit(tx: &Tx, power: Option<PowerId>, chain: &[UnitId]) -> Outcome<()> {
    let Some(id) = power else { return Ok(()) };
    let found = store::powers(tx, vec![id]).await?.remove(&id);
    if found.is_some_and(|power| chain.contains(&power.unit_id)) {
        return Ok(());
    }
    Err(Failure::field(ErrorCode::NotFound, "powerId", "这个单位和上级单位都没有这项权力，请从列表里选。"))
}

/// A row that is published now.
pub fn new_row(
    tx: &Tx,
    (place, version): (&Place, &outcome_kind_version::Model),
    (row, hash): (&Checked, Vec<u8>),
    published_by: AccountId,
) -> outcome::Model {
    let personal_until = last_day(tx, version.personal_days, row);
    outcome::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        code: tx.random::<10>().map(letter).iter().collect(),
        unit_id: place.unit,
        power_id: place.power,
        kind_id: version.kind_id,
        kind_version_id: version.id,
        revision: 1,
        title: Some(row.title.clone()),
        decided_on: place.decided_on,
        open: Some(json!(row.open)),
        personal: personal_until.map(|_| json!(row.personal)),
        personal_until,
        hash,
        import_id: None,
        import_row: None,
        published_by,
        published_at: tx.now,
        corrected_at: None,
        removed_at: None,
    }
}

fn letter(byte: u8) -> char {
    LETTERS.get(usize::from(byte & 31)).map_or('0', |letter| char::from(*letter))
}

/// The last day on which what is personal in a row is public; none where nothing is.
pub(super) fn last_day(tx: &Tx, days: Option<i32>, row: &Checked) -> Option<Date> {
    let days = days.filter(|_| !row.personal.is_empty())?;
    Some(store::today(tx).saturating_add(Duration::days(i64::from(days) - 1)))
}

async fn write(tx: &Tx, new: outcome::Model, columns: &[Column], row: &Checked) -> Outcome<OutcomeId> {
    let (id, place) = (new.id, (new.decided_on, new.id));
    let pairs = pairs_of(columns, row, new.personal_until);
    tx.add(new).await?;
    store::add_pairs(tx, place, pairs).await?;
    Ok(id)
}
