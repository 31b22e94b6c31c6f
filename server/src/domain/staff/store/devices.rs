//! Devices that signed in before.

use super::{county, statement};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, KnownDeviceId};
use entity::known_device;
use entity::moment::Moment;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, QueryFilter as _};
use uuid::Uuid;

/// The device of this account with this hash, if it signed in since then.
pub async fn known_device(tx: &Tx, account: AccountId, hash: Vec<u8>, since: Moment) -> Outcome<Option<KnownDeviceId>> {
    let row = tx.rows().find::<known_device::Entity>().filter(known_device::Column::AccountId.eq(account));
    let row = row.filter(known_device::Column::TokenHash.eq(hash)).filter(known_device::Column::LastUsedAt.gte(since));
    Ok(row.one(tx).await?.map(|row| row.id))
}

/// Notes that the account signed in from this device now.
pub async fn remember_device(tx: &Tx, account: AccountId, hash: Vec<u8>) -> Outcome<()> {
    let sql = "INSERT INTO known_device (county_id, id, account_id, token_hash, created_at, last_used_at) VALUES ($1, $2, $3, $4, $5, $5) \
               ON CONFLICT (county_id, account_id, token_hash) DO UPDATE SET last_used_at = $5";
    let id = Uuid::from(tx.mint::<KnownDeviceId>());
    let values = [county(tx), id.into(), Uuid::from(account).into(), hash.into(), tx.now.0.into()];
    tx.execute_raw(statement(tx, sql, values)).await?;
    Ok(())
}
