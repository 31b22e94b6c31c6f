//! Transfers: what went out and what came in, and whether a county's key signed it.

use super::{asking, sealed};
use crate::domain::archives::model::Foreign;
use crate::domain::archives::policy::{Action, Facts, decide};
use crate::domain::archives::sheet::{LABEL, Package, RECEIPT, Sheet};
use crate::domain::archives::store;
use crate::domain::keys::{self, Holder, Signed};
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use entity::id::OfficialId;
use entity::words::TransferWay;
use entity::{archive_transfer, official};

/// A transfer with the official's name.
pub struct TransferView {
    /// The transfer.
    pub row: archive_transfer::Model,
    /// Whose archive.
    pub official: official::Model,
}

/// What went out and came in, the newest first.
///
/// # Errors
/// Refused unless by who keeps the files.
pub async fn transfers(ctx: &Ctx) -> Outcome<Vec<TransferView>> {
    let (_, county) = asking(ctx).await?;
    decide(&ctx.actor, Action::List, &Facts::default()).check()?;
    let tx = ctx.read(&county).await?;
    let rows = store::transfers(&tx, None).await?;
    let names = store::officials(&tx, rows.iter().map(|row| row.official_id).collect()).await?;
    Ok(rows.into_iter().filter_map(|row| Some(TransferView { official: names.get(&row.official_id)?.clone(), row })).collect())
}

/// What came from other counties about an official, as it was signed there.
pub(super) async fn foreign(ctx: &Ctx, tx: &Tx, of: OfficialId) -> Outcome<Vec<Foreign>> {
    let mut found = Vec::new();
    for row in store::transfers(tx, Some(of)).await?.into_iter().filter(|row| row.way == TransferWay::In) {
        let package = package(tx, &row).await?;
        let Some(sheet) = package.sheet() else { continue };
        let (is_signed, earlier) = (is_of(ctx, tx, &row.county_code, &package).await?, earlier(ctx, tx, &package).await?);
        found.push(Foreign { county: row.county_name, document: row.document, taken_at: row.made_at, sheet, is_signed, package, earlier });
    }
    Ok(found)
}

/// What earlier counties signed, the last one first. What this one signed itself is not among it: its facts stand in the archive,
/// without those that the reader must keep away from.
async fn earlier(ctx: &Ctx, tx: &Tx, package: &Package) -> Outcome<Vec<(Sheet, bool)>> {
    let mut found = Vec::new();
    for one in &package.earlier {
        let Some(sheet) = one.sheet().filter(|sheet| sheet.county_code != tx.county.code) else { continue };
        let is_signed = is_of(ctx, tx, &sheet.county_code, one).await?;
        found.push((sheet, is_signed));
    }
    Ok(found)
}

/// The sheet of a transfer, as it was signed, with those beside it.
pub(super) async fn package(tx: &Tx, row: &archive_transfer::Model) -> Outcome<Package> {
    let key = keys::open(tx, row.envelope_id, Holder::Organ(sealed::keeper(tx).await?)).await?;
    let (mut text, mut earlier) = (String::new(), Vec::new());
    for part in keys::parts(tx, &key).await? {
        if part.id == row.part_id {
            part.text.reveal().clone_into(&mut text);
        } else {
            earlier = serde_json::from_str(part.text.reveal()).map_err(Failure::fault)?;
        }
    }
    let signed = Signed { key_id: row.key_id.clone(), public_key: row.public_key.clone(), signature: row.signature.clone() };
    Ok(Package::new(LABEL, text, &signed).beside(earlier))
}

/// Whether this county signed a file: a county of this platform with a key that it has or had, another one with a key that a
/// document made known here. Who takes something in asks before for the counties that there are now.
pub(super) async fn is_of(ctx: &Ctx, tx: &Tx, county: &str, package: &Package) -> Outcome<bool> {
    let Some(signed) = package.signed() else { return Ok(false) };
    let Some(label) = [LABEL, RECEIPT].into_iter().find(|label| *label == package.label) else { return Ok(false) };
    if ctx.kernel.tenants.knows(county) {
        return keys::is_signed_by(tx, county, (label, package.text.as_bytes()), &signed);
    }
    let is_known = store::peers(tx, Some(county)).await?.iter().any(|peer| peer.public_key == signed.public_key);
    Ok(is_known && keys::agrees(label, package.text.as_bytes(), &signed))
}
