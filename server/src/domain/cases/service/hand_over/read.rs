//! Reading hand-overs: both sides keep what they signed, also when the case has gone on.

use super::sheet::{LABEL, Sheet};
use crate::domain::cases::policy::{self, Action, Decision, Facts};
use crate::domain::cases::store::{self, Loaded, about_hand_over};
use crate::domain::keys::{self, Holder, Signed};
use crate::domain::ledger::{self, Entry};
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::secret::SealedText;
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::hand_over;
use entity::id::{HandOverId, OrganId};
use entity::words::{HandOverKind, StaffRole};
use serde_json::json;

/// A hand-over with its case, of which only the number is shown to whoever may not see it.
pub struct HandOverView {
    /// The row.
    pub row: hand_over::Model,
    /// Its case.
    pub loaded: Loaded,
}

/// What both sides may read.
pub struct Opened {
    /// The sheet.
    pub sheet: Sheet,
    /// The text that was signed, byte for byte.
    pub text: SealedText,
    /// Whether the county's key signed this text.
    pub is_signed: bool,
    /// The signature.
    pub signature: Vec<u8>,
    /// The county's public key.
    pub public_key: Vec<u8>,
    /// SHA-256 of the text.
    pub hash: Vec<u8>,
    /// What the receiver said.
    pub answer: Option<SealedText>,
}

/// Hand-overs of the viewer's organs, sent and received, the newest first.
///
/// # Errors
/// Refused if nobody is signed in or the cursor is not one of ours.
pub async fn hand_overs(ctx: &Ctx, page: &PageQuery) -> Outcome<Page<HandOverView>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let seen = store::seen_by(&tx, &ctx.actor, staff).await?;
    let rows = store::hand_overs(&tx, (&seen.organs, !seen.followed.is_empty(), &seen.recusals), page).await?;
    let found = page.page(rows, |row| vec![row.signed_at.0.to_string(), row.id.to_string()]);
    let cases: Vec<_> = found.nodes.iter().map(|row| row.case_id).collect();
    let loaded = store::rows(&tx, &ctx.actor, store::by_ids(&tx, &cases).await?).await?;
    let view = |row: hand_over::Model| Some(HandOverView { loaded: loaded.iter().find(|one| one.case.id == row.case_id)?.clone(), row });
    let nodes = found.nodes.into_iter().filter_map(view).filter(|view| may_read(ctx, view)).collect();
    Ok(Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor })
}

/// One hand-over.
///
/// # Errors
/// Hidden from whoever is of neither side, and from whoever must keep away.
pub async fn hand_over(ctx: &Ctx, id: HandOverId) -> Outcome<HandOverView> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    find(ctx, &tx, id).await
}

/// The hand-overs of a case that the viewer sees, as its page shows them.
#[must_use]
pub fn view(loaded: &Loaded) -> Vec<HandOverView> {
    loaded.turns.hand_overs.iter().map(|row| HandOverView { row: row.clone(), loaded: loaded.clone() }).collect()
}

/// Opens a sheet; the first look of a day leaves an entry. None for an organ that the case came to later, which holds the
/// case and not what two others signed.
///
/// # Errors
/// Hidden as [`hand_over()`]; a fault if the sheet was altered.
pub async fn open_hand_over(ctx: &Ctx, id: HandOverId) -> Outcome<Option<Opened>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.county_of(id).await?;
    let tx = ctx.write(&county).await?;
    let row = store::find_hand_over(&tx, &ctx.actor, id).await?;
    let loaded = store::load(&tx, &ctx.actor, row.case_id).await?;
    match policy::decide(&ctx.actor, Action::ReadHandOver, &facts_about(&loaded, &row)) {
        Decision::Allow => {}
        _ if policy::decide(&ctx.actor, Action::Read, &loaded.facts(false)) == Decision::Allow => return Ok(None),
        other => return other.check().map(|()| None),
    }
    let opened = opened(&tx, (staff, &loaded), &row).await?;
    let entry = Entry::sealed("cases.open_hand_over", id, json!({ "case": loaded.case.id }));
    if ledger::append_once_a_day(&tx, staff, entry).await? {
        tx.commit().await?;
    }
    Ok(Some(opened))
}

async fn find(ctx: &Ctx, tx: &Tx, id: HandOverId) -> Outcome<HandOverView> {
    let row = store::find_hand_over(tx, &ctx.actor, id).await?;
    let loaded = store::load(tx, &ctx.actor, row.case_id).await?;
    let view = HandOverView { row, loaded };
    if may_read(ctx, &view) { Ok(view) } else { Err(Failure::hidden()) }
}

fn may_read(ctx: &Ctx, view: &HandOverView) -> bool {
    policy::decide(&ctx.actor, Action::ReadHandOver, &facts_about(&view.loaded, &view.row)) == Decision::Allow
}

/// What the policy asks about one hand-over.
fn facts_about(loaded: &Loaded, row: &hand_over::Model) -> Facts {
    Facts { hand_over: Some(about_hand_over(row)), ..loaded.facts(false) }
}

async fn opened(tx: &Tx, (staff, loaded): (&StaffActor, &Loaded), row: &hand_over::Model) -> Outcome<Opened> {
    let is_of = |organ: &OrganId| staff.is_in(StaffRole::Handler, *organ) || staff.is_in(StaffRole::Head, *organ);
    let commission = loaded.ground.commission().filter(|_| row.kind == HandOverKind::Upward);
    let holder = [Some(row.from_organ_id), row.to_organ_id, commission].into_iter().flatten().find(is_of).ok_or_else(Failure::hidden)?;
    let key = keys::open(tx, row.envelope_id, Holder::Organ(holder)).await?;
    let parts = keys::parts(tx, &key).await?;
    let find = |id| parts.iter().find(|part| part.id == id).map(|part| part.text.clone());
    let text = find(row.sheet_part_id).ok_or_else(|| Failure::fault(format!("the sheet of {} is gone", row.id)))?;
    let signed = Signed { key_id: row.key_id.clone(), public_key: row.public_key.clone(), signature: row.signature.clone() };
    Ok(Opened {
        sheet: serde_json::from_str(text.reveal()).map_err(Failure::fault)?,
        is_signed: keys::is_signed(tx, LABEL, text.reveal().as_bytes(), &signed)?,
        answer: row.answer_part_id.and_then(find),
        signature: signed.signature,
        public_key: signed.public_key,
        hash: row.sheet_hash.clone(),
        text,
    })
}
