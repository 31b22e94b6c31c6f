//! What waits for an officer, in numbers, beside the list of cases.

use crate::domain::cases::graphql::CaseConnection;
use crate::domain::cases::service;
use crate::domain::staff::graphql::StaffName;
use crate::kernel::graphql::errors::{ctx_by_calendar, required};
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::page::STATEMENTS;
use crate::kernel::{ErrorCode, Failure, Outcome};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};

/// Days ahead, if not said, and at most.
const DAYS: i32 = 10;
const MOST_DAYS: i32 = 31;

/// What waits for an officer, over all pages and whatever the filter.
#[derive(Clone, Debug, SimpleObject)]
pub struct Workload {
    /// Past due, of those that the viewer may act on.
    pub overdue: i32,
    /// Due until midnight, of those that the viewer may act on.
    pub due_today: i32,
    /// Open at the viewer's organs, and nobody handles them yet.
    pub unassigned: i32,
    /// Results of the viewer's organs that are still to be published.
    pub unpublished: ToPublish,
    /// How many of those that the viewer may act on fall due on each day, today first.
    pub by_day: Vec<DayLoad>,
    /// Open cases of the viewer's organs by who handles them, the most laden first.
    pub by_handler: Vec<HandlerLoad>,
}

/// Results that are still to be published, or published anew after a correction: as many as `cases` with `unpublished` lists.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ToPublish {
    /// How many.
    pub cases: i32,
    /// Past their day.
    pub overdue: i32,
    /// The day of the nearest one, also if it is over; none if there is none.
    pub next_on: Option<Date>,
}

/// One day of the coming ones.
#[derive(Clone, Debug, SimpleObject)]
pub struct DayLoad {
    /// The day.
    pub day: Date,
    /// How many cases fall due on it.
    pub cases: i32,
}

/// One handler's open cases.
#[derive(Clone, Debug, SimpleObject)]
pub struct HandlerLoad {
    /// Who; none for those that nobody handles.
    pub handler: Option<StaffName>,
    /// With a yellow light.
    pub yellow: i32,
    /// With a red light.
    pub red: i32,
}

#[ComplexObject]
impl CaseConnection {
    /// What waits for the viewer, over all pages and whatever the filter.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn workload(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Days ahead, 1 to 31; 10 if not given.")] days: Option<i32>,
    ) -> Result<Workload> {
        let ctx = ctx_by_calendar(context)?;
        let days = required(ctx, days_of(days))?;
        required(ctx, service::workload(ctx, days).await).map(Workload::from)
    }
}

fn days_of(days: Option<i32>) -> Outcome<u16> {
    let days = days.unwrap_or(DAYS);
    let sound = u16::try_from(days).ok().filter(|_| (1..=MOST_DAYS).contains(&days));
    sound.ok_or_else(|| Failure::field(ErrorCode::Invalid, "days", format!("一次最少看 1 天，最多看 {MOST_DAYS} 天。")))
}

impl From<service::Workload> for Workload {
    fn from(load: service::Workload) -> Self {
        Self {
            overdue: whole(load.overdue),
            due_today: whole(load.due_today),
            unassigned: whole(load.unassigned),
            unpublished: load.unpublished.into(),
            by_day: load.by_day.into_iter().map(|(day, cases)| DayLoad { day: Date(day), cases: whole(cases) }).collect(),
            by_handler: load.by_handler.into_iter().map(HandlerLoad::from).collect(),
        }
    }
}

impl From<service::ToPublish> for ToPublish {
    fn from(found: service::ToPublish) -> Self {
        Self { cases: whole(found.cases), overdue: whole(found.overdue), next_on: found.next_on.map(Date) }
    }
}

impl From<service::HandlerLoad> for HandlerLoad {
    fn from(load: service::HandlerLoad) -> Self {
        let handler = load.handler.map(|(id, name)| StaffName { id: show(id), name });
        Self { handler, yellow: whole(load.yellow), red: whole(load.red) }
    }
}

fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
