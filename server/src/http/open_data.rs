//! `/open-data/{county}/{file}`: the files of the open data and their manifest, whole or in part, with the hash as their mark.

use crate::domain::open_data::{self, Edition};
use crate::http::answer::note_busy;
use crate::http::media::range::Range;
use crate::kernel::clock::random;
use crate::kernel::graphql::errors::BUSY;
use crate::kernel::{Actor, County, Ctx, Failure, Kernel, Outcome};
use crate::ports::Ports;
use actix_web::body::SizedStream;
use actix_web::http::header::{self, ContentEncoding};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use bytes::Bytes;
use entity::words::OpenDataFormat;
use entity::{open_data_edition, open_data_file};
use futures_util::stream;

/// So much is read and sent at once, and held for whoever reads slowly.
const PIECE: u64 = 1 << 16;
/// After so many pieces it is asked again whether the edition is still served.
const ASKED_AFTER: u32 = 64;
/// Whoever has an address asks each time whether it is still the same: what was taken away must not live on in a cache.
const CACHE: &str = "public, no-cache";

/// Adds the route.
pub fn configure(config: &mut web::ServiceConfig) {
    let place = web::resource("/open-data/{county}/{file}");
    config.service(place.route(web::get().to(serve)).route(web::head().to(serve)));
}

async fn serve(http: HttpRequest, path: web::Path<(String, String)>, kernel: web::Data<Kernel>, ports: web::Data<Ports>) -> HttpResponse {
    let kernel = kernel.into_inner();
    let ctx = Ctx::new(&kernel, Actor::Nobody, hex::encode(random::<6>(&*kernel.chance))).by_calendar();
    let (county, name) = path.into_inner();
    match shown(&http, ctx.clone(), &ports, (&county, &name)).await {
        Ok(answer) => answer,
        Err(Failure::Refused(_) | Failure::SignInNeeded) => said(StatusCode::NOT_FOUND, "没有这个文件。\n"),
        Err(Failure::Busy) => {
            note_busy("a file of the open data");
            said(StatusCode::SERVICE_UNAVAILABLE, BUSY)
        }
        Err(failure) => {
            tracing::error!(request_id = %ctx.request_id, error = %failure, "a file of the open data can't be read");
            said(StatusCode::SERVICE_UNAVAILABLE, "现在打不开。不是您的问题。\n")
        }
    }
}

async fn shown(http: &HttpRequest, ctx: Ctx, ports: &Ports, (code, name): (&str, &str)) -> Outcome<HttpResponse> {
    let county = ctx.county(code).await?;
    let Some(Edition { row, files }) = open_data::edition(&ctx.read(&county).await?).await? else {
        let mut answer = HttpResponse::ServiceUnavailable();
        answer.insert_header((header::RETRY_AFTER, "600"));
        return Ok(answer.content_type("text/plain; charset=utf-8").body("数据正在生成，请过一会儿再来。\n"));
    };
    if name == "manifest.json" {
        let text = open_data::manifest((&county.code, &county.name), row.begun_at, &files)?;
        let mark = row.sha256.clone().unwrap_or_default();
        return Ok(whole(http, &mark, "application/json; charset=utf-8", text));
    }
    let file = files.into_iter().find(|file| file.name == name).ok_or_else(Failure::hidden)?;
    sent(http, (ctx, county, row), ports, file).await
}

/// A short text with its mark.
fn whole(http: &HttpRequest, mark: &str, kind: &'static str, text: String) -> HttpResponse {
    if is_known(http, mark) {
        return headers(StatusCode::NOT_MODIFIED, mark).finish();
    }
    headers(StatusCode::OK, mark).content_type(kind).body(text)
}

/// Whether the reader has it already.
fn is_known(http: &HttpRequest, mark: &str) -> bool {
    let known = http.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/").trim_matches('"') == mark))
}

async fn sent(
    http: &HttpRequest,
    from: (Ctx, County, open_data_edition::Model),
    ports: &Ports,
    file: open_data_file::Model,
) -> Outcome<HttpResponse> {
    if is_known(http, &file.sha256) {
        return Ok(headers(StatusCode::NOT_MODIFIED, &file.sha256).finish());
    }
    let length = u64::try_from(file.bytes).unwrap_or_default();
    let (status, start, end) = match Range::of(part(http, &file.sha256), length) {
        Range::Whole => (StatusCode::OK, 0, length),
        Range::Part { start, end } => (StatusCode::PARTIAL_CONTENT, start, end),
        Range::Outside => {
            let mut answer = headers(StatusCode::RANGE_NOT_SATISFIABLE, &file.sha256);
            return Ok(answer.insert_header((header::CONTENT_RANGE, format!("bytes */{length}"))).finish());
        }
    };
    let mut answer = headers(status, &file.sha256);
    answer.content_type(if file.format == OpenDataFormat::Csv { "text/csv; charset=utf-8" } else { "application/x-ndjson; charset=utf-8" });
    answer.insert_header((header::ACCEPT_RANGES, "bytes"));
    answer.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)));
    if status == StatusCode::PARTIAL_CONTENT {
        answer.insert_header((header::CONTENT_RANGE, format!("bytes {start}-{}/{length}", end.saturating_sub(1))));
    }
    if *http.method() == Method::HEAD {
        return Ok(answer.body(SizedStream::new(end - start, stream::empty::<std::io::Result<Bytes>>())));
    }
    let reading = Reading { ctx: from.0, county: from.1, edition: from.2, ports: ports.clone(), file, at: start, end, pieces: 0 };
    Ok(answer.body(SizedStream::new(end - start, pieces(reading))))
}

/// The part that is asked for, if what the reader has the beginning of is still the same.
fn part<'a>(http: &'a HttpRequest, mark: &str) -> Option<&'a str> {
    let text = |name| http.headers().get(name).and_then(|value| value.to_str().ok());
    let is_same = text(header::IF_RANGE).is_none_or(|known| known.trim_matches('"') == mark);
    text(header::RANGE).filter(|_| is_same)
}

/// A file on its way out.
struct Reading {
    ctx: Ctx,
    county: County,
    edition: open_data_edition::Model,
    ports: Ports,
    file: open_data_file::Model,
    at: u64,
    end: u64,
    pieces: u32,
}

/// The pieces after each other. Once something was taken away the file breaks off: what follows is sent to nobody.
fn pieces(reading: Reading) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
    stream::try_unfold(reading, |mut reading| async move {
        if reading.at >= reading.end {
            return Ok(None);
        }
        let piece = reading.next().await.map_err(|failure| {
            tracing::warn!(error = %failure, "a file of the open data breaks off");
            std::io::Error::other("the file breaks off")
        })?;
        Ok(Some((piece, reading)))
    })
}

impl Reading {
    async fn next(&mut self) -> Outcome<Bytes> {
        if self.pieces.is_multiple_of(ASKED_AFTER) && !open_data::same_edition(&self.ctx, &self.county, &self.edition).await? {
            return Err(Failure::fault("something was taken away meanwhile"));
        }
        let length = PIECE.min(self.end.saturating_sub(self.at));
        let piece = open_data::piece(&*self.ports.blobs, &self.file, (self.at, length)).await?;
        if piece.is_empty() {
            return Err(Failure::fault("the file is shorter than it was"));
        }
        self.at = self.at.saturating_add(u64::try_from(piece.len()).unwrap_or(length));
        self.pieces = self.pieces.wrapping_add(1);
        Ok(piece)
    }
}

fn headers(status: StatusCode, mark: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((header::CACHE_CONTROL, CACHE))
        .insert_header((header::ETAG, format!("\"{mark}\"")))
        // Ranges count bytes of the file itself, and so does its hash.
        .insert_header(ContentEncoding::Identity);
    answer
}

fn said(status: StatusCode, text: &'static str) -> HttpResponse {
    HttpResponse::build(status).insert_header((header::CACHE_CONTROL, "no-store")).content_type("text/plain; charset=utf-8").body(text)
}
