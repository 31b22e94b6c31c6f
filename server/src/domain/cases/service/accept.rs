//! 受理: an organ takes a case on.

use super::{Act, CaseAt, begin, note_of, seal_reason, take, tell};
use crate::domain::cases::policy::Action;
use crate::kernel::{Ctx, Outcome};
use entity::words::{NoticeKind, StaffRole};

/// Takes a case on; a handler who does so on an unassigned case becomes its handler.
///
/// # Errors
/// Hidden, refused by the policy, the state, or somebody faster.
pub async fn accept(ctx: &Ctx, at: impl Into<CaseAt>, note: Option<&str>) -> Outcome<()> {
    let note = note_of("note", note)?;
    let (tx, loaded) = begin(ctx, at, Action::Accept).await?;
    let step = loaded.standing().accept(tx.now)?;
    let is_handler = ctx.actor.staff().is_some_and(|staff| staff.is_in(StaffRole::Handler, loaded.case.organ_id));
    let act = if is_handler { Act::by_handler("cases.accept", &loaded, ctx) } else { Act::plain("cases.accept", &loaded) };
    let act = Act { part: seal_reason(&tx, &loaded, &note).await?, ..act };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Accepted, None).await?;
    tx.commit().await
}
