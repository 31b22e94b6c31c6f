//! The re-sealing of a county: new county keys, and every wrap made under older ones made anew.

use crate::domain::keys::model::WrapPlace;
use crate::domain::keys::service::{of_key, older_secret};
use crate::domain::keys::store;
use crate::domain::ledger::{self, Entry};
use crate::kernel::keyring::CountyKeys;
use crate::kernel::{Actor, County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::words::WrapHolder;
use serde_json::json;

const BATCH: u64 = 200;

/// Makes new keys of a county and wraps every key that its organs and custodians hold under them; answers how many.
/// Texts and files stay as they are: their own keys do not change. It may be stopped and started again at any time.
///
/// # Errors
/// Refused to anybody but the platform's operator; a fault of the database or the key folder.
pub async fn reseal(ctx: &Ctx, county: &County) -> Outcome<u64> {
    if !matches!(ctx.actor, Actor::System) {
        return Err(Failure::refuse(ErrorCode::Forbidden, "换县级密钥只能在服务器上进行。"));
    }
    let keys = ctx.kernel.keys.renew_county(&county.code).map_err(Failure::fault)?;
    let mut total = 0;
    loop {
        let tx = ctx.write(county).await?;
        let done = batch(&tx, &keys).await?;
        if done == 0 {
            return Ok(total);
        }
        let facts = json!({ "wraps": done, "contentKey": keys.content.id, "nameKey": keys.name.id });
        ledger::append(&tx, &ctx.actor, Entry::public("keys.reseal", county.id, facts)).await?;
        tx.commit().await?;
        total += done;
    }
}

async fn batch(tx: &Tx, keys: &CountyKeys) -> Outcome<u64> {
    let rows = store::wraps_under_older_keys(tx, &keys.content.id, &keys.name.id, BATCH).await?;
    for row in &rows {
        let place = WrapPlace { county: tx.county.id, envelope: row.envelope_id, holder: row.holder, organ: row.organ_id };
        let opened = place.unwrap(&older_secret(tx, &row.key_id)?, &row.nonce, &row.wrapped)?;
        let key = opened.ok_or_else(|| Failure::fault(format!("{} does not open under its key", row.id)))?;
        let by = of_key(if row.holder == WrapHolder::Custodian { &keys.name } else { &keys.content });
        let nonce = tx.random();
        let wrapped = place.wrap(&by, nonce, &key)?;
        store::replace_wrap(tx, row, by.key_id, nonce.to_vec(), wrapped).await?;
    }
    Ok(rows.len() as u64)
}
