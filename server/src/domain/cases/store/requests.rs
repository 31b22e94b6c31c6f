//! The SQL of pauses and extensions.

use crate::domain::cases::rules::deadlines::{Holds, Moved, decisions};
use crate::domain::directory::{self, Recusals};
use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, CaseId, DeadlineRequestId, OrganId, SealedPartId};
use entity::moment::Moment;
use entity::words::{DeadlineKind, DeadlineRequestKind, DeadlineRequestState};
use entity::{case, deadline, deadline_request};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use time::Date;

/// The requests of these cases.
///
/// # Errors
/// A fault of the database.
pub async fn requests_of(tx: &Tx, cases: &[CaseId]) -> Outcome<Vec<deadline_request::Model>> {
    let rows = tx.rows().find::<deadline_request::Entity>().filter(deadline_request::Column::CaseId.is_in(cases.iter().copied()));
    Ok(rows.order_by_asc(deadline_request::Column::AskedAt).order_by_asc(deadline_request::Column::Id).all(tx).await?)
}

/// One request, hidden if there is none.
///
/// # Errors
/// Hidden, or a fault of the database.
pub async fn request(tx: &Tx, id: DeadlineRequestId) -> Outcome<deadline_request::Model> {
    tx.rows().one::<deadline_request::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// Open requests that wait for one of these organs, the oldest first; none about a case that the viewer must keep away from.
///
/// # Errors
/// Refused if the cursor is not one of ours; a fault of the database.
pub async fn open_requests(tx: &Tx, (organs, away): (&[OrganId], &Recusals), page: &PageQuery) -> Outcome<Vec<deadline_request::Model>> {
    let mut rows = tx
        .rows()
        .find::<deadline_request::Entity>()
        .filter(deadline_request::Column::State.eq(DeadlineRequestState::Open))
        .filter(answered_by(tx, (organs, away)));
    if let Some(cursor) = &page.after {
        let (at, id) = place_of(cursor).ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?;
        let same = deadline_request::Column::AskedAt.eq(at).and(deadline_request::Column::Id.gt(id));
        rows = rows.filter(deadline_request::Column::AskedAt.gt(at).or(same));
    }
    let rows = rows.order_by_asc(deadline_request::Column::AskedAt).order_by_asc(deadline_request::Column::Id);
    Ok(rows.limit(page.first.saturating_add(1)).all(tx).await?)
}

/// Whether a request is one that the heads of these organs answer, about a case from which the viewer need not keep away.
pub(super) fn answered_by(tx: &Tx, (organs, away): (&[OrganId], &Recusals)) -> Expr {
    let kept = Query::select()
        .column(case::Column::Id)
        .from(case::Entity)
        .and_where(case::Column::CountyId.eq(tx.county.id))
        .cond_where(directory::is_kept(tx, away))
        .to_owned();
    let theirs = deadline_request::Column::ApproverId.is_in(organs.iter().copied());
    theirs.and(deadline_request::Column::CaseId.not_in_subquery(kept))
}

fn place_of(cursor: &[String]) -> Option<(Moment, DeadlineRequestId)> {
    let [at, id] = cursor else { return None };
    Some((Moment(at.parse().ok()?), id.parse().ok()?))
}

/// Ends what a case still asks for: its clock ended, the case is another organ's, or it is asked for anew. Nothing is
/// deleted.
///
/// # Errors
/// A fault of the database.
pub async fn lapse_requests(tx: &Tx, case: CaseId, kind: Option<DeadlineRequestKind>) -> Outcome<()> {
    let mut lapse = tx
        .rows()
        .update::<deadline_request::Entity>()
        .col_expr(deadline_request::Column::State, Expr::value(DeadlineRequestState::Lapsed))
        .filter(deadline_request::Column::CaseId.eq(case))
        .filter(deadline_request::Column::State.eq(DeadlineRequestState::Open));
    if let Some(kind) = kind {
        lapse = lapse.filter(deadline_request::Column::Kind.eq(kind));
    }
    lapse.exec(tx).await?;
    Ok(())
}

/// An answer to a request.
pub struct Answer {
    /// Granted or refused.
    pub state: DeadlineRequestState,
    /// By whom.
    pub by: AccountId,
    /// With which words.
    pub part: SealedPartId,
    /// The days of a granted pause, the first and the last one.
    pub pause: Option<(Date, Date)>,
    /// Which decision of the case it is, if it is granted.
    pub no: Option<i32>,
}

/// Answers an open request, once; whether it was open.
///
/// # Errors
/// A fault of the database.
pub async fn answer_request(tx: &Tx, id: DeadlineRequestId, answer: &Answer) -> Outcome<bool> {
    let update = tx
        .rows()
        .update::<deadline_request::Entity>()
        .col_expr(deadline_request::Column::State, Expr::value(answer.state))
        .col_expr(deadline_request::Column::DecidedBy, Expr::value(Some(answer.by)))
        .col_expr(deadline_request::Column::DecidedAt, Expr::value(Some(tx.now)))
        .col_expr(deadline_request::Column::DecidedPartId, Expr::value(Some(answer.part)))
        .col_expr(deadline_request::Column::FromOn, Expr::value(answer.pause.map(|(from, _)| from)))
        .col_expr(deadline_request::Column::EndedOn, Expr::value(answer.pause.map(|(_, until)| until)))
        .col_expr(deadline_request::Column::GrantedNo, Expr::value(answer.no))
        .filter(deadline_request::Column::Id.eq(id))
        .filter(deadline_request::Column::State.eq(DeadlineRequestState::Open));
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// Ends a pause with this day, by this decision of its case.
///
/// # Errors
/// A fault of the database.
pub async fn end_pause(tx: &Tx, id: DeadlineRequestId, (last, no): (Date, i32)) -> Outcome<()> {
    let update = tx.rows().update::<deadline_request::Entity>().col_expr(deadline_request::Column::EndedOn, Expr::value(Some(last)));
    let update = update.col_expr(deadline_request::Column::ResumedNo, Expr::value(Some(no)));
    update.filter(deadline_request::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// What was granted to a clock, as it was counted last.
#[must_use]
pub fn holds_of(requests: &[deadline_request::Model], clock: &deadline::Model) -> Holds {
    held_by(requests, clock, clock.decisions)
}

/// What was granted to a clock by now.
#[must_use]
pub fn holds_by_now(requests: &[deadline_request::Model], clock: &deadline::Model) -> Holds {
    held_by(requests, clock, decisions(requests))
}

fn held_by(requests: &[deadline_request::Model], clock: &deadline::Model, decisions: i32) -> Holds {
    let moved = clock.moved_on.zip(clock.moved_from).map(|(on, from)| Moved { on, from });
    granted(requests, (clock.instance_no, clock.kind, clock.starts_at), (moved, decisions))
}

/// What these requests granted to the clock of this instance that began then, with the first so many decisions of its
/// case: filing a case does not take it away.
#[must_use]
pub fn granted(requests: &[deadline_request::Model], term: (i32, DeadlineKind, Moment), (moved, decisions): (Option<Moved>, i32)) -> Holds {
    Holds::of(requests.iter().filter(|row| (row.instance_no, row.clock, row.starts_at) == term), moved, decisions)
}
