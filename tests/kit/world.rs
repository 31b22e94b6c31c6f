//! A whole platform for one story: its own database, a clock that stands still, a real server on loopback.

use crate::database::{Backend, Urls, filled, fresh};
use crate::fixture::{Place, fill};
use crate::keys::keys;
use crate::log::Secrets;
use entity::moment::Moment;
use lianjing::adapters::database::connect;
use lianjing::adapters::ffmpeg::Ffmpeg;
use lianjing::adapters::memory::{MemoryBlobs, RecordedSms};
use lianjing::adapters::paced_clock::PacedClock;
use lianjing::adapters::webhooks::Webhooks;
use lianjing::api::schema;
use lianjing::http::body::Patience;
use lianjing::http::bounds::Bounds;
use lianjing::http::live::Lines;
use lianjing::http::{Web, serve};
use lianjing::kernel::clock::{SetClock, SystemChance};
use lianjing::kernel::keyring::KeyRing;
use lianjing::kernel::settings::Settings;
use lianjing::kernel::tenants::Tenants;
use lianjing::kernel::{Clock, Ctx, Db, Kernel};
use lianjing::ports::Ports;
use lianjing::ports::blobs::Blobs;
use lianjing::ports::hooks::Hooks;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use time::Duration;
use tokio::sync::OnceCell;

/// The day on which stories begin: a Monday morning, 2026-03-02 09:00 in China.
pub const BEGIN: Moment = Moment(1_772_413_200_000);

/// A platform under test.
pub struct World {
    /// 苍溪县 510824, filled by the fixture.
    pub home: Option<Place>,
    /// 任丘市 130982, filled alike.
    pub other: Option<Place>,
    /// Where its database is.
    pub urls: Urls,
    /// The ground.
    pub kernel: Arc<Kernel>,
    /// Connections to outside.
    pub ports: Ports,
    /// The clock; it stands still until told.
    pub clock: Arc<SetClock>,
    /// Every text message that was taken.
    pub sms: Arc<RecordedSms>,
    /// All files, where nothing else was said.
    pub blobs: MemoryBlobs,
    /// `http://127.0.0.1:<port>`
    pub url: String,
    /// A client without cookies.
    pub http: reqwest::Client,
    /// What was used so far and must not stand in the log; looked for when the world ends.
    pub secrets: Secrets,
    /// Of access tokens: the cookie that opens their owners' keys.
    pub(crate) hands: Mutex<BTreeMap<String, String>>,
    pub(crate) server: actix_web::dev::ServerHandle,
}

impl World {
    /// A platform with two counties filled alike.
    ///
    /// # Panics
    /// If it can't be started.
    pub async fn new(backend: Backend) -> Self {
        Self::with(backend, 1, |_| keys()).await
    }

    /// The same, with terms that run so many times faster than the clock.
    ///
    /// # Panics
    /// If it can't be started.
    pub async fn accelerated(backend: Backend, pace: u32) -> Self {
        Self::with(backend, pace, |_| keys()).await
    }

    /// The same with the keys that this makes or reads by the world's clock.
    ///
    /// # Panics
    /// If it can't be started.
    pub async fn with_keys(backend: Backend, keys: impl FnOnce(&Arc<SetClock>) -> KeyRing) -> Self {
        Self::with(backend, 1, keys).await
    }

    async fn with(backend: Backend, pace: u32, keys: impl FnOnce(&Arc<SetClock>) -> KeyRing) -> Self {
        static PLACES: [OnceCell<[Place; 2]>; 2] = [const { OnceCell::const_new() }; 2];
        let (urls, [home, other]) = filled(backend, &PLACES[backend as usize], two_places).await;
        let world = Self::begun(urls, pace, keys).await;
        let world = Self { home: Some(home), other: Some(other), ..world };
        // All stories where people hold keys, to see which steps still need the county's.
        if std::env::var_os("LIANJING_TEST_PEOPLE_HOLD_KEYS").is_some() { world.people_hold_keys().await } else { world }
    }

    /// 苍溪县.
    ///
    /// # Panics
    /// In an empty world.
    #[must_use]
    pub fn home(&self) -> &Place {
        self.home.as_ref().expect("a filled world")
    }

    /// 任丘市.
    ///
    /// # Panics
    /// In an empty world.
    #[must_use]
    pub fn other(&self) -> &Place {
        self.other.as_ref().expect("a filled world")
    }

    /// A platform without any county.
    ///
    /// # Panics
    /// If it can't be started.
    pub async fn empty(backend: Backend) -> Self {
        Self::begun(fresh(backend).await, 1, |_| keys()).await
    }

    async fn begun(urls: Urls, pace: u32, keys: impl FnOnce(&Arc<SetClock>) -> KeyRing) -> Self {
        let clock = Arc::new(SetClock::at(BEGIN));
        let kernel = kernel(&urls, (Arc::clone(&clock), pace), keys(&clock)).await;
        let (sms, blobs) = (Arc::new(RecordedSms::default()), MemoryBlobs::default());
        let ports = Ports {
            sms: Arc::clone(&sms) as _,
            mail: None,
            blobs: Arc::new(blobs.clone()),
            films: Arc::new(Ffmpeg::default()),
            scanner: None,
            hooks: hooks(),
        };
        let (url, server) = started(&kernel, &ports);
        let (http, hands, secrets) = (plain_http(), Mutex::default(), Secrets::of(&sms));
        Self { home: None, other: None, urls, kernel, ports, clock, sms, blobs, url, http, hands, secrets, server }
    }

    /// The same platform after a restart that read its keys anew: database, files and time are as they were.
    ///
    /// # Panics
    /// If it can't be started.
    #[must_use]
    pub async fn restarted(self, keys: KeyRing) -> Self {
        self.server.stop(false).await;
        let pace = self.kernel.settings.accelerate;
        let kernel = kernel(&self.urls, (Arc::clone(&self.clock), pace), keys).await;
        let (url, server) = started(&kernel, &self.ports);
        Self { kernel, url, server, ..self }
    }

    /// The same platform with its files in another store: a server of its own takes the first one's place.
    ///
    /// # Panics
    /// If it can't be started.
    pub async fn with_blobs(mut self, blobs: Arc<dyn Blobs>) -> Self {
        self.server.stop(false).await;
        self.ports.blobs = blobs;
        (self.url, self.server) = started(&self.kernel, &self.ports);
        self
    }

    /// Lets time pass.
    pub fn wait(&self, span: Duration) {
        self.clock.advance(span);
    }

    /// The platform's own context.
    #[must_use]
    pub fn ctx(&self) -> Ctx {
        Ctx::system(&self.kernel)
    }

    /// Sends a GraphQL request and gives the whole answer.
    ///
    /// # Panics
    /// If the server does not answer with JSON.
    pub async fn ask(&self, token: Option<&str>, query: &str, variables: Value) -> Value {
        self.secrets.hear(&variables);
        let mut request = self.http.post(format!("{}/graphql", self.url)).json(&json!({ "query": query, "variables": variables }));
        if let Some(token) = token {
            request = request.bearer_auth(token);
            if let Some(hand) = self.hands.lock().expect("no panic").get(token) {
                request = request.header("Cookie", format!("lianjing_hand={hand}"));
            }
        }
        let response = request.send().await.expect("an answer");
        assert_ne!(response.status().as_u16(), 500, "the server never answers 500");
        let answer = response.json().await.expect("JSON");
        self.secrets.hear(&answer);
        answer
    }

    /// Sends a GraphQL request and gives its data; top-level errors end the test.
    ///
    /// # Panics
    /// On a top-level error.
    pub async fn data(&self, token: Option<&str>, query: &str, variables: Value) -> Value {
        let answer = self.ask(token, query, variables).await;
        assert!(answer.get("errors").is_none_or(Value::is_null), "{query}\n{answer:#}");
        answer.get("data").cloned().unwrap_or_default()
    }

    /// Ends the server.
    pub async fn end(self) {
        self.server.stop(false).await;
    }
}

/// Both counties, filled as the one clock of all stories begins. Nothing of it is sealed: each story has keys of its own.
async fn two_places(urls: &Urls) -> [Place; 2] {
    let kernel = kernel(urls, (Arc::new(SetClock::at(BEGIN)), 1), keys()).await;
    let places = [fill(&kernel, "510824", 1, "苍溪县").await, fill(&kernel, "130982", 2, "任丘市").await];
    for pool in [kernel.db.platform(), kernel.db.sweep()] {
        pool.clone().close().await.expect("closed");
    }
    places
}

/// A server on a port of its own: its address, and its handle.
pub(crate) fn started(kernel: &Arc<Kernel>, ports: &Ports) -> (String, actix_web::dev::ServerHandle) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let server = serve(web(kernel, ports, Patience::default()), listener).expect("a server");
    let handle = server.handle();
    tokio::spawn(server);
    (url, handle)
}

/// What tells programs of others, as in a demonstration: those of the stories listen beside it.
///
/// # Panics
/// If the system has no certificates.
#[must_use]
pub fn hooks() -> Arc<dyn Hooks> {
    // One for all: to read the system's certificates anew takes longer than many a story.
    static HOOKS: std::sync::OnceLock<Arc<Webhooks>> = std::sync::OnceLock::new();
    let made = || Arc::new(Webhooks::within(true, std::time::Duration::from_secs(2)).expect("a sender"));
    Arc::clone(HOOKS.get_or_init(made)) as _
}

/// A client that needs no certificates: to read those of the system anew for each story takes longer than many a story.
fn plain_http() -> reqwest::Client {
    reqwest::Client::builder().tls_certs_only([]).build().expect("a client")
}

/// What a server of the kit is made of.
pub(crate) fn web(kernel: &Arc<Kernel>, ports: &Ports, patience: Patience) -> Web {
    Web {
        kernel: Arc::clone(kernel),
        ports: ports.clone(),
        schema: schema::build(&kernel.settings.api),
        demo_sms: None,
        report_secret: String::new(),
        workers: 1,
        patience,
        lines: Lines::start(kernel, crate::live::quick()),
        bounds: Bounds::holding(1_000),
    }
}

async fn kernel(urls: &Urls, (clock, accelerate): (Arc<SetClock>, u32), keys: KeyRing) -> Arc<Kernel> {
    let app = connect(&urls.app, 12).await.expect("the database");
    let sweep = if urls.sweep == urls.app { app.clone() } else { connect(&urls.sweep, 2).await.expect("the database") };
    let calendar: Arc<dyn Clock> =
        if accelerate == 1 { Arc::clone(&clock) as _ } else { Arc::new(PacedClock::new(Arc::clone(&clock) as _, accelerate)) };
    let settings =
        Settings { demo: true, accelerate, home_county: Some("510824".to_owned()), proof_digits: 1, argon2_kib: 64, ..Settings::default() };
    let tenants = Tenants::new(app.clone());
    Arc::new(Kernel { db: Db::new(app, sweep), tenants, clock, calendar, chance: Arc::new(SystemChance), keys, settings })
}
