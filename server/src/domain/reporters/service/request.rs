//! Asking for a code.

use crate::domain::reporters::limits::{CODE_LIFE, one_more, resend_after};
use crate::domain::reporters::refusal::ReporterRefusal;
use crate::domain::reporters::service::county_meant;
use crate::domain::reporters::service::send::SEND_CODE;
use crate::domain::reporters::{contact, phone_hash, proof, store};
use crate::kernel::{Ctx, Failure, Outcome, Phone, Tx, outbox};
use entity::id::{ContactId, PhoneCodeId};
use entity::moment::Moment;
use entity::phone_code;
use entity::words::PhonePurpose;
use serde_json::json;
use time::{Duration, Time};

/// Topic of the job that tells the county's administrator that no more codes go out today. The notices register its handler.
pub const CODES_USED_UP: &str = "reporters.codes_used_up";

/// What everybody is told who asked rightly.
#[derive(Clone, Debug)]
pub struct Requested {
    /// The code that will be sent.
    pub id: PhoneCodeId,
    /// How long it will work.
    pub expires_in: Duration,
    /// When another one may be asked for.
    pub resend_in: Duration,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct RequestPhoneCode {
    /// The number, as typed.
    pub phone: String,
    /// What the code is to be good for.
    pub purpose: PhonePurpose,
    /// The solved challenge, base64 of JSON.
    pub proof: String,
    /// Division code of the county; the home county if none.
    pub county: Option<String>,
}

/// Lets a code be sent to a phone. The answer and the statements are the same whether or not the phone is known.
///
/// # Errors
/// Refused for a wrong number, a missing, worn or spent proof, too many codes for the phone or the county. A proof
/// that held is spent even then.
pub async fn request_phone_code(ctx: &Ctx, input: RequestPhoneCode) -> Outcome<Requested> {
    let phone = Phone::parse(&input.phone).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let proof = proof::check(&ctx.kernel.keys, &input.proof, ctx.now)?;
    let county = county_meant(ctx, input.county.as_deref()).await?;
    let hash = phone_hash(&ctx.kernel.keys, &phone)?;
    let tx = ctx.write(&county).await?;
    if !store::spend_proof(&tx, proof.hash, proof.expires_at).await? {
        return Err(ReporterRefusal::SpentProof.into());
    }
    if let Err(refusal) = within_limits(&tx, &hash).await? {
        tx.commit().await?;
        return Err(refusal.into());
    }
    let contact_id = contact::seal(&tx, &phone, &hash).await?;
    let id = leave_code(&tx, contact_id, hash, input.purpose).await?;
    tx.commit().await?;
    Ok(Requested { id, expires_in: CODE_LIFE, resend_in: resend_after() })
}

/// Takes one of the county's and the phone's sends, or says why there is none left.
async fn within_limits(tx: &Tx, phone_hash: &[u8]) -> Outcome<Result<(), ReporterRefusal>> {
    let cap = u64::from(tx.kernel.settings.sms_daily_cap);
    let sends = store::lock_sends(tx, phone_hash).await?;
    // Codes asked for at once are counted one after the other, so that the cap is met exactly and rings once.
    store::lock_county(tx).await?;
    let sent = store::codes_since(tx, start_of_day(tx.now)).await?;
    if sent >= cap {
        metrics::counter!("lianjing_sms_cap_refusals_total").increment(1);
        return Ok(Err(ReporterRefusal::CountyCap));
    }
    let sends = match one_more(&sends, tx.now) {
        Ok(sends) => sends,
        Err(wait) => return Ok(Err(ReporterRefusal::TooOften(wait))),
    };
    store::keep_sends(tx, phone_hash, &sends).await?;
    if sent + 1 == cap {
        metrics::counter!("lianjing_sms_cap_reached_total").increment(1);
        tracing::error!(county = %tx.county.code, cap, "the county's SMS codes of today are used up");
        outbox::enqueue(tx, CODES_USED_UP, json!({}), tx.now).await?;
    }
    Ok(Ok(()))
}

async fn leave_code(tx: &Tx, contact_id: ContactId, phone_hash: Vec<u8>, purpose: PhonePurpose) -> Outcome<PhoneCodeId> {
    let id: PhoneCodeId = tx.mint();
    tx.add(phone_code::Model {
        county_id: tx.county.id,
        id,
        contact_id,
        phone_hash,
        purpose,
        code_hash: None,
        attempts: 0,
        requested_at: tx.now,
        sent_at: None,
        expires_at: None,
        verified_at: None,
    })
    .await?;
    outbox::enqueue(tx, SEND_CODE, json!({ "phoneCodeId": id }), tx.now).await?;
    Ok(id)
}

fn start_of_day(now: Moment) -> Moment {
    Moment::from(now.in_china().replace_time(Time::MIDNIGHT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_midnight_in_china() {
        let evening = Moment(time::macros::datetime!(2026-11-22 23:59:59 +8).unix_timestamp() * 1_000);
        let midnight = Moment(time::macros::datetime!(2026-11-22 00:00 +8).unix_timestamp() * 1_000);
        assert_eq!(start_of_day(evening), midnight);
        assert_eq!(start_of_day(midnight), midnight);
    }
}
