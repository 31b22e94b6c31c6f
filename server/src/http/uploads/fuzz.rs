//! Headers of tus that nobody would send: they have a meaning, or are refused by name.

use super::headers::{Asked, BadHeader, method, speaks};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::test::TestRequest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

const NAMES: [&str; 9] = [
    "upload-length",
    "upload-offset",
    "upload-checksum",
    "upload-metadata",
    "upload-defer-length",
    "upload-concat",
    "content-type",
    "content-length",
    "x-http-method-override",
];

fn read(headers: &[(&str, &[u8])]) -> Result<Asked, BadHeader> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_bytes(value) {
            map.append(HeaderName::try_from(*name).unwrap(), value);
        }
    }
    Asked::read(&map)
}

/// Bytes that a header may hold, near to what is expected and far from it.
fn value() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        "[0-9+-. ]{0,24}".prop_map(String::into_bytes),
        "(sha1|sha256|md5|SHA256)? ?[A-Za-z0-9+/=]{0,60}".prop_map(String::into_bytes),
        "(filename|filetype|kind|odd)? ?[A-Za-z0-9+/=, ]{0,120}".prop_map(String::into_bytes),
        proptest::collection::vec(0x20u8..=0xFF, 0..40),
    ]
}

proptest! {
    #[test]
    fn any_headers_have_a_meaning_or_are_refused(
        headers in proptest::collection::vec((proptest::sample::select(&NAMES[..]), value()), 0..8),
    ) {
        let given: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_slice())).collect();
        if let Ok(asked) = read(&given) {
            for number in [asked.length, asked.offset].into_iter().flatten() {
                prop_assert!(i64::try_from(number).is_ok(), "a row holds it");
            }
            if let Some(checksum) = asked.checksum {
                prop_assert_eq!(checksum.digest.len(), checksum.algorithm.output_len());
            }
        }
    }

    #[test]
    fn any_method_is_one(name in proptest::collection::vec(0x20u8..=0xFF, 0..20), version in "[0-9. ]{0,8}") {
        let Ok(name) = HeaderValue::from_bytes(&name) else { return Ok(()) };
        let http = TestRequest::post().insert_header(("x-http-method-override", name)).insert_header(("tus-resumable", version.as_str()));
        let http = http.to_http_request();
        _ = method(&http);
        prop_assert_eq!(speaks(&http, super::VERSION), version == super::VERSION);
    }

    #[test]
    fn what_is_said_of_a_file_comes_back(name in "\\PC{0,40}", kind in "[A-Za-z0-9.+/-]{0,30}") {
        let told = format!("filename {},odd,filetype {}", STANDARD.encode(&name), STANDARD.encode(&kind));
        let metadata = read(&[("upload-metadata", told.as_bytes())]).unwrap().metadata;
        prop_assert_eq!(metadata.file_name, name);
        prop_assert_eq!(metadata.media_type, kind.to_ascii_lowercase());
    }
}
