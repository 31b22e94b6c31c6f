//! The real program as a process of its own: its folder, its settings, its life and its end.

use crate::database::Urls;
use crate::gateway::{KEY_ID, KEY_SECRET, SIGN_NAME};
use entity::moment::Moment;
use lianjing::adapters::database::connect;
use lianjing::adapters::key_folder;
use lianjing::kernel::Db;
use lianjing::kernel::Kernel;
use lianjing::kernel::clock::{SetClock, SystemChance, SystemClock};
use lianjing::kernel::settings::Settings;
use lianjing::kernel::tenants::Tenants;
use sea_orm::DbErr;
use std::fs::File;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// Longer than any start takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the program is run with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The program.
    pub program: PathBuf,
    /// Its folder: data, keys, log.
    pub folder: PathBuf,
    /// Where the rows lie.
    pub urls: Urls,
    /// Where it listens, each time.
    pub listen: String,
    /// The gateway for text messages.
    pub gateway: String,
    /// Settings that differ from those of all tests, `SECTION__KEY` and value.
    pub more: Vec<(&'static str, String)>,
}

impl Setup {
    /// With an address of its own to listen on.
    #[must_use]
    pub fn new(program: PathBuf, folder: PathBuf, urls: Urls, gateway: String) -> Self {
        Self { program, folder, urls, gateway, listen: format!("127.0.0.1:{}", free_port()), more: Vec::new() }
    }

    /// A place in its folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// `http://127.0.0.1:<port>`
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// Runs a command to its end.
    ///
    /// # Panics
    /// If it does not end well.
    pub async fn once(&self, what: &str) {
        self.says(&[what]).await.unwrap_or_else(|why| panic!("{what}: {why}"));
    }

    /// Runs a command to its end; what it says, or why it would not.
    ///
    /// # Errors
    /// What it said when it did not end well.
    ///
    /// # Panics
    /// If it can't be started.
    pub async fn says(&self, words: &[&str]) -> Result<String, String> {
        let done = self.command().args(words).stdout(Stdio::piped()).stderr(Stdio::piped()).output().await.expect("the program");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if done.status.success() { Ok(text(&done.stdout)) } else { Err(text(&done.stderr) + &text(&done.stdout)) }
    }

    /// Starts it with these words, without waiting for anything.
    ///
    /// # Panics
    /// If it can't be started.
    #[must_use]
    pub fn start(&self, words: &[&str]) -> Program {
        let log = self.path("log");
        let file = File::options().create(true).append(true).open(&log).expect("a log");
        let child = self.command().args(words).stderr(file).kill_on_drop(true).spawn().expect("the program");
        Program { child, log: log.display().to_string(), url: format!("{}/readyz", self.url()) }
    }

    /// The same database and keys in this process, with a clock of ours.
    ///
    /// # Panics
    /// If they can't be opened.
    pub async fn kernel(&self, now: Moment) -> Arc<Kernel> {
        self.try_kernel(now).await.expect("the database")
    }

    /// The same while the database may be away.
    ///
    /// # Errors
    /// What the database says.
    ///
    /// # Panics
    /// If the keys can't be read.
    pub async fn try_kernel(&self, now: Moment) -> Result<Arc<Kernel>, DbErr> {
        let app = connect(&self.urls.app, 4).await?;
        let sweep = if self.urls.sweep == self.urls.app { app.clone() } else { connect(&self.urls.sweep, 1).await? };
        let keys = key_folder::load(&self.path("keys"), Arc::new(SystemChance), Arc::new(SystemClock)).expect("keys");
        let (tenants, clock) = (Tenants::new(app.clone()), Arc::new(SetClock::at(now)));
        let calendar = Arc::clone(&clock) as _;
        Ok(Arc::new(Kernel {
            db: Db::new(app, sweep),
            tenants,
            clock,
            calendar,
            chance: Arc::new(SystemChance),
            keys,
            settings: Settings::default(),
        }))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path))).current_dir(&self.folder);
        let path = |name| self.path(name).display().to_string();
        let settings = [
            ("DATABASE__URL", self.urls.app.clone()),
            ("DATABASE__OWNER_URL", self.urls.owner.clone()),
            ("DATABASE__SWEEP_URL", self.urls.sweep.clone()),
            ("DATA__DIR", path("data")),
            ("KEYS__DIR", path("keys")),
            ("HTTP__LISTEN", self.listen.clone()),
            ("HTTP__WORKERS", "2".to_owned()),
            ("SMS__PROVIDER", "aliyun".to_owned()),
            ("SMS__ENDPOINT", self.gateway.clone()),
            ("SMS__ACCESS_KEY_ID", KEY_ID.to_owned()),
            ("SMS__ACCESS_KEY_SECRET", KEY_SECRET.to_owned()),
            ("SMS__SIGN_NAME", SIGN_NAME.to_owned()),
            ("SMS__TEMPLATES__PHONE_CODE", "SMS_1".to_owned()),
            ("SMS__TEMPLATES__RECEIVED", "SMS_2".to_owned()),
            ("SMS__TEMPLATES__NEWS", "SMS_3".to_owned()),
            ("SMS__TEMPLATES__ANSWER", "SMS_4".to_owned()),
            ("SMS__TEMPLATES__WITHDRAWING", "SMS_5".to_owned()),
            ("SMS__TEMPLATES__NEW_CODE", "SMS_6".to_owned()),
            ("PLATFORM__DEMO", "true".to_owned()),
            ("PLATFORM__HOME_COUNTY", "\"510824\"".to_owned()),
            ("PLATFORM__PROOF_DIGITS", "1".to_owned()),
            ("PLATFORM__ARGON2_KIB", "64".to_owned()),
            ("PLATFORM__SMS_DAILY_CAP", "1000000".to_owned()),
        ];
        command.envs(settings.into_iter().chain(self.more.iter().cloned()).map(|(name, value)| (format!("LIANJING_{name}"), value)));
        command.env("RUST_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null());
        command
    }
}

/// The program while it runs.
pub struct Program {
    child: Child,
    log: String,
    url: String,
}

impl Program {
    /// Its process.
    ///
    /// # Panics
    /// If it has ended.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id().expect("a running process")
    }

    /// Waits for its first answer.
    ///
    /// # Panics
    /// If none comes in time.
    pub async fn is_ready(&mut self, http: &reqwest::Client) {
        let begin = Instant::now();
        while !http.get(&self.url).send().await.is_ok_and(|answer| answer.status().is_success()) {
            assert!(begin.elapsed() < PATIENCE, "not ready in time:\n{}", self.tail());
            self.lives();
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    /// It has not ended by itself.
    ///
    /// # Panics
    /// If it has.
    pub fn lives(&mut self) {
        let ended = self.child.try_wait().expect("its state");
        assert!(ended.is_none(), "it ended by itself: {ended:?}\n{}", self.tail());
    }

    /// SIGKILL.
    ///
    /// # Panics
    /// If it had ended before.
    pub async fn dies(mut self) {
        self.lives();
        self.child.kill().await.expect("killed");
    }

    /// SIGKILL, if it has not ended by itself before.
    ///
    /// # Panics
    /// If it can't be killed.
    pub async fn is_killed(mut self) {
        if self.child.try_wait().expect("its state").is_none() {
            self.child.kill().await.expect("killed");
        }
    }

    /// SIGTERM, as a service manager asks: it ends what it began, and never broke anywhere on the way.
    ///
    /// # Panics
    /// If it does not end well and in time, or its log tells of a fault.
    pub async fn ends(self) {
        let log = self.stops().await;
        let broken: Vec<_> = log.lines().filter(|line| line.contains("\"ERROR\"") || line.contains("panicked")).collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }

    /// The same where things around it broke on purpose: its log may tell of faults, but nothing in it gave way.
    ///
    /// # Panics
    /// If it does not end well and in time, or panicked.
    pub async fn ends_after_faults(self) {
        let log = self.stops().await;
        let broken: Vec<_> = log.lines().filter(|line| line.contains("panicked")).collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }

    /// Asks it to end, waits, and gives its log.
    async fn stops(mut self) -> String {
        self.lives();
        assert!(Command::new("kill").args(["-TERM", &self.id().to_string()]).status().await.expect("kill").success());
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("it ends in time").expect("its end");
        assert!(ended.success(), "{ended}\n{}", self.tail());
        std::fs::read_to_string(&self.log).expect("its log")
    }

    fn tail(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(20).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }
}

/// Below the ports that outgoing connections get: nobody takes it while the program is dead. No two programs of this
/// process get the same one.
fn free_port() -> u16 {
    static TRIED: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + u16::try_from(std::process::id() % 10_000).expect("a small number");
    let mut tries = std::iter::repeat_with(|| first + TRIED.fetch_add(1, Ordering::Relaxed)).take(1_000);
    tries.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a free port")
}
