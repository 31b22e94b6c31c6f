//! `/q/CODE`, in capitals too: from the sticker on the wall to the page.

use super::render::Site;
use super::{addresses, documents, html, redirect};
use crate::domain::entry;
use crate::kernel::{Failure, Kernel};
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};

/// Adds the sticker's way in.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    for path in ["/q/{code}", "/Q/{code}"] {
        addresses::get(config, path, scan);
    }
}

async fn scan(code: web::Path<String>, kernel: web::Data<Kernel>, site: web::Data<Site>) -> HttpResponse {
    let ctx = documents::nobody(&kernel);
    let found = match entry::find(&ctx, &code).await {
        Ok(found) => found,
        Err(failure @ (Failure::Fault(_) | Failure::Busy)) => return super::broken(&failure, &site),
        Err(_) => return html(StatusCode::NOT_FOUND).insert_header((CACHE_CONTROL, "no-store")).body(site.no_such_code()),
    };
    // A lost count is better than a lost visitor.
    if let Err(failure) = entry::count_scan(&ctx, &found).await {
        tracing::warn!(error = %failure, "a scan was not counted");
    }
    redirect(&found.path)
}
