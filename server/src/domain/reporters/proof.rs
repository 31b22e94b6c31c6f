//! Proof of work before an SMS: the ALTCHA challenge (v2, plain SHA-256), made and checked by our own clock.
//!
//! The challenge carries its end in `data.expires`, because the crate would measure `expiresAt` by the machine's clock.

use crate::domain::reporters::limits::CHALLENGE_LIFE;
use crate::domain::reporters::refusal::ReporterRefusal;
use crate::domain::reporters::store;
use crate::kernel::clock::random;
use crate::kernel::keyring::{Key, KeyRing, Purpose};
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use altcha::{ChallengeParameters, HmacAlgorithm, Payload, VerifySolutionOptions};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::moment::Moment;
use std::collections::BTreeMap;

/// More than any honest answer needs.
const MAX_LENGTH: usize = 4_096;
const KEY_LENGTH: usize = 32;

/// Work for a client.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// The challenge as ALTCHA clients read it.
    pub json: String,
    /// What was signed.
    pub parameters: ChallengeParameters,
    /// The signature, in hex.
    pub signature: String,
    /// When it ends.
    pub expires_at: Moment,
}

/// A proof that held: its name for the list of spent ones, and until when that list must know it.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Hash of the challenge's signature.
    pub hash: Vec<u8>,
    /// When the challenge ends.
    pub expires_at: Moment,
}

/// Makes a challenge.
///
/// # Errors
/// A fault, if the key folder holds no key for challenges.
pub fn challenge(ctx: &Ctx) -> Outcome<Challenge> {
    let expires_at = ctx.now.after(CHALLENGE_LIFE);
    let chance = &*ctx.kernel.chance;
    let mut parameters = ChallengeParameters {
        algorithm: "SHA-256".to_owned(),
        cost: 1,
        data: Some(BTreeMap::from([("expires".to_owned(), (expires_at.0 / 1_000).into())])),
        expires_at: None,
        key_length: KEY_LENGTH,
        key_prefix: "0".repeat(usize::from(ctx.kernel.settings.proof_digits)),
        key_signature: None,
        memory_cost: None,
        nonce: hex::encode(random::<16>(chance)),
        parallelism: None,
        salt: hex::encode(random::<16>(chance)),
    };
    let secret = secret(&ctx.kernel.keys.platform(Purpose::Proof).map_err(Failure::fault)?);
    let signed = altcha::sign_challenge(&HmacAlgorithm::Sha256, &mut parameters, None, &secret, None).map_err(Failure::fault)?;
    let json = serde_json::to_string(&signed).map_err(Failure::fault)?;
    Ok(Challenge { json, parameters, signature: signed.signature.unwrap_or_default(), expires_at })
}

/// Checks a proof: ours, still good, and solved. Whether it was spent is for the database to say.
///
/// # Errors
/// Refused as [`ReporterRefusal::NoProof`] or [`ReporterRefusal::OldProof`].
pub fn check(keys: &KeyRing, proof: &str, now: Moment) -> Outcome<Proof> {
    let payload = decode(proof).ok_or(ReporterRefusal::NoProof)?;
    let signature = payload.challenge.signature.as_deref().ok_or(ReporterRefusal::NoProof)?;
    let verifies = |key: &Key| {
        let options = VerifySolutionOptions::new(&payload.challenge, &payload.solution, secret(key));
        altcha::verify_solution(options).is_ok_and(|result| result.verified)
    };
    if !keys.still_good(Purpose::Proof, CHALLENGE_LIFE, now).iter().any(verifies) {
        return Err(ReporterRefusal::NoProof.into());
    }
    let expires = payload.challenge.parameters.data.as_ref().and_then(|data| data.get("expires")).and_then(serde_json::Value::as_i64);
    let expires_at = Moment(expires.unwrap_or_default().saturating_mul(1_000));
    if expires_at <= now {
        return Err(ReporterRefusal::OldProof.into());
    }
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, signature.as_bytes()).as_ref().to_vec();
    Ok(Proof { hash, expires_at })
}

/// Spends a proof where no SMS is sent for it; the caller commits.
///
/// # Errors
/// Refused as `check`, and if it was spent before.
pub async fn spend_proof(tx: &Tx, proof: &str) -> Outcome<()> {
    let proof = check(&tx.kernel.keys, proof, tx.now)?;
    let is_fresh = store::spend_proof(tx, proof.hash, proof.expires_at).await?;
    if is_fresh { Ok(()) } else { Err(ReporterRefusal::SpentProof.into()) }
}

fn decode(proof: &str) -> Option<Payload> {
    if proof.len() > MAX_LENGTH {
        return None;
    }
    serde_json::from_slice(&STANDARD.decode(proof.trim()).ok()?).ok()
}

fn secret(key: &Key) -> String {
    hex::encode(key.bytes())
}
