//! What stands above the in-box's list.

use crate::domain::cases::store::Counts;
use async_graphql::SimpleObject;

/// What stands above the list.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct CaseCounts {
    /// Not closed, at the viewer's organs or at one that he follows: what 统计 counts as open there.
    pub open: i32,
    /// Due until midnight.
    pub due_today: i32,
    /// Past due.
    pub overdue: i32,
    /// Red lights.
    pub red: i32,
    /// Yellow lights.
    pub yellow: i32,
    /// Nobody handles them yet.
    pub unassigned: i32,
    /// Not closed and in other hands, such as the superior's who reviews: the viewer may read them, and has nothing to do. All
    /// other numbers here leave them out.
    pub elsewhere: i32,
}

impl From<Counts> for CaseCounts {
    fn from(counts: Counts) -> Self {
        Self {
            open: whole(counts.open),
            due_today: whole(counts.due_today),
            overdue: whole(counts.overdue),
            red: whole(counts.red),
            yellow: whole(counts.yellow),
            unassigned: whole(counts.unassigned),
            elsewhere: whole(counts.elsewhere),
        }
    }
}

/// A count as the schema has it.
pub fn whole(count: Option<i64>) -> i32 {
    i32::try_from(count.unwrap_or_default()).unwrap_or(i32::MAX)
}
