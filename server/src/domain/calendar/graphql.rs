//! The calendar as the schema shows it, and the setting of its days.

use crate::domain::calendar::model::{Calendar, Mark};
use crate::domain::calendar::policy::{Action, decide};
use crate::domain::calendar::{service, store};
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar, required};
use crate::kernel::graphql::scalars::Date;
use crate::kernel::graphql::words::CalendarDayKind;
use crate::kernel::staff_decision::Decision;
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};

/// 工作日历: one year of a county.
#[derive(Clone, Debug, SimpleObject)]
pub struct WorkingCalendar {
    /// Month of the last announcement it knows, and the number of the county's last day, e.g. `2025-11+3`.
    pub version: String,
    /// The year.
    pub year: i32,
    /// Whether the State Council has announced its holidays; until then weekends alone are counted, provisionally.
    pub announced: bool,
    /// Days that count otherwise than their weekday says, and those that the county set, in order.
    pub days: Vec<CalendarDay>,
    /// Whether the viewer may set days of it.
    pub viewer_can_set: bool,
}

/// One day of the calendar.
#[derive(Clone, Debug, SimpleObject)]
pub struct CalendarDay {
    /// The day.
    pub on: Date,
    /// Whether people work on it.
    pub works: bool,
    /// The holiday that it belongs to, or why the county counts it otherwise.
    pub name: String,
    /// Whether the county set it.
    pub county: bool,
}

/// How a day is to be counted.
#[derive(InputObject)]
pub struct SetCalendarDayInput {
    /// A day to come.
    pub on: Date,
    /// How.
    pub kind: CalendarDayKind,
    /// Why, 2 to 20 characters; it stands in the arithmetic that reporters read.
    pub reason: String,
}

/// What setting a day gets.
#[derive(SimpleObject)]
pub struct SetCalendarDayPayload {
    /// The year of that day.
    pub calendar: Option<WorkingCalendar>,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// Queries of the calendar.
#[derive(Debug, Default)]
pub struct CalendarQuery;

#[Object]
impl CalendarQuery {
    /// Which days a county counts as working days, in one year.
    async fn working_calendar(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six-digit division code.")] county: String,
        #[graphql(desc = "The year; this one if none is given.")] year: Option<i32>,
    ) -> Result<WorkingCalendar> {
        let ctx = ctx_by_calendar(context)?;
        required(ctx, of_year(ctx, &county, year).await)
    }
}

/// Changes of the calendar.
#[derive(Debug, Default)]
pub struct CalendarMutation;

#[Object]
impl CalendarMutation {
    /// 定放假、上班的日子, by the county's administrator, for his own county: clocks that run are counted anew.
    async fn set_calendar_day(&self, context: &Context<'_>, input: SetCalendarDayInput) -> Result<SetCalendarDayPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (calendar, errors) = answer(ctx, set(ctx, input).await)?;
        Ok(SetCalendarDayPayload { calendar, errors })
    }
}

async fn set(ctx: &Ctx, input: SetCalendarDayInput) -> Outcome<WorkingCalendar> {
    let (day_on, kind, reason) = (input.on.0, input.kind.into(), input.reason);
    service::set_day(ctx, service::SetDay { day_on, kind, reason }).await?;
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.kernel.tenants.by_id(staff.county_id).await?;
    of_year(ctx, &county.code, Some(day_on.year())).await
}

async fn of_year(ctx: &Ctx, county: &str, year: Option<i32>) -> Outcome<WorkingCalendar> {
    let county = ctx.county(county).await?;
    let tx = ctx.read(&county).await?;
    let calendar = store::of_county(&tx).await?;
    let is_own = ctx.actor.staff().is_some_and(|staff| staff.county_id == county.id);
    let may_set = is_own && matches!(decide(&ctx.actor, Action::SetDay), Decision::Allow(_));
    let year = year.unwrap_or_else(|| tx.now.in_china().year());
    Ok(WorkingCalendar::new(&calendar, year, may_set))
}

impl WorkingCalendar {
    fn new(calendar: &Calendar, year: i32, viewer_can_set: bool) -> Self {
        let day = |(on, mark): (time::Date, &Mark)| CalendarDay {
            on: Date(on),
            works: mark.works,
            name: mark.name.clone(),
            county: mark.is_county,
        };
        Self {
            version: calendar.version().to_string(),
            year,
            announced: calendar.is_announced(year),
            days: calendar.marks_of(year).map(day).collect(),
            viewer_can_set,
        }
    }
}
