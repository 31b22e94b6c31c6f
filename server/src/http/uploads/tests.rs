//! Headers of tus at their worst.

use super::headers::{Asked, BadHeader, Metadata};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use entity::words::MediaKind;

fn read(headers: &[(&str, &str)]) -> Result<Asked, BadHeader> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(HeaderName::try_from(*name).unwrap(), HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    Asked::read(&map)
}

#[test]
fn lengths_are_digits_within_what_a_row_holds() {
    for (text, length) in [("0", 0), ("1", 1), (" 512 ", 512), ("000123", 123), ("9223372036854775807", u64::MAX / 2)] {
        assert_eq!(read(&[("upload-length", text)]).unwrap().length, Some(length), "{text}");
    }
    for text in ["", "-1", "+1", "1.0", "1e3", "0x10", "1 2", "9223372036854775808", "99999999999999999999999", "１", "NaN", "1,2"] {
        assert_eq!(read(&[("upload-length", text)]).unwrap_err(), BadHeader("Upload-Length"), "{text}");
        assert_eq!(read(&[("upload-offset", text)]).unwrap_err(), BadHeader("Upload-Offset"), "{text}");
    }
    assert_eq!(read(&[("upload-length", "1"), ("upload-length", "1")]).unwrap_err(), BadHeader("Upload-Length"));
    assert_eq!(read(&[("upload-offset", "1"), ("Upload-Offset", "2")]).unwrap_err(), BadHeader("Upload-Offset"));
    assert_eq!(read(&[("upload-defer-length", "1")]).unwrap_err(), BadHeader("Upload-Defer-Length"));
}

#[test]
fn metadata_is_base64_text_or_refused() {
    let metadata = |text: &str| read(&[("upload-metadata", text)]).map(|asked| asked.metadata);
    // 照片.jpg and Image/JPEG; q=1
    let told = metadata("filename 54Wn54mHLmpwZw==,filetype SW1hZ2UvSlBFRzsgcT0x, odd, kind UEhPVE8=").unwrap();
    let expected = Metadata { file_name: "照片.jpg".to_owned(), media_type: "image/jpeg".to_owned(), kind: Some(MediaKind::Photo) };
    assert_eq!(told, expected);
    assert_eq!(metadata("").unwrap(), Metadata::default());
    assert_eq!(metadata(" , ,").unwrap(), Metadata::default());
    assert_eq!(metadata("filename").unwrap(), Metadata::default());
    let long = format!("filename {}", "QUFB".repeat(2000));
    for junk in ["filename ***", "filename YQ", "filename /w==", "filename a b c", "kind RklMTQ==", "odd =", long.as_str()] {
        assert_eq!(metadata(junk).unwrap_err(), BadHeader("Upload-Metadata"), "{junk}");
    }
}

#[test]
fn a_checksum_has_a_known_algorithm_and_the_right_length() {
    let sha1 = "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=";
    assert_eq!(read(&[("upload-checksum", sha1)]).unwrap().checksum.unwrap().digest.len(), 20);
    for bad in ["", "sha1", "sha1 ", "md5 1B2M2Y8AsgTpgAmY7PhCfg==", "sha256 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", "sha1 !!!", "sha1=x"] {
        assert_eq!(read(&[("upload-checksum", bad)]).unwrap_err(), BadHeader("Upload-Checksum"), "{bad}");
    }
    assert!(read(&[("upload-checksum", sha1), ("upload-checksum", sha1)]).is_err());
}

#[test]
fn a_piece_says_what_it_is() {
    for (kind, is_piece) in [
        ("application/offset+octet-stream", true),
        ("Application/Offset+Octet-Stream", true),
        ("application/octet-stream", false),
        ("application/offset+octet-stream; charset=x", false),
    ] {
        assert_eq!(read(&[("content-type", kind)]).unwrap().is_piece, is_piece, "{kind}");
    }
    assert!(!read(&[]).unwrap().is_piece);
}
