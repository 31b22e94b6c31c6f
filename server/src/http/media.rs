//! `/media/{id}`: evidence behind addresses that are good for one viewer and a short time; ranges open alone.

pub(super) mod range;

use self::range::Range;
use crate::domain::cases;
use crate::domain::media::{self, Address, Delivery, File, Opened};
use crate::http::answer::note_busy;
use crate::kernel::graphql::errors::BUSY;
use crate::kernel::{Actor, Ctx, ErrorCode, Failure, Kernel, Outcome};
use crate::ports::Ports;
use actix_web::body::SizedStream;
use actix_web::http::header::{self, ContentEncoding};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use bytes::Bytes;
use entity::id::MediaId;
use entity::moment::Moment;
use entity::words::RenditionKind;
use futures_util::{StreamExt as _, stream};
use serde::Deserialize;

/// What stands for a film of which no frame could be drawn.
const NEUTRAL_POSTER: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 180\"><path fill=\"#e7e5e4\" d=\"M0 0h320v180H0z\"/>\
    <circle cx=\"160\" cy=\"90\" r=\"34\" fill=\"#57534e\"/><path fill=\"#fff\" d=\"M150 72l30 18-30 18z\"/></svg>";

/// Adds the route.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/media/{id}").route(web::get().to(serve)).route(web::head().to(serve)));
}

#[derive(Deserialize)]
struct Query {
    kind: String,
    exp: i64,
    sig: String,
}

async fn serve(
    http: HttpRequest,
    id: web::Path<String>,
    query: Option<web::Query<Query>>,
    kernel: web::Data<Kernel>,
    ports: web::Data<Ports>,
) -> HttpResponse {
    let Some(address) = query.and_then(|query| address(&id, query.into_inner())) else { return refused(&Failure::hidden()) };
    let ctx = Ctx::new(&kernel, Actor::Nobody, "media".to_owned());
    shown(&http, &ctx, &ports, &address).await.unwrap_or_else(|failure| refused(&failure))
}

/// What the address leads to, for who may still look; his first look of the day is noted before anything goes out.
async fn shown(http: &HttpRequest, ctx: &Ctx, ports: &Ports, address: &Address) -> Outcome<HttpResponse> {
    let look = cases::may_look(ctx, address).await?;
    let Opened::File(file) = media::open(ctx, ports, address).await? else {
        return Ok(headers(StatusCode::OK).content_type("image/svg+xml").body(NEUTRAL_POSTER));
    };
    let answer = answer(http, address, file, ports).await?;
    if let Some(look) = look.filter(|_| *http.method() != Method::HEAD) {
        cases::note_look(ctx, address, look).await?;
    }
    Ok(answer)
}

fn address(id: &str, query: Query) -> Option<Address> {
    let kind = match query.kind.as_str() {
        "view" => RenditionKind::View,
        "poster" => RenditionKind::Poster,
        "original" => RenditionKind::Original,
        _ => return None,
    };
    Some(Address { id: id.parse().ok()?, kind, expires_at: Moment(query.exp), signature: query.sig })
}

/// The answer, with the first piece of the file in it.
async fn answer(http: &HttpRequest, address: &Address, file: File, ports: &Ports) -> Outcome<HttpResponse> {
    let asked =
        http.headers().get(header::RANGE).and_then(|value| value.to_str().ok()).filter(|_| !http.headers().contains_key(header::IF_RANGE));
    let (status, start, end) = match Range::of(asked, file.length) {
        Range::Whole => (StatusCode::OK, 0, file.length),
        Range::Part { start, end } => (StatusCode::PARTIAL_CONTENT, start, end),
        Range::Outside => {
            let size = format!("bytes */{}", file.length);
            return Ok(headers(StatusCode::RANGE_NOT_SATISFIABLE).insert_header((header::CONTENT_RANGE, size)).finish());
        }
    };
    let mut answer = headers(status);
    answer.content_type(file.mime.as_str()).insert_header((header::ACCEPT_RANGES, "bytes"));
    answer.insert_header((header::CONTENT_DISPOSITION, disposition(address, &file.mime)));
    if status == StatusCode::PARTIAL_CONTENT {
        answer.insert_header((header::CONTENT_RANGE, format!("bytes {start}-{}/{}", end.saturating_sub(1), file.length)));
    }
    if *http.method() == Method::HEAD {
        // The length is told, and nothing is opened.
        return Ok(answer.body(SizedStream::new(end - start, stream::empty::<std::io::Result<Bytes>>())));
    }
    let mut delivery = Delivery::of(file, start, end);
    // Before anything is promised: a store that is away is told as such, not as a file that breaks off.
    let first = delivery.next(ports).await?;
    Ok(answer.body(SizedStream::new(end - start, pieces(first, delivery, ports.clone()))))
}

/// The pieces after each other. A file that was altered ends the connection: what follows is never sent.
fn pieces(first: Option<Vec<u8>>, delivery: Delivery, ports: Ports) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
    let rest = stream::try_unfold((delivery, ports), |(mut delivery, ports)| async move {
        let piece = delivery.next(&ports).await.map_err(|failure| {
            tracing::error!(error = %failure, "evidence can't be read");
            std::io::Error::other("the file can't be read")
        })?;
        Ok(piece.map(|piece| (Bytes::from(piece), (delivery, ports))))
    });
    stream::iter(first.map(|piece| Ok(Bytes::from(piece)))).chain(rest)
}

/// Never stored. That it is never guessed at and never run says the table of headers.
fn headers(status: StatusCode) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        // Ranges count bytes of the file itself, so nothing may compress it on the way.
        .insert_header(ContentEncoding::Identity);
    answer
}

/// A name that tells nothing; what was sent as it was is only ever saved, never opened in the page's place.
fn disposition(address: &Address, mime: &str) -> String {
    let way = if address.kind == RenditionKind::Original { "attachment" } else { "inline" };
    let ending = mime.rsplit_once('/').map_or("bin", |(_, kind)| ending(kind));
    format!("{way}; filename=\"{}.{ending}\"", neutral_name(address.id))
}

fn neutral_name(id: MediaId) -> String {
    let text = id.to_string();
    text.chars().skip(text.chars().count().saturating_sub(8)).collect()
}

fn ending(kind: &str) -> &str {
    match kind {
        "jpeg" => "jpg",
        "quicktime" => "mov",
        "3gpp" => "3gp",
        "mpeg" => "mp3",
        other => other,
    }
}

fn refused(failure: &Failure) -> HttpResponse {
    let (status, message) = match failure {
        Failure::Refused(errors) => {
            let first = errors.first();
            let expired = first.is_some_and(|error| error.code == ErrorCode::Expired);
            (if expired { StatusCode::GONE } else { StatusCode::NOT_FOUND }, first.map(|error| error.message.clone()).unwrap_or_default())
        }
        Failure::Busy => {
            note_busy("a piece of evidence");
            (StatusCode::SERVICE_UNAVAILABLE, BUSY.to_owned())
        }
        other => {
            tracing::error!(error = %other, "evidence can't be shown");
            (StatusCode::SERVICE_UNAVAILABLE, "现在打不开。不是您的问题。".to_owned())
        }
    };
    headers(status).content_type("text/plain; charset=utf-8").body(message)
}
