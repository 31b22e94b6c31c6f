//! New access to an account: a first password that its owner replaces at the next sign-in; for a demonstration, whole access.

use crate::domain::keys::Own;
use crate::domain::settings::{self, Key};
use crate::domain::staff::password::hash_password;
use crate::domain::staff::service::custody::own_under;
use crate::domain::staff::totp::{self, SECRET};
use crate::kernel::clock::random;
use crate::kernel::{Kernel, Outcome, Tx};
use entity::moment::Moment;
use std::fmt;
use time::Duration;
use zeroize::Zeroizing;

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// When a first password, and leave to set up the second factor, end that begin now: the county's setting.
///
/// # Errors
/// A fault of the database.
pub async fn first_until(tx: &Tx) -> Outcome<Moment> {
    let days = settings::of_county(tx, Key::FirstPasswordDays).await?;
    Ok(tx.now.after(Duration::days(days.into())))
}

/// A password that somebody else hands over: it opens nothing but the page where its owner replaces it.
#[derive(Clone)]
pub struct FirstPassword {
    /// Sixteen letters and digits in four groups.
    pub password: Zeroizing<String>,
    /// Its hash, for the row.
    pub hash: String,
    /// A key pair that it opens, so that colleagues' keys can be handed on before its owner comes.
    pub own: Own,
}

/// A password and a secret of the second factor that work at once, for demonstrations.
#[derive(Clone)]
pub struct NewAccess {
    /// Sixteen letters and digits in four groups.
    pub password: Zeroizing<String>,
    /// Its hash, for the row.
    pub password_hash: String,
    /// A key pair that the password opens.
    pub own: Own,
    /// The secret of the second factor.
    pub totp_secret: Zeroizing<[u8; SECRET]>,
    /// The address that an authenticator app reads.
    pub totp_uri: Zeroizing<String>,
}

impl fmt::Debug for FirstPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FirstPassword(***)")
    }
}

impl fmt::Debug for NewAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewAccess(***)")
    }
}

/// Draws a first password. It hashes, so it must not be called inside a transaction.
///
/// # Errors
/// A fault, if the hash can't be made.
pub async fn first_password(kernel: &Kernel) -> Outcome<FirstPassword> {
    let password = draw(random(&*kernel.chance));
    let hash = hash_password(kernel, &password).await?;
    let own = own_under(kernel, &password).await?;
    Ok(FirstPassword { password, hash, own })
}

/// Makes whole access for a login of a demonstration. It hashes, so it must not be called inside a transaction.
///
/// # Errors
/// A fault, if the hash can't be made.
pub async fn issue_access(kernel: &Kernel, login: &str) -> Outcome<NewAccess> {
    let FirstPassword { password, hash, own } = first_password(kernel).await?;
    let totp_secret = Zeroizing::new(random(&*kernel.chance));
    let totp_uri = Zeroizing::new(totp::uri(&totp_secret, login)?);
    Ok(NewAccess { password, password_hash: hash, own, totp_secret, totp_uri })
}

/// Eighty bits as letters that are not mistaken for each other.
fn draw(random: [u8; 16]) -> Zeroizing<String> {
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
    use super::draw;

    #[test]
    fn a_first_password_has_four_groups() {
        assert_eq!(draw([0, 1, 2, 3, 31, 30, 29, 28, 255, 254, 253, 252, 9, 10, 11, 12]).as_str(), "0123-zyxw-zyxw-9abc");
    }
}
