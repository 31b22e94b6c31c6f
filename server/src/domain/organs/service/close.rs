//! 撤销: an organ ends, with its roles; what it covered, who belonged to it and what it handled goes to its successor.
//!
//! Its cases are moved by `cases` (the job of ended roles): case by case, each in one transaction, to the successor where
//! it may have the case, else upwards. The administrator is not told whether there are any.

use super::{Held, changing};
use crate::domain::ledger::{self, Entry};
use crate::domain::organs::model::Link;
use crate::domain::organs::rules::after_closing;
use crate::domain::organs::store;
use crate::domain::staff;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx, outbox};
use entity::id::OrganId;
use entity::organ;
use entity::words::OrganKind;
use serde_json::json;
use std::collections::BTreeMap;

/// Closes an organ; the successor takes its place.
///
/// # Errors
/// Refused unless by the county's administrator, with a reason and a successor that is open and of its side (inside or
/// above the county); for the commission; as a conflict if it changed since it was read.
pub async fn close(ctx: &Ctx, (id, version): (OrganId, i32), successor: OrganId, reason: &str) -> Outcome<()> {
    changing(ctx)?;
    let reason = written("reason", reason, Bounds { min: 2, max: 200 }).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let held = Held::begin(ctx).await?;
    let (organ, heir) = (held.at(id, version)?, held.open("successorId", successor)?);
    check(organ, heir)?;
    // Before their roles end: afterwards they are heads of nothing.
    let told = staff::heads_of(&held.tx, &[id, successor]).await?;
    let roles = staff::stop_roles_in(ctx, &held.tx, id, &reason).await?;
    let today = held.tx.now.in_china().date();
    let links: Vec<_> = held.organs.iter().map(|organ| Link { organ: organ.id, superior: organ.superior_id }).collect();
    let moved = after_closing(&links, id, successor);
    for link in &moved {
        store::put_superior(&held.tx, *link).await?;
    }
    store::inherit(&held.tx, organ, heir, today).await?;
    let closing = |state| entity::organ_state::Model { closed_on: Some(today), successor_id: Some(successor), ..state };
    store::put_state(&held.tx, id, closing).await?;
    outbox::enqueue(&held.tx, staff::SIGHT_CHANGED, json!({}), held.tx.now).await?;
    let facts = json!({ "organ": id, "successor": successor, "roles": roles });
    ledger::append(&held.tx, &ctx.actor, Entry::public("organs.closed", id, facts)).await?;
    held.tell_these(&told, organ).await?;
    held.tell(organ, &[]).await?;
    if let Some(link) = moved.iter().find(|link| link.organ == successor) {
        held.alarm(&heir.name, heir.kind, link.superior).await?;
    }
    held.tx.commit().await
}

fn check(organ: &organ::Model, heir: &organ::Model) -> Outcome<()> {
    if organ.kind == OrganKind::CountyCommission {
        return Err(Failure::field(ErrorCode::State, "organId", "县纪委监委不能撤销。"));
    }
    if heir.id == organ.id {
        return Err(Failure::field(ErrorCode::Invalid, "successorId", "请选另一个组织接替。"));
    }
    if (organ.kind == OrganKind::External) != (heir.kind == OrganKind::External) {
        return Err(Failure::field(ErrorCode::Invalid, "successorId", "县里的组织由县里的接替，县外的由县外的接替。"));
    }
    Ok(())
}

/// Which organ took the place of a closed one, or of the one that did; none for one that is open.
///
/// # Errors
/// A fault of the database.
pub async fn successor_of(tx: &Tx, id: OrganId) -> Outcome<Option<OrganId>> {
    Ok(successors(tx).await?.remove(&id))
}

/// All closed organs, each with the one that took its place, or the place of the one that did.
///
/// # Errors
/// A fault of the database.
pub async fn successors(tx: &Tx) -> Outcome<BTreeMap<OrganId, OrganId>> {
    let states = store::states(tx).await?;
    let next = |id: &OrganId| states.get(id).filter(|state| state.closed_on.is_some()).and_then(|state| state.successor_id);
    let last = |id: OrganId| std::iter::successors(next(&id), next).take(states.len()).last().map(|heir| (id, heir));
    Ok(states.keys().copied().filter_map(last).collect())
}
