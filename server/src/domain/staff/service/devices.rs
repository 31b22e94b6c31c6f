//! Devices that signed in before. A browser keeps one long-lived cookie; for each account that signed in from it stands a
//! hash bound to that account. It opens nothing: it only lets the device's own failures be counted apart, so that
//! strangers who try the name keep nobody out of his office.

use crate::domain::keys;
use crate::domain::staff::store;
use crate::kernel::{Outcome, Tx};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::id::{AccountId, KnownDeviceId};
use time::Duration;

/// A device that did not sign in for so long is a stranger again.
pub const DEVICE_LIFE: Duration = Duration::days(180);

/// What the cookie holds.
#[derive(Clone)]
pub struct DeviceToken([u8; 32]);

impl DeviceToken {
    /// From a cookie; none if it is not one of ours.
    #[must_use]
    pub fn parse(cookie: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(cookie).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// Under a key outside the database, and bound to the account: rows do not tell which accounts share a browser.
    fn hash(&self, tx: &Tx, account: AccountId) -> Outcome<Vec<u8>> {
        keys::keyed_hash(&tx.kernel.keys, "known device", &[account.0.as_bytes().as_slice(), &self.0].concat())
    }
}

/// The device, if this account signed in from it before.
pub async fn known(tx: &Tx, account: AccountId, cookie: Option<&str>) -> Outcome<Option<KnownDeviceId>> {
    let Some(token) = cookie.and_then(DeviceToken::parse) else { return Ok(None) };
    store::known_device(tx, account, token.hash(tx, account)?, tx.now.after(-DEVICE_LIFE)).await
}

/// Knows the device from now on, or goes on knowing it; what its cookie holds.
pub async fn remember(tx: &Tx, account: AccountId, cookie: Option<&str>) -> Outcome<String> {
    let token = cookie.and_then(DeviceToken::parse).unwrap_or_else(|| DeviceToken(tx.random()));
    store::remember_device(tx, account, token.hash(tx, account)?).await?;
    Ok(URL_SAFE_NO_PAD.encode(token.0))
}

#[cfg(test)]
mod tests {
    use super::DeviceToken;

    #[test]
    fn a_cookie_is_32_bytes() {
        assert!(DeviceToken::parse(&"A".repeat(43)).is_some());
        for bad in ["", "AAAA", &"A".repeat(44), &"举报".repeat(20), &format!("{}=", "A".repeat(43))] {
            assert!(DeviceToken::parse(bad).is_none(), "{bad}");
        }
    }
}
