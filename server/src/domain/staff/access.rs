//! New access to an account: a first password and a secret for the second factor, shown once to whoever hands them over.

use crate::domain::staff::password::hash_password;
use crate::domain::staff::totp::{self, SECRET};
use crate::kernel::clock::random;
use crate::kernel::{Kernel, Outcome};
use std::fmt;
use zeroize::Zeroizing;

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A password and a secret that nobody has seen yet.
#[derive(Clone)]
pub struct NewAccess {
    /// Sixteen letters and digits in four groups.
    pub password: Zeroizing<String>,
    /// Its hash, for the row.
    pub password_hash: String,
    /// The secret of the second factor.
    pub totp_secret: Zeroizing<[u8; SECRET]>,
    /// The address that an authenticator app reads.
    pub totp_uri: Zeroizing<String>,
}

impl fmt::Debug for NewAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewAccess(***)")
    }
}

/// Makes new access for a login. It hashes, so it must not be called inside a transaction.
///
/// # Errors
/// A fault, if the hash can't be made.
pub async fn issue_access(kernel: &Kernel, login: &str) -> Outcome<NewAccess> {
    let password = first_password(random(&*kernel.chance));
    let password_hash = hash_password(kernel, &password).await?;
    let totp_secret = Zeroizing::new(random(&*kernel.chance));
    let totp_uri = Zeroizing::new(totp::uri(&totp_secret, login)?);
    Ok(NewAccess { password, password_hash, totp_secret, totp_uri })
}

/// Eighty bits as letters that are not mistaken for each other.
fn first_password(random: [u8; 16]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(19));
    for (place, byte) in random.into_iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(LETTERS.get(usize::from(byte & 31)).map_or('0', |letter| char::from(*letter)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::first_password;

    #[test]
    fn a_first_password_has_four_groups() {
        assert_eq!(first_password([0, 1, 2, 3, 31, 30, 29, 28, 255, 254, 253, 252, 9, 10, 11, 12]).as_str(), "0123-zyxw-zyxw-9abc");
    }
}
