//! How many cases a list has, and what stands above it; only what the viewer may see is counted.

use super::inbox::{Filter, asked_for, elsewhere, how_many, is_open_state, open, present};
use crate::domain::cases::rules::due_span::end_of_day;
use crate::kernel::{Outcome, Tx};
use entity::case;
use entity::words::Light;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, FromQueryResult, PaginatorTrait as _, QuerySelect, Select};

/// What the in-box says above its list, whatever the viewer filters by: over what waits at his organs or at one that he follows,
/// by the rule of the figures. What is in other hands is counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// Not closed.
    pub open: Option<i64>,
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
    /// Not closed and in other hands: he may read them, and has nothing to do.
    #[sea_orm(skip)]
    pub elsewhere: Option<i64>,
}

/// How many there are behind all pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many; where finished ones are among them, counted no further than [`MOST_COUNTED`].
    pub cases: u64,
    /// There are more than that.
    pub has_more: bool,
}

/// So many cases are counted for a list with finished ones: who has more has years of them, and nobody turns over all their
/// pages. Open ones are counted to the last.
pub const MOST_COUNTED: u64 = 1_000;

/// How many there are behind all pages, finished ones up to a bound: counting must not cost more each year.
///
/// # Errors
/// A fault of the database.
pub async fn count(tx: &Tx, filter: &Filter) -> Outcome<Total> {
    let mut sum = 0u64;
    for rows in total_rows(tx, filter) {
        let row = tx.query_one_raw(tx.get_database_backend().build(&rows)).await?;
        let cases: i64 = row.map(|row| row.try_get("", "cases")).transpose()?.unwrap_or_default();
        sum = sum.saturating_add(u64::try_from(cases).unwrap_or_default());
    }
    let most = if is_open_only(filter) { u64::MAX } else { MOST_COUNTED };
    Ok(Total { cases: std::cmp::min(sum, most), has_more: sum > most })
}

fn is_open_only(filter: &Filter) -> bool {
    filter.open == Some(true)
}

/// Counts of present turns and of those in other hands; with finished ones each up to one more than the bound.
pub(super) fn total_rows(tx: &Tx, filter: &Filter) -> [SelectStatement; 2] {
    [present(tx, filter), elsewhere(tx, filter)].map(|rows| {
        let mut rows = asked_for(tx, rows, filter).select_only().column(case::Column::CountyId).column(case::Column::Id);
        if !is_open_only(filter) {
            rows = rows.limit(MOST_COUNTED.saturating_add(1));
        }
        let counted = QuerySelect::query(&mut rows).to_owned();
        Query::select().expr_as(Expr::cust("COUNT(*)"), Alias::new("cases")).from_subquery(counted, Alias::new("counted")).to_owned()
    })
}

/// What stands above the list. Only open cases have a light, a clock or somebody to wait for.
///
/// # Errors
/// A fault of the database.
pub async fn counts(tx: &Tx, filter: &Filter) -> Outcome<Counts> {
    let present = present_counts(tx, filter).into_model::<Counts>().one(tx).await?.unwrap_or_default();
    let elsewhere = open(elsewhere(tx, filter)).count(tx).await?;
    Ok(Counts { elsewhere: i64::try_from(elsewhere).ok(), ..present })
}

/// What stands above the list, of present turns.
pub(super) fn present_counts(tx: &Tx, filter: &Filter) -> Select<case::Entity> {
    let due = case::Column::DueAt;
    open(present(tx, filter))
        .select_only()
        .column_as(case::Column::Id.count(), "open")
        .column_as(how_many(due.between(tx.now.0, end_of_day(tx.now, 0))), "due_today")
        .column_as(how_many(due.lt(tx.now.0)), "overdue")
        .column_as(how_many(case::Column::Light.eq(Light::Red)), "red")
        .column_as(how_many(case::Column::Light.eq(Light::Yellow)), "yellow")
        .column_as(how_many(case::Column::HandlerId.is_null().and(is_open_state())), "unassigned")
}
