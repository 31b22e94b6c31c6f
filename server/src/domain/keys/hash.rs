//! Keyed hashes: of no use to whoever has the database alone.

use crate::kernel::keyring::{KeyRing, Purpose};
use crate::kernel::{Failure, Outcome};
use aws_lc_rs::{constant_time, hmac};

/// HMAC-SHA256 of `data` under the platform's hash key, 32 bytes. Another label gives an unrelated hash, so that a
/// phone's hash for one use tells nothing in another.
///
/// # Errors
/// A fault if the hash key is missing.
pub fn keyed_hash(keys: &KeyRing, label: &'static str, data: &[u8]) -> Outcome<Vec<u8>> {
    let key = keys.platform(Purpose::Hash).map_err(Failure::fault)?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.bytes());
    let mut signer = hmac::Context::with_key(&key);
    // The label's length goes first, so that no label with its data reads like another label with other data.
    signer.update(&(label.len() as u64).to_be_bytes());
    signer.update(label.as_bytes());
    signer.update(data);
    Ok(signer.sign().as_ref().to_vec())
}

/// Whether two hashes are the same, in a time that does not tell where they differ.
#[must_use]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(one, other).is_ok()
}
