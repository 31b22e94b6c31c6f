//! Forgetting sessions that are over. Signing in and out stays on the ledger.

use crate::kernel::forget::forget;
use crate::kernel::{County, Ctx, Outcome};
use time::Duration;

/// So long a dead session is kept: a stolen token that comes back meanwhile is known as one.
const SESSIONS: Duration = Duration::days(30);

/// Forgets a county's sessions that ended or ran out a month ago.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<u64> {
    forget(ctx, county, ("session", "(ended_at < $2 OR expires_at < $2)"), SESSIONS).await
}
