//! What stands in the head of every answer beside what the route says of it: one table, by kind of route.
//!
//! A route that is not in the table gets the strictest kind, and ends a debug build: stories notice it.

use super::pages::is_page;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    CROSS_ORIGIN_OPENER_POLICY, CROSS_ORIGIN_RESOURCE_POLICY, HeaderMap, HeaderName, HeaderValue, PERMISSIONS_POLICY, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, web};

/// What sort of thing a route answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// HTML that runs our own files, and nothing that stands inside the page.
    Page,
    /// A file of the built client: script, style, mark.
    Client,
    /// The API; what it reads may be shown by pages of anybody.
    Api,
    /// Lines and JSON for programs of ours: uploads, what became of a spreadsheet, health.
    Data,
    /// What people brought or what is made of it: evidence, papers, pictures. It runs nothing, whatever it is.
    File,
    /// Files of what is published, for pages of anybody too.
    OpenData,
}

/// Every route that is no page, as it is written where it is added. `docs/operations.md` says what each kind is given.
pub const ROUTES: [(&str, Kind); 25] = [
    ("/Q/{code}", Kind::Page),
    ("/assets/{name}", Kind::Client),
    ("/demo/clock.js", Kind::Client),
    ("/demo/messages", Kind::Page),
    ("/emblem/{county}/{no}", Kind::File),
    ("/graphql", Kind::Api),
    ("/healthz", Kind::Data),
    ("/large.js", Kind::Client),
    ("/mark.svg", Kind::Client),
    ("/media/{id}", Kind::File),
    ("/metrics", Kind::Data),
    ("/oauth/token", Kind::Data),
    ("/old.js", Kind::Client),
    ("/open-data/{county}/{file}", Kind::OpenData),
    ("/outcome-files/{county}/{code}/{no}", Kind::File),
    ("/q/{code}", Kind::Page),
    ("/readyz", Kind::Data),
    ("/robots.txt", Kind::Data),
    ("/staff-files/outcome-attachments", Kind::Data),
    ("/staff-files/outcomes", Kind::Data),
    ("/staff-files/poster/{county}/{file}", Kind::File),
    ("/staff-files/subsidies", Kind::Data),
    ("/uploads", Kind::Data),
    ("/uploads/{id}", Kind::Data),
    ("/webhooks/aliyun/sms-report/{secret}", Kind::Data),
];

/// Of every answer. What a page must not use is named, since a browser allows it otherwise; sound is recorded by the report's page.
const ALWAYS: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (
        PERMISSIONS_POLICY,
        "accelerometer=(), autoplay=(self), camera=(), display-capture=(), fullscreen=(self), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(self), midi=(), payment=(), usb=(), xr-spatial-tracking=()",
    ),
];

/// A year, and for whatever stands below our name.
const ONLY_TLS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// What a page may load: its own files, and nothing that stands inside the page.
const PAGE: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; \
    frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// The client's own files: a worker has the policy of its file.
const CLIENT: HeaderValue = HeaderValue::from_static("default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'");
const DATA: HeaderValue = HeaderValue::from_static("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
const FILE: HeaderValue =
    HeaderValue::from_static("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox");

/// The heads of this platform's answers.
#[derive(Clone, Debug)]
pub struct Heads {
    page: HeaderValue,
    is_over_tls: bool,
}

impl Heads {
    /// Of a platform at this address. The WebSocket of our own address is named: browsers before Chrome 71 and Safari 15.5 do
    /// not count it as 'self'.
    #[must_use]
    pub fn of(public_url: &str) -> Self {
        let page = format!("{PAGE}; connect-src 'self' {}", public_url.replacen("http", "ws", 1));
        let page = HeaderValue::from_str(&page).unwrap_or(HeaderValue::from_static(PAGE));
        Self { page, is_over_tls: public_url.starts_with("https://") }
    }

    fn policy(&self, kind: Kind) -> HeaderValue {
        match kind {
            Kind::Page => self.page.clone(),
            Kind::Client => CLIENT,
            Kind::Api | Kind::Data => DATA,
            Kind::File | Kind::OpenData => FILE,
        }
    }

    fn put(&self, headers: &mut HeaderMap, kind: Kind, reads: bool) {
        for (name, value) in ALWAYS {
            headers.insert(name, HeaderValue::from_static(value));
        }
        headers.insert(CONTENT_SECURITY_POLICY, self.policy(kind));
        if self.is_over_tls {
            headers.insert(STRICT_TRANSPORT_SECURITY, ONLY_TLS);
        }
        if !headers.contains_key(CACHE_CONTROL) {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        // Never with credentials: what anybody's page reads is what anybody reads.
        if reads && matches!(kind, Kind::Api | Kind::OpenData) {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag, content-range, retry-after"));
        }
    }
}

/// Around every route: the head that its kind is given.
///
/// # Errors
/// Those of the routes.
pub async fn put<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let heads = request.app_data::<web::Data<Heads>>().cloned();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let mut answer = next.call(request).await?;
    let kind = match kind(answer.request().match_pattern().as_deref()) {
        // Whom a guard keeps out is told the same as where nothing is, down to the head.
        Kind::Data if answer.status() == StatusCode::NOT_FOUND && is_html(answer.headers()) => Kind::Page,
        kind => kind,
    };
    if let Some(heads) = heads.filter(|_| answer.status() != StatusCode::SWITCHING_PROTOCOLS) {
        heads.put(answer.headers_mut(), kind, reads);
    }
    Ok(answer)
}

fn is_html(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// The kind of a route by its pattern; what is not there is told by a page.
fn kind(pattern: Option<&str>) -> Kind {
    let Some(pattern) = pattern else { return Kind::Page };
    let known = ROUTES.iter().find(|(known, _)| *known == pattern).map(|(_, kind)| *kind);
    let kind = known.or_else(|| is_page(pattern).then_some(Kind::Page));
    debug_assert!(kind.is_some(), "{pattern} stands neither in the table of headers nor among the pages");
    kind.unwrap_or(Kind::File)
}

/// Whether a route stands in the table or among the pages.
#[must_use]
pub fn is_known(pattern: &str) -> bool {
    is_page(pattern) || ROUTES.iter().any(|(known, _)| *known == pattern)
}
