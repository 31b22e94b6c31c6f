//! 升级: the superior organ takes the case, with its keys and its clock, in the reporter's own transaction.

use super::{Act, take, tell};
use crate::domain::cases::model::Step;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys::{self, Holder};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::SealedPartId;
use entity::words::{CaseEventKind, NoticeKind};
use serde_json::json;

/// Moves the case to the second instance. The first organ may go on reading; nobody there can stop it.
pub(super) async fn escalate(
    ctx: &Ctx,
    tx: &Tx,
    loaded: &Loaded,
    (step, part): (&Step, Option<SealedPartId>),
    by: Holder<'_>,
) -> Outcome<()> {
    let review = loaded.review();
    hand_key(tx, loaded, by).await?;
    if let Some(turn) = loaded.instances.last() {
        store::end_instance(tx, turn.id).await?;
    }
    store::add_instance(tx, loaded.case.id, 2, review.organ).await?;
    let facts = json!({ "from": loaded.case.organ_id, "to": review.organ });
    let act = Act { organ: review.organ, handler: None, part, facts, ..Act::plain("cases.escalate", loaded) };
    take(ctx, tx, loaded, (step, act)).await?;
    let (places, version) = (loaded.places(), json!({ "version": loaded.case.version.saturating_add(1) }));
    let case = (loaded.case.id, &places[..]);
    if review.is_missing || review.is_external {
        let event = if review.is_missing { CaseEventKind::SuperiorMissing } else { CaseEventKind::HandedOver };
        store::add_event(tx, &crate::kernel::Actor::System, (loaded.case.id, event), (Some(review.organ), None), version).await?;
        let kind = if review.is_missing { NoticeKind::SuperiorMissing } else { NoticeKind::HandlerEscalated };
        if let Some(commission) = loaded.ground.commission() {
            tell::heads(tx, case, commission, kind).await?;
        }
    }
    if !review.is_external {
        tell::organ(tx, case, review.organ, NoticeKind::HandlerEscalated).await?;
    }
    tell::reporter(tx, loaded, NoticeKind::Escalated, None).await
}

/// The superior's wrap was made at submission. If another organ is the superior by now, whoever holds the content in
/// this moment (the reporter, by his own wrap) opens it for that organ: nobody's absence can block the way up.
async fn hand_key(tx: &Tx, loaded: &Loaded, by: Holder<'_>) -> Outcome<()> {
    let (envelope, holder) = (loaded.report.content_envelope_id, Holder::Review(loaded.review().organ));
    match keys::open(tx, envelope, holder).await {
        Err(Failure::Refused(why)) if why.iter().all(|error| error.code == ErrorCode::NotFound) => {
            let key = keys::open(tx, envelope, by).await?;
            keys::wrap_for(tx, &key, holder).await
        }
        opened => opened.map(drop),
    }
}
