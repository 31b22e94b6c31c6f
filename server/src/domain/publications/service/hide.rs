//! 撤下: the page keeps its place and says why; the words are not shown any more.

use super::{Begun, begin, stale};
use crate::domain::ledger::{self, Entry};
use crate::domain::publications::policy::Action;
use crate::domain::publications::refusal::PublicationRefusal;
use crate::domain::publications::store;
use crate::domain::removals;
use crate::kernel::{Ctx, Outcome};
use entity::id::PublicationId;
use entity::publication;
use entity::words::{HideReason, PublicationState};
use sea_orm::sea_query::Expr;
use serde_json::json;

/// Hides what is published. Nothing is deleted; where privacy asks for it the words are sealed again.
///
/// # Errors
/// Hidden, or refused unless by a head of the approving organ; unless it is published; once it is hidden.
pub async fn hide(ctx: &Ctx, (id, expected): (PublicationId, i64), reason: HideReason) -> Outcome<()> {
    let Begun { staff, tx, row, version, case, .. } = begin(ctx, (id, expected), Action::Hide).await?;
    if row.hidden_at.is_some() {
        return Err(PublicationRefusal::Hidden.into());
    }
    if row.published_at.is_none() {
        return Err(PublicationRefusal::NotNow(version.state).into());
    }
    store::change(&tx, &row, |update| {
        update
            .col_expr(publication::Column::HiddenReason, Expr::value(Some(reason)))
            .col_expr(publication::Column::HiddenAt, Expr::value(Some(tx.now)))
            .col_expr(publication::Column::HiddenBy, Expr::value(Some(staff.account_id)))
    })
    .await?;
    if reason == HideReason::Privacy {
        store::take_words(&tx, row.id, None).await?;
    }
    removals::note(&tx).await?;
    stale::settle(&tx, &case).await?;
    let said = json!({ "code": row.code, "reason": reason, "was": PublicationState::Published });
    ledger::append(&tx, &ctx.actor, Entry::public("publications.hide", row.id, said)).await?;
    tx.commit().await
}
