//! Requests to Aliyun OSS, signed by version 4 on their way out.
//!
//! opendal's service signs by version 1, which OSS no longer takes from accounts made after 2025-03-01 nor for buckets
//! made after 2025-09-01. So the service sends its requests unsigned, and each try of each is signed here.

use super::sign::{self, Request, Signer};
use crate::config::{Bucket, Style};
use crate::kernel::clock::Clock;
use http::request::Parts;
use http::{HeaderName, HeaderValue};
use opendal::{Buffer, Error, ErrorKind, HttpBody, HttpTransport, Result};
use opendal_http_transport_reqwest::ReqwestTransport;
use std::sync::Arc;

/// Signs what goes to one bucket.
pub struct SignedTransport {
    inner: ReqwestTransport,
    bucket: Bucket,
    clock: Arc<dyn Clock>,
}

impl SignedTransport {
    /// Before a transport that only sends.
    #[must_use]
    pub fn new(inner: ReqwestTransport, bucket: &Bucket, clock: Arc<dyn Clock>) -> Self {
        Self { inner, bucket: bucket.clone(), clock }
    }

    fn sign(&self, parts: &mut Parts) -> Result<()> {
        let stamp = sign::stamp(self.clock.now());
        set(parts, "x-oss-date", &stamp)?;
        set(parts, "x-oss-content-sha256", sign::UNSIGNED)?;
        if parts.method == http::Method::GET {
            // Otherwise a range that goes beyond the end is answered with the whole file.
            set(parts, "x-oss-range-behavior", "standard")?;
        }
        let headers: Vec<_> = parts.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let query: Vec<_> = reqwest::Url::parse(&parts.uri.to_string()).map_err(unfit)?.query_pairs().into_owned().collect();
        // Our names need no encoding, so the path is what it says.
        let path = parts.uri.path();
        let resource = match self.bucket.style {
            // A question to the bucket itself may lack the last slash.
            Style::Path if path.trim_start_matches('/') == self.bucket.name => format!("/{}/", self.bucket.name),
            Style::Path => path.to_owned(),
            Style::Virtual => format!("/{}{path}", self.bucket.name),
        };
        let request = Request { method: parts.method.as_str(), resource: &resource, query: &query, headers: &headers };
        let signer = Signer {
            key_id: self.bucket.access_key_id.reveal(),
            secret: self.bucket.access_key_secret.reveal(),
            region: &self.bucket.region,
        };
        let authorization = signer.authorization(&request, &stamp);
        set(parts, "authorization", &authorization)
    }
}

impl HttpTransport for SignedTransport {
    async fn fetch(&self, request: http::Request<Buffer>) -> Result<http::Response<HttpBody>> {
        let (mut parts, body) = request.into_parts();
        self.sign(&mut parts)?;
        self.inner.fetch(http::Request::from_parts(parts, body)).await
    }
}

fn set(parts: &mut Parts, name: &'static str, value: &str) -> Result<()> {
    let mut value = HeaderValue::from_str(value).map_err(unfit)?;
    value.set_sensitive(name == "authorization");
    parts.headers.insert(HeaderName::from_static(name), value);
    Ok(())
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

fn unfit(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::ConfigInvalid, format!("a request that can't be signed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cloud, Secret};
    use crate::kernel::clock::SetClock;
    use entity::moment::Moment;

    fn signature(style: Style, uri: &str) -> String {
        let bucket = Bucket {
            cloud: Cloud::Oss,
            name: "evidence".to_owned(),
            prefix: String::new(),
            endpoint: String::new(),
            region: "cn-chengdu".to_owned(),
            style,
            access_key_id: Secret::from("id".to_owned()),
            access_key_secret: Secret::from("secret".to_owned()),
        };
        let clock = Arc::new(SetClock::at(Moment(1_772_413_200_000)));
        let transport = SignedTransport::new(ReqwestTransport::new(reqwest::Client::new()), &bucket, clock);
        let (mut parts, ()) = http::Request::get(uri).body(()).unwrap().into_parts();
        transport.sign(&mut parts).unwrap();
        assert!(parts.headers["authorization"].is_sensitive());
        parts.headers["authorization"].to_str().unwrap().to_owned()
    }

    /// The stub store of the stories checks the one way; this holds the other, which is what Aliyun wants.
    #[test]
    fn the_bucket_is_signed_wherever_it_stands_in_the_address() {
        for (in_host, in_path) in [
            ("https://evidence.oss-cn-chengdu.aliyuncs.com/510824/m/part-1", "https://h/evidence/510824/m/part-1"),
            ("https://evidence.oss-cn-chengdu.aliyuncs.com?list-type=2&prefix=a/", "https://h/evidence?list-type=2&prefix=a/"),
            ("https://evidence.oss-cn-chengdu.aliyuncs.com/?delete", "https://h/evidence/?delete"),
        ] {
            assert_eq!(signature(Style::Virtual, in_host), signature(Style::Path, in_path), "{in_host}");
        }
        assert_ne!(signature(Style::Path, "https://h/evidence/a"), signature(Style::Path, "https://h/evidence/b"));
    }
}
