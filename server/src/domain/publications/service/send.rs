//! 送审: the draft goes to somebody else, who looks at it as everybody will.

use super::{Begun, approver, begin, clear_words, key_of, must_be, must_stand, opened, tell};
use crate::domain::ledger::{self, Entry};
use crate::domain::publications::policy::Action;
use crate::domain::publications::store;
use crate::kernel::{Ctx, Outcome};
use entity::id::PublicationId;
use entity::words::{NoticeKind, PublicationState};
use entity::{publication, publication_version};
use sea_orm::sea_query::Expr;
use serde_json::json;

/// Sends a draft to be approved.
///
/// # Errors
/// Hidden, or refused unless by its handler or a head of its organ; while it holds what may not stand in public; while the
/// case is open; and if nobody is there who may approve it.
pub async fn send(ctx: &Ctx, id: PublicationId, expected: i64) -> Outcome<()> {
    let begun = begin(ctx, (id, expected), Action::Send).await?;
    must_be(&begun.version, &[PublicationState::Draft, PublicationState::Returned])?;
    must_stand(&begun).await?;
    let Begun { staff, tx, row, version, case, facts, .. } = begun;
    let draft = opened(&tx, &key_of(&tx, &row, row.organ_id).await?, version.part_id).await?;
    clear_words(&tx, (&case, &row), &draft).await?;
    let authors: Vec<_> = facts.authors.into_iter().chain([staff.account_id]).collect();
    let (approver, heads) = approver::free(&tx, (&case, &row), &authors).await?;
    approver::share(&tx, &row, (row.organ_id, approver)).await?;
    let other = Some(approver).filter(|approver| Some(*approver) != approver::usual(&case, (row.kind, row.organ_id)));
    store::change(&tx, &row, |update| update.col_expr(publication::Column::ApproverId, Expr::value(other))).await?;
    store::change_version(&tx, version.id, |update| {
        update
            .col_expr(publication_version::Column::State, Expr::value(PublicationState::Waiting))
            .col_expr(publication_version::Column::SentBy, Expr::value(Some(staff.account_id)))
            .col_expr(publication_version::Column::SentAt, Expr::value(Some(tx.now)))
    })
    .await?;
    let said = json!({ "publication": row.id, "no": version.no });
    ledger::append(&tx, &ctx.actor, Entry::sealed("publications.send", row.case_id, said)).await?;
    tell(&tx, &heads, NoticeKind::PublicationWaiting, &row).await?;
    tx.commit().await
}
