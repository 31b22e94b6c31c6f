//! `POST /oauth/token`: client credentials for a token (RFC 6749, 4.4), its errors to the letter (5.2).
//!
//! Unknown, wrong and ended credentials get the same bytes. A try too often is answered with 429 and `slow_down`, which is
//! registered for this endpoint by RFC 8628.

use crate::domain::clients::{self, NotGranted, Shown, TOKEN_LIFE};
use crate::http::answer::note_busy;
use crate::http::body::{self, Patience};
use crate::http::logged::request_id;
use crate::kernel::error::chain;
use crate::kernel::{Actor, Ctx, Failure, Kernel};
use actix_web::http::header::{ALLOW, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::moment::Moment;
use serde_json::json;
use zeroize::Zeroizing;

/// What is asked for has some hundred bytes.
const LARGEST_BODY: usize = 4 * 1024;

/// Adds the endpoint.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/oauth/token").route(web::post().to(token)).default_service(web::to(other_method)));
}

async fn other_method() -> HttpResponse {
    let mut answer = refused(405, "invalid_request");
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
    answer
}

async fn token(http: HttpRequest, mut body: web::Payload, patience: web::Data<Patience>, kernel: web::Data<Kernel>) -> HttpResponse {
    let body = match body::whole(&mut body, LARGEST_BODY, **patience).await {
        Ok(body) => body,
        Err(why) => return refused(why.status().as_u16(), "invalid_request"),
    };
    let asked = match Asked::read(&http, &body) {
        Ok(asked) => asked,
        Err(error) => return refused(error.status(), error.name()),
    };
    let kernel = kernel.into_inner();
    let ctx = Ctx::new(&kernel, Actor::Nobody, request_id(&kernel));
    match clients::grant(&ctx, &asked.shown, asked.scope.as_deref()).await {
        Ok(Ok(granted)) => given(&granted),
        Ok(Err(NotGranted::Client)) => refused(401, "invalid_client"),
        Ok(Err(NotGranted::Scope)) => refused(400, "invalid_scope"),
        Ok(Err(NotGranted::Later(at))) => later(ctx.now, at),
        Err(failure) => failed(&ctx, &failure),
    }
}

/// Why a request is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Misasked {
    Request,
    GrantType,
    Client,
}

impl Misasked {
    const fn name(self) -> &'static str {
        match self {
            Self::Request => "invalid_request",
            Self::GrantType => "unsupported_grant_type",
            Self::Client => "invalid_client",
        }
    }

    const fn status(self) -> u16 {
        match self {
            Self::Client => 401,
            _ => 400,
        }
    }
}

/// What is asked for.
struct Asked {
    shown: Shown,
    scope: Option<String>,
}

impl Asked {
    fn read(http: &HttpRequest, body: &[u8]) -> Result<Self, Misasked> {
        let kind = http.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).and_then(|value| value.split(';').next());
        if !kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")) {
            return Err(Misasked::Request);
        }
        let form = Form::read(body)?;
        let by_header = http.headers().get(AUTHORIZATION).map(|value| basic(value.to_str().unwrap_or_default()));
        match form.one("grant_type")? {
            None => return Err(Misasked::Request),
            Some("client_credentials") => {}
            Some(_) => return Err(Misasked::GrantType),
        }
        let (id, secret) = (form.one("client_id")?, form.one("client_secret")?);
        let scope = form.one("scope")?.map(str::to_owned);
        let shown = match (by_header, id, secret) {
            // One way of showing who one is, never two (RFC 6749, 2.3).
            (Some(_), _, Some(_)) => return Err(Misasked::Request),
            (Some(shown), id, None) => {
                let shown = shown.ok_or(Misasked::Client)?;
                if id.is_some_and(|id| id != shown.id) {
                    return Err(Misasked::Request);
                }
                shown
            }
            (None, Some(id), Some(secret)) => Shown { id: id.to_owned(), secret: Zeroizing::new(secret.to_owned()) },
            (None, ..) => return Err(Misasked::Client),
        };
        Ok(Self { shown, scope })
    }
}

/// The pairs of a form.
struct Form(Vec<(String, String)>);

impl Form {
    fn read(body: &[u8]) -> Result<Self, Misasked> {
        let text = std::str::from_utf8(body).map_err(|_| Misasked::Request)?;
        web::Query::<Vec<(String, String)>>::from_query(text).map(|pairs| Self(pairs.into_inner())).map_err(|_| Misasked::Request)
    }

    /// The value of a parameter; one without a value counts as left out, and none may come twice (RFC 6749, 3.2).
    fn one(&self, name: &str) -> Result<Option<&str>, Misasked> {
        let mut found = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let first = found.next();
        if found.next().is_some() { Err(Misasked::Request) } else { Ok(first.filter(|value| !value.is_empty())) }
    }
}

/// Id and secret of an `Authorization: Basic` header; both are written as in a form (RFC 6749, 2.3.1).
fn basic(header: &str) -> Option<Shown> {
    let (scheme, encoded) = header.split_once(' ')?;
    let bytes = STANDARD.decode(encoded.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let text = Zeroizing::new(String::from_utf8(bytes).ok()?);
    let (id, secret) = text.split_once(':')?;
    let plain = |word: &str| {
        let form = Form::read(format!("v={word}").as_bytes()).ok()?;
        form.0.into_iter().next().map(|(_, value)| value)
    };
    Some(Shown { id: plain(id)?, secret: Zeroizing::new(plain(secret)?) })
}

/// Nothing of this may lie in a cache (RFC 6749, 5.1).
fn uncached(response: &mut HttpResponseBuilder) -> &mut HttpResponseBuilder {
    response.insert_header((CACHE_CONTROL, "no-store")).insert_header((PRAGMA, "no-cache"))
}

fn given(granted: &clients::Granted) -> HttpResponse {
    uncached(&mut HttpResponse::Ok()).json(json!({
        "access_token": granted.token, "token_type": "Bearer", "expires_in": TOKEN_LIFE.whole_seconds(), "scope": granted.scope,
    }))
}

fn refused(status: u16, error: &str) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).unwrap_or(actix_web::http::StatusCode::BAD_REQUEST);
    let mut response = HttpResponse::build(status);
    if status == actix_web::http::StatusCode::UNAUTHORIZED {
        response.insert_header((WWW_AUTHENTICATE, "Basic realm=\"lianjing\", charset=\"UTF-8\""));
    }
    uncached(&mut response).json(json!({ "error": error }))
}

fn later(now: Moment, at: Moment) -> HttpResponse {
    let mut answer = refused(429, "slow_down");
    let seconds = at.since(now).whole_seconds().max(1);
    if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
        answer.headers_mut().insert(RETRY_AFTER, value);
    }
    answer
}

fn failed(ctx: &Ctx, failure: &Failure) -> HttpResponse {
    match failure {
        Failure::Busy => note_busy("a client's token"),
        other => tracing::error!(request_id = %ctx.request_id, error = %chain(other), "a client's token could not be given"),
    }
    // RFC 6749 has no word for it here; the one of its other endpoint says what is meant.
    refused(503, "temporarily_unavailable")
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn read(header: Option<&str>, body: &str) -> Result<(String, String, Option<String>), Misasked> {
        let mut request = TestRequest::post().insert_header((CONTENT_TYPE, "application/x-www-form-urlencoded"));
        if let Some(header) = header {
            request = request.insert_header((AUTHORIZATION, header));
        }
        Asked::read(&request.to_http_request(), body.as_bytes()).map(|asked| (asked.shown.id, asked.shown.secret.to_string(), asked.scope))
    }

    fn as_basic(text: &str) -> String {
        format!("Basic {}", STANDARD.encode(text))
    }

    #[test]
    fn credentials_come_by_header_or_body_and_never_by_both() {
        let grant = "grant_type=client_credentials";
        let is = |scope: Option<&str>| Ok(("a b".to_owned(), "s:%".to_owned(), scope.map(str::to_owned)));
        assert_eq!(read(Some(&as_basic("a+b:s%3A%25")), grant), is(None));
        assert_eq!(read(Some(&as_basic("a%20b:s%3A%25")), &format!("{grant}&client_id=a+b&scope=open%3Aread+x")), is(Some("open:read x")));
        assert_eq!(read(None, &format!("{grant}&client_id=a+b&client_secret=s%3A%25&scope=&unknown=1")), is(None));
        for (header, body, error) in [
            (Some(as_basic("a:b")), format!("{grant}&client_secret=b"), Misasked::Request),
            (Some(as_basic("a:b")), format!("{grant}&client_id=c"), Misasked::Request),
            (Some(as_basic("no colon")), grant.to_owned(), Misasked::Client),
            (Some("Basic ???".to_owned()), grant.to_owned(), Misasked::Client),
            (Some("Bearer abc".to_owned()), grant.to_owned(), Misasked::Client),
            (None, grant.to_owned(), Misasked::Client),
            (None, format!("{grant}&client_id=a"), Misasked::Client),
            (None, "client_id=a&client_secret=b".to_owned(), Misasked::Request),
            (None, "grant_type=&client_id=a&client_secret=b".to_owned(), Misasked::Request),
            (None, "grant_type=password&client_id=a&client_secret=b".to_owned(), Misasked::GrantType),
            (None, format!("{grant}&{grant}&client_id=a&client_secret=b"), Misasked::Request),
            (None, format!("{grant}&client_id=a&client_secret=b&scope=x&scope=y"), Misasked::Request),
        ] {
            assert_eq!(read(header.as_deref(), &body), Err(error), "{body}");
        }
    }

    #[test]
    fn another_kind_of_body_is_no_request() {
        let request = TestRequest::post().insert_header((CONTENT_TYPE, "application/json")).to_http_request();
        assert_eq!(Asked::read(&request, b"{}").err(), Some(Misasked::Request));
        assert_eq!(Asked::read(&TestRequest::post().to_http_request(), b"").err(), Some(Misasked::Request));
    }
}
