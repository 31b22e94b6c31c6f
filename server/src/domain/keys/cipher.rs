//! The two primitives under everything sealed: AES-256-GCM and HKDF-SHA256, from aws-lc-rs.

use crate::kernel::{Failure, Outcome};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use zeroize::Zeroizing;

/// How records name this cipher.
pub const ALGORITHM: &str = "A256GCM";
/// Bytes of a nonce.
pub const NONCE: usize = 12;
/// Bytes that sealing adds behind the text.
pub const TAG: usize = 16;

/// A key of 32 bytes that is wiped when dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// A key that seals and opens; made once for many records.
pub struct Cipher(LessSafeKey);

impl Cipher {
    /// The cipher under a key.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn new(key: &[u8; 32]) -> Outcome<Self> {
        let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| Failure::fault("the cipher takes no key"))?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// Ciphertext and tag. A nonce is used once under one key.
    ///
    /// # Errors
    /// Only a fault of the library.
    pub fn seal(&self, nonce: [u8; NONCE], bound_to: &[u8], plain: &[u8]) -> Outcome<Vec<u8>> {
        let mut sealed = Vec::with_capacity(plain.len() + TAG);
        sealed.extend_from_slice(plain);
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(bound_to), &mut sealed)
            .map_err(|_| Failure::fault("sealing failed"))?;
        Ok(sealed)
    }

    /// The text, or none if key, nonce, binding or a single bit is not what it was.
    #[must_use]
    pub fn open(&self, nonce: &[u8], bound_to: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut plain = Zeroizing::new(sealed.to_vec());
        let length = self.0.open_in_place(nonce, Aad::from(bound_to), &mut plain).ok()?.len();
        plain.truncate(length);
        Some(plain)
    }
}

/// A key for one use, from a secret: another `info` gives an unrelated key.
///
/// # Errors
/// Only a fault of the library.
pub fn derive(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> Outcome<Secret> {
    let mut key = Secret::default();
    let prk = Salt::new(HKDF_SHA256, salt).extract(secret);
    prk.expand(info, HKDF_SHA256).and_then(|okm| okm.fill(&mut *key)).map_err(|_| Failure::fault("deriving a key failed"))?;
    Ok(key)
}
