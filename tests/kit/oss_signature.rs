//! The stub store's own check of signatures of Aliyun OSS, version 4. Nothing here is shared with the client that is being
//! tested; `tests/data/aliyun-oss-vectors.json` holds both.

use crate::gateway_signature::{hex, hmac_sha256, pairs, quote, unquote};
use actix_web::HttpRequest;
use entity::moment::Moment;
use sha2::{Digest as _, Sha256};
use time::PrimitiveDateTime;
use time::macros::format_description;

/// Who may ask, and where the bucket lies.
#[derive(Clone, Debug)]
pub struct Door {
    /// Access key.
    pub key_id: String,
    /// Its secret.
    pub secret: String,
    /// Region.
    pub region: String,
}

impl Door {
    /// Lets a request in, or says why not, as OSS names it.
    ///
    /// # Errors
    /// The code of the refusal.
    pub fn check(&self, request: &HttpRequest, now: Moment) -> Result<(), &'static str> {
        let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let fields = header("authorization").strip_prefix("OSS4-HMAC-SHA256 ").ok_or("AccessDenied")?;
        let field = |name: &str| fields.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
        let stamp = header("x-oss-date");
        in_time(stamp, now)?;
        let day = stamp.split('T').next().unwrap_or_default();
        let scope = format!("{day}/{}/oss/aliyun_v4_request", self.region);
        match field("Credential").and_then(|credential| credential.split_once('/')) {
            Some((id, _)) if id != self.key_id => return Err("InvalidAccessKeyId"),
            Some((_, found)) if found == scope => {}
            _ => return Err("InvalidCredential"),
        }
        if header("x-oss-content-sha256") != "UNSIGNED-PAYLOAD" {
            return Err("InvalidArgument");
        }
        let more = field("AdditionalHeaders").unwrap_or_default();
        let to_sign = format!("OSS4-HMAC-SHA256\n{stamp}\n{scope}\n{}", hex(&Sha256::digest(canonical(request, more).as_bytes())));
        let mut key = format!("aliyun_v4{}", self.secret).into_bytes();
        for step in scope.split('/') {
            key = hmac_sha256(&key, step.as_bytes());
        }
        let right = hex(&hmac_sha256(&key, to_sign.as_bytes()));
        if field("Signature") == Some(right.as_str()) { Ok(()) } else { Err("SignatureDoesNotMatch") }
    }
}

/// The request as both sides must write it down.
fn canonical(request: &HttpRequest, more: &str) -> String {
    let more: Vec<_> = more.split(';').filter(|name| !name.is_empty()).collect();
    let signed = |name: &str| name.starts_with("x-oss-") || ["content-type", "content-md5"].contains(&name) || more.contains(&name);
    let mut headers: Vec<_> = request.headers().iter().filter(|(name, _)| signed(name.as_str())).collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    let headers: String = headers.iter().map(|(name, value)| format!("{name}:{}\n", value.to_str().unwrap_or_default().trim())).collect();
    let mut query: Vec<_> = pairs(request.query_string()).iter().map(|(name, value)| (quote(name), quote(value))).collect();
    query.sort();
    let query: Vec<_> = query.into_iter().map(|(name, value)| if value.is_empty() { name } else { name + "=" + &value }).collect();
    // The bucket alone is the bucket with nothing behind it.
    let bare = request.path().trim_matches('/');
    let path = if bare.contains('/') { request.path().to_owned() } else { format!("/{bare}/") };
    let path: Vec<_> = path.split('/').map(|part| quote(&unquote(part))).collect();
    format!("{}\n{}\n{}\n{headers}\n{}\nUNSIGNED-PAYLOAD", request.method(), path.join("/"), query.join("&"), more.join(";"))
}

fn in_time(stamp: &str, now: Moment) -> Result<(), &'static str> {
    let format = format_description!("[year][month][day]T[hour][minute][second]Z");
    let at = PrimitiveDateTime::parse(stamp, format).map_err(|_| "AccessDenied")?;
    if now.since(Moment::from(at.assume_utc())).abs() <= time::Duration::minutes(15) { Ok(()) } else { Err("RequestTimeTooSkewed") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::Method;
    use actix_web::test::TestRequest;
    use serde_json::Value;

    fn text(value: &Value) -> &str {
        value.as_str().unwrap()
    }

    #[test]
    fn the_check_knows_right_from_wrong() {
        let file: Value = serde_json::from_str(include_str!("../data/aliyun-oss-vectors.json")).unwrap();
        let vectors = file["vectors"].as_array().unwrap();
        for vector in vectors {
            let query: Vec<_> = vector["query"]
                .as_array()
                .unwrap()
                .iter()
                .map(|pair| format!("{}={}", quote(text(&pair[0])), quote(text(&pair[1]))))
                .collect();
            let path: Vec<_> = text(&vector["resource"]).split('/').map(quote).collect();
            let uri = format!("{}?{}", path.join("/"), query.join("&"));
            let request = |authorization: &str| {
                let request = TestRequest::with_uri(&uri).method(Method::from_bytes(text(&vector["method"]).as_bytes()).unwrap());
                let headers = vector["headers"].as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1])));
                let request = headers.fold(request, actix_web::test::TestRequest::insert_header);
                request.insert_header(("authorization", authorization)).to_http_request()
            };
            let door = |secret: &str, region: &str| Door {
                key_id: text(&vector["key_id"]).to_owned(),
                secret: secret.to_owned(),
                region: region.to_owned(),
            };
            let format = format_description!("[year][month][day]T[hour][minute][second]Z");
            let now = Moment::from(PrimitiveDateTime::parse(text(&vector["stamp"]), format).unwrap().assume_utc());
            let (right, secret, region) = (text(&vector["authorization"]), text(&vector["secret"]), text(&vector["region"]));
            let open = door(secret, region);
            assert_eq!(open.check(&request(right), now), Ok(()), "{}", vector["from"]);
            assert_eq!(open.check(&request(right), now.after(time::Duration::minutes(16))), Err("RequestTimeTooSkewed"));
            assert_eq!(open.check(&request(&right.replace("Credential=", "Credential=x")), now), Err("InvalidAccessKeyId"));
            assert_eq!(open.check(&request(&format!("{right}0")), now), Err("SignatureDoesNotMatch"));
            assert_eq!(open.check(&request("OSS ak:AAAA"), now), Err("AccessDenied"), "version 1 is refused");
            assert_eq!(door("other", region).check(&request(right), now), Err("SignatureDoesNotMatch"));
            assert_eq!(door(secret, "cn-elsewhere").check(&request(right), now), Err("InvalidCredential"));
        }
        assert_eq!(vectors.len(), 4, "a vector was added or lost");
    }
}
