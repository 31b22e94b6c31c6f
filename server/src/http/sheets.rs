//! `POST /staff-files/outcomes` and `/staff-files/subsidies`: spreadsheets, looked at or taken; the answer says what is wrong where.

use crate::domain::outcomes::sheet::MOST_BYTES;
use crate::domain::outcomes::{self, Import, Report};
use crate::domain::subsidies::{self, List, Listed};
use crate::http::body::{Pace, Patience, Unread};
use crate::http::session::{self, BadToken};
use crate::kernel::clock::random;
use crate::kernel::graphql::errors::{BUSY, code_name};
use crate::kernel::graphql::scalars::{DateTime, Money};
use crate::kernel::{Ctx, ErrorCode, Failure, Kernel, Outcome};
use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL};
use actix_web::{HttpRequest, HttpResponse, web};
use async_graphql::ScalarType as _;
use bytes::{Bytes, BytesMut};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use time::Date;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Files that are looked at or taken at once, in each thread that serves: one may need some tens of MB.
const AT_ONCE: usize = 2;
/// So long a file waits for its turn.
const TURN: Duration = Duration::from_mins(1);

/// Turns for files.
pub(super) struct Turns(Arc<Semaphore>);

/// Adds the routes.
pub fn configure(config: &mut web::ServiceConfig) {
    config.app_data(web::Data::new(Turns(Arc::new(Semaphore::new(AT_ONCE)))));
    config.route("/staff-files/outcomes", web::post().to(import)).route("/staff-files/subsidies", web::post().to(list));
}

/// What is said of a file in its address; the file itself is the body.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    unit_id: String,
    kind_id: String,
    kind_no: i32,
    title: Option<String>,
    decided_on: Option<String>,
    name: Option<String>,
    /// `true`: only look.
    dry_run: Option<bool>,
}

async fn import(
    http: HttpRequest,
    said: web::Query<Said>,
    body: web::Payload,
    (kernel, patience): (web::Data<Kernel>, web::Data<Patience>),
    turns: web::Data<Turns>,
) -> HttpResponse {
    let (ctx, file, turn) = match taken(&http, (body, **patience), kernel, &turns).await {
        Ok(taken) => taken,
        Err(refused) => return refused,
    };
    let (request_id, asked) = (ctx.request_id.clone(), asked(said.into_inner(), file));
    // By itself: a file that is being published goes on when its sender has gone.
    let done = tokio::spawn(async move {
        let done = outcomes::import(&ctx, asked?).await;
        drop(turn);
        done
    });
    match done.await.map_err(Failure::fault).flatten() {
        Ok(report) => answer(StatusCode::OK, &told(&report)),
        Err(failure) => failed(failure, &request_id),
    }
}

/// What is said of a list in its address.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SaidOfList {
    unit_id: String,
    kind: String,
    year: i32,
    /// The list that it takes the place of, by the id that was told when it was looked at.
    replaces: Option<String>,
    /// `true`: only look.
    dry_run: Option<bool>,
}

async fn list(
    http: HttpRequest,
    said: web::Query<SaidOfList>,
    body: web::Payload,
    (kernel, patience): (web::Data<Kernel>, web::Data<Patience>),
    turns: web::Data<Turns>,
) -> HttpResponse {
    let (ctx, bytes, _turn) = match taken(&http, (body, **patience), kernel, &turns).await {
        Ok(taken) => taken,
        Err(refused) => return refused,
    };
    let SaidOfList { unit_id, kind, year, replaces, dry_run } = said.into_inner();
    let done = async {
        let unit_id = unit_id.parse().map_err(|_| none("unitId"))?;
        let replaces = replaces.filter(|id| !id.is_empty()).map(|id| id.parse().map_err(|_| none("replaces"))).transpose()?;
        subsidies::list(&ctx, List { unit_id, kind, year, bytes, replaces, is_dry: dry_run.unwrap_or(true) }).await
    };
    match done.await {
        Ok(listed) => answer(StatusCode::OK, &told_of_list(listed)),
        Err(failure) => failed(failure, &ctx.request_id),
    }
}

/// Who sends a file, the file, and its turn; of somebody who is not of the staff nothing is read.
pub(super) async fn taken(
    http: &HttpRequest,
    (mut body, patience): (web::Payload, Patience),
    kernel: web::Data<Kernel>,
    turns: &Turns,
) -> Result<(Ctx, Bytes, OwnedSemaphorePermit), HttpResponse> {
    let bearer = http.headers().get(AUTHORIZATION).map(|value| value.to_str().unwrap_or("?"));
    let kernel = kernel.into_inner();
    let request_id = hex::encode(random::<6>(&*kernel.chance));
    let actor = match session::actor(&kernel, bearer).await {
        Ok(actor) => actor,
        Err(BadToken::Rejected) => return Err(failed(Failure::SignInNeeded, &request_id)),
        Err(BadToken::Fault(failure)) => return Err(failed(failure, &request_id)),
    };
    let ctx = Ctx::new(&kernel, actor, request_id).by_calendar();
    if ctx.actor.staff().is_none() {
        return Err(failed(Failure::SignInNeeded, &ctx.request_id));
    }
    let unread =
        |unread: Unread| answer(unread.status(), &json!({ "errors": [{ "code": unread.code().name(), "message": sentence(unread) }] }));
    let file = whole(&mut body, patience).await.map_err(unread)?;
    // Only now: who sends slowly takes nobody's turn.
    match timeout(TURN, Arc::clone(&turns.0).acquire_owned()).await {
        Ok(Ok(turn)) => Ok((ctx, file, turn)),
        Ok(Err(_)) | Err(_) => Err(failed(Failure::Busy, &ctx.request_id)),
    }
}

/// The whole file, at the pace of an upload.
async fn whole(body: &mut web::Payload, patience: Patience) -> Result<Bytes, Unread> {
    let (mut pace, mut file) = (Pace::begin(patience), BytesMut::new());
    while let Some(piece) = pace.next(body).await? {
        if file.len() + piece.len() > MOST_BYTES {
            return Err(Unread::Large);
        }
        file.extend_from_slice(&piece);
    }
    Ok(file.freeze())
}

fn sentence(unread: Unread) -> &'static str {
    if unread == Unread::Large { "文件太大，最大 32 MB。请分成几个文件。" } else { unread.sentence() }
}

fn asked(said: Said, bytes: Bytes) -> Outcome<Import> {
    let day = |text: String| {
        Date::parse(&text, time::macros::format_description!("[year]-[month]-[day]"))
            .map_err(|_| Failure::field(ErrorCode::Invalid, "decidedOn", "不是日期，请写成 2026-03-01。"))
    };
    let name: String = said.name.unwrap_or_default().chars().filter(|c| !c.is_control()).take(100).collect();
    Ok(Import {
        unit_id: said.unit_id.parse().map_err(|_| none("unitId"))?,
        kind_id: said.kind_id.parse().map_err(|_| none("kindId"))?,
        kind_no: said.kind_no,
        title: said.title,
        decided_on: said.decided_on.filter(|text| !text.is_empty()).map(day).transpose()?,
        file_name: if name.is_empty() { "表格".to_owned() } else { name },
        bytes,
        is_dry: said.dry_run.unwrap_or(true),
    })
}

pub(super) fn none(field: &'static str) -> Failure {
    Failure::field(ErrorCode::NotFound, field, "没有找到，编号不对。")
}

fn told_of_list(listed: Listed) -> Value {
    let Listed { rows, faults, fault_count, replaces, is_done } = listed;
    let replaces = replaces.map(|list| {
        let (amount, at) = (Money(list.amount).to_value(), DateTime(list.listed_at).to_value());
        json!({ "id": list.id.to_string(), "rows": list.rows, "amount": amount, "listedAt": at, "listedBy": list.listed_by })
    });
    json!({ "rows": rows, "faults": faults, "faultCount": fault_count, "replaces": replaces, "done": is_done, "errors": [] })
}

fn told(report: &Report) -> Value {
    json!({
        "rows": report.rows, "faults": report.faults, "faultCount": report.fault_count,
        "importId": report.import.map(|id| id.to_string()), "errors": [],
    })
}

/// Why nothing was read; a fault is logged here, once.
pub(super) fn failed(failure: Failure, request_id: &str) -> HttpResponse {
    let one = |code: &str, message: &str| json!({ "errors": [{ "code": code, "message": message }] });
    match failure {
        Failure::SignInNeeded => answer(StatusCode::UNAUTHORIZED, &one("UNAUTHENTICATED", "请先登录。")),
        Failure::Refused(errors) => {
            let all = errors.iter().map(|error| json!({ "code": code_name(error.code), "field": error.field, "message": error.message }));
            answer(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "errors": all.collect::<Vec<_>>() }))
        }
        Failure::Busy => answer(StatusCode::SERVICE_UNAVAILABLE, &one("BUSY", BUSY)),
        Failure::Fault(error) => {
            tracing::error!(request_id, error = %error, "a spreadsheet could not be read");
            answer(StatusCode::SERVICE_UNAVAILABLE, &one("INTERNAL", &format!("现在打不开。不是您的问题。编号 {request_id}")))
        }
    }
}

pub(super) fn answer(status: StatusCode, body: &Value) -> HttpResponse {
    HttpResponse::build(status).insert_header((CACHE_CONTROL, "no-store")).json(body)
}
