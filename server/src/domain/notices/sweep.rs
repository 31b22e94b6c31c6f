//! Forgetting how codes were sent. What people were told of their cases stays.

use crate::kernel::forget::forget;
use crate::kernel::{County, Ctx, Outcome};
use time::Duration;

/// Gateways report back for three days, and operators ask for a month.
const CODES: Duration = Duration::days(30);

/// Forgets a county's notices of phone codes; no page shows them.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<u64> {
    forget(ctx, county, ("notice", "kind = 'PHONE_CODE' AND created_at < $2"), CODES).await
}
