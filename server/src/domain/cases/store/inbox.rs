//! The in-box in SQL: what a viewer may see is decided in the statement, for rows and counts alike.

use super::turns::helped_by;
use crate::domain::directory::{self, Recusals};
use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, CaseId, OrganId, ReportId};
use entity::moment::Moment;
use entity::words::{CaseState, DeadlineKind, Light};
use entity::{case, deadline, instance, media};
use sea_orm::sea_query::{Alias, CaseStatement, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, FromQueryResult, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect, Select};
use std::collections::BTreeMap;

/// A due moment after all others, for cases without a running clock of the organ.
const NEVER: i64 = 9_000_000_000_000_000;

/// What the viewer may see and what he asked for.
#[derive(Clone, Debug)]
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
    /// Only those that this account handles.
    pub handler: Option<AccountId>,
    /// Only those past a clock of the organ, or only the others.
    pub overdue: Option<bool>,
    /// Only those not closed, or only the closed ones.
    pub open: Option<bool>,
}

/// What the in-box says above its list: over everything that the viewer sees, whatever he filters by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// Due until midnight.
    pub due_today: Option<i64>,
    /// Past due.
    pub overdue: Option<i64>,
    /// Red lights.
    pub red: Option<i64>,
    /// Yellow lights.
    pub yellow: Option<i64>,
    /// Nobody handles them yet.
    pub unassigned: Option<i64>,
}

/// Ids of one page with their due moments, those due first before others.
///
/// # Errors
/// Refused if the cursor is not one of ours; a fault of the database.
pub async fn case_ids(tx: &Tx, filter: &Filter, page: &PageQuery) -> Outcome<Vec<(CaseId, i64)>> {
    let mut rows = asked_for(tx, filter);
    if let Some(cursor) = &page.after {
        let (due, id) = place_of(cursor).ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?;
        let later = due_at(tx).gt(due);
        let same = due_at(tx).eq(due).and(case::Column::Id.gt(id));
        rows = rows.filter(later.or(same));
    }
    let rows = rows
        .select_only()
        .column(case::Column::Id)
        .column_as(due_at(tx), "due")
        .order_by_asc(due_at(tx))
        .order_by_asc(case::Column::Id)
        .limit(page.first.saturating_add(1));
    Ok(rows.into_tuple::<(CaseId, i64)>().all(tx).await?)
}

/// How many there are behind all pages.
///
/// # Errors
/// A fault of the database.
pub async fn count(tx: &Tx, filter: &Filter) -> Outcome<u64> {
    Ok(asked_for(tx, filter).count(tx).await?)
}

/// What stands above the list.
///
/// # Errors
/// A fault of the database.
pub async fn counts(tx: &Tx, filter: &Filter) -> Outcome<Counts> {
    let due = || due_at(tx);
    let midnight = end_of_day(tx.now);
    let row = visible(tx, filter)
        .select_only()
        .column_as(how_many(due().gte(tx.now.0).and(due().lte(midnight))), "due_today")
        .column_as(how_many(due().lt(tx.now.0)), "overdue")
        .column_as(how_many(case::Column::Light.eq(Light::Red)), "red")
        .column_as(how_many(case::Column::Light.eq(Light::Yellow)), "yellow")
        .column_as(
            how_many(case::Column::HandlerId.is_null().and(case::Column::State.is_in(crate::domain::cases::model::OPEN.iter().copied()))),
            "unassigned",
        );
    Ok(row.into_model::<Counts>().one(tx).await?.unwrap_or_default())
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

/// One case whose turn it is at an organ of the viewer, as far as numbers need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct InHand {
    /// Whose turn it is.
    pub organ_id: OrganId,
    /// Who handles it.
    pub handler_id: Option<AccountId>,
    /// Its light.
    pub light: Light,
    /// Its state.
    pub state: CaseState,
    /// The nearest clock that the organ has to keep; far away without one.
    pub due: i64,
}

/// All cases that wait for the viewer's organs, or for whom he follows, in one statement; none that he must keep away from.
///
/// # Errors
/// A fault of the database.
pub async fn in_hand(tx: &Tx, filter: &Filter) -> Outcome<Vec<InHand>> {
    let theirs = filter.organs.iter().chain(&filter.followed).copied();
    let rows = visible(tx, filter).filter(case::Column::ClosedAt.is_null()).filter(case::Column::OrganId.is_in(theirs));
    let rows = rows.select_only().column(case::Column::OrganId).column(case::Column::HandlerId).column(case::Column::Light);
    Ok(rows.column(case::Column::State).column_as(due_at(tx), "due").into_model::<InHand>().all(tx).await?)
}

/// The last millisecond of today in China.
#[must_use]
pub fn midnight(tx: &Tx) -> Moment {
    Moment(end_of_day(tx.now))
}

/// Ids of all cases that the viewer may see, for another statement.
#[must_use]
pub fn seen_ids(tx: &Tx, filter: &Filter) -> SelectStatement {
    QuerySelect::query(&mut visible(tx, filter).select_only().column(case::Column::Id)).to_owned()
}

/// Cases of the viewer's organs, present and earlier turns, and those that they help with, but none that he must keep away from.
pub(super) fn visible(tx: &Tx, filter: &Filter) -> Select<case::Entity> {
    let turns = Query::select()
        .column(instance::Column::CaseId)
        .from(instance::Entity)
        .and_where(instance::Column::CountyId.eq(tx.county.id))
        .and_where(instance::Column::OrganId.is_in(filter.organs.iter().copied()))
        .to_owned();
    let helped = helped_by(tx, &filter.organs);
    let his = Condition::any().add(case::Column::Id.in_subquery(turns)).add(case::Column::Id.in_subquery(helped));
    let his = his.add(case::Column::OrganId.is_in(filter.followed.iter().copied()));
    tx.rows().find::<case::Entity>().filter(his).filter(directory::is_kept(tx, &filter.recusals).not())
}

fn asked_for(tx: &Tx, filter: &Filter) -> Select<case::Entity> {
    let mut rows = visible(tx, filter);
    if let Some(states) = &filter.states {
        rows = rows.filter(case::Column::State.is_in(states.iter().copied()));
    }
    if let Some(lights) = &filter.lights {
        rows = rows.filter(case::Column::Light.is_in(lights.iter().copied()));
    }
    if let Some(handler) = filter.handler {
        rows = rows.filter(case::Column::HandlerId.eq(handler));
    }
    if let Some(is_overdue) = filter.overdue {
        let due = due_at(tx);
        rows = rows.filter(if is_overdue { due.lt(tx.now.0) } else { due.gte(tx.now.0) });
    }
    match filter.open {
        Some(true) => rows.filter(case::Column::ClosedAt.is_null()),
        Some(false) => rows.filter(case::Column::ClosedAt.is_not_null()),
        None => rows,
    }
}

/// The nearest clock that the organ has to keep, running or missed.
fn due_at(tx: &Tx) -> Expr {
    let kinds = [DeadlineKind::Acceptance, DeadlineKind::Forward, DeadlineKind::Result];
    let nearest = Query::select()
        .expr(Expr::col((deadline::Entity, deadline::Column::DueAt)).min())
        .from(deadline::Entity)
        .and_where(deadline::Column::CountyId.eq(tx.county.id))
        .and_where(Expr::col((deadline::Entity, deadline::Column::CaseId)).equals((case::Entity, case::Column::Id)))
        .and_where(deadline::Column::EndedAt.is_null())
        .and_where(deadline::Column::Kind.is_in(kinds))
        .to_owned();
    sea_orm::sea_query::Func::coalesce([Expr::from(nearest), Expr::value(NEVER)]).into()
}

/// A sum that is a whole number on both databases.
fn how_many(condition: impl Into<Condition>) -> Expr {
    let one = CaseStatement::new().case(condition.into(), Expr::value(1)).finally(Expr::value(0));
    Expr::expr(one).sum().cast_as(Alias::new("bigint"))
}

fn place_of(cursor: &[String]) -> Option<(i64, CaseId)> {
    let [due, id] = cursor else { return None };
    Some((due.parse().ok()?, id.parse().ok()?))
}

fn end_of_day(now: Moment) -> i64 {
    let midnight = now.in_china().date().next_day().unwrap_or(time::Date::MAX).midnight();
    Moment::from(midnight.assume_offset(entity::moment::CHINA)).0 - 1
}
