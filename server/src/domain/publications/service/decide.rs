//! 批准公开, 退回: by a head who neither wrote nor sent it.

use super::{Begun, begin, clear_words, key_of, must_be, must_stand, opened, stale, still_free, tell};
use crate::domain::cases;
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::publications::model::{Clear, Terms};
use crate::domain::publications::policy::Action;
use crate::domain::publications::refusal::PublicationRefusal;
use crate::domain::publications::store;
use crate::domain::removals;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome};
use entity::id::{OrganId, PublicationId};
use entity::words::{CorrectionReason, NoticeKind, PartKind, PublicationKind, PublicationState};
use entity::{publication, publication_version};
use sea_orm::sea_query::Expr;
use serde_json::json;

const REASON: Bounds = Bounds { min: 2, max: 1_000 };

/// Publishes what waits: from this moment everybody reads it, and the version before is a corrected one.
///
/// # Errors
/// Hidden, or refused unless by a head of the approving organ who neither wrote nor sent it; unless it waits; while it
/// holds what may not stand in public; and while the case is open.
pub async fn publish(ctx: &Ctx, id: PublicationId, expected: i64) -> Outcome<()> {
    let begun = begin(ctx, (id, expected), Action::Publish).await?;
    must_be(&begun.version, &[PublicationState::Waiting])?;
    if begun.row.hidden_at.is_some() {
        return Err(PublicationRefusal::Hidden.into());
    }
    must_stand(&begun).await?;
    let approved = looked_at_again(&begun).await?;
    make_public(&begun, approved).await?;
    if begun.version.no == 1 {
        note_on_case(ctx, &begun).await?;
    }
    let Begun { tx, row, version, case, .. } = begun;
    if version.no > 1 {
        stale::settle(&tx, &case).await?;
    }
    let said = json!({ "code": row.code, "no": version.no, "reason": version.reason });
    ledger::append(&tx, &ctx.actor, Entry::public("publications.publish", row.id, said)).await?;
    let authors = still_free(&tx, &case, row.organ_id, &[version.drafted_by]).await?;
    tell(&tx, &authors, NoticeKind::PublicationDone, &row).await?;
    tx.commit().await
}

/// What was looked at when it was sent is looked at again: a decision may not be in force any more, a name may be new.
async fn looked_at_again(begun: &Begun<'_>) -> Outcome<(Clear, Terms)> {
    let Begun { tx, row, version, case, facts, .. } = begun;
    let draft = opened(tx, &key_of(tx, row, approving(facts.approver, row.organ_id)).await?, version.part_id).await?;
    Ok((clear_words(tx, (case, row), &draft).await?, draft.terms))
}

/// What a first version leaves on the case: the result's clock ends, the wish is met.
async fn note_on_case(ctx: &Ctx, begun: &Begun<'_>) -> Outcome<()> {
    let Begun { tx, row, case, .. } = begun;
    match (row.kind, row.clarification_id) {
        (PublicationKind::Result, _) => cases::note_published(ctx, tx, case, (row.organ_id, &row.code)).await,
        (PublicationKind::Clarification, Some(wish)) => {
            let is_met = cases::note_clarified(ctx, tx, case, (row.organ_id, wish)).await?;
            if is_met { Ok(()) } else { Err(PublicationRefusal::NoWish.into()) }
        }
        _ => Ok(()),
    }
}

fn approving(approver: Option<OrganId>, organ: OrganId) -> OrganId {
    approver.unwrap_or(organ)
}

/// What was approved is public from now on: its words, and what its kind needs besides. Until then nothing of a draft is.
async fn make_public(begun: &Begun<'_>, (clear, terms): (Clear, Terms)) -> Outcome<()> {
    let Begun { staff, tx, row, versions, version, .. } = begun;
    let first = row.published_at.unwrap_or(tx.now);
    store::change(tx, row, |update| {
        update
            .col_expr(publication::Column::PublishedAt, Expr::value(Some(first)))
            .col_expr(publication::Column::DecidedOn, Expr::value(terms.decided_on))
            .col_expr(publication::Column::DocumentNumber, Expr::value(terms.document_number))
            .col_expr(publication::Column::EndsOn, Expr::value(terms.ends_on))
    })
    .await?;
    for old in versions.iter().filter(|old| old.state == PublicationState::Published) {
        store::change_version(tx, old.id, |update| {
            update
                .col_expr(publication_version::Column::State, Expr::value(PublicationState::Corrected))
                .col_expr(publication_version::Column::ReplacedAt, Expr::value(Some(tx.now)))
        })
        .await?;
    }
    if version.reason == Some(CorrectionReason::Privacy) {
        store::take_words(tx, row.id, Some(version.id)).await?;
        removals::note(tx).await?;
    }
    store::change_version(tx, version.id, |update| {
        update
            .col_expr(publication_version::Column::State, Expr::value(PublicationState::Published))
            .col_expr(publication_version::Column::Title, Expr::value(Some(clear.title)))
            .col_expr(publication_version::Column::Text, Expr::value(Some(clear.text)))
            .col_expr(publication_version::Column::PublishedAt, Expr::value(Some(tx.now)))
            .col_expr(publication_version::Column::DecidedBy, Expr::value(Some(staff.account_id)))
            .col_expr(publication_version::Column::DecidedAt, Expr::value(Some(tx.now)))
    })
    .await
}

/// Gives what waits back to who wrote it, with a reason.
///
/// # Errors
/// Hidden, or refused unless by a head of the approving organ who neither wrote nor sent it; unless it waits; without a
/// reason.
pub async fn send_back(ctx: &Ctx, (id, expected): (PublicationId, i64), reason: &str) -> Outcome<()> {
    let Begun { staff, tx, row, version, case, facts, .. } = begin(ctx, (id, expected), Action::Return).await?;
    must_be(&version, &[PublicationState::Waiting])?;
    let reason = written("reason", reason, REASON).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let key = key_of(&tx, &row, approving(facts.approver, row.organ_id)).await?;
    let part = keys::add_part(&tx, &key, PartKind::Note, &SealedText::new(reason)).await?;
    store::change(&tx, &row, |update| update).await?;
    store::change_version(&tx, version.id, |update| {
        update
            .col_expr(publication_version::Column::State, Expr::value(PublicationState::Returned))
            .col_expr(publication_version::Column::ReturnedPartId, Expr::value(Some(part)))
            .col_expr(publication_version::Column::DecidedBy, Expr::value(Some(staff.account_id)))
            .col_expr(publication_version::Column::DecidedAt, Expr::value(Some(tx.now)))
    })
    .await?;
    let said = json!({ "publication": row.id, "no": version.no });
    ledger::append(&tx, &ctx.actor, Entry::sealed("publications.return", row.case_id, said)).await?;
    let authors = still_free(&tx, &case, row.organ_id, &[version.drafted_by]).await?;
    tell(&tx, &authors, NoticeKind::PublicationReturned, &row).await?;
    tx.commit().await
}
