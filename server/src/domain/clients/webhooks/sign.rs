//! Secrets and signatures of webhooks, after Standard Webhooks 1.0.

use crate::domain::keys;
use crate::kernel::Outcome;
use crate::kernel::keyring::KeyRing;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::id::WebhookId;
use zeroize::Zeroizing;

/// A webhook's secret of this number: 32 bytes from the key folder.
fn bytes(keys: &KeyRing, id: WebhookId, number: i32) -> Outcome<Zeroizing<Vec<u8>>> {
    let what = [&id.0.as_bytes()[..], &number.to_be_bytes()].concat();
    keys::keyed_hash(keys, "webhook-secret", &what).map(Zeroizing::new)
}

/// As the receiver keeps it.
///
/// # Errors
/// A fault of the keys.
pub fn secret(keys: &KeyRing, id: WebhookId, number: i32) -> Outcome<String> {
    Ok(format!("whsec_{}", STANDARD.encode(&*bytes(keys, id, number)?)))
}

/// What stands in `webhook-signature`: one for each secret that is good now, with a blank between.
///
/// # Errors
/// A fault of the keys.
pub fn signature(keys: &KeyRing, (id, numbers): (WebhookId, &[i32]), (message, timestamp, body): (&str, i64, &str)) -> Outcome<String> {
    let mut all = Vec::with_capacity(numbers.len());
    for number in numbers {
        all.push(signed(&bytes(keys, id, *number)?, (message, timestamp, body)));
    }
    Ok(all.join(" "))
}

fn signed(secret: &[u8], (message, timestamp, body): (&str, i64, &str)) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let tag = hmac::sign(&key, format!("{message}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_the_published_example() {
        // The example that the libraries of Standard Webhooks test themselves with.
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signature = signed(&secret, ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#));
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
