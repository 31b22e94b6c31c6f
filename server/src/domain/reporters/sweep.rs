//! Forgetting what phones left behind: used codes, grants that ended, and numbers that never became a report.

use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::reporters::store;
use crate::kernel::forget::forget;
use crate::kernel::{County, Ctx, Outcome};
use serde_json::json;
use time::Duration;

/// So long after its request a code is kept, for whoever asks why it did not come. It works five minutes.
const CODES: Duration = Duration::days(7);
/// So long after its end a grant is kept: a draft lives as long, and its files.
const GRANTS: Duration = Duration::days(7);

/// Forgets a county's codes, grants, and the sealed numbers that no report, notice, code or grant needs.
///
/// # Errors
/// A fault of the database.
pub async fn sweep(ctx: &Ctx, county: &County) -> Outcome<()> {
    forget(ctx, county, ("phone_code", "requested_at < $2"), CODES).await?;
    forget(ctx, county, ("upload_grant", "expires_at < $2"), GRANTS).await?;
    loop {
        let tx = ctx.write(county).await?;
        let left = store::left_contacts(&tx, tx.now.after(-CODES)).await?;
        if left.is_empty() {
            return Ok(());
        }
        let ids: Vec<_> = left.iter().map(|(contact, _)| *contact).collect();
        for (contact, envelope) in left {
            store::forget_contact(&tx, contact).await?;
            keys::destroy(&tx, envelope).await?;
        }
        ledger::append(&tx, &ctx.actor, Entry::sealed("reporters.phones_forgotten", county.id, json!({ "contacts": ids }))).await?;
        tx.commit().await?;
    }
}
