//! The edge: routes, sessions, `/graphql`, uploads, pages; from requests to verbs and back.

pub mod answer;
pub mod body;
pub mod bounds;
pub mod demo;
pub mod envelope;
pub mod errors;
pub mod form;
pub mod graphql;
pub mod headers;
pub mod live;
mod logged;
pub mod media;
pub mod metrics;
pub mod oauth;
mod open_data;
mod outcome_files;
pub mod pages;
pub mod persisted;
pub mod quota;
pub mod ready;
pub mod session;
mod sheets;
pub mod spoken;
mod unread;
pub mod uploads;
pub mod webhooks;

use crate::api::schema::LianjingSchema;
use crate::http::body::Patience;
use crate::http::bounds::{Bounds, let_go};
use crate::http::graphql::Asked;
use crate::http::headers::Heads;
use crate::http::live::Lines;
use crate::kernel::Kernel;
use crate::ports::Ports;
use crate::ports::sms::KeptMessages;
use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

/// What the routes need.
#[derive(Clone)]
pub struct Web {
    /// The ground.
    pub kernel: Arc<Kernel>,
    /// Connections to outside.
    pub ports: Ports,
    /// The API.
    pub schema: LianjingSchema,
    /// Messages of a demonstration; none for real.
    pub demo_sms: Option<Arc<dyn KeptMessages>>,
    /// Secret part of the address that the gateway reports deliveries to; empty for none.
    pub report_secret: String,
    /// Threads that answer; 0 for one a core.
    pub workers: usize,
    /// How long a body may take.
    pub patience: Patience,
    /// Connections that are told of news.
    pub lines: Lines,
    /// How much is held at once.
    pub bounds: Bounds,
}

/// Starts to answer on a listener.
///
/// # Errors
/// If the listener can't be used.
pub fn serve(web: Web, listener: TcpListener) -> std::io::Result<Server> {
    let (workers, bounds) = (web.workers, web.bounds);
    let asked = web::Data::new(Asked::new(&web.kernel, &web.schema, &bounds));
    let seen = web::Data::new(ready::Seen::default());
    let heads = web::Data::new(Heads::of(&web.kernel.settings.public_url));
    let mut server = HttpServer::new(move || {
        let routes = web.clone();
        App::new()
            .wrap(Compress::default())
            .wrap(from_fn(headers::put))
            .wrap(from_fn(unread::hold))
            .wrap(from_fn(answer::later))
            .wrap(from_fn(metrics::time))
            .app_data(web::Data::from(Arc::clone(&web.kernel)))
            .app_data(web::Data::new(web.ports.clone()))
            .app_data(web::Data::new(web.schema.clone()))
            .app_data(web::Data::new(web.patience))
            .app_data(web::Data::new(web.lines.clone()))
            .app_data(seen.clone())
            .app_data(heads.clone())
            .app_data(asked.clone())
            .configure(|config| configure(config, &routes))
    })
    .on_connect(move |connection, _| let_go(connection, bounds.unread))
    .max_connections(bounds.connections)
    // For the head alone; what a body may take is `Patience`.
    .client_request_timeout(Duration::from_secs(30))
    .keep_alive(Duration::from_secs(75))
    .shutdown_timeout(10);
    if workers > 0 {
        server = server.workers(workers);
    }
    Ok(server.disable_signals().listen(listener)?.run())
}

fn configure(config: &mut web::ServiceConfig, routes: &Web) {
    if let Some(sms) = &routes.demo_sms {
        config.app_data(web::Data::from(Arc::clone(sms))).configure(demo::configure);
    }
    let is_ahead = demo::is_ahead(&routes.kernel);
    if is_ahead {
        config.configure(demo::configure_clock);
    }
    webhooks::configure(config, &routes.report_secret);
    config
        .configure(graphql::configure)
        .configure(oauth::configure)
        .configure(|config| pages::configure(config, if is_ahead { demo::CLOCK } else { "" }))
        .configure(uploads::configure)
        .configure(media::configure)
        .configure(sheets::configure)
        .configure(outcome_files::configure)
        .configure(open_data::configure)
        .route("/healthz", web::get().to(ready::healthz))
        .route("/readyz", web::get().to(ready::readyz));
}
