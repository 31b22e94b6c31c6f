//! 联合办理: the organ in charge asks another one of the county to help. Who helps reads and notes; it decides nothing, and
//! whoever of it must keep away learns nothing.

use super::ask_deadline::nothing_but;
use super::inbox::can;
use super::route::Known;
use super::{Act, CaseAt, begin, content_key, reason_of, seal_note, take, tell};
use crate::domain::cases::policy::Action;
use crate::domain::cases::refusal::TurnRefusal;
use crate::domain::cases::rules::routing::{is_above, may_have};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory::OrganFacts;
use crate::domain::keys::{self, Holder};
use crate::kernel::{Ctx, Outcome};
use entity::id::{CaseId, JointHandlingId, OrganId};
use entity::joint_handling;
use entity::words::{CaseEventKind, NoticeKind, WrapHolder};
use serde_json::json;

/// Organs are asked so often in one turn at most: each one more reads what the reporter told in confidence.
const MOST_ASKED: usize = 5;

/// Asks an organ to help.
///
/// # Errors
/// Refused without a reason, when enough were asked, and for an organ that stands above, had the case before, may not have it or helps already: all
/// look alike; hidden, refused by the policy, the state, or somebody faster.
pub async fn invite(ctx: &Ctx, at: CaseAt, (organ, reason): (OrganId, &str)) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, at, Action::InviteOrgan).await?;
    let staff = ctx.actor.staff().ok_or(crate::kernel::Failure::SignInNeeded)?;
    let reason = reason_of(reason)?;
    loaded.standing().open()?;
    if loaded.turns.joints.iter().filter(|row| row.instance_no == loaded.case.instance_no).count() >= MOST_ASKED {
        return Err(TurnRefusal::JointFull.into());
    }
    let known = Known::of(&tx, &loaded).await?;
    if !open_to(&loaded, &known).any(|target| target.id == organ) {
        return Err(TurnRefusal::JointKnown.into());
    }
    let key = content_key(&tx, &loaded).await?;
    keys::wrap_for(&tx, &key, Holder::Organ(organ)).await?;
    let part = seal_note(&tx, &loaded, &reason).await?;
    let act = Act { part, facts: json!({ "helper": organ }), ..Act::by_handler("cases.invite", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&nothing_but(&loaded, CaseEventKind::JointInvited), act)).await?;
    tx.add(joint_handling::Model {
        county_id: tx.county.id,
        id: tx.mint::<JointHandlingId>(),
        case_id: loaded.case.id,
        instance_no: loaded.case.instance_no,
        organ_id: organ,
        invited_by_organ_id: loaded.case.organ_id,
        invited_by: staff.account_id,
        invited_at: tx.now,
        ended_by: None,
        ended_at: None,
        open_case_id: Some(loaded.case.id),
    })
    .await?;
    tell::organ(&tx, (loaded.case.id, &known), organ, NoticeKind::HandlerJoined).await?;
    tx.commit().await
}

/// Ends an organ's help: from this moment on it may read nothing.
///
/// # Errors
/// Refused without a reason or if the organ does not help; hidden, refused by the policy, the state, or somebody faster.
pub async fn end_joint(ctx: &Ctx, at: CaseAt, (organ, reason): (OrganId, &str)) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, at, Action::EndJoint).await?;
    let reason = reason_of(reason)?;
    let row = loaded.turns.helpers().find(|row| row.organ_id == organ).ok_or(TurnRefusal::JointKnown)?;
    keys::drop_wrap_of(&tx, loaded.report.content_envelope_id, WrapHolder::Organ, organ).await?;
    store::end_joints(&tx, loaded.case.id, Some(row.id), ctx.actor.staff().map(|staff| staff.account_id)).await?;
    let part = seal_note(&tx, &loaded, &reason).await?;
    let act = Act { part, facts: json!({ "helper": organ }), ..Act::plain("cases.end_joint", &loaded) };
    take(ctx, &tx, &loaded, (&nothing_but(&loaded, CaseEventKind::JointEnded), act)).await?;
    tx.commit().await
}

/// 记一笔: a note for colleagues, of the organ in charge and of whoever helps.
///
/// # Errors
/// Refused without words or after the end; hidden, refused by the policy, or somebody faster.
pub async fn add_note(ctx: &Ctx, at: CaseAt, note: &str) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, at, Action::AddNote).await?;
    let note = super::written_of("note", note)?;
    loaded.standing().not_over()?;
    let part = seal_note(&tx, &loaded, &note).await?;
    let staff = ctx.actor.staff().ok_or(crate::kernel::Failure::SignInNeeded)?;
    let is_of = |organ: &OrganId| super::is_of(staff, *organ);
    let helper = loaded.turns.helpers().map(|row| row.organ_id).find(|organ| !is_of(&loaded.case.organ_id) && is_of(organ));
    let act = Act { part, facts: json!({ "from": helper.unwrap_or(loaded.case.organ_id) }), ..Act::plain("cases.note", &loaded) };
    take(ctx, &tx, &loaded, (&nothing_but(&loaded, CaseEventKind::NoteAdded), act)).await?;
    tx.commit().await
}

/// Organs that a case which the viewer may share can be shared with; none otherwise.
///
/// # Errors
/// Hidden if the viewer may not see the case.
pub async fn invite_targets_of(ctx: &Ctx, id: CaseId) -> Outcome<Vec<OrganFacts>> {
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let loaded = store::find(&tx, &ctx.actor, id).await?;
    if !can(ctx, &loaded).contains(&Action::InviteOrgan) {
        return Ok(Vec::new());
    }
    Ok(open_to(&loaded, &Known::of(&tx, &loaded).await?).cloned().collect())
}

/// Ends the help of organs that may not have the case any more, now that it is about more.
pub(super) async fn settle(tx: &crate::kernel::Tx, loaded: &Loaded, known: &Known) -> Outcome<()> {
    let may = |id: OrganId| known.organs.iter().any(|organ| organ.id == id && may_have(&known.question(), organ));
    for row in loaded.turns.helpers().filter(|row| !may(row.organ_id)) {
        keys::drop_wrap_of(tx, loaded.report.content_envelope_id, WrapHolder::Organ, row.organ_id).await?;
        store::end_joints(tx, loaded.case.id, Some(row.id), None).await?;
        let facts = json!({ "helper": row.organ_id, "version": loaded.case.version });
        let event = (loaded.case.id, CaseEventKind::JointEnded);
        store::add_event(tx, &crate::kernel::Actor::System, event, (Some(loaded.case.organ_id), None), facts).await?;
    }
    Ok(())
}

/// Organs below or beside the one in charge, with somebody who may have the case, and none that had it or helps.
fn open_to<'a>(loaded: &'a Loaded, known: &'a Known) -> impl Iterator<Item = &'a OrganFacts> {
    let present = loaded.case.organ_id;
    let had = move |organ: OrganId| loaded.instances.iter().any(|turn| turn.organ_id == organ);
    let helps = move |organ: OrganId| loaded.turns.helpers().any(|row| row.organ_id == organ);
    known.organs.iter().filter(move |organ| {
        let is_free = !organ.external && organ.id != present && !had(organ.id) && !helps(organ.id);
        is_free && !is_above(&known.organs, organ.id, present) && may_have(&known.question(), organ)
    })
}
