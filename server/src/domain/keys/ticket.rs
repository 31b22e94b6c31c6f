//! Tickets: an open key on its way through a client and back, sealed for the server alone.

use crate::domain::keys::cipher::{Cipher, NONCE, Secret, derive};
use crate::domain::keys::model::OpenKey;
use crate::kernel::clock::random;
use crate::kernel::keyring::Purpose;
use crate::kernel::{Failure, Kernel, Outcome};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::id::EnvelopeId;
use uuid::Uuid;

/// Seals a key and a note for the server itself, bound to what they are good for. The text fits into an address.
///
/// # Errors
/// A fault, if the key folder lacks the key.
pub fn seal(kernel: &Kernel, bound_to: &[u8], key: &OpenKey, note: &[u8]) -> Outcome<String> {
    let nonce: [u8; NONCE] = random(&*kernel.chance);
    let plain = zeroize::Zeroizing::new([Uuid::from(key.envelope_id).as_bytes(), &key.secret[..], note].concat());
    let sealed = cipher(kernel)?.seal(nonce, bound_to, &plain)?;
    Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
}

/// The key and the note; none if the ticket was not made here, or for something else.
///
/// # Errors
/// A fault, if the key folder lacks the key.
pub fn open(kernel: &Kernel, bound_to: &[u8], ticket: &str) -> Outcome<Option<(OpenKey, Vec<u8>)>> {
    let cipher = cipher(kernel)?;
    let opened = || {
        let bytes = URL_SAFE_NO_PAD.decode(ticket).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let plain = cipher.open(nonce, bound_to, sealed)?;
        let (envelope, rest) = plain.split_first_chunk::<16>()?;
        let (secret, note) = rest.split_first_chunk::<32>()?;
        let mut kept = Secret::default();
        kept.copy_from_slice(secret);
        Some((OpenKey::new(EnvelopeId(Uuid::from_bytes(*envelope)), kept), note.to_vec()))
    };
    Ok(opened())
}

fn cipher(kernel: &Kernel) -> Outcome<Cipher> {
    let key = kernel.keys.platform(Purpose::Hash).map_err(Failure::fault)?;
    Cipher::new(&*derive(&[], key.bytes(), &[b"lianjing ticket v1"])?)
}
