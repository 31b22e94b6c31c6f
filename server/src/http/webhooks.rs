//! What the SMS gateway pushes: whether messages arrived.
//!
//! The gateway signs nothing, so the address holds a secret, and what is pushed is believed about tries that we made.

use crate::domain::notices::{self, Report};
use crate::http::answer::note_busy;
use crate::http::body::{self, Patience};
use crate::kernel::{Ctx, Failure, Kernel};
use actix_web::{HttpResponse, web};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// The gateway pushes some hundred reports at most.
const LARGEST_BODY: usize = 256 * 1024;

/// Last part of the address that the gateway pushes to; no Debug, so that it is not logged.
#[derive(Clone)]
struct ReportSecret(Arc<str>);

/// Adds `POST /webhooks/aliyun/sms-report/{secret}`; nothing, if there is no secret.
pub fn configure(config: &mut web::ServiceConfig, secret: &str) {
    if secret.is_empty() {
        return;
    }
    let route = web::resource("/webhooks/aliyun/sms-report/{secret}")
        .app_data(web::Data::new(ReportSecret(secret.into())))
        .route(web::post().to(sms_report));
    config.service(route);
}

/// One report as Aliyun writes it.
#[derive(Deserialize)]
struct Pushed {
    #[serde(default)]
    out_id: String,
    #[serde(default)]
    biz_id: String,
    #[serde(default)]
    err_code: String,
    success: bool,
}

async fn sms_report(
    kernel: web::Data<Kernel>,
    secret: web::Data<ReportSecret>,
    path: web::Path<String>,
    mut body: web::Payload,
    patience: web::Data<Patience>,
) -> HttpResponse {
    if verify_slices_are_equal(path.as_bytes(), secret.0.as_bytes()).is_err() {
        return HttpResponse::NotFound().finish();
    }
    let body = match body::whole(&mut body, LARGEST_BODY, **patience).await {
        Ok(body) => body,
        Err(why) => return HttpResponse::build(why.status()).json(json!({ "code": 3, "msg": why.sentence() })),
    };
    let Ok(pushed) = serde_json::from_slice::<Vec<Pushed>>(&body) else {
        return HttpResponse::BadRequest().json(json!({ "code": 1, "msg": "不是回执" }));
    };
    let reports: Vec<_> = pushed
        .into_iter()
        .map(|report| Report { out_id: report.out_id, biz_id: report.biz_id, success: report.success, code: report.err_code })
        .collect();
    match notices::delivered(&Ctx::system(&kernel.into_inner()), &reports).await {
        Ok(()) => HttpResponse::Ok().json(json!({ "code": 0, "msg": "接收成功" })),
        Err(failure) => {
            match failure {
                Failure::Busy => note_busy("delivery reports"),
                other => tracing::error!(error = %other, "delivery reports could not be kept"),
            }
            HttpResponse::ServiceUnavailable().json(json!({ "code": 2, "msg": "请稍后再推送" }))
        }
    }
}
