//! Answers of `/graphql`: each error has a code, no answer is larger than allowed, and only so much of large ones is on
//! its way to others than staff at the same time.

use crate::api::limits::Broken;
use crate::http::errors::{code, error, limit, name_errors};
use crate::http::form::Form;
use crate::kernel::api_limits::ApiLimits;
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::graphql::errors::BUSY;
use actix_web::body::{BodySize, MessageBody};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, HeaderValue, RETRY_AFTER};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpResponse, dev};
use async_graphql::{Response, ServerError, Value};
use serde::Serialize;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// From this size on, in bytes, an answer counts as large. Smaller ones go into the connection's own buffers.
const LARGE: usize = 64 << 10;
/// When to ask again, in seconds.
const LATER: HeaderValue = HeaderValue::from_static("5");

/// Room for large answers on their way, in KiB.
#[derive(Clone, Debug)]
pub struct Room(Arc<Semaphore>);

impl Room {
    /// Room for so many bytes.
    #[must_use]
    pub fn of(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new((bytes >> 10).min(Semaphore::MAX_PERMITS))))
    }

    /// A place for so many bytes; none if there is no room.
    fn place(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0).try_acquire_many_owned(u32::try_from(bytes >> 10).ok()?).ok()
    }
}

/// An answer that is on its way. The server under us asks for more only when nearly all was taken, and lets go of it then.
struct Placed {
    bytes: Bytes,
    _place: Option<OwnedSemaphorePermit>,
}

impl MessageBody for Placed {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.bytes.len() as u64)
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let bytes = std::mem::take(&mut self.get_mut().bytes);
        Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
    }
}

/// What was answered, with a code at each error. A large one takes its place in this room until it is out; without a room
/// it needs none.
pub(super) fn respond(mut answer: Response, form: Form, limits: &ApiLimits, room: Option<&Room>) -> HttpResponse {
    name_errors(&mut answer.errors, limits);
    let most = limits.max_answer;
    let Some(bytes) = written(&answer, most) else {
        let told = format!("回答太大了，没有发（限制 max_answer，最多 {} KiB），请分几次要。", most / 1024);
        return declined(form, limit(Broken { name: "max_answer", most }, &told));
    };
    let is_busy = answer.errors.iter().any(|error| code(error) == Some(&Value::from(TopCode::Busy.name())));
    if is_busy {
        metrics::counter!("lianjing_busy_total", "why" => "database").increment(1);
    }
    let place = room.filter(|_| bytes.len() >= LARGE).map(|room| room.place(bytes.len()));
    if matches!(place, Some(None)) {
        return busy("answers");
    }
    let body = Placed { bytes: bytes.into(), _place: place.flatten() };
    let mut response = HttpResponse::build(status(&answer, form, is_busy));
    response.insert_header(ContentType::json()).insert_header((CACHE_CONTROL, "private, no-store"));
    if is_busy {
        response.insert_header((RETRY_AFTER, LATER));
    }
    for (name, value) in &answer.http_headers {
        if let Ok(value) = value.to_str() {
            response.append_header((name.as_str(), value));
        }
    }
    response.message_body(body).map_or_else(HttpResponse::from_error, HttpResponse::map_into_boxed_body)
}

/// What the status says. Where something was answered it says so, whatever else was not.
fn status(answer: &Response, form: Form, is_busy: bool) -> StatusCode {
    match answer.data {
        Value::Null if is_busy => StatusCode::SERVICE_UNAVAILABLE,
        Value::Null if !was_run(answer) => StatusCode::from_u16(form.status_of_refusal()).unwrap_or(StatusCode::BAD_REQUEST),
        _ => StatusCode::OK,
    }
}

/// Whether fields were asked for their values. What is refused before that has no place in the document.
fn was_run(answer: &Response) -> bool {
    answer.data != Value::Null || answer.errors.is_empty() || answer.errors.iter().any(|error| !error.path.is_empty())
}

/// An answer as the specification writes it: without `data` where nothing was run.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extensions: Option<&'a BTreeMap<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'a [ServerError]>,
}

impl<'a> From<&'a Response> for Written<'a> {
    fn from(answer: &'a Response) -> Self {
        Self {
            data: was_run(answer).then_some(&answer.data),
            extensions: (!answer.extensions.is_empty()).then_some(&answer.extensions),
            errors: (!answer.errors.is_empty()).then_some(&answer.errors),
        }
    }
}

/// An answer's bytes; none if there are more than allowed. Writing ends there, so that no more of them are held.
fn written(answer: &Response, most: u32) -> Option<Vec<u8>> {
    let mut bounded = Bounded { bytes: Vec::with_capacity(1_024), most: usize::try_from(most).unwrap_or(usize::MAX) };
    serde_json::to_writer(&mut bounded, &Written::from(answer)).ok()?;
    Some(bounded.bytes)
}

struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl std::io::Write for Bounded {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len().saturating_add(piece.len()) > self.most {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A request that was not run.
pub(super) fn refused(status: u16, code: TopCode, message: &str) -> HttpResponse {
    answered(status, error(code, message))
}

/// An answer that is nothing but an error.
pub(super) fn answered(status: u16, error: ServerError) -> HttpResponse {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    HttpResponse::build(status).insert_header((CACHE_CONTROL, "no-store")).json(Written::from(&Response::from_errors(vec![error])))
}

/// A well-formed request whose document, variables or operation were refused.
pub(super) fn declined(form: Form, error: ServerError) -> HttpResponse {
    answered(form.status_of_refusal(), error)
}

/// A request that comes at a time when too much is asked for.
pub(super) fn busy(why: &'static str) -> HttpResponse {
    metrics::counter!("lianjing_busy_total", "why" => why).increment(1);
    refused(503, TopCode::Busy, BUSY)
}

/// Notes that this got no connection to the database in time. It is no fault, and whoever asks again may have one.
pub(super) fn note_busy(what: &'static str) {
    metrics::counter!("lianjing_busy_total", "why" => "database").increment(1);
    tracing::warn!(what, "no connection to the database in time");
}

/// Around every route: who can't be served now is told when to ask again.
///
/// # Errors
/// Those of the routes.
pub async fn later<B: MessageBody>(request: dev::ServiceRequest, next: Next<B>) -> Result<dev::ServiceResponse<B>, Error> {
    let mut response = next.call(request).await?;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE && !response.headers().contains_key(RETRY_AFTER) {
        response.headers_mut().insert(RETRY_AFTER, LATER);
    }
    Ok(response)
}
