//! Around `/graphql`: everybody is answered in the media type that he asked for, or told that there is none for him.

use crate::http::answer::refused;
use crate::http::form::{Form, PLAIN};
use crate::kernel::graphql::codes::TopCode;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, VARY};
use actix_web::middleware::Next;

/// What a cache must look at.
const BY_ACCEPT: HeaderValue = HeaderValue::from_static("accept");

/// Around the route: who takes neither media type is told so, everybody else is answered in the one he asked for.
///
/// # Errors
/// Those of the route.
pub async fn spoken(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse, Error> {
    let Some(form) = Form::of(request.headers()) else {
        let told = "这里只用 application/graphql-response+json 或 application/json 回答。";
        let mut answer = request.into_response(refused(406, TopCode::Accept, told));
        answer.headers_mut().append(VARY, BY_ACCEPT);
        return Ok(answer);
    };
    let mut answer = next.call(request).await?.map_into_boxed_body();
    let headers = answer.headers_mut();
    if headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(PLAIN.as_bytes())) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(form.media_type()));
    }
    headers.append(VARY, BY_ACCEPT);
    Ok(answer)
}
