//! The county's signature: Ed25519 under the seed of its ledger key, which lies in the key folder and nowhere else
//! (docs/adr/0017).

use crate::kernel::keyring::Key;
use crate::kernel::{Failure, Outcome, Tx};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

/// How records name the algorithm.
pub const SIGNED_BY: &str = "ED25519";

/// A signature with what it is checked by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Name of the county's key.
    pub key_id: String,
    /// Its public half, 32 bytes.
    pub public_key: Vec<u8>,
    /// 64 bytes.
    pub signature: Vec<u8>,
}

/// Signs a text for one use: what is signed under one label is no signature under another.
///
/// # Errors
/// A fault of the key folder.
pub fn sign(tx: &Tx, label: &'static str, text: &[u8]) -> Outcome<Signed> {
    let key = tx.kernel.keys.county(&tx.county.code).map_err(Failure::fault)?.ledger;
    let pair = pair(&key)?;
    let signature = pair.sign(&labelled(label, text)).as_ref().to_vec();
    Ok(Signed { public_key: pair.public_key().as_ref().to_vec(), signature, key_id: key.id })
}

/// Whether the county signed this text for this use, with a key that it has or had: a public key that only stands
/// beside the signature proves nothing.
///
/// # Errors
/// A fault of the key folder.
pub fn is_signed(tx: &Tx, label: &'static str, text: &[u8], signed: &Signed) -> Outcome<bool> {
    is_signed_by(tx, &tx.county.code, (label, text), signed)
}

/// As [`is_signed`], of any county of this platform.
///
/// # Errors
/// A fault of the key folder.
pub fn is_signed_by(tx: &Tx, county: &str, (label, text): (&'static str, &[u8]), signed: &Signed) -> Outcome<bool> {
    let Some(key) = tx.kernel.keys.county_key(county, &signed.key_id).map_err(Failure::fault)? else { return Ok(false) };
    let own = pair(&key)?;
    let is_own = own.public_key().as_ref() == signed.public_key.as_slice();
    Ok(is_own && agrees(label, text, signed))
}

/// Whether a signature agrees with a text and the public key beside it. Whose key that is must be known in another way.
#[must_use]
pub fn agrees(label: &str, text: &[u8], signed: &Signed) -> bool {
    let public = UnparsedPublicKey::new(&ED25519, &signed.public_key);
    public.verify(&labelled(label, text), &signed.signature).is_ok()
}

/// The public half of the county's own key, as it makes it known to others, with the key's name.
///
/// # Errors
/// A fault of the key folder.
pub fn public_key(tx: &Tx) -> Outcome<(String, Vec<u8>)> {
    let key = tx.kernel.keys.county(&tx.county.code).map_err(Failure::fault)?.ledger;
    Ok((key.id.clone(), pair(&key)?.public_key().as_ref().to_vec()))
}

fn pair(key: &Key) -> Outcome<Ed25519KeyPair> {
    Ed25519KeyPair::from_seed_unchecked(key.bytes()).map_err(Failure::fault)
}

/// The label, a line feed, the text.
fn labelled(label: &str, text: &[u8]) -> Vec<u8> {
    [label.as_bytes(), b"\n", text].concat()
}
