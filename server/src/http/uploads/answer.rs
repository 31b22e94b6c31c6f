//! What tus clients are answered: statuses, headers, and a sentence for whoever reads it.

use super::VERSION;
use super::headers::BadHeader;
use crate::domain::media::{Progress, UploadError, UploadRefusal, max_bytes};
use crate::kernel::graphql::errors::code_name;
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
            Refused::OtherVersion => tus(StatusCode::PRECONDITION_FAILED).insert_header(("Tus-Version", VERSION)).finish(),
            Refused::BadHeader(BadHeader(field)) => {
                let message = "上传请求的格式不对，请刷新页面再试。";
                tus(StatusCode::BAD_REQUEST).json(json!({ "code": "INVALID", "field": field, "message": message }))
            }
            Refused::NoPiece => tus(StatusCode::UNSUPPORTED_MEDIA_TYPE).finish(),
            Refused::Method(allowed) => tus(StatusCode::METHOD_NOT_ALLOWED).insert_header((header::ALLOW, allowed)).finish(),
            Refused::Upload(error) => of_upload(error),
        }
    }
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
            answer.json(json!({ "code": code_name(why.code()), "message": why.sentence() }))
        }
        UploadError::Failed(failure) => {
            tracing::error!(error = %failure, "an upload failed");
            tus(StatusCode::SERVICE_UNAVAILABLE)
                .json(json!({ "code": "INTERNAL", "message": "现在存不了。不是您的问题，过一会儿会自己接着传。" }))
        }
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
        UploadRefusal::UnknownType | UploadRefusal::OtherKind | UploadRefusal::TooManyPixels | UploadRefusal::TooShort => {
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        }
        UploadRefusal::Attached => StatusCode::FORBIDDEN,
    }
}
