//! Verifying a county's whole log from its database: every entry's hash, commitments, the tree, heads, promises.

mod entries;
mod found;
mod walk;

pub use found::{Found, Verdict};

use crate::domain::ledger_tree::head::Head;
use crate::kernel::{County, Ctx, Outcome};

/// Verifies the log of a county, and that it continues what these heads, kept elsewhere, said of it.
///
/// # Errors
/// A fault of the database or the key folder. What is wrong with the log is no error but among what was found.
pub async fn verify(ctx: &Ctx, county: &County, kept: &[Head]) -> Outcome<Found> {
    let tx = ctx.read(county).await?;
    let mut found = Found::new(&tx).await?;
    walk::leaves(&tx, kept, &mut found).await?;
    entries::waiting(&tx, &mut found).await?;
    entries::without_leaf(&tx, &mut found).await?;
    entries::promises(&tx, &mut found).await?;
    Ok(found)
}
