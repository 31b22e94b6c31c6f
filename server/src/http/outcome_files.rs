//! `POST /staff-files/outcome-attachments`: a publisher's photo or paper; `/outcome-files/COUNTY/CODE/NO`: as everybody gets it.

use crate::domain::outcomes::{self, AttachFile, PublicFile};
use crate::http::body::Patience;
use crate::http::pages::unsought;
use crate::http::sheets::{Turns, answer, failed, none, taken};
use crate::kernel::clock::random;
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::{Actor, Ctx, Failure, Kernel};
use crate::ports::Ports;
use crate::ports::scanner::Verdict;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

/// Adds the routes.
pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/staff-files/outcome-attachments", web::post().to(attach));
    let place = web::resource("/outcome-files/{county}/{code}/{no}");
    config.service(place.route(web::get().to(serve)).route(web::head().to(serve)));
}

/// What is said of a file in its address; the file itself is the body.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    outcome_id: String,
    revision: i64,
    name: String,
    /// Whether it is public for the outcome's term only.
    personal: bool,
}

async fn attach(
    http: HttpRequest,
    said: web::Query<Said>,
    body: web::Payload,
    (kernel, patience, ports): (web::Data<Kernel>, web::Data<Patience>, web::Data<Ports>),
    turns: web::Data<Turns>,
) -> HttpResponse {
    let (ctx, bytes, _turn) = match taken(&http, (body, **patience), kernel, &turns).await {
        Ok(taken) => taken,
        Err(refused) => return refused,
    };
    if let Err(refused) = looked_at(&ports, &bytes).await {
        return refused;
    }
    let Said { outcome_id, revision, name, personal } = said.into_inner();
    let done = async {
        let id = outcome_id.parse().map_err(|_| none("outcomeId"))?;
        outcomes::attach(&ctx, AttachFile { id, revision, name, is_personal: personal, bytes }).await
    };
    match done.await {
        Ok(_) => answer(StatusCode::OK, &json!({ "done": true, "errors": [] })),
        Err(failure) => failed(failure, &ctx.request_id),
    }
}

/// What is published is looked at by the scanner, if there is one; without its word nothing is taken.
async fn looked_at(ports: &Ports, bytes: &[u8]) -> Result<(), HttpResponse> {
    let Some(scanner) = &ports.scanner else { return Ok(()) };
    let asked = async {
        let mut scan = scanner.begin().await?;
        for piece in bytes.chunks(1 << 20) {
            scan.show(piece).await?;
        }
        scan.end().await
    };
    let (status, code, message) = match asked.await {
        Ok(Verdict::Clean) => return Ok(()),
        Ok(Verdict::Found(_)) => (StatusCode::OK, "INVALID", "这个文件查出病毒，没有收下。请换一个干净的。"),
        Err(why) => {
            tracing::error!(why, "an attachment was not taken: the scanner does not look");
            (StatusCode::SERVICE_UNAVAILABLE, TopCode::Busy.name(), "现在查不了病毒，没有收下。请过一会儿再传。")
        }
    };
    Err(answer(status, &json!({ "done": false, "errors": [{ "code": code, "field": "file", "message": message }] })))
}

async fn serve(path: web::Path<(String, String, String)>, kernel: web::Data<Kernel>) -> HttpResponse {
    let kernel = kernel.into_inner();
    let ctx = Ctx::new(&kernel, Actor::Nobody, hex::encode(random::<6>(&*kernel.chance))).by_calendar();
    let (county, code, no) = path.into_inner();
    let Ok(no) = no.parse::<i32>() else { return HttpResponse::NotFound().finish() };
    match outcomes::file(&ctx, (&county, &code), no).await {
        Ok(file) => shown(file),
        Err(Failure::Refused(_) | Failure::SignInNeeded) => HttpResponse::NotFound().finish(),
        Err(Failure::Busy) => HttpResponse::ServiceUnavailable().finish(),
        Err(failure) => {
            tracing::error!(request_id = %ctx.request_id, error = %failure, "an attachment could not be read");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}

/// Kept nowhere on its way: what is taken away is gone at once. A paper is saved, and runs nothing in the page's place.
fn shown(file: PublicFile) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response.insert_header((CACHE_CONTROL, "no-store"));
    if file.is_document() {
        response.insert_header((CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}.pdf", percent(&file.name))));
    }
    unsought::told(response.content_type(file.media_type).body(file.body))
}

/// A name as a header takes it.
fn percent(name: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    name.bytes().map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
