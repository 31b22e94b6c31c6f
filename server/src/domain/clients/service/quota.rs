//! Quotas: what a request costs by the schema's own count, in the minute and the day in which it comes.

use crate::domain::clients::store::{self, Window};
use crate::kernel::{ClientActor, Ctx, Outcome};
use entity::moment::Moment;
use time::Duration;

const MINUTE: i64 = 60_000;

/// One quota after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its key in the configuration and the documentation.
    pub name: &'static str,
    /// The most in one window.
    pub most: u32,
    /// How long a window is, in seconds.
    pub seconds: i64,
    /// What is left of it.
    pub left: i64,
    /// When the next window begins.
    pub resets_at: Moment,
    /// The request would have gone over it, and was not counted.
    pub is_over: bool,
}

/// Both quotas after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Of the minute.
    pub minute: Left,
    /// Of the day in China.
    pub day: Left,
}

impl Spent {
    /// The one that the request would have gone over; the longer one, if both.
    #[must_use]
    pub fn refused(&self) -> Option<Left> {
        [self.day, self.minute].into_iter().find(|left| left.is_over)
    }
}

/// Counts a request of this client before it is run. What would go over a quota is not counted.
///
/// # Errors
/// A fault of the database.
pub async fn charge(ctx: &Ctx, client: &ClientActor, cost: u64) -> Outcome<Spent> {
    let limits = &ctx.kernel.settings.api;
    let cost = i64::try_from(cost.max(1)).unwrap_or(i64::MAX);
    let minute = Window { from: Moment(ctx.now.0.div_euclid(MINUTE) * MINUTE), most: limits.client_minute.into() };
    let day = Window { from: Moment::from(ctx.now.in_china().replace_time(time::Time::MIDNIGHT)), most: limits.client_day.into() };
    let county = ctx.kernel.tenants.by_id(client.county_id).await?;
    let tx = ctx.write(&county).await?;
    // The first row of a client is written whatever it says, so what is over by itself is not asked about.
    let counted =
        if cost <= minute.most && cost <= day.most { store::charge(&tx, client.client_id, cost, (minute, day)).await? } else { None };
    let is_counted = counted.is_some();
    let (of_minute, of_day) = match counted {
        Some(costs) => costs,
        None => so_far(&tx, client, (minute, day)).await?,
    };
    tx.commit().await?;
    let over = |window: Window, cost_so_far: i64| !is_counted && cost_so_far.saturating_add(cost) > window.most;
    let told = |name, most, (window, so_far, span): (Window, i64, Duration)| Left {
        name,
        most,
        seconds: span.whole_seconds(),
        left: window.most.saturating_sub(so_far).max(0),
        resets_at: window.from.after(span),
        is_over: over(window, so_far),
    };
    Ok(Spent {
        minute: told("client_minute", limits.client_minute, (minute, of_minute, Duration::MINUTE)),
        day: told("client_day", limits.client_day, (day, of_day, Duration::DAY)),
    })
}

async fn so_far(tx: &crate::kernel::Tx, client: &ClientActor, (minute, day): (Window, Window)) -> Outcome<(i64, i64)> {
    let used = store::used(tx, client.client_id).await?;
    let of = |from: Moment, cost: (Moment, i64)| if cost.0 >= from { cost.1 } else { 0 };
    Ok(used.map_or((0, 0), |used| (of(minute.from, (used.minute_at, used.minute_cost)), of(day.from, (used.day_at, used.day_cost)))))
}
