//! Second factors under a new key: their secrets opened under the older one and sealed anew.

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::{store, totp};
use crate::kernel::{Actor, County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::account;
use serde_json::json;

/// Seals every second factor of a county that lies under an older key anew under the current one; answers how many.
///
/// # Errors
/// Refused to anybody but the platform's operator; a fault if a secret opens under none of the keys.
pub async fn reseal_second_factors(ctx: &Ctx, county: &County) -> Outcome<u64> {
    if !matches!(ctx.actor, Actor::System) {
        return Err(Failure::refuse(ErrorCode::Forbidden, "换密钥只能在服务器上进行。"));
    }
    let tx = ctx.write(county).await?;
    let mut count = 0;
    for account in store::with_factor(&tx).await? {
        let Some(secret) = under_older_key(&tx, &account)? else { continue };
        let sealed = totp::seal(&tx.kernel.keys, account.id, &secret, tx.random())?;
        // Its owner may have set up another one meanwhile.
        count += u64::from(store::replace_factor(&tx, &account, sealed).await?);
    }
    if count > 0 {
        ledger::append(&tx, &ctx.actor, Entry::public("staff.reseal", county.id, json!({ "factors": count }))).await?;
        tx.commit().await?;
    }
    Ok(count)
}

/// How many second factors of a county lie under older keys.
///
/// # Errors
/// As [`reseal_second_factors`].
pub async fn second_factors_under_older_keys(ctx: &Ctx, county: &County) -> Outcome<u64> {
    let tx = ctx.read(county).await?;
    let mut count = 0;
    for account in store::with_factor(&tx).await? {
        count += u64::from(under_older_key(&tx, &account)?.is_some());
    }
    Ok(count)
}

fn under_older_key(tx: &Tx, account: &account::Model) -> Outcome<Option<zeroize::Zeroizing<[u8; totp::SECRET]>>> {
    let opened = totp::opened(&tx.kernel.keys, account.id, &account.totp_secret)?;
    let (secret, is_current) = opened.ok_or_else(|| Failure::fault(format!("the second factor of {} opens under no key", account.id)))?;
    let secret = <[u8; totp::SECRET]>::try_from(secret.as_slice()).map(zeroize::Zeroizing::new);
    let secret = secret.map_err(|_| Failure::fault(format!("the second factor of {} has another length", account.id)))?;
    Ok((!is_current).then_some(secret))
}
