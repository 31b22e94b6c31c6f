//! 撤销亲属申报: a declared kinship counts until a head agrees that it does no more.

use super::asking;
use super::sealed::{self, Words};
use super::views::{KinshipView, commission, facts_about, is_side, views};
use crate::domain::directory;
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::officials::policy::{Action, Facts, decide};
use crate::domain::officials::refusal::OfficialRefusal;
use crate::domain::officials::store;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{AccountId, EnvelopeId, KinshipEndingId, KinshipId, OfficialId, OrganId, SealedPartId};
use entity::words::{KinshipEndingState, NoticeKind, StaffRole};
use entity::{kinship, kinship_ending};
use serde_json::json;
use std::collections::BTreeSet;

const REASON: Bounds = Bounds { min: 2, max: 200 };
/// Shown to a head at most; what is answered makes room.
const MOST: u64 = 100;

/// A wish to end a declaration.
pub struct AskEnding {
    /// Which.
    pub kinship: KinshipId,
    /// Why.
    pub reason: String,
}

/// Asks that a declaration counts no more, by either side; until the answer it does.
///
/// # Errors
/// Hidden from everybody else; refused without a reason, if it was asked for already, or if nobody could answer.
pub async fn ask_ending(ctx: &Ctx, input: AskEnding) -> Outcome<()> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(input.kinship).await?).await?;
    let row = store::hold_kinship(&tx, input.kinship).await?.ok_or_else(Failure::hidden)?;
    let facts = Facts { is_side: is_side(staff, &row), ..Facts::default() };
    decide(&ctx.actor, Action::AskEnding, facts).check()?;
    let reason = written("reason", &input.reason, REASON).map_err(|error| Failure::Refused(vec![error]))?;
    if !store::endings_of(&tx, &[row.id]).await?.is_empty() {
        return Err(OfficialRefusal::EndingAsked.into());
    }
    let (organ, heads) = who_answers(&tx, staff, &[row.official_id, row.relative_id]).await?.ok_or(OfficialRefusal::NobodyToAnswer)?;
    let words = Words { reason: SealedText::new(reason), relation: SealedText::new(row.relation.clone()) };
    let wish = open(&tx, (&row, staff, organ), sealed::seal(&tx, organ, &words).await?);
    let facts = json!({ "kinship": row.id, "organ": organ });
    ledger::append(&tx, &ctx.actor, Entry::sealed("officials.kinship_ending_asked", wish.id, facts)).await?;
    tx.add(wish).await?;
    notices::about_kinship(&tx, &heads, NoticeKind::KinshipEnding).await?;
    tx.commit().await
}

fn open(
    tx: &Tx,
    (row, staff, organ_id): (&kinship::Model, &StaffActor, OrganId),
    (envelope, reason): (EnvelopeId, SealedPartId),
) -> kinship_ending::Model {
    kinship_ending::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        open_kinship_id: Some(row.id),
        official_id: row.official_id,
        relative_id: row.relative_id,
        organ_id,
        state: KinshipEndingState::Open,
        asked_by: staff.account_id,
        asked_at: tx.now,
        decided_by: None,
        decided_at: None,
        envelope_id: Some(envelope),
        reason_part_id: Some(reason),
    }
}

/// The organ of the asker if somebody else heads it, else the nearest above with such a head; whoever is of no organ asks
/// the county commission.
async fn who_answers(tx: &Tx, staff: &StaffActor, both: &[OfficialId]) -> Outcome<Option<(OrganId, BTreeSet<AccountId>)>> {
    let own = staff.organs(&[StaffRole::Handler, StaffRole::Head, StaffRole::Custodian]);
    let Some(first) = own.first().copied().or(commission(tx).await?) else { return Ok(None) };
    for organ in directory::organ_chain(tx, first).await?.into_iter().filter(|organ| !organ.external) {
        let heads = store::heads(tx, organ.id, both).await?;
        if !heads.is_empty() {
            return Ok(Some((organ.id, heads)));
        }
    }
    Ok(None)
}

/// Answers a wish; granted, the kinship counts no more from this moment on.
///
/// # Errors
/// Hidden from whoever does not head the organ that answers; refused to both who are kin, and a second time.
pub async fn decide_ending(ctx: &Ctx, id: KinshipEndingId, is_granted: bool) -> Outcome<()> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let row = store::hold_ending(&tx, id).await?.ok_or_else(Failure::hidden)?;
    decide(&ctx.actor, Action::DecideEnding, facts_about(staff, &row)).check()?;
    if row.state != KinshipEndingState::Open {
        return Err(OfficialRefusal::Answered.into());
    }
    let state = if is_granted { KinshipEndingState::Granted } else { KinshipEndingState::Refused };
    store::decide_ending(&tx, id, (state, staff.account_id)).await?;
    if let Some(kinship) = row.open_kinship_id.filter(|_| is_granted) {
        store::drop_kinship(&tx, kinship).await?;
    }
    let kind = if is_granted { "officials.kinship_ended" } else { "officials.kinship_kept" };
    let facts = json!({ "kinship": row.open_kinship_id, "official": row.official_id, "relative": row.relative_id });
    ledger::append(&tx, &ctx.actor, Entry::sealed(kind, id, facts)).await?;
    notices::about_kinship(&tx, &[row.asked_by].into(), NoticeKind::KinshipDecided).await?;
    tx.commit().await
}

/// Wishes that wait for the organs that the viewer heads, the oldest first.
///
/// # Errors
/// Refused if nobody is signed in.
pub async fn endings(ctx: &Ctx) -> Outcome<Vec<KinshipView>> {
    let (staff, county) = asking(ctx).await?;
    let tx = ctx.read(&county).await?;
    let organs = staff.organs(&[StaffRole::Head]);
    let approver = organs.first().copied();
    decide(&ctx.actor, Action::DecideEnding, Facts { approver, ..Facts::default() }).check()?;
    let open = store::open_endings(&tx, &organs, MOST).await?;
    let mut about = store::kinships_by_id(&tx, open.iter().filter_map(|ending| ending.open_kinship_id).collect()).await?;
    let rows = open.into_iter().filter_map(|ending| Some((about.remove(&ending.open_kinship_id?)?, Some(ending)))).collect();
    views(&tx, staff, rows).await
}
