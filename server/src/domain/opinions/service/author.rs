//! What the author does once it is answered: 追问, 打分.

use super::{Begun, FEW_WORDS, WORDS, advance, begin, begin_term, blank, leave};
use crate::domain::notices;
use crate::domain::opinions::model::Deed;
use crate::domain::opinions::policy::Action;
use crate::domain::opinions::refusal::OpinionRefusal as Refusal;
use crate::domain::opinions::rules::FOLLOW_UPS;
use crate::domain::opinions::store;
use crate::kernel::error::Refusals;
use crate::kernel::text::written;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use entity::id::OpinionId;
use entity::words::{NoticeKind, OpinionSight, OpinionStep};
use entity::{opinion, opinion_event};

/// 追问: the author asks on, and a new term begins.
///
/// # Errors
/// Hidden from whoever is not its author; refused without words, while it is not answered, once it is over, and beyond the
/// number of times.
pub async fn follow_up(ctx: &Ctx, (id, revision): (OpinionId, i64), text: &str) -> Outcome<()> {
    let Begun { tx, mut row, facts } = begin(ctx, id, Action::FollowUp, Some(revision)).await?;
    let text = written("text", text, WORDS).map_err(|error| Failure::Refused(vec![error]))?;
    let before = store::events(&tx, &[id]).await?;
    if before.iter().filter(|event| event.step == OpinionStep::FollowedUp).count() >= FOLLOW_UPS {
        return Err(Refusal::FollowUps.into());
    }
    advance(&mut row, Deed::FollowUp)?;
    begin_term(&tx, &mut row).await?;
    row.is_to_publish |= row.sight == OpinionSight::Public;
    let sight = of_words(&row);
    let event = opinion_event::Model {
        words: Some(text),
        words_sight: Some(sight),
        due_on: row.due_on,
        ..blank(&tx, &row, OpinionStep::FollowedUp)
    };
    leave(ctx, &tx, row, event).await?;
    let told = store::answering(&tx, &facts.units).await?;
    notices::about_opinion(&tx, &told, NoticeKind::OpinionFollowedUp, id).await?;
    tx.commit().await
}

/// What the author adds waits for a person's eye, wherever the opinion is public or may become so.
fn of_words(row: &opinion::Model) -> OpinionSight {
    if row.sight == OpinionSight::NotWished { OpinionSight::NotWished } else { OpinionSight::Waiting }
}

/// How good the answer is.
#[derive(Clone, Debug)]
pub struct Rating {
    /// 1 to 5.
    pub rating: i32,
    /// What there is to say; may be empty.
    pub words: String,
}

/// 打分: the author rates the answer, once; with that the opinion is over.
///
/// # Errors
/// Hidden from whoever is not its author; refused outside 1 to 5, while it is not answered, and once it is over.
pub async fn rate(ctx: &Ctx, (id, revision): (OpinionId, i64), input: &Rating) -> Outcome<()> {
    let Begun { tx, mut row, .. } = begin(ctx, id, Action::Rate, Some(revision)).await?;
    let mut refusals = Refusals::default();
    if !(1..=5).contains(&input.rating) {
        refusals.add(ErrorCode::Invalid, "rating", "请选 1 到 5 分中的一个。");
    }
    let words = refusals.take(written("words", &input.words, FEW_WORDS)).filter(|words| !words.is_empty());
    refusals.check()?;
    advance(&mut row, Deed::Rate)?;
    row.rating = Some(input.rating);
    row.closed_at = Some(tx.now);
    row.wake_at = None;
    row.is_to_publish |= row.sight == OpinionSight::Public && words.is_some();
    let sight = words.as_ref().map(|_| of_words(&row));
    let event = opinion_event::Model { rating: Some(input.rating), words, words_sight: sight, ..blank(&tx, &row, OpinionStep::Rated) };
    leave(ctx, &tx, row, event).await?;
    tx.commit().await
}
