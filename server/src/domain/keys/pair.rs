//! Key pairs: HPKE of RFC 9180 (X25519, HKDF-SHA256, AES-256-GCM), from the `hpke` crate. Sealing needs the public half only.

use crate::domain::keys::cipher::Secret;
use crate::kernel::clock::Chance;
use crate::kernel::{Failure, Outcome};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, setup_receiver, setup_sender_with_rng};
use std::convert::Infallible;
use zeroize::Zeroizing;

/// How records name this way of sealing.
pub const ALGORITHM: &str = "HPKE-X25519-SHA256-A256GCM";

/// A key pair; the private half is wiped when dropped.
pub struct Pair {
    /// The public half, 32 bytes.
    pub public: Vec<u8>,
    /// The private half.
    pub secret: Secret,
}

/// What was sealed to a public key.
pub struct Sealed {
    /// What the private key needs to open it, 32 bytes.
    pub encapped: Vec<u8>,
    /// Ciphertext and tag.
    pub text: Vec<u8>,
}

/// A new pair.
///
/// # Errors
/// Only a fault of the library.
pub fn draw(chance: &dyn Chance) -> Outcome<Pair> {
    let mut seed = Secret::default();
    chance.fill(seed.as_mut_slice());
    from_seed(&seed)
}

/// The pair that a secret seed gives, always the same.
///
/// # Errors
/// Only a fault of the library.
pub fn from_seed(seed: &Secret) -> Outcome<Pair> {
    let (private, public) = X25519HkdfSha256::derive_keypair(seed.as_slice());
    let bytes = Zeroizing::new(private.to_bytes().to_vec());
    Ok(Pair { public: public.to_bytes().to_vec(), secret: secret_of(&bytes)? })
}

/// 32 bytes as a secret.
///
/// # Errors
/// A fault, if there are more or fewer.
pub fn secret_of(bytes: &[u8]) -> Outcome<Secret> {
    let mut secret = Secret::default();
    if bytes.len() != secret.len() {
        return Err(Failure::fault("a private key of another length"));
    }
    secret.copy_from_slice(bytes);
    Ok(secret)
}

/// Seals to a public key, bound to a place.
///
/// # Errors
/// A fault, if it is no public key.
pub fn seal(chance: &dyn Chance, public: &[u8], bound_to: &[u8], plain: &[u8]) -> Outcome<Sealed> {
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(public).map_err(|_| Failure::fault("this is no public key"))?;
    let sender = setup_sender_with_rng::<AesGcm256, HkdfSha256, X25519HkdfSha256>(&OpModeS::Base, &public, bound_to, &mut Drawn(chance));
    let (encapped, mut context) = sender.map_err(|_| Failure::fault("a public key takes nothing"))?;
    let text = context.seal(plain, &[]).map_err(|_| Failure::fault("sealing to a public key failed"))?;
    Ok(Sealed { encapped: encapped.to_bytes().to_vec(), text })
}

/// What was sealed; none if key, place or a single bit is not what it was.
#[must_use]
pub fn open(secret: &Secret, bound_to: &[u8], (encapped, text): (&[u8], &[u8])) -> Option<Zeroizing<Vec<u8>>> {
    let private = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(secret.as_slice()).ok()?;
    let encapped = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapped).ok()?;
    let receiver = setup_receiver::<AesGcm256, HkdfSha256, X25519HkdfSha256>(&OpModeR::Base, &private, &encapped, bound_to);
    receiver.ok()?.open(text, &[]).ok().map(Zeroizing::new)
}

/// The platform's chance, as the library wants it.
struct Drawn<'a>(&'a dyn Chance);

impl TryRng for Drawn<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Drawn<'_> {}
