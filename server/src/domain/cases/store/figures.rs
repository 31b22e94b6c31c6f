//! Numbers over the cases of organs, for who leads them: open ones as they stand, and how long decisions took. A case that
//! the viewer must keep away from is left out in the statement, so that every figure is that of a world without it.

use super::inbox::{first_subject, open};
use crate::domain::cases::rules::due_span::DueSpan;
use crate::domain::directory::{self, Recusals};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, OrganId};
use entity::moment::Moment;
use entity::words::{CaseEventKind, CaseState, Light, SubjectKind};
use entity::{case, case_event};
use sea_orm::sea_query::{Alias, CaseStatement, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, FromQueryResult, QueryFilter as _, QuerySelect, Select};
use std::ops::Range;

/// How many open cases are alike in all that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Tally {
    /// Whose turn it is.
    pub organ_id: OrganId,
    /// State.
    pub state: CaseState,
    /// Light.
    pub light: Light,
    /// Who handles them.
    pub handler_id: Option<AccountId>,
    /// What the reporter named first.
    pub subject: Option<SubjectKind>,
    /// How near the day is, as a place in [`DueSpan::ALL`].
    pub span: i64,
    /// How many.
    pub cases: i64,
}

/// A decision that an organ takes inside a legal clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// 受理 or 不予受理, from the submission on.
    Acceptance,
    /// 答复, from the acceptance or the escalation on.
    Result,
}

/// Open cases of these organs, in one statement along the front of each organ's run: finished ones cost nothing.
///
/// # Errors
/// A fault of the database.
pub async fn tallies(tx: &Tx, organs: &[OrganId], away: &Recusals) -> Outcome<Vec<Tally>> {
    Ok(open_rows(tx, organs, away).into_model::<Tally>().all(tx).await?)
}

pub(super) fn open_rows(tx: &Tx, organs: &[OrganId], away: &Recusals) -> Select<case::Entity> {
    let rows = tx.rows().find::<case::Entity>().filter(case::Column::OrganId.is_in(organs.iter().copied()));
    let rows = open(rows).filter(directory::is_kept(tx, away).not()).select_only();
    let rows = rows
        .column(case::Column::OrganId)
        .column(case::Column::State)
        .column(case::Column::Light)
        .column(case::Column::HandlerId)
        .column_as(Expr::from(first_subject(tx)), "subject")
        .column_as(span(tx), "span")
        .column_as(case::Column::Id.count(), "cases");
    let rows = rows.group_by(case::Column::OrganId).group_by(case::Column::State).group_by(case::Column::Light);
    rows.group_by(case::Column::HandlerId).group_by(named("subject")).group_by(named("span"))
}

/// How long each decision took that these organs made in this time, in milliseconds, by organ; read from the decisions of
/// that time alone.
///
/// # Errors
/// A fault of the database.
pub async fn spans(
    tx: &Tx,
    decision: Decision,
    (organs, away): (&[OrganId], &Recusals),
    within: &Range<Moment>,
) -> Outcome<Vec<(OrganId, i64)>> {
    let rows = decided_rows(tx, decision, (organs, away), within);
    let rows: Vec<(OrganId, Option<i64>)> = rows.into_tuple().all(tx).await?;
    Ok(rows.into_iter().filter_map(|(organ, took)| Some((organ, took?))).collect())
}

pub(super) fn decided_rows(
    tx: &Tx,
    decision: Decision,
    (organs, away): (&[OrganId], &Recusals),
    within: &Range<Moment>,
) -> Select<case_event::Entity> {
    let same = |event: case_event::Column, case: case::Column| Expr::col((case_event::Entity, event)).equals((case::Entity, case));
    let its_case = same(case_event::Column::CountyId, case::Column::CountyId).and(same(case_event::Column::CaseId, case::Column::Id));
    let mut rows = tx.rows().find::<case_event::Entity>();
    QuerySelect::query(&mut rows).inner_join(case::Entity, its_case);
    let took = Expr::col((case_event::Entity, case_event::Column::At)).sub(Expr::from(begin(tx, decision)));
    rows.select_only()
        .column(case_event::Column::OrganId)
        .column_as(took, "took")
        // In words and not by values, so that both databases take the index that holds decisions only.
        .filter(Expr::cust("\"case_event\".\"kind\" IN ('ACCEPTED', 'DECLINED', 'REPLIED', 'EXTERNAL_RESULT')"))
        .filter(case_event::Column::Kind.is_in(decision.ends().iter().copied()))
        .filter(case_event::Column::At.gte(within.start))
        .filter(case_event::Column::At.lt(within.end))
        .filter(case_event::Column::OrganId.is_in(organs.iter().copied()))
        .filter(directory::is_kept(tx, away).not())
}

/// The last step before a decision from which its clock counts.
fn begin(tx: &Tx, decision: Decision) -> SelectStatement {
    let begin = || Alias::new("begin");
    let column = |column: case_event::Column| Expr::col((begin(), column));
    let outer = |column: case_event::Column| (case_event::Entity, column);
    Query::select()
        .expr(column(case_event::Column::At).max())
        .from_as(case_event::Entity, begin())
        .and_where(column(case_event::Column::CountyId).eq(tx.county.id))
        .and_where(column(case_event::Column::CaseId).equals(outer(case_event::Column::CaseId)))
        .and_where(column(case_event::Column::Kind).is_in(decision.begins().iter().copied()))
        .and_where(column(case_event::Column::At).lte(Expr::col(outer(case_event::Column::At))))
        .to_owned()
}

impl Decision {
    const fn ends(self) -> &'static [CaseEventKind] {
        match self {
            Self::Acceptance => &[CaseEventKind::Accepted, CaseEventKind::Declined],
            Self::Result => &[CaseEventKind::Replied, CaseEventKind::ExternalResult],
        }
    }

    const fn begins(self) -> &'static [CaseEventKind] {
        match self {
            // What came back from outside is decided anew: its days there are not the organ's.
            Self::Acceptance => &[CaseEventKind::Submitted, CaseEventKind::Continued, CaseEventKind::HandOverReturned],
            Self::Result => &[CaseEventKind::Accepted, CaseEventKind::Escalated, CaseEventKind::HandedOver, CaseEventKind::Continued],
        }
    }
}

/// The place in [`DueSpan::ALL`] of how near the day is.
fn span(tx: &Tx) -> Expr {
    let mut case = CaseStatement::new();
    for (place, span) in (0i64..).zip(DueSpan::ALL) {
        case = case.case(case::Column::DueAt.lte(*span.bounds(tx.now).end()), Expr::value(place));
    }
    Expr::expr(case)
}

fn named(alias: &'static str) -> Expr {
    Expr::col(Alias::new(alias))
}
