//! `/graphql` as a WebSocket: subscriptions by `graphql-transport-ws`, and nothing else.

pub mod frames;
pub mod places;
mod subscriptions;
mod talk;
pub mod words;

use crate::api::schema::LianjingSchema;
use crate::domain::cases::live::{Live, Pace};
use crate::http::answer::{busy, refused};
use crate::http::live::frames::{Reader, Writer};
use crate::http::live::places::Places;
use crate::http::live::subscriptions::Ground;
use crate::http::live::talk::Talk;
use crate::http::live::words::{Close, PROTOCOL};
use crate::kernel::Kernel;
use crate::kernel::graphql::codes::TopCode;
use actix_web::body::BodyStream;
use actix_web::guard::GuardContext;
use actix_web::http::header::{CACHE_CONTROL, HOST, ORIGIN, SEC_WEBSOCKET_PROTOCOL, UPGRADE};
use actix_web::{HttpRequest, HttpResponse, rt, web};
use std::sync::Arc;
use std::time::Duration;

/// How many connections there may be, and how long each may do what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Connections of this process; 0 for none: clients ask from time to time instead.
    pub connections: usize,
    /// How often is looked for news.
    pub pace: Pace,
    /// Until it must be said who asks.
    pub init: Duration,
    /// Between pings.
    pub ping: Duration,
    /// Without any sign, or without a subscription.
    pub silence: Duration,
    /// In all.
    pub life: Duration,
}

/// A proxy closes what is silent for a minute; the pings keep it open. An hour is the life of nothing secret: what one may
/// see is asked anew all the time. It only spreads those who come back after a restart.
impl Default for Terms {
    fn default() -> Self {
        Self {
            connections: 2_000,
            pace: Pace::default(),
            init: Duration::from_secs(10),
            ping: Duration::from_secs(25),
            silence: Duration::from_secs(75),
            life: Duration::from_hours(1),
        }
    }
}

/// All connections of this process.
#[derive(Clone)]
pub struct Lines {
    terms: Terms,
    live: Live,
    places: Arc<Places>,
}

impl Lines {
    /// Ready to take connections.
    #[must_use]
    pub fn start(kernel: &Arc<Kernel>, terms: Terms) -> Self {
        Self { terms, live: Live::start(kernel, terms.pace), places: Places::new(terms.connections) }
    }

    /// Says goodbye to everybody: the process ends.
    pub fn close(&self) {
        self.live.close();
    }
}

/// Whether a request wants to become a WebSocket.
#[must_use]
pub fn is_upgrade(context: &GuardContext<'_>) -> bool {
    let upgrade = context.head().headers().get(UPGRADE).and_then(|value| value.to_str().ok());
    upgrade.is_some_and(|value| value.eq_ignore_ascii_case("websocket"))
}

/// Opens a connection.
pub async fn open(
    http: HttpRequest,
    body: web::Payload,
    kernel: web::Data<Kernel>,
    schema: web::Data<LianjingSchema>,
    lines: web::Data<Lines>,
) -> HttpResponse {
    if !is_from_here(&http, &kernel.settings.public_url) {
        return refused(403, TopCode::Origin, "这个连接只能从本平台的网页打开。");
    }
    let Ok(mut answer) = actix_http::ws::handshake(http.head()) else {
        return refused(400, TopCode::Upgrade, "不是合格的 WebSocket 请求。");
    };
    let Some(place) = lines.places.enter() else {
        return busy("lines");
    };
    let is_spoken = speaks(&http);
    if is_spoken {
        answer.insert_header((SEC_WEBSOCKET_PROTOCOL, PROTOCOL));
    }
    answer.insert_header((CACHE_CONTROL, "no-store"));
    let (writer, frames) = Writer::new();
    let ground = Ground { kernel: kernel.into_inner(), schema: schema.as_ref().clone(), live: lines.live.clone() };
    let talk = Talk::new(ground, lines.terms, place, (Reader::new(body), writer));
    rt::spawn(async move { if is_spoken { talk.run().await } else { talk.end(Close::Protocol).await } });
    match answer.message_body(BodyStream::new(Box::pin(frames))) {
        Ok(answer) => HttpResponse::from(answer.map_into_boxed_body()),
        Err(_) => refused(400, TopCode::Upgrade, "不是合格的 WebSocket 请求。"),
    }
}

/// Whether the client speaks our protocol.
fn speaks(http: &HttpRequest) -> bool {
    let offered = http.headers().get_all(SEC_WEBSOCKET_PROTOCOL).filter_map(|value| value.to_str().ok());
    offered.flat_map(|value| value.split(',')).any(|name| name.trim() == PROTOCOL)
}

/// A browser says which page opens a connection: only ours may. Programs say nothing, and bring their own token.
fn is_from_here(http: &HttpRequest, public_url: &str) -> bool {
    let Some(origin) = http.headers().get(ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    let place = origin.split_once("://").map(|(_, place)| place);
    let host = http.headers().get(HOST).and_then(|value| value.to_str().ok());
    origin == public_url || place.is_some() && place == host
}
