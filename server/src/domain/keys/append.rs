//! Adding a text to an envelope that one can't open: sealed to a public key of the envelope's own, whose private half is
//! derived from the envelope's key. Whoever opens the envelope reads it; whoever added it does not.

use crate::domain::keys::cipher::derive;
use crate::domain::keys::hash::{keyed_hash, same};
use crate::domain::keys::model::{OpenKey, PartPlace};
use crate::domain::keys::pair::{self, Pair};
use crate::domain::keys::store;
use crate::kernel::keyring::KeyRing;
use crate::kernel::secret::SealedText;
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{EnvelopeId, SealedPartId};
use entity::sealed_part;
use entity::words::PartKind;
use zeroize::Zeroizing;

/// Bytes of a public key.
const PUBLIC: usize = 32;

/// The envelope's own pair.
pub(super) fn pair_of(key: &OpenKey) -> Outcome<Pair> {
    pair::from_seed(&derive(&[], key.secret.as_slice(), &[b"lianjing append v1"])?)
}

/// What the envelope's row keeps: its public key, and what shows that it was written here.
pub(super) fn kept(keys: &KeyRing, key: &OpenKey) -> Outcome<Vec<u8>> {
    let public = pair_of(key)?.public;
    let mark = mark(keys, key.envelope_id, &public)?;
    Ok([public, mark].concat())
}

/// Seals one more text into an envelope that is not open.
///
/// # Errors
/// A fault of the database, for an envelope that keeps no public key, and for one whose key was not written here.
pub async fn append(tx: &Tx, envelope: EnvelopeId, kind: PartKind, text: &SealedText) -> Outcome<SealedPartId> {
    let row = store::envelope(tx, envelope).await?;
    let kept = row.append_key.unwrap_or_default();
    let Some((public, shown)) = kept.split_at_checked(PUBLIC) else { return Err(Failure::fault("an envelope that takes no more")) };
    if !same(shown, &mark(&tx.kernel.keys, envelope, public)?) {
        return Err(Failure::fault(format!("the public key of {envelope} was not written here")));
    }
    let place = PartPlace { county: tx.county.id, envelope, part: tx.mint(), kind };
    let sealed = pair::seal(&*tx.kernel.chance, public, &place.bytes(), text.reveal().as_bytes())?;
    let (county_id, algorithm, created_at) = (tx.county.id, Some(pair::ALGORITHM.to_owned()), tx.now);
    let (nonce, ciphertext) = (sealed.encapped, sealed.text);
    tx.add(sealed_part::Model { county_id, id: place.part, envelope_id: envelope, kind, created_at, algorithm, nonce, ciphertext }).await?;
    Ok(place.part)
}

/// Opens a text that was added so.
pub(super) fn open(key: &OpenKey, place: &PartPlace, row: &sealed_part::Model) -> Outcome<Option<Zeroizing<Vec<u8>>>> {
    Ok(pair::open(&pair_of(key)?.secret, &place.bytes(), (&row.nonce, &row.ciphertext)))
}

fn mark(keys: &KeyRing, envelope: EnvelopeId, public: &[u8]) -> Outcome<Vec<u8>> {
    keyed_hash(keys, "append key", &[envelope.0.as_bytes().as_slice(), public].concat())
}
