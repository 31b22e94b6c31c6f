//! 督办: the organ above is told of what an organ below leaves lying.

use super::route::Known;
use super::tell;
use crate::domain::cases::rules::routing::review_of;
use crate::domain::cases::store::{self, Loaded};
use crate::kernel::{Ctx, Outcome, Tx};
use entity::id::AccountId;
use entity::words::CaseEventKind;
use serde_json::json;
use std::collections::BTreeSet;

/// 督办 by the organ above; by the county commission where that one stands outside, is missing, or has nobody to tell.
pub(super) async fn urge(ctx: &Ctx, tx: &Tx, loaded: &Loaded, told: &BTreeSet<AccountId>) -> Outcome<usize> {
    let known = Known::of(tx, loaded).await?;
    let above = review_of(&known.question(), loaded.case.organ_id);
    let alarmed = if above.is_missing { alarm(ctx, tx, loaded, &known).await? } else { 0 };
    if !above.is_external {
        let urged = tell::urge(tx, loaded, (&known.away, above.organ), told).await?;
        if urged > 0 {
            return Ok(urged);
        }
    }
    match loaded.ground.commission() {
        Some(commission) => Ok(tell::urge(tx, loaded, (&known.away, commission), told).await?.max(alarmed)),
        None => Ok(alarmed),
    }
}

/// No superior is on file who could urge: an alarm to the county commission, whose case it need not be. How many were told.
async fn alarm(ctx: &Ctx, tx: &Tx, loaded: &Loaded, known: &Known) -> Outcome<usize> {
    let about = (loaded.case.id, CaseEventKind::SuperiorMissing);
    store::add_event(tx, &ctx.actor, about, (Some(loaded.case.organ_id), None), json!({ "version": loaded.case.version })).await?;
    match loaded.ground.commission() {
        Some(commission) => tell::missing(tx, loaded, (&known.away, commission)).await,
        None => Ok(0),
    }
}
