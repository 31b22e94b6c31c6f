//! The second factor: codes of six digits that change every 30 seconds (RFC 6238), their secret sealed at rest.

use crate::kernel::keyring::{Key, KeyRing, Purpose};
use crate::kernel::{Failure, Outcome};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use entity::id::AccountId;
use entity::moment::Moment;
use totp_rs::{Builder, Totp};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// Bytes of a secret.
pub const SECRET: usize = 20;
const NONCE: usize = 12;
/// First byte of a sealed secret: AES-256-GCM under the sign-in key, so that it can be changed.
const FORM: u8 = 1;

/// Seals a secret for its account's row.
pub fn seal(keys: &KeyRing, account: AccountId, secret: &[u8; SECRET], nonce: [u8; NONCE]) -> Outcome<Vec<u8>> {
    let mut sealed = secret.to_vec();
    let bound = Aad::from(account.0.into_bytes());
    let key = cipher(&keys.platform(Purpose::SignIn).map_err(Failure::fault)?)?;
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound, &mut sealed).map_err(Failure::fault)?;
    Ok([&[FORM], &nonce[..], &sealed].concat())
}

/// Opens the secret of an account's row; none if it is not one of ours.
pub fn open(keys: &KeyRing, account: AccountId, sealed: &[u8]) -> Outcome<Option<Zeroizing<Vec<u8>>>> {
    Ok(opened(keys, account, sealed)?.map(|(secret, _)| secret))
}

/// The secret, and whether it is sealed under the current key; none if it is not one of ours. A row does not name its
/// key: the cipher tells whether it is the right one.
pub fn opened(keys: &KeyRing, account: AccountId, sealed: &[u8]) -> Outcome<Option<(Zeroizing<Vec<u8>>, bool)>> {
    let Some((&FORM, rest)) = sealed.split_first() else { return Ok(None) };
    let Some((nonce, sealed)) = rest.split_at_checked(NONCE) else { return Ok(None) };
    for (place, key) in keys.newest_first(Purpose::SignIn).iter().enumerate() {
        let Ok(nonce) = Nonce::try_assume_unique_for_key(nonce) else { return Ok(None) };
        let mut plain = Zeroizing::new(sealed.to_vec());
        if let Ok(secret) = cipher(key)?.open_in_place(nonce, Aad::from(account.0.into_bytes()), &mut plain) {
            return Ok(Some((Zeroizing::new(secret.to_vec()), place == 0)));
        }
    }
    Ok(None)
}

/// The step that the code belongs to, one step early or late allowed; none if it is wrong.
#[must_use]
pub fn step(secret: &[u8], code: &str, now: Moment) -> Option<i64> {
    let digits: String = code.nfkc().filter(|c| !c.is_whitespace()).take(7).collect();
    let seconds = u64::try_from(now.0 / 1_000).ok()?;
    factor(secret, "").check(&digits, seconds).and_then(|step| i64::try_from(step).ok())
}

/// The address that an authenticator app reads, from a link or a QR code.
pub fn uri(secret: &[u8; SECRET], login: &str) -> Outcome<String> {
    factor(secret, login).to_url().map_err(Failure::fault)
}

fn factor(secret: &[u8], login: &str) -> Totp {
    Builder::new().with_secret(secret).with_issuer(Some("廉镜")).with_account_name(login).build_noncompliant()
}

fn cipher(key: &Key) -> Outcome<LessSafeKey> {
    Ok(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key.bytes()).map_err(Failure::fault)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, SHA-1: the last six of the eight digits.
    const VECTORS: [(i64, &str); 4] = [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")];

    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in VECTORS {
            assert_eq!(step(b"12345678901234567890", code, Moment(seconds * 1_000)), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn one_step_early_or_late_is_allowed_and_no_more() {
        let at = |seconds: i64| step(b"12345678901234567890", "００5 924", Moment(seconds * 1_000));
        let right = 1_234_567_890;
        assert_eq!(at(right - 30), Some(right / 30));
        assert_eq!(at(right + 30), Some(right / 30));
        assert_eq!(at(right - 60), None);
        assert_eq!(at(right + 60), None);
        assert_eq!(step(b"12345678901234567890", "", Moment(0)), None);
    }

    #[test]
    fn an_app_can_read_the_address() {
        let uri = uri(b"12345678901234567890", "town-head").unwrap();
        assert!(uri.starts_with("otpauth://totp/"), "{uri}");
        assert!(uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{uri}");
    }
}
