//! 送审 and 撤回: the list goes to the county, and may be taken back while nobody decided.

use super::read::{loaded, ready};
use super::{Begun, Done, begin, must_agree, must_be, must_live, note};
use crate::domain::clearing::policy::Action;
use crate::domain::clearing::refusal::ClearingRefusal;
use crate::domain::clearing::store;
use crate::domain::notices;
use crate::kernel::{Ctx, Outcome};
use entity::clearing;
use entity::id::ClearingId;
use entity::words::{ClearingState, ClearingStep, NoticeKind};
use sea_orm::sea_query::Expr;

/// Sends a list to the county.
///
/// # Errors
/// Hidden, or refused unless by publisher or reviewer of the unit; unless it is as it was read; while an item is not decided,
/// lacks its legal basis or its reason, or stands outside; and if nobody of the county may look at it.
pub async fn send(ctx: &Ctx, id: ClearingId, revision: i64) -> Outcome<()> {
    let Begun { staff, tx, row, unit, facts } = begin(ctx, id, Action::Send).await?;
    must_be(&row, &[ClearingState::Draft, ClearingState::Returned])?;
    must_live(&unit, ctx)?;
    must_agree(&row, revision)?;
    ready(&tx, &unit, (id, &loaded(&tx, id).await?)).await?;
    let mut reviewers = store::reviewing_for(&tx, &facts.core).await?;
    // Nobody looks at the list of his own unit for the county.
    let own = store::clearing_for(&tx, row.unit_id).await?;
    reviewers.retain(|account| *account != staff.account_id && !facts.authors.contains(account) && !own.contains(account));
    if reviewers.is_empty() {
        return Err(ClearingRefusal::NobodyToReview.into());
    }
    let revision = store::change(&tx, &row, |update| {
        update
            .col_expr(clearing::Column::State, Expr::value(ClearingState::Sent))
            .col_expr(clearing::Column::SentBy, Expr::value(staff.account_id.0))
            .col_expr(clearing::Column::SentAt, Expr::value(tx.now))
    })
    .await?;
    note(ctx, (&tx, staff), id, Done { step: ClearingStep::Sent, item: None, parts: &[], revision }).await?;
    notices::about_clearing(&tx, &reviewers, NoticeKind::ClearingWaiting, id).await?;
    tx.commit().await
}

/// Takes a list back from the county; possible also for a unit that is no more, so that nothing lies where nobody decides.
///
/// # Errors
/// Hidden, or refused unless by publisher or reviewer of the unit; unless it was sent and is as it was read.
pub async fn recall(ctx: &Ctx, id: ClearingId, revision: i64) -> Outcome<()> {
    let Begun { staff, tx, row, .. } = begin(ctx, id, Action::Send).await?;
    must_be(&row, &[ClearingState::Sent])?;
    must_agree(&row, revision)?;
    let change =
        |update: sea_orm::UpdateMany<clearing::Entity>| update.col_expr(clearing::Column::State, Expr::value(ClearingState::Draft));
    let revision = store::change(&tx, &row, change).await?;
    note(ctx, (&tx, staff), id, Done { step: ClearingStep::Recalled, item: None, parts: &[], revision }).await?;
    tx.commit().await
}
