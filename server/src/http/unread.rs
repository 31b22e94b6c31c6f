//! A body in chunks that nobody reads to its end: after the answer its connection is closed.
//!
//! The server under us closes a connection whose body has a length and stays unread. One in chunks it goes on reading,
//! to use the connection again, for as long as somebody trickles. It does so only once the body is let go of, so the
//! body is held here until the answer is out.

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _};
use bytes::Bytes;
use futures_util::Stream;
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

/// A body that its reader and its answer hold together.
#[derive(Clone)]
struct Shared(Rc<RefCell<Payload>>);

impl Stream for Shared {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_next(context)
    }
}

/// An answer that holds its request's body until it is out.
pub struct Holding {
    answer: BoxBody,
    _unread: Option<Shared>,
}

impl MessageBody for Holding {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        self.answer.size()
    }

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.get_mut().answer).poll_next(context)
    }
}

/// Around every route.
///
/// # Errors
/// Those of the routes.
pub async fn hold(mut request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<Holding>, Error> {
    let in_chunks = request.chunked().unwrap_or(false);
    let unread = in_chunks.then(|| Shared(Rc::new(RefCell::new(request.take_payload()))));
    if let Some(body) = &unread {
        request.set_payload(Payload::Stream { payload: Box::pin(body.clone()) });
    }
    let response = next.call(request).await?;
    Ok(response.map_body(|_, answer| Holding { answer: answer.boxed(), _unread: unread }))
}
