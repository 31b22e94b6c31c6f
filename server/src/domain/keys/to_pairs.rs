//! Moving what people seal from a county's keys to the pairs of its organs and custodians, where the county keeps no wraps of its
//! own. Afterwards the server opens it no more without a person.

use crate::domain::keys::by_pair::{self, Pairs};
use crate::domain::keys::model::{Holder, WrapPlace};
use crate::domain::keys::reseal::only_operator;
use crate::domain::keys::service::{key_named, of_key, under};
use crate::domain::keys::{append, pair, store};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use entity::id::KeyWrapId;
use entity::key_wrap;
use entity::words::WrapHolder;
use serde_json::json;

const BATCH: u64 = 200;

/// What was moved, and what waits for an organ's first member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Wraps that lie under pairs now.
    pub wraps: u64,
    /// Wraps that stay under the county's keys, because their organ has no pair yet.
    pub left: u64,
}

/// Moves all that can be moved in a county; nothing where its own wraps are kept. It may be stopped and started again at
/// any time.
///
/// # Errors
/// Refused to anybody but the platform's operator; a fault of the database or the key folder.
pub async fn move_to_pairs(ctx: &Ctx, county: &County) -> Outcome<Moved> {
    only_operator(ctx)?;
    let mut moved = Moved::default();
    if ctx.kernel.settings.county_wraps {
        return Ok(moved);
    }
    let mut after = None;
    loop {
        let tx = ctx.write(county).await?;
        let Some(last) = batch(&tx, after, &mut moved).await? else { return Ok(moved) };
        after = Some(last);
        tx.commit().await?;
    }
}

async fn batch(tx: &Tx, after: Option<KeyWrapId>, moved: &mut Moved) -> Outcome<Option<KeyWrapId>> {
    let pairs = Pairs::load(tx).await?;
    let rows = store::under_county(tx, after, BATCH).await?;
    let mut done = 0;
    for row in &rows {
        let has_moved = one(tx, &pairs, row).await?;
        done += u64::from(has_moved);
        moved.left += u64::from(!has_moved);
    }
    moved.wraps += done;
    if done > 0 {
        let entry = Entry::public("keys.to_pairs", tx.county.id, json!({ "wraps": done }));
        ledger::append(tx, &crate::kernel::Actor::System, entry).await?;
    }
    Ok(rows.last().map(|row| row.id))
}

/// Moves one wrap; false where its holder has no pair.
async fn one(tx: &Tx, pairs: &Pairs, row: &key_wrap::Model) -> Outcome<bool> {
    let holder = match (row.holder, row.organ_id) {
        (WrapHolder::Organ, Some(organ)) => Holder::Organ(organ),
        (WrapHolder::Review, Some(organ)) => Holder::Review(organ),
        _ => Holder::Custodian,
    };
    let (Some(to), Some(under)) = (pairs.of(&holder), under(row.holder)) else { return Ok(false) };
    let place = WrapPlace { county: tx.county.id, envelope: row.envelope_id, holder: row.holder, organ: row.organ_id };
    let by = of_key(&key_named(tx, under, &row.key_id)?);
    let key = place.unwrap(&by, &row.nonce, &row.wrapped)?;
    let key = key.ok_or_else(|| Failure::fault(format!("{} does not open under its key", row.id)))?;
    if row.holder == WrapHolder::Organ {
        store::put_append_key(tx, row.envelope_id, append::kept(&tx.kernel.keys, &key)?).await?;
    }
    let there = store::wraps(tx, row.envelope_id, row.holder, row.organ_id).await?;
    // Nobody may hold an older pair any more.
    let now = to.id.to_string();
    if !there.iter().any(|other| other.algorithm == pair::ALGORITHM && other.key_id == now) {
        tx.add(by_pair::wrap_row(tx, &key, (place, to))?).await?;
    }
    store::delete_wrap(tx, row.id).await?;
    Ok(true)
}
