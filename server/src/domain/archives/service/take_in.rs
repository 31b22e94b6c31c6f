//! 接收: a sheet that another county signed is taken in for an official of this one, and answered by a signed receipt.

use super::hand_over::{HandOver, entered};
use super::{facts_about, transfers};
use crate::domain::archives::policy::{Action, Facts, decide};
use crate::domain::archives::refusal::ArchiveRefusal;
use crate::domain::archives::sheet::{LABEL, Package, RECEIPT, Receipt, Sheet, canonical};
use crate::domain::archives::store;
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::archive_transfer;
use entity::id::{ArchiveOpeningId, ArchiveTransferId, OfficialId};
use entity::words::TransferWay;
use serde_json::json;

/// A sheet that came.
pub struct TakeIn {
    /// Whose archive it joins.
    pub official: OfficialId,
    /// The file, as the sending county made it.
    pub sheet: String,
}

/// A receipt that came back.
pub struct EnterReceipt {
    /// For which transfer.
    pub transfer: ArchiveTransferId,
    /// The file, as the receiving county made it.
    pub receipt: String,
}

/// Takes in a sheet; the file of the receipt, which goes back.
///
/// # Errors
/// Hidden if there is no such official; refused unless by who keeps the files and is not near him, for a file that its county did
/// not sign or that was altered, that is for another county or another person, and that came before.
pub async fn take_in(ctx: &Ctx, input: TakeIn) -> Outcome<(archive_transfer::Model, String)> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.county_of(input.official).await?;
    decide(&ctx.actor, Action::TakeIn, &Facts::default()).check()?;
    ctx.kernel.tenants.all().await?;
    let tx = ctx.write(&county).await?;
    let official = store::hold_official(&tx, input.official).await?;
    decide(&ctx.actor, Action::TakeIn, &facts_about(&tx, staff, official.id).await?).check()?;
    let package = Package::read("sheet", LABEL, &input.sheet)?;
    let sheet = checked(ctx, &tx, &package).await?;
    if bare(&sheet.official) != bare(&official.name) {
        return Err(Failure::field(ErrorCode::Invalid, "officialId", "移交单上不是这个名字，请选对干部。"));
    }
    if store::transfer_of(&tx, TransferWay::In, &package.hash()).await?.is_some() {
        return Err(ArchiveRefusal::SheetKnown.into());
    }
    let signed = package.signed().ok_or_else(unsigned)?;
    let opening = ArchiveOpeningId(uuid::Uuid::nil());
    let from = HandOver { opening, county_code: sheet.county_code, county_name: sheet.county, document: sheet.document };
    let row = entered(&tx, (staff, TransferWay::In), (official.id, &from), (&package, signed)).await?;
    let file = receipt(&tx, (&package, &official.name))?;
    store::receive(&tx, row.id, &file).await?;
    let said = json!({ "official": official.id, "county": row.county_code, "sheet": hex::encode(&row.sheet_hash), "key": row.key_id });
    ledger::append(&tx, &ctx.actor, Entry::public("archives.taken_in", row.id, said)).await?;
    let row = archive_transfer::Model { receipt: Some(file.clone()), received_at: Some(tx.now), ..row };
    tx.commit().await?;
    Ok((row, file))
}

fn unsigned() -> Failure {
    Failure::field(
        ErrorCode::Invalid,
        "sheet",
        "签名对不上：不是对方县的公钥签的，或者内容被改动过。请让对方重新发原文件，县外的先由县纪委监委负责人登记公钥。",
    )
}

/// The sheet in a file, if its county signed it, for this one.
async fn checked(ctx: &Ctx, tx: &Tx, package: &Package) -> Outcome<Sheet> {
    let sheet = package.sheet().ok_or_else(unsigned)?;
    // What stands beside it is what its county put there, no more and no less.
    let is_flat = package.earlier.iter().all(|one| one.earlier.is_empty() && one.sheet().is_some());
    if !is_flat || package.hashes_beside() != sheet.earlier {
        return Err(unsigned());
    }
    if sheet.county_code == tx.county.code || !transfers::is_of(ctx, tx, &sheet.county_code, package).await? {
        return Err(unsigned());
    }
    if sheet.to_code != tx.county.code {
        return Err(Failure::field(ErrorCode::Invalid, "sheet", format!("这份移交单是给{}的，不是给本县的。", sheet.to)));
    }
    Ok(sheet)
}

/// What this county signs for having taken it.
fn receipt(tx: &Tx, (package, official): (&Package, &str)) -> Outcome<String> {
    let text = canonical(&Receipt {
        county: tx.county.name.clone(),
        county_code: tx.county.code.clone(),
        sheet: hex::encode(package.hash()),
        official: official.to_owned(),
        taken_on: tx.now.in_china().date(),
    })?;
    let signed = keys::sign(tx, RECEIPT, text.as_bytes())?;
    Package::new(RECEIPT, text, &signed).file()
}

/// Enters the receipt of the receiving county.
///
/// # Errors
/// Hidden if there is no such transfer; refused unless by who keeps the files and is not near the official, for a file that the
/// receiving county did not sign, for another sheet, and a second time.
pub async fn enter_receipt(ctx: &Ctx, input: EnterReceipt) -> Outcome<archive_transfer::Model> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.county_of(input.transfer).await?;
    decide(&ctx.actor, Action::TakeIn, &Facts::default()).check()?;
    ctx.kernel.tenants.all().await?;
    let tx = ctx.write(&county).await?;
    let row = store::hold_transfer(&tx, input.transfer).await?;
    decide(&ctx.actor, Action::TakeIn, &facts_about(&tx, staff, row.official_id).await?).check()?;
    let package = Package::read("receipt", RECEIPT, &input.receipt)?;
    let wrong = || Failure::field(ErrorCode::Invalid, "receipt", "这不是对方县给这份移交单的回执，或者签名对不上。");
    let receipt: Receipt = serde_json::from_str(&package.text).map_err(|_| wrong())?;
    let is_meant = row.way == TransferWay::Out && receipt.sheet == hex::encode(&row.sheet_hash) && receipt.county_code == row.county_code;
    if !is_meant || !transfers::is_of(ctx, &tx, &row.county_code, &package).await? {
        return Err(wrong());
    }
    let file = package.file()?;
    if row.receipt.is_some() || !store::receive(&tx, row.id, &file).await? {
        return Err(ArchiveRefusal::Received.into());
    }
    let said = json!({ "official": row.official_id, "county": row.county_code });
    ledger::append(&tx, &ctx.actor, Entry::public("archives.receipt", row.id, said)).await?;
    let row = archive_transfer::Model { receipt: Some(file), received_at: Some(tx.now), ..row };
    tx.commit().await?;
    Ok(row)
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}
