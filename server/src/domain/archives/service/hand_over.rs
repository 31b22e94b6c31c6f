//! 移交档案: the archive that was opened goes to another county as a sheet that this county signs.

use super::read::{begin, opened};
use super::sealed;
use crate::domain::archives::kind::EntryKind;
use crate::domain::archives::model::{Archive, Entry};
use crate::domain::archives::policy::Action;
use crate::domain::archives::refusal::ArchiveRefusal;
use crate::domain::archives::sheet::{LABEL, MOST_BYTES, Package, Sheet, SheetEntry, canonical};
use crate::domain::archives::store;
use crate::domain::keys::{self, Holder, Signed};
use crate::domain::ledger::{self, Entry as LedgerEntry};
use crate::kernel::error::Refusals;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, StaffActor, Tx};
use entity::archive_transfer;
use entity::id::{ArchiveOpeningId, OfficialId};
use entity::words::{EnvelopeKind, PartKind, TransferWay};
use serde_json::json;

const DOCUMENT: Bounds = Bounds { min: 2, max: 60 };
const NAME: Bounds = Bounds { min: 2, max: 40 };

/// To whom an archive goes.
#[derive(Clone, Debug)]
pub struct HandOver {
    /// By which opening.
    pub opening: ArchiveOpeningId,
    /// The county's division code.
    pub county_code: String,
    /// What it is called.
    pub county_name: String,
    /// 文号 of the move.
    pub document: String,
}

/// Signs the archive for another county; the file that goes there. A sheet holds what is known now, and what came from counties
/// before, as they signed it; matters that the official declared stay here.
///
/// # Errors
/// Hidden if it is not his opening; refused once that is over, without county and document, to this county itself.
pub async fn hand_over(ctx: &Ctx, input: HandOver) -> Outcome<(archive_transfer::Model, String)> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let (tx, opening) = begin(ctx, input.opening, Action::HandOver).await?;
    let to = checked(&tx, input)?;
    let archive = opened(ctx, &tx, &opening, tx.now.in_china().date()).await?;
    let beside = beside(&tx, &archive, &to);
    let text = canonical(&sheet(&tx, staff, (&archive, &to), &beside))?;
    let signed = keys::sign(&tx, LABEL, text.as_bytes())?;
    let package = Package::new(LABEL, text, &signed).beside(beside);
    let file = package.file()?;
    if file.len() > MOST_BYTES {
        return Err(Failure::refuse(ErrorCode::Limit, "这份档案太长，一份移交单装不下。请联系平台运营方。"));
    }
    if store::transfer_of(&tx, TransferWay::Out, &package.hash()).await?.is_some() {
        return Err(ArchiveRefusal::SheetKnown.into());
    }
    let row = entered(&tx, (staff, TransferWay::Out), (archive.official.id, &to), (&package, signed)).await?;
    let said = json!({ "official": row.official_id, "county": to.county_code, "sheet": hex::encode(&row.sheet_hash), "key": row.key_id });
    ledger::append(&tx, &ctx.actor, LedgerEntry::public("archives.handed_over", row.id, said)).await?;
    tx.commit().await?;
    Ok((row, file))
}

fn checked(tx: &Tx, input: HandOver) -> Outcome<HandOver> {
    let mut refusals = Refusals::default();
    let county_name = refusals.take(line("countyName", &input.county_name, NAME)).unwrap_or_default();
    let document = refusals.take(line("document", &input.document, DOCUMENT)).unwrap_or_default();
    check_code(&mut refusals, &input.county_code);
    if input.county_code == tx.county.code {
        refusals.add(ErrorCode::Invalid, "countyCode", "本县之内不用移交，登记干部变动就行，档案跟着人走。");
    }
    refusals.check()?;
    Ok(HandOver { county_name, document, ..input })
}

/// A division code has six digits.
pub(super) fn check_code(refusals: &mut Refusals, code: &str) {
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        refusals.add(ErrorCode::Invalid, "countyCode", "请填六位行政区划代码，例如 510824。");
    }
}

/// The row of a transfer, whose sheet lies sealed for the county commission.
pub(super) async fn entered(
    tx: &Tx,
    (staff, way): (&StaffActor, TransferWay),
    (official_id, other): (OfficialId, &HandOver),
    (package, signed): (&Package, Signed),
) -> Outcome<archive_transfer::Model> {
    let key = keys::seal_new(tx, EnvelopeKind::Archive, &[Holder::Organ(sealed::keeper(tx).await?)]).await?;
    let part_id = keys::add_part(tx, &key, PartKind::Note, &SealedText::new(package.text.clone())).await?;
    if !package.earlier.is_empty() {
        let earlier = serde_json::to_string(&package.earlier).map_err(Failure::fault)?;
        keys::add_part(tx, &key, PartKind::Note, &SealedText::new(earlier)).await?;
    }
    let row = archive_transfer::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        official_id,
        way,
        county_code: other.county_code.clone(),
        county_name: other.county_name.clone(),
        document: other.document.clone(),
        sheet_hash: package.hash(),
        envelope_id: key.envelope_id,
        part_id,
        key_id: signed.key_id,
        public_key: signed.public_key,
        signature: signed.signature,
        made_by: staff.account_id,
        made_at: tx.now,
        receipt: None,
        received_at: None,
    };
    tx.add(row.clone()).await?;
    Ok(row)
}

/// What came from counties before, once each. What this county signed itself stays: its new sheet says what may be said now, and
/// whoever signs that may have to keep away from what the old one said. To whom it goes has what it signed itself.
fn beside(tx: &Tx, archive: &Archive, to: &HandOver) -> Vec<Package> {
    let mut all: Vec<Package> = Vec::new();
    for one in archive.foreign.iter().flat_map(|one| one.package.for_others([&tx.county.code, &to.county_code])) {
        if !all.iter().any(|known| known.hash() == one.hash()) {
            all.push(one);
        }
    }
    all
}

fn sheet(tx: &Tx, staff: &StaffActor, (archive, to): (&Archive, &HandOver), beside: &[Package]) -> Sheet {
    Sheet {
        county: tx.county.name.clone(),
        county_code: tx.county.code.clone(),
        to: to.county_name.clone(),
        to_code: to.county_code.clone(),
        official: archive.official.name.clone(),
        document: to.document.clone(),
        signed_by: staff.name.clone(),
        signed_on: archive.known_on,
        entries: archive.entries.iter().filter(|entry| entry.kind != EntryKind::Matter).map(of_entry).collect(),
        remarks: archive.remarks.iter().map(|one| one.text.reveal().to_owned()).collect(),
        earlier: beside.iter().map(|one| hex::encode(one.hash())).collect(),
    }
}

fn of_entry(entry: &Entry) -> SheetEntry {
    SheetEntry {
        kind: entry.kind,
        on: entry.on,
        until: entry.until,
        known_on: entry.known_at.in_china().date(),
        title: entry.title.clone(),
        lines: entry.lines.clone(),
        source: entry.source.clone(),
        answers: entry.answers.iter().map(|one| one.text.reveal().to_owned()).collect(),
    }
}
