//! A program of somebody else that is told of changes: it checks what it gets as Standard Webhooks says, and keeps it.

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What it does with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Checks it, takes it and says so.
    Takes,
    /// Answers with this status.
    Status(u16),
    /// Says that it is to be sent to another address, where it would be taken.
    Redirects,
    /// Answers with more than anybody wants to read.
    Babbles,
}

/// A message as it came.
#[derive(Clone, Debug)]
pub struct Got {
    /// `webhook-id`.
    pub id: String,
    /// `webhook-timestamp`.
    pub timestamp: i64,
    /// `webhook-signature`.
    pub signature: String,
    /// The body as it was sent.
    pub body: String,
}

impl Got {
    /// Whether one of its signatures is good with this secret: over id, timestamp and the bytes of the body.
    ///
    /// # Panics
    /// If it is no secret.
    #[must_use]
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let bytes = STANDARD.decode(secret.strip_prefix("whsec_").expect("a secret")).expect("base64");
        let key = hmac::Key::new(hmac::HMAC_SHA256, &bytes);
        let what = format!("{}.{}.{}", self.id, self.timestamp, self.body);
        let mut tags = self.signature.split(' ').filter_map(|one| STANDARD.decode(one.strip_prefix("v1,")?).ok());
        tags.any(|tag| hmac::verify(&key, what.as_bytes(), &tag).is_ok())
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// If it is none.
    #[must_use]
    pub fn said(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

struct Desk {
    manner: Manner,
    asked: Vec<Got>,
    taken: Vec<Got>,
    known: BTreeSet<String>,
}

/// The program.
pub struct Receiver {
    /// Where it listens.
    pub url: String,
    desk: Arc<Mutex<Desk>>,
}

impl Receiver {
    /// One that takes messages.
    ///
    /// # Panics
    /// If there is no free port.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/hook", listener.local_addr().expect("its address"));
        let desk = Desk { manner: Manner::Takes, asked: Vec::new(), taken: Vec::new(), known: BTreeSet::new() };
        let desk = Arc::new(Mutex::new(desk));
        let data = web::Data::from(Arc::clone(&desk));
        let app = move || App::new().app_data(data.clone()).route("/{place}", web::post().to(answer));
        let server = HttpServer::new(app).workers(1).disable_signals().shutdown_timeout(0);
        tokio::spawn(server.listen(listener).expect("the listener").run());
        Self { url, desk }
    }

    /// What it does from now on.
    pub fn be(&self, manner: Manner) {
        lock(&self.desk).manner = manner;
    }

    /// What it took, each id once, as a receiver does that keeps ids.
    #[must_use]
    pub fn taken(&self) -> Vec<Got> {
        lock(&self.desk).taken.clone()
    }

    /// All that came.
    #[must_use]
    pub fn asked(&self) -> Vec<Got> {
        lock(&self.desk).asked.clone()
    }
}

async fn answer(request: HttpRequest, body: web::Bytes, desk: web::Data<Mutex<Desk>>) -> HttpResponse {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let got = Got {
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp").parse().unwrap_or_default(),
        signature: header("webhook-signature"),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let mut desk = lock(&desk);
    desk.asked.push(got.clone());
    match desk.manner {
        Manner::Status(status) => HttpResponse::build(status.try_into().expect("a status")).finish(),
        Manner::Redirects if request.path() == "/hook" => HttpResponse::TemporaryRedirect().insert_header(("location", "/other")).finish(),
        manner => {
            if desk.known.insert(got.id.clone()) {
                desk.taken.push(got);
            }
            let body = if manner == Manner::Babbles { "x".repeat(8 << 20) } else { String::new() };
            HttpResponse::Ok().body(body)
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
