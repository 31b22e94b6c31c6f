//! 登记回避: whether whoever was declared kin keeps away too, by the word of the head of his organ.

use super::asking;
use super::views::{KinshipView, Notes, is_unanswered, views};
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::officials::policy::{Action, Facts, decide};
use crate::domain::officials::refusal::OfficialRefusal;
use crate::domain::officials::store;
use crate::domain::staff::SIGHT_CHANGED;
use crate::kernel::{Ctx, Failure, Outcome, outbox};
use entity::id::KinshipId;
use entity::words::{NoticeKind, StaffRole};
use serde_json::json;

/// Looked at at most; what is answered makes room.
const LOOKED_AT: u64 = 1_000;
/// Shown to a head at most.
const MOST: usize = 100;

/// Says whether the relative keeps away too; from this moment on, where he does.
///
/// # Errors
/// Hidden from whoever does not head his organ (where he is the head, the one above), and from both who are kin; refused a
/// second time.
pub async fn note(ctx: &Ctx, id: KinshipId, keeps_away: bool) -> Outcome<()> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let row = store::hold_kinship(&tx, id).await?.ok_or_else(Failure::hidden)?;
    let facts = Notes::load(&tx, &[row.relative_id]).await?.facts(staff, &row);
    decide(&ctx.actor, Action::Note, facts).check()?;
    if !is_unanswered(&row) {
        return Err(OfficialRefusal::Answered.into());
    }
    store::answer_kinship(&tx, id, (keeps_away, staff.account_id)).await?;
    let kind = if keeps_away { "officials.kinship_noted" } else { "officials.kinship_set_aside" };
    let said = json!({ "official": row.official_id, "relative": row.relative_id, "organ": facts.approver });
    ledger::append(&tx, &ctx.actor, Entry::sealed(kind, id, said)).await?;
    if keeps_away {
        outbox::enqueue(&tx, SIGHT_CHANGED, json!({}), tx.now).await?;
        let whom = store::account_of(&tx, row.relative_id).await?.into_iter().collect();
        notices::about_kinship(&tx, &whom, NoticeKind::KinshipNoted).await?;
    }
    tx.commit().await
}

/// Declarations that wait for the viewer's word about the relative, the oldest first.
///
/// # Errors
/// Hidden from whoever heads no organ.
pub async fn waiting(ctx: &Ctx) -> Outcome<Vec<KinshipView>> {
    let (staff, county) = asking(ctx).await?;
    let tx = ctx.read(&county).await?;
    let approver = staff.organs(&[StaffRole::Head]).first().copied();
    decide(&ctx.actor, Action::Note, Facts { approver, ..Facts::default() }).check()?;
    let rows = store::unanswered(&tx, LOOKED_AT).await?.into_iter().map(|row| (row, None)).collect();
    Ok(views(&tx, staff, rows).await?.into_iter().filter(|view| view.can_note).take(MOST).collect())
}
