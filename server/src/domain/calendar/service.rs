//! Setting a day of the county's calendar.

use crate::domain::calendar::model::Calendar;
use crate::domain::calendar::policy::{Action, decide};
use crate::domain::calendar::store;
use crate::domain::ledger::{self, Entry};
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx, outbox};
use entity::calendar_day;
use entity::words::CalendarDayKind;
use sea_orm::SqlErr;
use serde_json::json;
use time::Date;

/// Topic: a county counts a day otherwise from now on. Payload: none. Whoever counts days handles it.
pub const CHANGED: &str = "calendar.changed";
/// A reason as the arithmetic says it.
const REASON: Bounds = Bounds { min: 2, max: 20 };
/// Days of rest that a county may add in one year: a county's festival, a flood; not a way to stop the clocks.
const MOST_RESTS: usize = 15;
/// So many years ahead.
const AHEAD: i32 = 2;

/// How a day is to be counted.
pub struct SetDay {
    /// The day; one to come.
    pub day_on: Date,
    /// How.
    pub kind: CalendarDayKind,
    /// Why.
    pub reason: String,
}

/// Sets a day of the actor's own county.
///
/// # Errors
/// Refused for everybody but the county's administrator, for days that are not to come, for what changes nothing, for
/// too many days of rest, and if somebody else was faster.
pub async fn set_day(ctx: &Ctx, input: SetDay) -> Outcome<()> {
    let staff = decide(&ctx.actor, Action::SetDay).check()?;
    let mut refusals = Refusals::default();
    let reason = refusals.take(line("reason", &input.reason, REASON)).unwrap_or_default();
    let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let today = tx.now.in_china().date();
    if input.day_on <= today || input.day_on.year() > today.year().saturating_add(AHEAD) {
        refusals.add(
            ErrorCode::Invalid,
            "on",
            format!("只能定明天以后、{} 年以前的日子。过了的日子不能改。", today.year().saturating_add(AHEAD) + 1),
        );
    }
    let days = store::days(&tx).await?;
    if let Some((field, why)) = lacks_sense(&Calendar::announced().with(&days), &input) {
        refusals.add(ErrorCode::Invalid, field, why);
    }
    refusals.check()?;
    let no = days.last().map_or(0, |day| day.no).saturating_add(1);
    let row = calendar_day::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        no,
        day_on: input.day_on,
        kind: input.kind,
        reason,
        set_by: staff.account_id,
        set_at: tx.now,
    };
    add(&tx, row).await?;
    let facts = json!({ "on": input.day_on.to_string(), "kind": input.kind, "no": no });
    ledger::append(&tx, &ctx.actor, Entry::public("calendar.set", tx.county.id, facts)).await?;
    outbox::enqueue(&tx, CHANGED, json!({}), tx.now).await?;
    tx.commit().await
}

/// Of two at once the second finds its number taken.
async fn add(tx: &Tx, row: calendar_day::Model) -> Outcome<()> {
    match tx.add(row).await {
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(Failure::refuse(ErrorCode::Conflict, "刚刚有人改过工作日历。请刷新后再看。"))
        }
        done => Ok(done?),
    }
}

/// Why a day can't be counted like that, and the field it belongs to.
fn lacks_sense(calendar: &Calendar, input: &SetDay) -> Option<(&'static str, String)> {
    let (works, mark) = (calendar.is_working(input.day_on), calendar.mark(input.day_on));
    let is_countys = mark.is_some_and(|mark| mark.is_county);
    match input.kind {
        CalendarDayKind::Rest if !works => Some(("kind", "那天本来就不上班。".to_owned())),
        CalendarDayKind::Work if works => Some(("kind", "那天本来就上班。".to_owned())),
        CalendarDayKind::AsAnnounced if !is_countys => Some(("kind", "那天本来就按国家的安排，没有改过。".to_owned())),
        CalendarDayKind::Rest if rests(calendar, input.day_on.year()) >= MOST_RESTS => {
            Some(("on", format!("一年最多加 {MOST_RESTS} 天放假，这一年已经加满了。")))
        }
        _ => None,
    }
}

fn rests(calendar: &Calendar, year: i32) -> usize {
    calendar.marks_of(year).filter(|(_, mark)| mark.is_county && !mark.works).count()
}
