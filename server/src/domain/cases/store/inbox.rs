//! The in-box in SQL: what a viewer may see is decided in the statement, for rows and counts alike. A page is read along an
//! index of the organ whose turn it is, so that it costs the same in a short list and in a long one.

use super::to_publish::to_publish_ids;
use super::turns::helped_by;
use crate::domain::cases::model::OPEN;
use crate::domain::cases::rules::due_span::{DueSpan, NEVER};
use crate::domain::directory::{self, Recusals};
use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, CaseId, OrganId, ReportId};
use entity::words::{CaseState, Light, SubjectKind};
use entity::{case, instance, media, report_subject};
use sea_orm::sea_query::{Alias, CaseStatement, Expr, ExprTrait as _, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect, Select};
use std::collections::{BTreeMap, BTreeSet};

/// What the viewer may see and what he asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Organs that he handles or heads.
    pub organs: Vec<OrganId>,
    /// External organs whose cases he follows as head of the county commission.
    pub followed: Vec<OrganId>,
    /// From whom he must keep away.
    pub recusals: Recusals,
    /// Only these states.
    pub states: Option<Vec<CaseState>>,
    /// Only these lights.
    pub lights: Option<Vec<Light>>,
    /// Only those that each of these accounts handles: of two of them there are none.
    pub handlers: Vec<AccountId>,
    /// Only those that nobody handles.
    pub unassigned: bool,
    /// Only those whose turn it is at this organ.
    pub turn: Option<OrganId>,
    /// Only those past a clock of the organ, or only the others.
    pub overdue: Option<bool>,
    /// Only those whose day is so near.
    pub dues: Option<Vec<DueSpan>>,
    /// Only those whose first subject is of this kind.
    pub subject: Option<SubjectKind>,
    /// Only those not closed, or only the closed ones.
    pub open: Option<bool>,
    /// Only those whose turn it is at one of his organs, and whose result is still to be published.
    pub unpublished: bool,
}

/// Ids of one page with their due moments, those due first before others and open ones before closed ones: one statement
/// for each organ of the viewer, and one for turns that are over.
///
/// # Errors
/// Refused if the cursor is not one of ours; a fault of the database.
pub async fn case_ids(tx: &Tx, filter: &Filter, page: &PageQuery) -> Outcome<Vec<(CaseId, i64)>> {
    let bad = || Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。");
    let after = page.after.as_deref().map(|cursor| place_of(cursor).ok_or_else(bad)).transpose()?;
    let most = page.first.saturating_add(1);
    let mut found: Vec<(CaseId, i64)> = Vec::new();
    for rows in page_rows(tx, filter, (after, most)) {
        found.extend(rows.into_tuple::<(CaseId, i64)>().all(tx).await?);
    }
    found.sort_unstable_by_key(|(id, due)| (*due, *id));
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

/// The front of each run behind that place, so many rows of each.
pub(super) fn page_rows(tx: &Tx, filter: &Filter, (after, most): (Option<(i64, CaseId)>, u64)) -> Vec<Select<case::Entity>> {
    let front = |rows: Select<case::Entity>| {
        let mut rows = asked_for(tx, rows, filter);
        if let Some((due, id)) = after {
            rows = rows.filter(place().gt(Expr::tuple([Expr::value(due), Expr::value(id)])));
        }
        let rows = rows.select_only().column(case::Column::Id).column(case::Column::DueAt);
        rows.order_by_asc(case::Column::DueAt).order_by_asc(case::Column::Id).limit(most)
    };
    runs(tx, filter).into_iter().map(front).collect()
}

/// How many media each report has.
///
/// # Errors
/// A fault of the database.
pub async fn media_counts(tx: &Tx, reports: Vec<ReportId>) -> Outcome<BTreeMap<ReportId, i64>> {
    if reports.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = tx
        .rows()
        .find::<media::Entity>()
        .filter(media::Column::ReportId.is_in(reports))
        .select_only()
        .column(media::Column::ReportId)
        .column_as(media::Column::Id.count(), "count")
        .group_by(media::Column::ReportId);
    Ok(rows.into_tuple::<(ReportId, i64)>().all(tx).await?.into_iter().collect())
}

/// Ids of all cases that the viewer may see, for another statement.
#[must_use]
pub fn seen_ids(tx: &Tx, filter: &Filter) -> SelectStatement {
    QuerySelect::query(&mut visible(tx, filter).select_only().column(case::Column::Id)).to_owned()
}

/// Cases of the viewer's organs, present and earlier turns, and those that they help with, but none that he must keep away from.
pub(super) fn visible(tx: &Tx, filter: &Filter) -> Select<case::Entity> {
    let his = Condition::any().add(case::Column::OrganId.is_in(turns(filter))).add(is_elsewhere(tx, filter));
    kept_apart(tx, filter).filter(his)
}

/// Those whose turn it is at one of his organs, or at one that he follows.
pub(super) fn present(tx: &Tx, filter: &Filter) -> Select<case::Entity> {
    kept_apart(tx, filter).filter(case::Column::OrganId.is_in(turns(filter)))
}

/// Those that his organs may still read though it is another's turn.
pub(super) fn elsewhere(tx: &Tx, filter: &Filter) -> Select<case::Entity> {
    kept_apart(tx, filter).filter(is_elsewhere(tx, filter)).filter(case::Column::OrganId.is_not_in(turns(filter)))
}

/// All that he sees, in runs that an index gives in the order of the list.
fn runs(tx: &Tx, filter: &Filter) -> Vec<Select<case::Entity>> {
    let wanted = |organ: &OrganId| filter.turn.is_none_or(|turn| turn == *organ);
    let each = turns(filter).into_iter().filter(wanted).map(|organ| kept_apart(tx, filter).filter(case::Column::OrganId.eq(organ)));
    each.chain([elsewhere(tx, filter)]).collect()
}

pub(super) fn turns(filter: &Filter) -> BTreeSet<OrganId> {
    filter.organs.iter().chain(&filter.followed).copied().collect()
}

/// Why he sees a case that is in other hands: the turn of one of his organs is over, or it helps.
fn is_elsewhere(tx: &Tx, filter: &Filter) -> Condition {
    // One list of ids, so that it leads to the cases: two conditions side by side would have every case looked at.
    let his = Query::select()
        .column(instance::Column::CaseId)
        .from(instance::Entity)
        .and_where(instance::Column::CountyId.eq(tx.county.id))
        .and_where(instance::Column::OrganId.is_in(filter.organs.iter().copied()))
        // A bound and not `IS NOT NULL`, which SQLite looks up in no index.
        .and_where(instance::Column::EndedAt.gt(0))
        .union(UnionType::Distinct, helped_by(tx, &filter.organs))
        .to_owned();
    Condition::any().add(case::Column::Id.in_subquery(his))
}

fn kept_apart(tx: &Tx, filter: &Filter) -> Select<case::Entity> {
    tx.rows().find::<case::Entity>().filter(directory::is_kept(tx, &filter.recusals).not())
}

/// Only open ones: the front of each organ's run.
pub(super) fn open(rows: Select<case::Entity>) -> Select<case::Entity> {
    rows.filter(case::Column::DueAt.lte(NEVER))
}

/// An organ still has to act.
pub(super) fn is_open_state() -> Expr {
    case::Column::State.is_in(OPEN.iter().copied())
}

pub(super) fn asked_for(tx: &Tx, mut rows: Select<case::Entity>, filter: &Filter) -> Select<case::Entity> {
    if let Some(states) = &filter.states {
        rows = rows.filter(case::Column::State.is_in(states.iter().copied()));
    }
    if let Some(lights) = &filter.lights {
        rows = rows.filter(case::Column::Light.is_in(lights.iter().copied()));
    }
    for handler in &filter.handlers {
        rows = rows.filter(case::Column::HandlerId.eq(*handler));
    }
    if filter.unassigned {
        rows = rows.filter(case::Column::HandlerId.is_null());
    }
    if let Some(organ) = filter.turn {
        rows = rows.filter(case::Column::OrganId.eq(organ));
    }
    if let Some(spans) = &filter.dues {
        let within =
            |any: Condition, span: &DueSpan| any.add(case::Column::DueAt.between(*span.bounds(tx.now).start(), *span.bounds(tx.now).end()));
        // No span at all is asked for: nothing is in it.
        rows = rows.filter(spans.iter().fold(Condition::any().add(Expr::value(false)), within));
    }
    if let Some(kind) = filter.subject {
        rows = rows.filter(Expr::exists(first_subject(tx).and_where(report_subject::Column::Kind.eq(kind)).to_owned()));
    }
    if let Some(is_overdue) = filter.overdue {
        let due = case::Column::DueAt;
        rows = rows.filter(if is_overdue { due.lt(tx.now.0) } else { due.gte(tx.now.0) });
    }
    if filter.unpublished {
        rows = rows.filter(case::Column::OrganId.is_in(turns(filter))).filter(case::Column::Id.in_subquery(to_publish_ids(tx)));
    }
    match filter.open {
        Some(true) => open(rows),
        Some(false) => rows.filter(case::Column::DueAt.gt(NEVER)),
        None => rows,
    }
}

/// What the reporter named first.
pub(super) fn first_subject(tx: &Tx) -> SelectStatement {
    Query::select()
        .column((report_subject::Entity, report_subject::Column::Kind))
        .from(report_subject::Entity)
        .and_where(report_subject::Column::CountyId.eq(tx.county.id))
        .and_where(Expr::col((report_subject::Entity, report_subject::Column::ReportId)).equals((case::Entity, case::Column::ReportId)))
        .and_where(report_subject::Column::Ordinal.eq(1))
        .to_owned()
}

/// A sum that is a whole number on both databases.
pub(super) fn how_many(condition: impl Into<Condition>) -> Expr {
    let one = CaseStatement::new().case(condition.into(), Expr::value(1)).finally(Expr::value(0));
    Expr::expr(one).sum().cast_as(Alias::new("bigint"))
}

/// The place of a row in the list.
fn place() -> Expr {
    let column = |column| Expr::col((case::Entity, column));
    Expr::tuple([column(case::Column::DueAt), column(case::Column::Id)])
}

fn place_of(cursor: &[String]) -> Option<(i64, CaseId)> {
    let [due, id] = cursor else { return None };
    Some((due.parse().ok()?, id.parse().ok()?))
}
