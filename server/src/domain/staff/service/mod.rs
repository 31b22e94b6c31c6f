//! The verbs of staff.

pub mod accounts;
mod approvers;
mod challenge;
mod changed;
pub mod closing;
pub mod custody;
pub mod devices;
pub mod editing;
pub mod operator;
pub mod own;
pub mod reading;
pub mod recovering;
pub mod reseal;
pub mod resets;
pub mod roles;
pub mod session;
pub mod sign_in;
pub mod taking;
pub mod terms;
pub mod trail;
mod tries;

use crate::kernel::{County, Ctx, Failure, Outcome, StaffActor};

/// The member of the staff who asks, and his county.
async fn asking(ctx: &Ctx) -> Outcome<(&StaffActor, County)> {
    let actor = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    Ok((actor, ctx.kernel.tenants.by_id(actor.county_id).await?))
}
