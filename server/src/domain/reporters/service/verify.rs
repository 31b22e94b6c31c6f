//! Typing the code from the SMS.

use crate::domain::reporters::limits::TRIES;
use crate::domain::reporters::refusal::ReporterRefusal;
use crate::domain::reporters::service::county_meant;
use crate::domain::reporters::service::send::code_hash;
use crate::domain::reporters::{actor, phone_hash, store};
use crate::kernel::{Ctx, Failure, Outcome, Phone, Tx};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use entity::moment::Moment;
use entity::phone_code;
use entity::words::PhonePurpose;
use unicode_normalization::UnicodeNormalization as _;

/// What came of typing a code.
#[derive(Clone, Debug)]
pub enum Verified {
    /// The phone is proven.
    Token {
        /// To be sent as `Authorization: Bearer`.
        token: String,
        /// When it ends.
        expires_at: Moment,
    },
    /// The digits are wrong.
    Wrong {
        /// Tries that are left.
        tries_left: i32,
    },
}

/// What was typed.
#[derive(Clone, Debug)]
pub struct VerifyPhoneCode {
    /// The number, as typed.
    pub phone: String,
    /// What the code was asked for.
    pub purpose: PhonePurpose,
    /// The digits, as typed.
    pub code: String,
    /// Division code of the county; the home county if none.
    pub county: Option<String>,
}

/// Proves a phone for one purpose by the code that was sent last.
///
/// # Errors
/// Refused if there is no living code or its tries are used up.
pub async fn verify_phone_code(ctx: &Ctx, input: VerifyPhoneCode) -> Outcome<Verified> {
    let phone = Phone::parse(&input.phone).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let digits = six_digits(&input.code).ok_or(ReporterRefusal::NotSixDigits)?;
    let county = county_meant(ctx, input.county.as_deref()).await?;
    let hash = phone_hash(&ctx.kernel.keys, &phone)?;
    let tx = ctx.write(&county).await?;
    let code = store::latest_sent(&tx, &hash, input.purpose).await?.filter(|code| lives(code, tx.now)).ok_or(ReporterRefusal::NoCode)?;
    let Some(tries) = store::count_try(&tx, code.id).await? else {
        // Others may have used it up since it was read.
        let used = store::code(&tx, code.id).await?.is_none_or(|code| code.verified_at.is_some());
        return Err(if used { ReporterRefusal::NoCode } else { ReporterRefusal::NoTries }.into());
    };
    let verified = compare(&tx, &code, &digits, tries).await?;
    // Also after a wrong guess: the try must count.
    tx.commit().await?;
    Ok(verified)
}

async fn compare(tx: &Tx, code: &phone_code::Model, digits: &str, tries: i32) -> Outcome<Verified> {
    let typed = code_hash(&tx.kernel.keys, code.id, digits)?;
    let right = code.code_hash.as_deref().is_some_and(|kept| verify_slices_are_equal(kept, &typed).is_ok());
    if !right {
        return Ok(Verified::Wrong { tries_left: TRIES - tries });
    }
    store::mark_verified(tx, code.id).await?;
    let (token, expires_at) = actor::token_for(tx, code)?;
    Ok(Verified::Token { token, expires_at })
}

fn lives(code: &phone_code::Model, now: Moment) -> bool {
    code.verified_at.is_none() && code.expires_at.is_some_and(|end| now < end)
}

/// The digits without gaps; a Chinese keyboard may give them in full width.
fn six_digits(typed: &str) -> Option<String> {
    let digits: String = typed.nfkc().filter(|c| !c.is_whitespace()).take(7).collect();
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::six_digits;

    #[test]
    fn digits_are_read_as_elders_type_them() {
        assert_eq!(six_digits(" 123 456 ").as_deref(), Some("123456"));
        assert_eq!(six_digits("１２３４５６").as_deref(), Some("123456"));
        for wrong in ["", "12345", "1234567", "12345a", "一二三四五六", "123\u{200B}45"] {
            assert_eq!(six_digits(wrong), None, "{wrong}");
        }
    }
}
