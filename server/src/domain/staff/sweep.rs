//! Forgetting sessions that are over, devices that nobody uses, and failures at signing in. Signing in and out stays on the
//! ledger.

use crate::domain::staff::model::SESSION_LIFE;
use crate::domain::staff::service::custody::tend_county;
use crate::domain::staff::service::devices::DEVICE_LIFE;
use crate::domain::staff::store::FORGET;
use crate::kernel::forget::forget;
use crate::kernel::{County, Ctx, Outcome};
use time::Duration;

/// So long a dead session is kept: a stolen token that comes back meanwhile is known as one.
const SESSIONS: Duration = Duration::days(30);

/// Forgets a county's sessions that ended or ran out a month ago, devices that did not sign in for half a year, and
/// failures a day old.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<u64> {
    // Those of sessions go before them; none lives longer.
    let held = forget(ctx, county, ("session_key", "created_at < $2"), SESSION_LIFE).await?;
    tend_county(ctx, county).await?;
    let sessions = forget(ctx, county, ("session", "(ended_at < $2 OR expires_at < $2)"), SESSIONS).await?;
    let devices = forget(ctx, county, ("known_device", "last_used_at < $2"), DEVICE_LIFE).await?;
    let tries = forget(ctx, county, ("sign_in_try", "last_at < $2"), FORGET).await?;
    Ok(held + sessions + devices + tries)
}
