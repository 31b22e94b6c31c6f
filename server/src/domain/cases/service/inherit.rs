//! 接替: what a closed organ had finished, and turns of it that are over, go to who took its place, with their keys. There they
//! are read, corrected and hidden; no clock and no state changes. What is not over is moved by `staffing`.

use super::route::Known;
use crate::domain::cases::rules::routing::{may_have, review_of};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory;
use crate::domain::keys::{self, Holder};
use crate::domain::ledger::{self, Entry};
use crate::domain::organs;
use crate::kernel::{Actor, County, Ctx, Failure, Outcome, Tx, outbox};
use entity::id::{CaseId, OrganId};
use entity::words::{CaseEventKind, WrapHolder};
use serde_json::json;
use std::collections::BTreeMap;

/// The outbox topic of a turn that is another organ's now: `{caseId}`. What is published of the case follows it.
pub const TURN_MOVED: &str = "cases.turn_moved";
/// Stands in an event's facts where the organ before was closed.
pub(super) const ORGAN_CLOSED: &str = "ORGAN_CLOSED";

/// Gives everything finished that closed organs still have to who took their place, one transaction a case; how many cases.
///
/// # Errors
/// A fault of the database.
pub(super) async fn inherited(ctx: &Ctx, county: &County) -> Outcome<usize> {
    let tx = ctx.read(county).await?;
    let mut heirs = organs::successors(&tx).await?;
    for external in directory::organs(&tx).await?.iter().filter(|organ| organ.external) {
        heirs.remove(&external.id);
    }
    let left = store::left_by(&tx, &heirs.keys().copied().collect::<Vec<_>>()).await?;
    drop(tx);
    let mut moved = 0;
    for id in left {
        match take_over(ctx, county, (id, &heirs)).await {
            Ok(has_moved) => moved += usize::from(has_moved),
            // Somebody was faster in this moment: the next round looks again.
            Err(Failure::Refused(_)) => {}
            Err(fault) => tracing::error!(case = %id, error = %fault, "what a closed organ finished could not be given to its successor"),
        }
    }
    Ok(moved)
}

/// The organ that took a closed one's place, if it is of the county and may have the case.
pub(super) fn heir(known: &Known, id: OrganId) -> Option<OrganId> {
    let organ = known.organs.iter().find(|organ| organ.id == id && !organ.external)?;
    may_have(&known.question(), organ).then_some(organ.id)
}

/// What is published of a case must follow the turn that was moved.
pub(super) async fn note_moved(tx: &Tx, case: CaseId) -> Outcome<()> {
    outbox::enqueue(tx, TURN_MOVED, json!({ "caseId": case }), tx.now).await.map(drop)
}

async fn take_over(ctx: &Ctx, county: &County, (id, heirs): (CaseId, &BTreeMap<OrganId, OrganId>)) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    store::hold(&tx, id).await?;
    let loaded = store::load(&tx, &Actor::System, id).await?;
    let known = Known::of(&tx, &loaded).await?;
    let mut has_moved = false;
    for (from, successor) in heirs {
        let Some(to) = heir(&known, *successor).or_else(|| above(&known, *from)) else { continue };
        has_moved |= hand_on(ctx, &tx, &loaded, (*from, to)).await?;
    }
    if has_moved {
        note_moved(&tx, id).await?;
        tx.commit().await?;
    }
    Ok(has_moved)
}

/// Where nobody of the successor may have it: who stands over the closed organ, if that one is of the county.
fn above(known: &Known, from: OrganId) -> Option<OrganId> {
    let review = review_of(&known.question(), from);
    (!review.is_external && review.organ != from).then_some(review.organ)
}

/// Gives what is finished of a case to another organ: turns that are over, and all of it after the end. Whether there was any.
async fn hand_on(ctx: &Ctx, tx: &Tx, loaded: &Loaded, (from, to): (OrganId, OrganId)) -> Outcome<bool> {
    let is_over = loaded.case.closed_at.is_some();
    let turns = loaded.instances.iter().filter(|turn| turn.organ_id == from && (is_over || turn.ended_at.is_some()));
    let turns: Vec<_> = turns.map(|turn| turn.id).collect();
    let is_its_own = is_over && loaded.case.organ_id == from;
    if turns.is_empty() && !is_its_own {
        return Ok(false);
    }
    for turn in turns {
        store::move_instance(tx, turn, to).await?;
    }
    hand_keys(tx, loaded, (from, to)).await?;
    let facts = json!({ "from": from, "to": to });
    if is_its_own {
        store::inherit(tx, &loaded.case, to).await?;
        let said = json!({ "from": from, "to": to, "why": ORGAN_CLOSED, "version": loaded.case.version.saturating_add(1) });
        store::add_event(tx, &ctx.actor, (loaded.case.id, CaseEventKind::Transferred), (Some(to), None), said).await?;
    }
    ledger::append(tx, &ctx.actor, Entry::sealed("cases.inherited", loaded.case.id, facts)).await?;
    Ok(true)
}

/// Every wrap of the closed organ becomes one of the other.
async fn hand_keys(tx: &Tx, loaded: &Loaded, (from, to): (OrganId, OrganId)) -> Outcome<()> {
    let envelope = loaded.report.content_envelope_id;
    let wraps =
        [(Holder::Organ(from), Holder::Organ(to), WrapHolder::Organ), (Holder::Review(from), Holder::Review(to), WrapHolder::Review)];
    for (before, after, word) in wraps {
        if !keys::is_wrapped(tx, envelope, before).await? {
            continue;
        }
        if !keys::is_wrapped(tx, envelope, after).await? {
            match keys::open(tx, envelope, before).await {
                // Whoever holds it does it at the next sign-in.
                Err(shut) if keys::is_shut(&shut) => {
                    keys::leave(tx, envelope, &[(word, Some(from))], &[after]).await?;
                    continue;
                }
                opened => keys::wrap_for(tx, &opened?, after).await?,
            }
        }
        keys::drop_wrap_of(tx, envelope, word, from).await?;
    }
    Ok(())
}
