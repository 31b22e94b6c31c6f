//! 备份: everything that the database and the store of evidence hold, of one county or of all, in one sealed file; and
//! putting it back.
//!
//! Words: a *backup key* is a pair of files: whoever has the public one makes backups, only who has the secret one opens
//! them; a *snapshot* is one state of the database, of which rows are written; the *manifest* at the file's end says how
//! many rows, files and ledger entries there are, with hashes; a file of the store that a row names and that was gone is
//! *missing*, and named there.
//!
//! Invariants: 1. Rows are those of one snapshot, read while others write. 2. No key of the key folder goes into a
//! backup, and no session. 3. Nothing is written anywhere before the whole file was read and its hashes were compared.
//! 4. A county is put back in one transaction, with the entry `ledger.restored`; files come first and are written once,
//! so that a restore that was killed leaves nothing that a row names, and can be done again. 5. What may have been sent
//! since the backup was made waits for a person. 6. Rows stand as texts that both databases write alike, so that a backup
//! of one can be put into the other.

mod blobs;
mod catalogue;
mod check;
mod county;
mod file;
mod key;
mod lines;
mod make;
mod older;
mod put;
mod restore;
mod returned;
mod rows;
mod sealed;
#[cfg(test)]
mod tests;

pub use check::{Checked, check};
pub use key::{PublicKey, SecretKey, make_keys};
pub use lines::{CountySum, Head, LedgerSum, Manifest, Missing, TableSum};
pub use make::{Backup, Made, make};
pub use restore::{Plan, Restored, restore};
