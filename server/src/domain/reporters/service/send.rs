//! Drawing a code at the moment it is sent; called by the worker through the notices.

use crate::domain::keys;
use crate::domain::reporters::limits::{CODE_LIFE, STALE};
use crate::domain::reporters::store;
use crate::kernel::keyring::KeyRing;
use crate::kernel::{Outcome, Tx};
use entity::id::{ContactId, PhoneCodeId};
use std::fmt;
use zeroize::Zeroizing;

/// Topic of the job that sends a code: `{ phoneCodeId }`. The notices register its handler.
pub const SEND_CODE: &str = "reporters.send_code";

/// A code on its way out.
pub struct Drawn {
    /// Where the number lies sealed.
    pub contact_id: ContactId,
    /// Six digits; they go into the SMS and nowhere else.
    pub code: Zeroizing<String>,
}

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Drawn({}, ***)", self.contact_id)
    }
}

/// Draws the digits of a code that is sent now, and keeps their hash; a retry draws new ones. None if sending it has
/// no sense any more: it waited too long, a newer one was asked for, or it was used.
///
/// # Errors
/// A fault of the database or of the key folder.
pub async fn draw_code(tx: &Tx, id: PhoneCodeId) -> Outcome<Option<Drawn>> {
    store::forget_spent_proofs(tx).await?;
    let Some(row) = store::code(tx, id).await? else { return Ok(None) };
    let latest = store::latest_asked(tx, &row.phone_hash, row.purpose).await?;
    let superseded = latest.is_some_and(|latest| latest.id != id);
    if superseded || row.verified_at.is_some() || tx.now.since(row.requested_at) > STALE {
        return Ok(None);
    }
    let code = six_digits(|| tx.random());
    store::keep_drawn(tx, id, code_hash(&tx.kernel.keys, id, &code)?, tx.now.after(CODE_LIFE)).await?;
    Ok(Some(Drawn { contact_id: row.contact_id, code }))
}

/// The keyed hash of six digits, bound to their row so that equal digits look different.
pub fn code_hash(keys: &KeyRing, id: PhoneCodeId, code: &str) -> Outcome<Vec<u8>> {
    let data = Zeroizing::new([id.0.as_bytes().as_slice(), code.as_bytes()].concat());
    keys::keyed_hash(keys, "phone-code", &data)
}

/// Six digits, each number equally likely.
fn six_digits(mut random: impl FnMut() -> [u8; 4]) -> Zeroizing<String> {
    const FAIR: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let number = u32::from_be_bytes(random());
        if number < FAIR {
            return Zeroizing::new(format!("{:06}", number % 1_000_000));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::six_digits;

    #[test]
    fn the_top_of_the_range_is_drawn_again() {
        let mut draws = [u32::MAX, 4_294_000_000, 4_293_999_999, 7].iter().map(|number: &u32| number.to_be_bytes());
        assert_eq!(six_digits(|| draws.next().unwrap()).as_str(), "999999");
        assert_eq!(six_digits(|| draws.next().unwrap()).as_str(), "000007");
    }
}
