//! The sheet of a hand-over: its text, the county's signature, its row and its seal on the ledger.
//!
//! It names what is handed over by number, hash and size, never by an id of a row or a key of an envelope.

use crate::domain::calendar;
use crate::domain::cases::rules::deadlines::{Holds, forward};
use crate::domain::cases::store::Loaded;
use crate::domain::keys::{self, Holder, Signed};
use crate::domain::ledger::{self, Entry};
use crate::domain::media::{self, MediaView};
use crate::kernel::secret::SealedText;
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use aws_lc_rs::digest::{SHA256, digest};
use entity::hand_over;
use entity::id::{HandOverId, OrganId};
use entity::words::{CaseEventKind, EnvelopeKind, HandOverKind, HandOverState, MediaKind, PartKind};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use time::Date;
use time::format_description::well_known::Rfc3339;

/// What the county's signature of a sheet is for.
pub const LABEL: &str = "lianjing hand-over v1";

/// The text of a sheet, as it is signed: JSON with sorted keys and without spaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// The county's name.
    pub county: String,
    /// Number of the case, and of the sheet within it.
    pub number: String,
    /// Who hands over.
    pub from: String,
    /// Who is to take it.
    pub to: String,
    /// Why.
    pub reason: String,
    /// Who signed, and of which organ; the platform itself where the rules handed it over.
    pub signed_by: String,
    /// When, in China.
    pub signed_at: String,
    /// The last day to take it or send it on.
    pub due_on: String,
    /// The day of the report.
    pub submitted_on: String,
    /// The hash on the reporter's receipt, in hex.
    pub content_hash: String,
    /// How often the reporter added something.
    pub supplements: usize,
    /// The evidence, in the order of arrival.
    pub materials: Vec<Material>,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// Photo, sound or film.
    pub kind: MediaKind,
    /// Bytes.
    pub bytes: i64,
    /// SHA-256 of what was sent, in hex; none of what has not arrived whole.
    pub sha256: Option<String>,
}

/// A hand-over on its way.
pub struct Handing<'a> {
    /// To whom.
    pub kind: HandOverKind,
    /// Who hands over.
    pub from: OrganId,
    /// Who is to take it, if that is an organ on file.
    pub to: Option<OrganId>,
    /// The same by name, where it is none on file.
    pub to_name: &'a str,
    /// Why.
    pub reason: &'a str,
}

/// Writes and signs the sheet of what the step before it handed over, and puts its hash on the ledger.
pub async fn write(ctx: &Ctx, tx: &Tx, loaded: &Loaded, handing: Handing<'_>) -> Outcome<()> {
    let no = i32::try_from(loaded.turns.hand_overs.len()).unwrap_or(i32::MAX).saturating_add(1);
    let due_on = forward(tx.now).reckon(&calendar::of_county(tx).await?, &Holds::default()).due_on;
    let sheet = sheet(ctx, tx, (loaded, no, due_on), &handing).await?;
    let text = canonical(&sheet)?;
    let signed = keys::sign(tx, LABEL, text.as_bytes())?;
    let commission = loaded.ground.commission().filter(|_| handing.kind == HandOverKind::Upward);
    let on_platform = handing.to.filter(|_| handing.kind == HandOverKind::Inside);
    let holders: BTreeSet<_> = [Some(handing.from), on_platform, commission].into_iter().flatten().collect();
    let holders: Vec<_> = holders.into_iter().map(Holder::Organ).collect();
    let key = keys::seal_new(tx, EnvelopeKind::HandOver, &holders).await?;
    let hash = digest(&SHA256, text.as_bytes()).as_ref().to_vec();
    let part = keys::add_part(tx, &key, PartKind::Note, &SealedText::new(text)).await?;
    let facts = json!({ "sheet": hex::encode(&hash), "key": signed.key_id, "from": handing.from, "to": handing.to, "no": no });
    let row = row(ctx, tx, (loaded, no, due_on), (&handing, signed, hash));
    tx.add(hand_over::Model { envelope_id: key.envelope_id, sheet_part_id: part, ..row }).await?;
    ledger::append(tx, &ctx.actor, Entry::sealed("cases.hand_over_sheet", loaded.case.id, facts)).await
}

fn row(
    ctx: &Ctx,
    tx: &Tx,
    (loaded, no, due_on): (&Loaded, i32, Date),
    (handing, signed, sheet_hash): (&Handing<'_>, Signed, Vec<u8>),
) -> hand_over::Model {
    hand_over::Model {
        county_id: tx.county.id,
        id: tx.mint::<HandOverId>(),
        case_id: loaded.case.id,
        instance_no: loaded.case.instance_no,
        no,
        kind: handing.kind,
        state: HandOverState::Open,
        from_organ_id: handing.from,
        to_organ_id: handing.to,
        envelope_id: loaded.report.content_envelope_id,
        sheet_part_id: tx.mint(),
        sheet_hash,
        algorithm: keys::SIGNED_BY.to_owned(),
        key_id: signed.key_id,
        public_key: signed.public_key,
        signature: signed.signature,
        signed_by: ctx.actor.staff().map(|staff| staff.account_id),
        signed_at: tx.now,
        due_on,
        answered_by: None,
        answered_at: None,
        answer_part_id: None,
        open_case_id: Some(loaded.case.id),
    }
}

async fn sheet(ctx: &Ctx, tx: &Tx, (loaded, no, due_on): (&Loaded, i32, Date), handing: &Handing<'_>) -> Outcome<Sheet> {
    let name = |id: OrganId| loaded.ground.organ(id).map(|organ| organ.name.clone()).unwrap_or_default();
    let from = name(handing.from);
    let signed_by = ctx.actor.staff().map_or_else(|| "平台按规定移交".to_owned(), |staff| format!("{}，{from}", staff.name));
    let material = |one: MediaView| Material { kind: one.kind, bytes: one.bytes, sha256: one.sha256.map(hex::encode) };
    let supplements = loaded.events.iter().filter(|event| event.kind == CaseEventKind::Supplemented).count();
    Ok(Sheet {
        county: tx.county.name.clone(),
        number: format!("{} 交接单 {no}", loaded.case.number),
        to: handing.to.map_or_else(|| handing.to_name.to_owned(), name),
        reason: handing.reason.to_owned(),
        signed_at: tx.now.in_china().format(&Rfc3339).map_err(Failure::fault)?,
        due_on: due_on.to_string(),
        submitted_on: loaded.case.submitted_at.in_china().date().to_string(),
        content_hash: hex::encode(&loaded.report.content_hash),
        materials: media::of_report(tx, loaded.report.id).await?.into_iter().map(material).collect(),
        signed_by,
        supplements,
        from,
    })
}

/// The same sheet always gives the same bytes: a value's keys are sorted.
fn canonical(sheet: &Sheet) -> Outcome<String> {
    Ok(serde_json::to_value(sheet).map_err(Failure::fault)?.to_string())
}
