//! Keys of counties outside the platform: a signature is checked with what a document made known, never with what stands beside it.

use super::hand_over::check_code;
use super::{asking, commission};
use crate::domain::archives::policy::{Action, Facts, decide};
use crate::domain::archives::refusal::ArchiveRefusal;
use crate::domain::archives::store;
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Outcome};
use entity::archive_peer;
use serde_json::json;

const NAME: Bounds = Bounds { min: 2, max: 40 };
const DOCUMENT: Bounds = Bounds { min: 2, max: 60 };

/// A key of a county outside.
pub struct NamePeer {
    /// Its division code.
    pub county_code: String,
    /// What it is called.
    pub county_name: String,
    /// The public key: 64 hex digits.
    pub public_key: String,
    /// 文号 by which the county made it known.
    pub document: String,
}

/// What is known of keys.
pub struct Peers {
    /// Keys of others.
    pub others: Vec<archive_peer::Model>,
    /// This county's own public key, in hex, to be made known to others.
    pub own: String,
}

/// Keys of others, and one's own.
///
/// # Errors
/// Refused unless by a head of the county commission.
pub async fn peers(ctx: &Ctx) -> Outcome<Peers> {
    let (_, county) = asking(ctx).await?;
    let tx = ctx.read(&county).await?;
    decide(&ctx.actor, Action::Name, &Facts { commission: commission(&tx).await?, ..Facts::default() }).check()?;
    let (_, own) = keys::public_key(&tx)?;
    Ok(Peers { others: store::peers(&tx, None).await?, own: hex::encode(own) })
}

/// Enters a key of a county outside.
///
/// # Errors
/// Refused unless by a head of the county commission, with faulty fields, of a county of this platform, and a second time.
pub async fn name_peer(ctx: &Ctx, input: NamePeer) -> Outcome<archive_peer::Model> {
    let (staff, county) = asking(ctx).await?;
    ctx.kernel.tenants.all().await?;
    let tx = ctx.write(&county).await?;
    decide(&ctx.actor, Action::Name, &Facts { commission: commission(&tx).await?, ..Facts::default() }).check()?;
    let mut refusals = Refusals::default();
    let county_name = refusals.take(line("countyName", &input.county_name, NAME)).unwrap_or_default();
    let document = refusals.take(line("document", &input.document, DOCUMENT)).unwrap_or_default();
    check_code(&mut refusals, &input.county_code);
    let digits: String = input.public_key.chars().filter(|c| !c.is_whitespace()).collect();
    let public_key = hex::decode(digits).ok().filter(|key| key.len() == 32);
    if public_key.is_none() {
        refusals.add(ErrorCode::Invalid, "publicKey", "公钥是 64 位的十六进制数字，请照对方县的文件填。");
    }
    if ctx.kernel.tenants.knows(&input.county_code) {
        refusals.add(ErrorCode::Invalid, "countyCode", "这个县就在本平台上，它的公钥平台知道，不用登记。");
    }
    refusals.check()?;
    let public_key = public_key.unwrap_or_default();
    if store::peers(&tx, Some(&input.county_code)).await?.iter().any(|peer| peer.public_key == public_key) {
        return Err(ArchiveRefusal::PeerKnown.into());
    }
    let row = archive_peer::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        county_code: input.county_code,
        county_name,
        public_key,
        document,
        named_by: staff.account_id,
        named_at: tx.now,
    };
    tx.add(row.clone()).await?;
    let said = json!({ "county": row.county_code, "key": hex::encode(&row.public_key) });
    ledger::append(&tx, &ctx.actor, Entry::public("archives.peer_named", row.id, said)).await?;
    tx.commit().await?;
    Ok(row)
}
