//! What the unit does, and the commission above it: 已读, 分办, 答复, 督办.

use super::{Begun, FEW_WORDS, WORDS, advance, begin, blank, leave};
use crate::domain::notices;
use crate::domain::opinions::model::Deed;
use crate::domain::opinions::policy::Action;
use crate::domain::opinions::refusal::OpinionRefusal as Refusal;
use crate::domain::opinions::rules::SILENCE;
use crate::domain::opinions::store;
use crate::kernel::text::written;
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, UserError};
use entity::id::{AccountId, OpinionId};
use entity::opinion_event;
use entity::words::{NoticeKind, OpinionSight, OpinionState, OpinionStep};

fn staff(ctx: &Ctx) -> Outcome<&StaffActor> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)
}

fn refused(error: UserError) -> Failure {
    Failure::Refused(vec![error])
}

/// 已读: somebody of the unit opened it. Later openings change nothing.
///
/// # Errors
/// Hidden, or refused unless by somebody of the unit.
pub async fn mark_read(ctx: &Ctx, id: OpinionId) -> Outcome<()> {
    let Begun { tx, mut row, .. } = begin(ctx, id, Action::Answer, None).await?;
    if row.state != OpinionState::Received {
        return Ok(());
    }
    advance(&mut row, Deed::Read)?;
    let event = opinion_event::Model { account_id: Some(staff(ctx)?.account_id), ..blank(&tx, &row, OpinionStep::Read) };
    leave(ctx, &tx, row, event).await?;
    tx.commit().await
}

/// 分办: it becomes the task of somebody of the unit, who is told.
///
/// # Errors
/// Hidden, or refused unless by somebody of the unit; for somebody who does not answer for it, and once it is answered.
pub async fn assign(ctx: &Ctx, (id, revision): (OpinionId, i64), to: AccountId) -> Outcome<()> {
    let Begun { tx, mut row, facts } = begin(ctx, id, Action::Answer, Some(revision)).await?;
    let colleagues = store::answering(&tx, &facts.units).await?;
    if !colleagues.contains(&to) {
        return Err(Refusal::NoColleague.into());
    }
    advance(&mut row, Deed::Assign)?;
    row.assigned_to = Some(to);
    let event = opinion_event::Model { account_id: Some(staff(ctx)?.account_id), ..blank(&tx, &row, OpinionStep::Assigned) };
    leave(ctx, &tx, row, event).await?;
    if to != staff(ctx)?.account_id {
        notices::about_opinion(&tx, &[to].into(), NoticeKind::OpinionNew, id).await?;
    }
    tx.commit().await
}

/// 答复: what the unit says; its author is told that there is an answer. `points_to_report`: it is an accusation, and its
/// author is shown the page for reports. Nothing is made a report by anybody but him.
///
/// # Errors
/// Hidden, or refused unless by somebody of the unit; without words, and once it is answered.
pub async fn reply(ctx: &Ctx, (id, revision): (OpinionId, i64), (text, points_to_report): (&str, bool)) -> Outcome<()> {
    let Begun { tx, mut row, .. } = begin(ctx, id, Action::Answer, Some(revision)).await?;
    let text = written("text", text, WORDS).map_err(refused)?;
    advance(&mut row, Deed::Reply)?;
    row.due_on = None;
    row.replied_at = Some(tx.now);
    row.first_answered_at = row.first_answered_at.or(Some(tx.now));
    row.wake_at = Some(tx.now.after(SILENCE));
    let contact = row.contact_id;
    let event = opinion_event::Model {
        account_id: Some(staff(ctx)?.account_id),
        words: Some(text),
        words_sight: Some(OpinionSight::Public),
        points_to_report,
        ..blank(&tx, &row, OpinionStep::Replied)
    };
    leave(ctx, &tx, row, event).await?;
    notices::to_author(&tx, contact, id).await?;
    tx.commit().await
}

/// 督办: the commission urges the unit, with words if it has some; everybody who reads the opinion reads them.
///
/// # Errors
/// Hidden, or refused unless by head or handler of the commission; once it is answered.
pub async fn urge(ctx: &Ctx, (id, revision): (OpinionId, i64), words: &str) -> Outcome<()> {
    let Begun { tx, mut row, facts } = begin(ctx, id, Action::Urge, Some(revision)).await?;
    let words = written("words", words, FEW_WORDS).map_err(refused)?;
    advance(&mut row, Deed::Urge)?;
    let event = opinion_event::Model {
        account_id: Some(staff(ctx)?.account_id),
        organ_id: facts.commission,
        words: Some(words).filter(|words| !words.is_empty()),
        words_sight: Some(OpinionSight::Public),
        ..blank(&tx, &row, OpinionStep::Urged)
    };
    leave(ctx, &tx, row, event).await?;
    let told = store::answering(&tx, &facts.units).await?;
    notices::about_opinion(&tx, &told, NoticeKind::OpinionUrged, id).await?;
    tx.commit().await
}
