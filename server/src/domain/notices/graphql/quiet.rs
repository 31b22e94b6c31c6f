//! 静默时段 in the schema.

use crate::domain::notices::rules::quiet::QuietHours;
use crate::domain::notices::service::{self, QuietSet};
use crate::kernel::Ctx;
use crate::kernel::graphql::errors::{UserError, answer};
use async_graphql::{InputObject, Result, SimpleObject};

/// 静默时段: hours of the night in which nothing goes out that can wait, in China's time.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct QuietHoursSettings {
    /// Quiet begins with this hour, 19 to 23; null if there are no quiet hours.
    pub from_hour: Option<i32>,
    /// And ends with this one, 6 to 10.
    pub until_hour: Option<i32>,
}

/// What is wanted: both hours, or neither.
#[derive(InputObject)]
pub struct SetQuietHoursInput {
    /// 19 to 23.
    from_hour: Option<i32>,
    /// 6 to 10.
    until_hour: Option<i32>,
}

/// What holds now.
#[derive(SimpleObject)]
pub struct QuietHoursPayload {
    /// The hours.
    quiet_hours: Option<QuietHoursSettings>,
    /// Why not.
    errors: Vec<UserError>,
}

impl From<Option<QuietHours>> for QuietHoursSettings {
    fn from(hours: Option<QuietHours>) -> Self {
        let (from_hour, until_hour) = hours.map(|hours| (i32::from(hours.from), i32::from(hours.until))).unzip();
        Self { from_hour, until_hour }
    }
}

impl QuietHoursPayload {
    /// Asks the verb.
    ///
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub async fn of(ctx: &Ctx, input: &SetQuietHoursInput) -> Result<Self> {
        let set = service::set_quiet_hours(ctx, QuietSet { from: input.from_hour, until: input.until_hour }).await;
        let (set, errors) = answer(ctx, set)?;
        Ok(Self { quiet_hours: set.map(QuietHoursSettings::from), errors })
    }
}
