//! What the SMS gateway pushes: whether messages arrived.
//!
//! The gateway signs nothing, so the address holds a secret, and what is pushed is believed about tries that we made.

use crate::domain::notices::{self, Report};
use crate::http::answer::note_busy;
use crate::http::body::{self, Patience};
use crate::kernel::{Ctx, Failure, Kernel, Phone};
use actix_web::guard::{GuardContext, fn_guard};
use actix_web::http::Method;
use actix_web::{HttpResponse, web};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The gateway pushes some hundred reports at most.
const LARGEST_BODY: usize = 256 * 1024;

/// Last part of the address that the gateway pushes to; no Debug, so that it is not logged.
#[derive(Clone)]
struct ReportSecret(Arc<str>);

/// Adds `POST /webhooks/aliyun/sms-report/{secret}`; nothing, if there is no secret. With another secret, or another way
/// of asking, the address is one that there is not.
pub fn configure(config: &mut web::ServiceConfig, secret: &str) {
    if secret.is_empty() {
        return;
    }
    let secret = ReportSecret(secret.into());
    let route = web::resource("/webhooks/aliyun/sms-report/{secret}").guard(fn_guard(move |request| secret.opens(request))).to(sms_report);
    config.service(route);
}

impl ReportSecret {
    fn opens(&self, request: &GuardContext<'_>) -> bool {
        let head = request.head();
        let shown = head.uri.path().rsplit('/').next().unwrap_or_default();
        head.method == Method::POST && verify_slices_are_equal(shown.as_bytes(), self.0.as_bytes()).is_ok()
    }
}

/// One report as Aliyun writes it.
#[derive(Deserialize)]
struct Pushed {
    #[serde(default)]
    phone_number: String,
    #[serde(default)]
    out_id: String,
    #[serde(default)]
    biz_id: String,
    #[serde(default)]
    err_code: String,
    success: bool,
}

impl From<Pushed> for Report {
    fn from(pushed: Pushed) -> Self {
        // The gateway may write the country's prefix without its sign.
        let number = pushed.phone_number.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&pushed.phone_number);
        Self {
            phone: Phone::parse(number).ok(),
            out_id: pushed.out_id,
            biz_id: pushed.biz_id,
            success: pushed.success,
            code: pushed.err_code,
        }
    }
}

async fn sms_report(kernel: web::Data<Kernel>, mut body: web::Payload, patience: web::Data<Patience>) -> HttpResponse {
    let body = match body::whole(&mut body, LARGEST_BODY, **patience).await {
        Ok(body) => body,
        Err(why) => return HttpResponse::build(why.status()).json(json!({ "code": 3, "msg": why.sentence() })),
    };
    let Some(reports) = read(&body) else {
        return HttpResponse::BadRequest().json(json!({ "code": 1, "msg": "不是回执" }));
    };
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

/// The reports of a body; none if it is no list. One that can't be read must not bring back the others again and again.
fn read(body: &[u8]) -> Option<Vec<Report>> {
    let pushed = serde_json::from_slice::<Vec<Value>>(body).ok()?;
    Some(pushed.into_iter().filter_map(|one| serde_json::from_value::<Pushed>(one).ok()).map(Report::from).collect())
}

#[cfg(test)]
mod fuzz {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// A value as the gateway might write it, or any other.
    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "(86)?1[0-9]{10}|\\PC{0,20}".prop_map(Value::from),
        ]
    }

    fn report() -> impl Strategy<Value = Value> {
        let field = proptest::sample::select(&["phone_number", "out_id", "biz_id", "err_code", "success", "report_time"][..]);
        vec((field, value()), 0..8).prop_map(|fields| fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    proptest! {
        #[test]
        fn any_body_is_a_list_of_reports_or_none(body in vec(any::<u8>(), 0..200), text in "[\\[\\]{}\":, a-z0-9_]{0,120}") {
            _ = (read(&body), read(text.as_bytes()));
        }

        #[test]
        fn what_can_be_read_is_read_whatever_stands_beside_it(all in vec(prop_oneof![report(), value()], 0..12)) {
            let good = json!({ "phone_number": "8613800138000", "out_id": "x", "success": true });
            let mut beside = all.clone();
            beside.insert(all.len() / 2, good);
            let reports = |all: &[Value]| read(&serde_json::to_vec(all).unwrap()).unwrap();
            prop_assert_eq!(reports(&beside).len(), reports(&all).len() + 1);
            prop_assert!(reports(&all).len() <= all.len());
            prop_assert!(reports(&beside).iter().any(|one| one.out_id == "x" && one.phone.is_some()));
        }
    }
}
