//! `POST /staff-files/outcome-attachments`: a publisher's photo or paper; `/outcome-files/COUNTY/CODE/NO`: as everybody gets it.

use crate::domain::outcomes::{self, AttachFile, PublicFile};
use crate::http::body::Patience;
use crate::http::pages::unsought;
use crate::http::sheets::{Turns, answer, failed, none, taken};
use crate::kernel::clock::random;
use crate::kernel::{Actor, Ctx, Failure, Kernel};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
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
    (kernel, patience): (web::Data<Kernel>, web::Data<Patience>),
    turns: web::Data<Turns>,
) -> HttpResponse {
    let (ctx, bytes, _turn) = match taken(&http, (body, **patience), kernel, &turns).await {
        Ok(taken) => taken,
        Err(refused) => return refused,
    };
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
    response.insert_header((CACHE_CONTROL, "no-store")).insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"));
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
