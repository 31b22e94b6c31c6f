//! 集中举报提醒: much reported on one unit in one day is told to the organ's heads, once; it refuses nobody.
//!
//! A village may have much to report on one day, and somebody may want to bury its committee under paper: which of both
//! it is, people can tell and a program can't.

use crate::domain::cases::store::{self, Spot};
use crate::domain::settings::{self, Key};
use crate::domain::{directory, notices};
use crate::kernel::forget::forget;
use crate::kernel::{County, Ctx, Outcome, Tx};
use entity::moment::{CHINA, Moment};
use entity::words::StaffRole;
use std::ops::Range;
use time::{Date, Duration, Time};

/// So long it is known that there was an alarm; much longer than the day after, when it is looked for last.
const ALARMS: Duration = Duration::days(30);

/// Looks at today and at yesterday, whose last reports may have come since the last look.
///
/// # Errors
/// A fault of the database.
pub async fn unit_alarms(ctx: &Ctx, county: &County) -> Outcome<()> {
    let today = ctx.now.in_china().date();
    for day in [today.previous_day().unwrap_or(today), today] {
        let span = span(day);
        let tx = ctx.read(county).await?;
        let least = settings::of_county(&tx, Key::UnitAlarm).await?;
        let crowded = if least > 0 { store::crowded(&tx, &span, least).await? } else { Vec::new() };
        drop(tx);
        for (spot, cases) in crowded {
            let tx = ctx.write(county).await?;
            let is_new = raise(&tx, (spot, least), (day, &span)).await?;
            tx.commit().await?;
            if is_new {
                tell(county, spot, cases);
            }
        }
    }
    Ok(())
}

/// Tells each head who may know of so many of the cases there; whether this is the first time on that day.
async fn raise(tx: &Tx, (spot, least): (Spot, i32), (day, span): (Date, &Range<Moment>)) -> Outcome<bool> {
    let is_new = store::add_alarm(tx, spot, day).await?;
    let mut heads = store::staff_of(tx, &[spot.organ]).await?;
    heads.retain(|member| member.role == StaffRole::Head);
    let officials: Vec<_> = heads.iter().map(|head| head.official).collect();
    let recusals = directory::recusals_of(tx, &officials).await?;
    for head in heads {
        let away = recusals.get(&head.official).cloned().unwrap_or_default();
        let cases = store::cases_there(tx, spot, span, &away).await?;
        if i32::try_from(cases.len()).unwrap_or(i32::MAX) >= least {
            notices::many(tx, head.account, (span.start, &[spot.unit.into(), spot.organ.into()], least), &cases).await?;
        }
    }
    Ok(is_new)
}

/// Forgets on which days there was an alarm; what heads were told stays.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<()> {
    forget(ctx, county, ("unit_alarm", "raised_at < $2"), ALARMS).await.map(drop)
}

/// For the operator: ids and a number.
fn tell(county: &County, spot: Spot, cases: i64) {
    metrics::counter!("lianjing_unit_alarms_total").increment(1);
    tracing::warn!(county = %county.code, unit = %spot.unit, organ = %spot.organ, cases, "much was reported on one unit in one day");
}

fn span(day: Date) -> Range<Moment> {
    let start = Moment::from(day.with_time(Time::MIDNIGHT).assume_offset(CHINA));
    start..start.after(Duration::days(1))
}
