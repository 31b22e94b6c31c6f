//! What may be attached: a photo, written anew without its metadata, or a PDF as it is.

use super::model::Values;
use super::rules::{forbidden_in, masked};
use crate::domain::media::{NoView, picture_view};
use crate::kernel::text::{Bounds, line};
use crate::kernel::{ErrorCode, Failure, Outcome};
use sha2::{Digest as _, Sha256};

/// Attachments of one outcome, those that were taken away not counted.
pub const MOST: usize = 6;
/// Bytes of a photo that is sent.
const PHOTO: usize = 12 << 20;
/// Bytes of a PDF.
const PDF: usize = 5 << 20;
const NAME: Bounds = Bounds { min: 2, max: 60 };

/// A photo as it is kept.
pub const JPEG: &str = "image/jpeg";
/// The other sort.
pub const DOCUMENT: &str = "application/pdf";

/// A file as it is kept.
#[derive(Clone, Debug)]
pub struct Clean {
    /// [`JPEG`] or [`DOCUMENT`].
    pub media_type: &'static str,
    /// Its bytes.
    pub body: Vec<u8>,
    /// Their SHA-256.
    pub hash: Vec<u8>,
}

/// The file as it is kept: what it is, its content says.
///
/// # Errors
/// Refused if it is too large, or neither a photo that can be opened nor a PDF.
pub async fn clean(bytes: &[u8]) -> Outcome<Clean> {
    let refuse = |code, message: &str| Err(Failure::field(code, "file", message));
    let is_document = bytes.starts_with(b"%PDF-");
    if is_document && bytes.len() > PDF {
        return refuse(ErrorCode::TooLong, "PDF 太大，最大 5 MB。");
    }
    if bytes.len() > PHOTO {
        return refuse(ErrorCode::TooLong, "照片太大，最大 12 MB。");
    }
    let (media_type, body) = if is_document {
        (DOCUMENT, bytes.to_vec())
    } else {
        match picture_view(bytes.to_vec()).await? {
            Ok(view) => (JPEG, view),
            Err(NoView::TooManyPixels) => return refuse(ErrorCode::TooLong, "照片的像素太多，请先缩小再传。"),
            Err(NoView::Unreadable) => return refuse(ErrorCode::Invalid, "打不开这个文件。能附的是照片（JPEG、PNG、WebP）和 PDF。"),
        }
    };
    Ok(Clean { media_type, hash: Sha256::digest(&body).to_vec(), body })
}

/// The name under which it stands. That of an open file stays for ever, and says nothing personal.
///
/// # Errors
/// Refused for a name that is too short or too long, or says what may not be said.
pub fn name(said: &str, personal: &Values, is_personal: bool) -> Outcome<String> {
    let refuse = |message: String| Failure::field(ErrorCode::Invalid, "name", message);
    let name = line("name", said, NAME).map_err(|error| Failure::Refused(vec![error]))?;
    let name = masked(&name).text;
    if let Some(told) = forbidden_in(&name) {
        return Err(refuse(format!("附件的名称{}。", told.words())));
    }
    if !is_personal && personal.values().any(|value| value.chars().count() > 1 && name.contains(value.as_str())) {
        return Err(refuse("附件的名称里有个人信息。名称一直公开，请只写是什么。".to_owned()));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn code(bytes: &[u8]) -> ErrorCode {
        let Err(Failure::Refused(errors)) = clean(bytes).await else { panic!("it was taken") };
        errors[0].code
    }

    #[tokio::test]
    async fn what_a_file_is_its_content_says() {
        let kept = clean(b"%PDF-1.7\nx\n%%EOF").await.unwrap();
        assert_eq!((kept.media_type, kept.body.as_slice()), (DOCUMENT, b"%PDF-1.7\nx\n%%EOF".as_slice()));
        assert_eq!(code(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>").await, ErrorCode::Invalid);
        assert_eq!(code(b"PK\x03\x04").await, ErrorCode::Invalid);
        assert_eq!(code(&[b"%PDF-".as_slice(), &vec![0; PDF]].concat()).await, ErrorCode::TooLong);
        assert_eq!(code(&vec![0xFF; PHOTO + 1]).await, ErrorCode::TooLong);
    }

    #[test]
    fn a_name_says_nothing_that_may_not_be_said() {
        let personal = Values::from([("name".to_owned(), "王大山".to_owned())]);
        assert_eq!(name(" 评议会 记录 ", &personal, false).unwrap(), "评议会 记录");
        assert_eq!(name("510824196801011234", &Values::new(), false).unwrap(), "510824************");
        for (said, is_personal) in [("记", false), ("王大山的申请", false), ("因病致贫的证明", true), ("诊断为肝炎", false)]
        {
            assert!(name(said, &personal, is_personal).is_err(), "{said}");
        }
        assert!(name("王大山的申请", &personal, true).is_ok());
    }
}
