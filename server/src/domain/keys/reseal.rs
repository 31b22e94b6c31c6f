//! Changing keys: new ones in the key folder, and every wrap that older ones made, made anew.

use crate::domain::keys::model::WrapPlace;
use crate::domain::keys::service::{current, key_named, of_key, under};
use crate::domain::keys::store;
use crate::domain::ledger::{self, Entry};
use crate::kernel::keyring::{Key, Purpose};
use crate::kernel::{Actor, County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::key_wrap;
use entity::words::WrapHolder;
use serde_json::json;

const BATCH: u64 = 200;
/// Whose wraps the server can make anew. A reporter's needs the query code, which is stored nowhere; one under a
/// content key needs no new one, because that key lies in no file.
const HOLDERS: [WrapHolder; 6] =
    [WrapHolder::Organ, WrapHolder::Review, WrapHolder::Custodian, WrapHolder::Notice, WrapHolder::Intake, WrapHolder::Reissue];

/// Wraps under a key that is not the current one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Whose they are.
    pub holder: WrapHolder,
    /// The key.
    pub key_id: String,
    /// How many.
    pub wraps: u64,
}

/// Makes new keys of the platform for these purposes, and of these counties for content and names; answers their names.
/// From now on they make what is new; what is there stays under the older ones until [`reseal`].
///
/// # Errors
/// Refused to anybody but the platform's operator; a fault of the key folder, also for a key that can't be renewed.
pub async fn renew(ctx: &Ctx, purposes: &[Purpose], counties: &[County]) -> Outcome<Vec<String>> {
    only_operator(ctx)?;
    let keys = &ctx.kernel.keys;
    let platform = purposes.iter().map(|purpose| keys.renew(*purpose).map(|key| key.id)).collect::<Result<Vec<_>, _>>();
    let mut made = platform.map_err(Failure::fault)?;
    let facts = json!(made);
    for county in ctx.kernel.tenants.all().await?.iter() {
        let mut own = Vec::new();
        if counties.iter().any(|one| one.id == county.id) {
            let new = keys.renew_county(&county.code).map_err(Failure::fault)?;
            own = vec![new.content.id, new.name.id];
        }
        if purposes.is_empty() && own.is_empty() {
            continue;
        }
        let tx = ctx.write(county).await?;
        let entry = Entry::public("keys.renew", county.id, json!({ "platform": facts, "county": own }));
        ledger::append(&tx, &ctx.actor, entry).await?;
        tx.commit().await?;
        made.extend(own);
    }
    Ok(made)
}

/// Wraps everything in a county that lies under older keys of files anew under the current ones; answers how many wraps.
/// Texts and files stay as they are: their own keys do not change. It may be stopped and started again at any time.
///
/// # Errors
/// Refused to anybody but the platform's operator; a fault of the database or the key folder.
pub async fn reseal(ctx: &Ctx, county: &County) -> Outcome<u64> {
    only_operator(ctx)?;
    let mut total = 0;
    loop {
        let tx = ctx.write(county).await?;
        let done = batch(&tx).await?;
        if done == 0 {
            return Ok(total);
        }
        ledger::append(&tx, &ctx.actor, Entry::public("keys.reseal", county.id, json!({ "wraps": done }))).await?;
        tx.commit().await?;
        total += done;
    }
}

/// What still lies under older keys in a county: what [`reseal`] has not reached, and the reporters' own wraps.
///
/// # Errors
/// A fault of the database or the key folder.
pub async fn left(ctx: &Ctx, county: &County) -> Outcome<Vec<Left>> {
    let tx = ctx.read(county).await?;
    let current = |holder| under(holder).map(|under| current(&tx, under)).transpose();
    let mut left = Vec::new();
    for (holder, key_id, wraps) in store::count_wraps(&tx).await? {
        if current(holder)?.is_some_and(|key| key.id != key_id) {
            left.push(Left { holder, key_id, wraps });
        }
    }
    Ok(left)
}

async fn batch(tx: &Tx) -> Outcome<u64> {
    let now = HOLDERS.into_iter().filter_map(|holder| under(holder).map(|under| (holder, under)));
    let now = now.map(|(holder, under)| Ok((holder, current(tx, under)?))).collect::<Outcome<Vec<(WrapHolder, Key)>>>()?;
    let rows = store::wraps_not_under(tx, now.iter().map(|(holder, key)| (*holder, key.id.as_str())), BATCH).await?;
    for row in &rows {
        let Some((_, key)) = now.iter().find(|(holder, _)| *holder == row.holder) else { continue };
        wrap_anew(tx, row, key).await?;
    }
    Ok(rows.len() as u64)
}

async fn wrap_anew(tx: &Tx, row: &key_wrap::Model, key: &Key) -> Outcome<()> {
    let place = WrapPlace { county: tx.county.id, envelope: row.envelope_id, holder: row.holder, organ: row.organ_id };
    let Some(under) = under(row.holder) else { return Ok(()) };
    let opened = place.unwrap(&of_key(&key_named(tx, under, &row.key_id)?), &row.nonce, &row.wrapped)?;
    let opened = opened.ok_or_else(|| Failure::fault(format!("{} does not open under its key", row.id)))?;
    let nonce = tx.random();
    let wrapped = place.wrap(&of_key(key), nonce, &opened)?;
    store::replace_wrap(tx, row, key.id.clone(), nonce.to_vec(), wrapped).await
}

pub(super) fn only_operator(ctx: &Ctx) -> Outcome<()> {
    if matches!(ctx.actor, Actor::System) {
        Ok(())
    } else {
        Err(Failure::refuse(ErrorCode::Forbidden, "换密钥只能在服务器上进行。"))
    }
}
