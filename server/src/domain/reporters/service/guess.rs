//! Query codes that there are not: a phone may try so many a day, and then none, right or wrong.

use crate::domain::reporters::limits::still_counted;
use crate::domain::reporters::refusal::ReporterRefusal;
use crate::domain::reporters::store;
use crate::kernel::{Outcome, Tx};

/// Takes the phone's row until the transaction ends, so that tries at the same time all count.
///
/// # Errors
/// Refused if the phone has tried too many codes that there are not.
pub async fn before_query_code(tx: &Tx, phone_hash: &[u8]) -> Outcome<()> {
    let (_, may) = still_counted(&store::lock_wrong_codes(tx, phone_hash).await?, tx.now);
    if may { Ok(()) } else { Err(ReporterRefusal::WrongCodes.into()) }
}

/// Counts a query code that there is not; the caller commits.
///
/// # Errors
/// A fault of the database.
pub async fn count_wrong_query_code(tx: &Tx, phone_hash: &[u8]) -> Outcome<()> {
    let (mut wrong, _) = still_counted(&store::lock_wrong_codes(tx, phone_hash).await?, tx.now);
    wrong.push(tx.now);
    store::keep_wrong_codes(tx, phone_hash, &wrong).await
}
