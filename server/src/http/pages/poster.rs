//! `/staff-files/poster/COUNTY/UNIT.svg` and `.pdf`, for the staff of the county.

use crate::domain::entry;
use crate::http::answer::note_busy;
use crate::http::session::{self, BadToken};
use crate::kernel::clock::random;
use crate::kernel::graphql::errors::BUSY;
use crate::kernel::{Ctx, Failure, Kernel, Outcome};
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpRequest, HttpResponse, web};

/// Adds the posters.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.route("/staff-files/poster/{county}/{file}", web::get().to(poster));
}

async fn poster(http: HttpRequest, path: web::Path<(String, String)>, kernel: web::Data<Kernel>) -> HttpResponse {
    let bearer = http.headers().get(AUTHORIZATION).map(|value| value.to_str().unwrap_or("?"));
    let kernel = kernel.into_inner();
    let request_id = hex::encode(random::<6>(&*kernel.chance));
    let actor = match session::actor(&kernel, bearer).await {
        Ok(actor) => actor,
        Err(BadToken::Rejected) => return refused(401, "登录过期了，请重新登录。"),
        Err(BadToken::Fault(failure)) => return failed(failure, &request_id),
    };
    let ctx = Ctx::new(&kernel, actor, request_id);
    let (county, file) = path.into_inner();
    match draw(&ctx, &county, &file).await {
        Ok((kind, bytes)) => HttpResponse::Ok()
            .content_type(kind)
            .insert_header((CACHE_CONTROL, "private, no-store"))
            .insert_header((CONTENT_DISPOSITION, "inline"))
            .body(bytes),
        Err(failure) => failed(failure, &ctx.request_id),
    }
}

/// Why there is no poster; a fault is logged here, once.
fn failed(failure: Failure, request_id: &str) -> HttpResponse {
    match failure {
        Failure::SignInNeeded => refused(401, "请先登录。"),
        Failure::Refused(errors) => {
            let message = errors.into_iter().next().map(|error| error.message).unwrap_or_default();
            refused(404, &message)
        }
        Failure::Busy => {
            note_busy("a poster");
            refused(503, BUSY)
        }
        Failure::Fault(error) => {
            tracing::error!(request_id, error = %error, "a poster could not be made");
            refused(503, "现在打不开。不是您的问题。")
        }
    }
}

async fn draw(ctx: &Ctx, county: &str, file: &str) -> Outcome<(&'static str, Vec<u8>)> {
    let (unit, ending) = file.rsplit_once('.').ok_or_else(Failure::hidden)?;
    if !matches!(ending, "svg" | "pdf") {
        return Err(Failure::hidden());
    }
    let poster = entry::poster_for(ctx, county, unit).await?;
    match ending {
        "svg" => Ok(("image/svg+xml", poster.svg().map_err(Failure::fault)?.into_bytes())),
        _ => Ok(("application/pdf", poster.pdf().map_err(Failure::fault)?)),
    }
}

fn refused(status: u16, message: &str) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).unwrap_or(actix_web::http::StatusCode::NOT_FOUND);
    HttpResponse::build(status)
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(format!("{message}\n"))
}
