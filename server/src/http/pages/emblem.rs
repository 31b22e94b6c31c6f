//! `/emblem/COUNTY/NUMBER`: what a county put into its slot. The number changes with the picture.

use crate::domain::site;
use crate::kernel::clock::random;
use crate::kernel::{Actor, Ctx, Failure, Kernel};
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};

/// Adds the emblem.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    super::addresses::get(config, "/emblem/{county}/{no}", emblem);
}

async fn emblem(path: web::Path<(String, String)>, kernel: web::Data<Kernel>) -> HttpResponse {
    let kernel = kernel.into_inner();
    let ctx = Ctx::new(&kernel, Actor::Nobody, hex::encode(random::<6>(&*kernel.chance)));
    let (county, no) = path.into_inner();
    let Ok(no) = no.parse::<i32>() else { return HttpResponse::NotFound().finish() };
    match site::emblem(&ctx, &county, no).await {
        Ok(png) => HttpResponse::Ok().content_type("image/png").insert_header((CACHE_CONTROL, "public, max-age=86400")).body(png),
        Err(Failure::Refused(_) | Failure::SignInNeeded) => HttpResponse::NotFound().finish(),
        Err(failure) => {
            tracing::error!(request_id = %ctx.request_id, error = %failure, "an emblem could not be read");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}
