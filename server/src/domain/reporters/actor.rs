//! The person behind a token: proven for one purpose, or allowed to upload for one submission.

use crate::domain::reporters::limits::{TOKEN_LIFE, UPLOAD_TOKEN_LIFE};
use crate::domain::reporters::refusal::ReporterRefusal;
use crate::kernel::token::{self, Audience};
use crate::kernel::{Ctx, Failure, Kernel, Outcome, ReporterActor, Tx};
use entity::id::{ContactId, CountyId, UploadGrantId};
use entity::moment::Moment;
use entity::phone_code;
use entity::upload_grant;
use entity::words::PhonePurpose;
use serde::{Deserialize, Serialize};

/// Who may upload, and for which submission. The grant's row says until when.
#[derive(Clone, Debug)]
pub struct UploadActor {
    /// The county.
    pub county_id: CountyId,
    /// The grant.
    pub grant_id: UploadGrantId,
    /// Where the number lies sealed.
    pub contact_id: ContactId,
    /// Keyed hash of the number.
    pub phone_hash: Vec<u8>,
    /// Keyed hash of the submission key.
    pub submission_hash: Vec<u8>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Claims {
    county: CountyId,
    contact: ContactId,
    /// Keyed hash, in hex.
    phone: String,
    purpose: PhonePurpose,
}

#[derive(Clone, Serialize, Deserialize)]
struct UploadClaims {
    county: CountyId,
    contact: ContactId,
    grant: UploadGrantId,
    /// Keyed hash, in hex.
    phone: String,
    /// Keyed hash, in hex.
    submission: String,
}

/// The person with a phone proven for this purpose.
///
/// # Errors
/// Refused as [`ReporterRefusal::CodeRequired`] for everybody else.
pub fn current(ctx: &Ctx, purpose: PhonePurpose) -> Outcome<&ReporterActor> {
    ctx.actor.reporter(purpose).ok_or_else(|| ReporterRefusal::CodeRequired.into())
}

/// A token for whoever typed this code, and when it ends.
pub fn token_for(tx: &Tx, code: &phone_code::Model) -> Outcome<(String, Moment)> {
    let claims = Claims { county: tx.county.id, contact: code.contact_id, phone: hex::encode(&code.phone_hash), purpose: code.purpose };
    let expires_at = tx.now.after(TOKEN_LIFE);
    Ok((token::sign(&tx.kernel.keys, Audience::Reporter, &claims, expires_at)?, expires_at))
}

/// The person behind a token; none if it is not one of ours, or worn out.
///
/// # Errors
/// A fault, if the key is missing.
pub fn actor_from_token(kernel: &Kernel, token: &str) -> Outcome<Option<ReporterActor>> {
    let claims = token::read::<Claims>(&kernel.keys, Audience::Reporter, token, kernel.clock.now())?;
    let Some(claims) = claims else { return Ok(None) };
    let phone_hash = hex::decode(claims.phone).map_err(Failure::fault)?;
    Ok(Some(ReporterActor { county_id: claims.county, contact_id: claims.contact, phone_hash, purpose: claims.purpose }))
}

/// A token for uploads under this grant.
pub fn upload_token(tx: &Tx, grant: &upload_grant::Model) -> Outcome<String> {
    let claims = UploadClaims {
        county: grant.county_id,
        contact: grant.contact_id,
        grant: grant.id,
        phone: hex::encode(&grant.phone_hash),
        submission: hex::encode(&grant.submission_hash),
    };
    token::sign(&tx.kernel.keys, Audience::Upload, &claims, tx.now.after(UPLOAD_TOKEN_LIFE))
}

/// Who may upload with this token; none if it is not one of ours, or worn out. The grant is still to be looked up.
///
/// # Errors
/// A fault, if the key is missing.
pub fn upload_actor(kernel: &Kernel, token: &str) -> Outcome<Option<UploadActor>> {
    let claims = token::read::<UploadClaims>(&kernel.keys, Audience::Upload, token, kernel.clock.now())?;
    let Some(claims) = claims else { return Ok(None) };
    Ok(Some(UploadActor {
        county_id: claims.county,
        grant_id: claims.grant,
        contact_id: claims.contact,
        phone_hash: hex::decode(claims.phone).map_err(Failure::fault)?,
        submission_hash: hex::decode(claims.submission).map_err(Failure::fault)?,
    }))
}
