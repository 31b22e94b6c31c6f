//! `/metrics`: figures for Prometheus, on a listener of its own that the public does not reach. No figure names a county,
//! a person or a case: operations are the schema's own words, routes are patterns.

use crate::http::headers::{self, Heads};
use crate::kernel::one_tx::one_at_a_time;
use crate::kernel::{Kernel, outbox};
use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, HttpServer, web};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::net::TcpListener;
use std::sync::{Arc, OnceLock, PoisonError};
use std::time::{Duration, Instant};

const SECONDS: [f64; 12] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
const STATEMENTS: [f64; 9] = [0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0];

/// Begins to keep figures; from the first call on, once a process.
///
/// # Errors
/// If something else keeps them already.
pub fn keep() -> Result<PrometheusHandle, String> {
    static KEPT: OnceLock<PrometheusHandle> = OnceLock::new();
    static ONE: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = KEPT.get() {
        return Ok(kept.clone());
    }
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
        .and_then(|builder| builder.set_buckets_for_metric(Matcher::Suffix("_statements".to_owned()), &STATEMENTS));
    let recorder = builder.map_err(|error| error.to_string())?.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(|error| error.to_string())?;
    Ok(KEPT.get_or_init(|| handle).clone())
}

/// Starts to answer on a listener.
///
/// # Errors
/// If the listener can't be used.
pub fn serve(kernel: &Arc<Kernel>, kept: PrometheusHandle, listener: TcpListener) -> std::io::Result<Server> {
    let kernel = Arc::clone(kernel);
    let server = HttpServer::new(move || {
        let (kernel, kept) = (web::Data::from(Arc::clone(&kernel)), web::Data::new(kept.clone()));
        let heads = web::Data::new(Heads::of(&kernel.settings.public_url));
        let app = App::new().wrap(from_fn(headers::put)).app_data(kernel).app_data(kept).app_data(heads);
        app.route("/metrics", web::get().to(figures))
    });
    let server = server.workers(1).client_request_timeout(Duration::from_secs(5)).shutdown_timeout(1).disable_signals();
    Ok(server.listen(listener)?.run())
}

#[expect(clippy::cast_precision_loss, reason = "figures for a chart; no outbox holds that many jobs")]
async fn figures(kernel: web::Data<Kernel>, kept: web::Data<PrometheusHandle>) -> HttpResponse {
    match outbox::backlog(&kernel.db, kernel.clock.now()).await {
        Ok(backlog) => {
            metrics::gauge!("lianjing_outbox_due").set(backlog.due as f64);
            metrics::gauge!("lianjing_outbox_later").set(backlog.later as f64);
            metrics::gauge!("lianjing_outbox_parked").set(backlog.parked as f64);
            metrics::gauge!("lianjing_outbox_oldest_due_seconds").set(backlog.oldest_due.as_seconds_f64());
        }
        Err(failure) => tracing::error!(error = %failure, "the outbox can't be counted"),
    }
    kept.run_upkeep();
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(kept.render())
}

/// Times every request by the pattern of its route, never by its path.
///
/// # Errors
/// What the route says.
pub async fn time(request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let answer = one_at_a_time(next.call(request)).await?;
    let route = answer.request().match_pattern().unwrap_or_else(|| "other".to_owned());
    let status = format!("{}xx", answer.status().as_u16() / 100);
    metrics::histogram!("lianjing_http_seconds", "route" => route, "status" => status).record(started.elapsed().as_secs_f64());
    Ok(answer)
}
