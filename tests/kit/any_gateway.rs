//! A gateway for text messages of no particular make: it takes JSON from who has the key, and answers with a code.

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What it does with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Takes it and says so.
    Takes,
    /// Does not take it, and says this code.
    Says(i64),
    /// Does not take it, and answers with this status.
    Status(u16),
    /// Takes it, and answers 502.
    TakesAndBreaks,
    /// Takes it, and answers long after anybody's patience.
    TakesAndIsSlow,
    /// Takes it, and answers with what is no JSON.
    TakesAndMumbles,
}

struct Desk {
    habit: Habit,
    taken: Vec<Value>,
}

/// The gateway.
pub struct AnyGateway {
    /// `http://127.0.0.1:<port>`
    pub url: String,
    desk: Arc<Mutex<Desk>>,
    server: Mutex<Option<actix_web::dev::ServerHandle>>,
}

impl AnyGateway {
    /// One that takes messages.
    ///
    /// # Panics
    /// If there is no free port.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let desk = Arc::new(Mutex::new(Desk { habit: Habit::Takes, taken: Vec::new() }));
        let gateway = Self { url, desk, server: Mutex::default() };
        gateway.listen(listener);
        gateway
    }

    /// What it does from now on.
    pub fn be(&self, habit: Habit) {
        lock(&self.desk).habit = habit;
    }

    /// What it took so far, oldest first.
    #[must_use]
    pub fn taken(&self) -> Vec<Value> {
        lock(&self.desk).taken.clone()
    }

    /// From now on nobody answers at its address.
    pub async fn go_down(&self) {
        let server = lock(&self.server).take();
        if let Some(server) = server {
            server.stop(false).await;
        }
    }

    /// It answers again.
    ///
    /// # Panics
    /// If somebody took its port meanwhile.
    pub fn come_back(&self) {
        self.listen(TcpListener::bind(self.url.trim_start_matches("http://")).expect("the same port"));
    }

    fn listen(&self, listener: TcpListener) {
        let desk = web::Data::from(Arc::clone(&self.desk));
        let app = move || App::new().app_data(desk.clone()).route("/v2/send", web::post().to(answer));
        let server = HttpServer::new(app).workers(1).disable_signals().shutdown_timeout(0);
        let server = server.listen(listener).expect("the listener").run();
        *lock(&self.server) = Some(server.handle());
        tokio::spawn(server);
    }
}

async fn answer(request: HttpRequest, body: web::Bytes, desk: web::Data<Mutex<Desk>>) -> HttpResponse {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let message = serde_json::from_slice::<Value>(&body).ok().filter(|_| header("content-type").contains("json"));
    let (Some(message), "Bearer story-key", "lianjing") = (message, header("authorization").as_str(), header("x-client").as_str()) else {
        return HttpResponse::Forbidden().finish();
    };
    let (habit, id) = {
        let mut desk = lock(&desk);
        let (habit, id) = (desk.habit, format!("id-{}", desk.taken.len()));
        if !matches!(habit, Habit::Says(_) | Habit::Status(_)) {
            desk.taken.push(message);
        }
        (habit, id)
    };
    match habit {
        Habit::Takes => HttpResponse::Ok().json(json!({ "code": 0, "data": { "id": id } })),
        Habit::Says(code) => HttpResponse::Ok().json(json!({ "code": code })),
        Habit::Status(status) => HttpResponse::build(status.try_into().expect("a status")).finish(),
        Habit::TakesAndBreaks => HttpResponse::BadGateway().finish(),
        Habit::TakesAndMumbles => HttpResponse::Ok().body("<html>0</html>"),
        Habit::TakesAndIsSlow => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            HttpResponse::Ok().finish()
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
