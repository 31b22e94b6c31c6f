//! Forgetting how codes and mails were sent, and old counts. What people were told of their cases stays.

use crate::kernel::forget::forget;
use crate::kernel::{County, Ctx, Outcome};
use time::Duration;

/// Gateways report back for three days, and operators ask for a month.
const KEPT: Duration = Duration::days(30);

/// Forgets a county's notices of phone codes and its mails, which no page shows, and what days were counted.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<u64> {
    let sent = forget(ctx, county, ("notice", "kind IN ('PHONE_CODE', 'MAIL') AND created_at < $2"), KEPT).await?;
    Ok(sent + forget(ctx, county, ("sms_day", "starts_at < $2"), KEPT).await?)
}
