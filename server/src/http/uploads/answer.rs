//! What tus clients are answered: statuses, headers, and a sentence for whoever reads it.

use super::VERSION;
use super::headers::BadHeader;
use crate::domain::media::{Progress, UploadError, UploadRefusal, max_bytes};
use crate::http::answer::note_busy;
use crate::kernel::Failure;
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::graphql::errors::{BUSY, code_name};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde_json::json;
use time::UtcOffset;
use time::macros::format_description;

/// An answer, or the refusal that takes its place.
pub type Answer = Result<HttpResponse, Refused>;

/// Why a request is refused.
#[derive(Debug)]
pub enum Refused {
    /// The client speaks another version.
    OtherVersion,
    /// A header that has no meaning.
    BadHeader(BadHeader),
    /// The body is not said to be a piece of an upload.
    NoPiece,
    /// A verb that is not spoken here; these are.
    Method(&'static str),
    /// The upload itself.
    Upload(UploadError),
}

impl From<BadHeader> for Refused {
    fn from(header: BadHeader) -> Self {
        Self::BadHeader(header)
    }
}

impl From<UploadError> for Refused {
    fn from(error: UploadError) -> Self {
        Self::Upload(error)
    }
}

impl From<UploadRefusal> for Refused {
    fn from(why: UploadRefusal) -> Self {
        Self::Upload(why.into())
    }
}

impl From<Refused> for HttpResponse {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::OtherVersion => {
                let mut answer = tus(StatusCode::PRECONDITION_FAILED);
                answer.insert_header(("Tus-Version", VERSION));
                told(answer, ("INVALID", Some("Tus-Resumable")), "上传的方式和服务器对不上，请刷新页面再试。")
            }
            Refused::BadHeader(BadHeader(field)) => {
                told(tus(StatusCode::BAD_REQUEST), ("INVALID", Some(field)), "上传请求的格式不对，请刷新页面再试。")
            }
            Refused::NoPiece => {
                let answer = tus(StatusCode::UNSUPPORTED_MEDIA_TYPE);
                told(answer, (TopCode::ContentType.name(), Some("Content-Type")), "上传请求的格式不对，请刷新页面再试。")
            }
            Refused::Method(allowed) => {
                let mut answer = tus(StatusCode::METHOD_NOT_ALLOWED);
                answer.insert_header((header::ALLOW, allowed));
                told(answer, (TopCode::Method.name(), None), "这个地址不收这种请求，请刷新页面再试。")
            }
            Refused::Upload(error) => of_upload(error),
        }
    }
}

/// A refusal as programs and people read it: a code, the header it belongs to, if any, and a sentence.
fn told(mut answer: HttpResponseBuilder, (code, field): (&str, Option<&'static str>), message: &str) -> HttpResponse {
    answer.json(json!({ "code": code, "field": field, "message": message }))
}

/// An answer with the headers that all have.
pub fn tus(status: StatusCode) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer.insert_header(("Tus-Resumable", VERSION)).insert_header((header::CACHE_CONTROL, "no-store"));
    answer
}

/// What this server can do.
pub fn options() -> HttpResponse {
    tus(StatusCode::NO_CONTENT)
        .insert_header(("Tus-Version", VERSION))
        .insert_header(("Tus-Extension", "creation,expiration,termination,checksum"))
        .insert_header(("Tus-Checksum-Algorithm", "sha1,sha256"))
        .insert_header(("Tus-Max-Size", max_bytes().to_string()))
        .finish()
}

/// How far an upload is, and when it runs out.
pub fn progress_headers(answer: &mut HttpResponseBuilder, progress: Progress) {
    answer.insert_header(("Upload-Offset", progress.received.to_string()));
    let format = format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");
    let expires = progress.expires_at.and_then(|at| at.in_china().to_offset(UtcOffset::UTC).format(format).ok());
    if let Some(expires) = expires {
        answer.insert_header(("Upload-Expires", expires));
    }
}

/// A refusal with its sentence; a fault is logged here, once.
fn of_upload(error: UploadError) -> HttpResponse {
    match error {
        UploadError::Refused(why) => {
            let mut answer = tus(status(why));
            if why == UploadRefusal::GrantEnded {
                answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            told(answer, (&code_name(why.code()), field(why)), &why.sentence())
        }
        UploadError::Failed(Failure::Busy) => {
            note_busy("an upload");
            told(tus(StatusCode::SERVICE_UNAVAILABLE), (TopCode::Busy.name(), None), BUSY)
        }
        UploadError::Failed(failure) => {
            tracing::error!(error = %failure, "an upload failed");
            let answer = tus(StatusCode::SERVICE_UNAVAILABLE);
            told(answer, (TopCode::Internal.name(), None), "现在存不了。不是您的问题，过一会儿会自己接着传。")
        }
    }
}

/// The header that a refusal is about; none where it is the file or its number.
const fn field(why: UploadRefusal) -> Option<&'static str> {
    match why {
        UploadRefusal::GrantEnded => Some("Authorization"),
        UploadRefusal::WrongOffset => Some("Upload-Offset"),
        UploadRefusal::WrongChecksum => Some("Upload-Checksum"),
        UploadRefusal::Overrun | UploadRefusal::TooLarge(_) | UploadRefusal::TotalTooLarge => Some("Upload-Length"),
        UploadRefusal::UnknownType | UploadRefusal::OtherKind => Some("Upload-Metadata"),
        UploadRefusal::Unknown
        | UploadRefusal::Gone
        | UploadRefusal::TooMany(_)
        | UploadRefusal::PhoneOfDay
        | UploadRefusal::TooManyPixels
        | UploadRefusal::Malware
        | UploadRefusal::TooShort
        | UploadRefusal::Attached
        | UploadRefusal::NeverFinished => None,
    }
}

fn status(why: UploadRefusal) -> StatusCode {
    match why {
        UploadRefusal::GrantEnded => StatusCode::UNAUTHORIZED,
        UploadRefusal::Unknown => StatusCode::NOT_FOUND,
        UploadRefusal::Gone | UploadRefusal::NeverFinished => StatusCode::GONE,
        UploadRefusal::WrongOffset => StatusCode::CONFLICT,
        // The protocol's own: "Checksum Mismatch".
        UploadRefusal::WrongChecksum => StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST),
        UploadRefusal::Overrun
        | UploadRefusal::TooLarge(_)
        | UploadRefusal::TooMany(_)
        | UploadRefusal::TotalTooLarge
        | UploadRefusal::PhoneOfDay => StatusCode::PAYLOAD_TOO_LARGE,
        UploadRefusal::UnknownType
        | UploadRefusal::OtherKind
        | UploadRefusal::TooManyPixels
        | UploadRefusal::Malware
        | UploadRefusal::TooShort => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        UploadRefusal::Attached => StatusCode::FORBIDDEN,
    }
}
