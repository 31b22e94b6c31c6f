//! 升级: the superior organ takes the case, with its keys and its clock, in the reporter's own transaction.

use super::hand_over::{self, Handing};
use super::route::Known;
use super::{Act, take, tell};
use crate::domain::cases::model::Step;
use crate::domain::cases::rules::routing::{Review, review_of};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys::{self, Holder};
use crate::kernel::{Actor, Ctx, Outcome, Tx};
use entity::id::{OrganId, SealedPartId};
use entity::words::{CaseEventKind, HandOverKind, NoticeKind, WrapHolder};
use serde_json::json;

/// Moves the case to the second instance. The first organ may go on reading; nobody there can stop it.
pub(super) async fn escalate(
    ctx: &Ctx,
    tx: &Tx,
    loaded: &Loaded,
    (step, part): (&Step, Option<SealedPartId>),
    by: Holder<'_>,
) -> Outcome<()> {
    let known = Known::of(tx, loaded).await?;
    let review = review_of(&known.question(), loaded.case.organ_id);
    hand_key(tx, loaded, (review.organ, by)).await?;
    if let Some(turn) = loaded.instances.last() {
        store::end_instance(tx, turn.id).await?;
    }
    store::add_instance(tx, loaded.case.id, 2, review.organ).await?;
    let facts = json!({ "from": loaded.case.organ_id, "to": review.organ });
    let act = Act { organ: review.organ, handler: None, part, facts, ..Act::plain("cases.escalate", loaded) };
    take(ctx, tx, loaded, (step, act)).await?;
    if review.is_external {
        let version = json!({ "version": loaded.case.version.saturating_add(1) });
        store::add_event(tx, &Actor::System, (loaded.case.id, CaseEventKind::HandedOver), (Some(review.organ), None), version).await?;
        hand_upward(tx, loaded, review.organ, "举报人对初办结果不满意，按规定由上一级复核。").await?;
    }
    tell::handler(tx, loaded, NoticeKind::HandlerAnswered).await?;
    tell_arrived(tx, loaded, (&known, review), NoticeKind::HandlerEscalated).await?;
    tell::reporter(tx, loaded, NoticeKind::Escalated, None).await
}

/// The sheet of what leaves the platform upwards: the rules hand it over, whoever's act it follows.
pub(super) async fn hand_upward(tx: &Tx, loaded: &Loaded, to: OrganId, reason: &str) -> Outcome<()> {
    let handing = Handing { kind: HandOverKind::Upward, from: loaded.case.organ_id, to: Some(to), to_name: "", reason };
    hand_over::write(&Ctx::system(&tx.kernel), tx, loaded, handing).await
}

/// Tells whoever has the case now, or follows it outside. That no superior was on file is an alarm to the county
/// commission; that nobody at all could be told, one to the operator: it is never silent.
pub(super) async fn tell_arrived(tx: &Tx, loaded: &Loaded, (known, review): (&Known, Review), kind: NoticeKind) -> Outcome<()> {
    let case = (loaded.case.id, known);
    let commission = loaded.ground.commission();
    let mut told = match (review.is_external, commission) {
        (false, _) => tell::organ(tx, case, review.organ, kind).await?,
        (true, Some(commission)) => tell::heads(tx, case, commission, kind).await?,
        (true, None) => 0,
    };
    if review.is_missing {
        let version = json!({ "version": loaded.case.version.saturating_add(1) });
        let event = (loaded.case.id, CaseEventKind::SuperiorMissing);
        store::add_event(tx, &Actor::System, event, (Some(review.organ), None), version).await?;
        if let Some(commission) = commission {
            told += tell::heads(tx, case, commission, NoticeKind::SuperiorMissing).await?;
        }
    }
    if told == 0 {
        tell::nobody_left(loaded);
    }
    Ok(())
}

/// The superior's wrap was made at submission. If another organ has to take the case by now, whoever holds the content
/// in this moment (the reporter, by his own wrap) opens it for that organ: nobody's absence can block the way up.
pub(super) async fn hand_key(tx: &Tx, loaded: &Loaded, (to, by): (OrganId, Holder<'_>)) -> Outcome<()> {
    let (envelope, holder) = (loaded.report.content_envelope_id, Holder::Review(to));
    if keys::is_wrapped(tx, envelope, holder).await? {
        return Ok(());
    }
    match keys::open(tx, envelope, by).await {
        // Nobody is here who could: whoever holds it does it at the next sign-in, and the case goes on.
        Err(shut) if keys::is_shut(&shut) => keys::leave(tx, envelope, &[(WrapHolder::Review, None)], &[holder]).await,
        opened => {
            let key = opened?;
            // The organ that was passed over has no use for its wrap.
            keys::drop_wrap(tx, envelope, WrapHolder::Review).await?;
            keys::wrap_for(tx, &key, holder).await
        }
    }
}
