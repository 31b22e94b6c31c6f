//! The server once more in this process, with every statement written down.

use crate::by_hand::{Bound, Cell};
use crate::ground::Ground;
use actix_web::dev::ServerHandle;
use lianjing::adapters::database::connect;
use lianjing::adapters::key_folder;
use lianjing::adapters::memory::{MemoryBlobs, RecordedSms};
use lianjing::api::schema;
use lianjing::demo::HOME;
use lianjing::http::body::Patience;
use lianjing::http::bounds::Bounds;
use lianjing::http::live::{Lines, Terms};
use lianjing::http::{Web, serve};
use lianjing::kernel::Db;
use lianjing::kernel::Kernel;
use lianjing::kernel::api_limits::ApiLimits;
use lianjing::kernel::clock::{SystemChance, SystemClock};
use lianjing::kernel::settings::Settings;
use lianjing::kernel::tenants::Tenants;
use lianjing::ports::Ports;
use lianjing::ports::films::NoFilms;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};

type Book = Arc<Mutex<Vec<Bound>>>;

/// A server that writes down what it sends to the database.
pub struct Recorder {
    /// `http://127.0.0.1:<port>`
    pub url: String,
    book: Book,
    server: ServerHandle,
}

impl Recorder {
    /// Beside the program, on its database and with its keys.
    pub async fn beside(ground: &Ground) -> Self {
        let book = Book::default();
        let mut app = connect(&ground.setup.urls.app, 2).await.expect("the database");
        let kept = Arc::clone(&book);
        app.set_metric_callback(move |info| {
            let cells = info.statement.values.iter().flat_map(|values| values.0.iter().cloned()).map(Cell::of).collect();
            let sql: &'static str = info.statement.sql.clone().leak();
            kept.lock().unwrap_or_else(PoisonError::into_inner).push(Bound { sql, cells });
        });
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let server = serve(web(ground, app), listener).expect("a server");
        let handle = server.handle();
        tokio::spawn(server);
        Self { url, book, server: handle }
    }

    /// What was sent since the last call, without what opens a transaction.
    pub fn takes(&self) -> Vec<Bound> {
        let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *book).into_iter().filter(|statement| !statement.sql.starts_with("SET ")).collect()
    }

    /// Ends it.
    pub async fn ends(self) {
        self.server.stop(false).await;
    }
}

fn web(ground: &Ground, app: sea_orm::DatabaseConnection) -> Web {
    let settings = Settings { demo: true, home_county: Some(HOME.to_owned()), ..Settings::default() };
    let keys = key_folder::load(&ground.setup.path("keys"), Arc::new(SystemChance), Arc::new(SystemClock)).expect("keys");
    let tenants = Tenants::new(app.clone());
    let db = Db::new(app.clone(), app);
    let kernel = Kernel {
        db,
        tenants,
        clock: Arc::new(SystemClock),
        calendar: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        keys,
        settings,
    };
    let ports = Ports {
        sms: Arc::new(RecordedSms::default()),
        mail: None,
        blobs: Arc::new(MemoryBlobs::default()),
        films: Arc::new(NoFilms),
        scanner: None,
        hooks: kit::world::hooks(),
    };
    let kernel = Arc::new(kernel);
    Web {
        lines: Lines::start(&kernel, Terms::default()),
        kernel,
        ports,
        schema: schema::build(&ApiLimits::default()),
        demo_sms: None,
        report_secret: String::new(),
        workers: 1,
        patience: Patience::default(),
        bounds: Bounds::holding(100),
    }
}
