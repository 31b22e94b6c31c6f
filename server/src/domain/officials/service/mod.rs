//! One function a verb.

mod endings;
mod kinships;
mod moving;
mod notes;
mod sealed;
mod views;

pub use endings::{AskEnding, ask_ending, decide_ending, endings};
pub use kinships::{Choice, DeclareKinship, candidates, declare, kinships};
pub use moving::{EndPost, MoveOfficial, NewPost, PostOf, move_official, organs_to_join, posts_of};
pub use notes::{note, waiting};
pub use views::KinshipView;

use crate::kernel::{County, Ctx, Failure, Outcome, StaffActor};

/// The signed-in member of the staff and his county.
async fn asking(ctx: &Ctx) -> Outcome<(&StaffActor, County)> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    Ok((staff, ctx.kernel.tenants.by_id(staff.county_id).await?))
}
