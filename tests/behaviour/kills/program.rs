//! The real program as a process of its own.

use super::ground::Ground;
use kit::gateway::{KEY_ID, KEY_SECRET, SIGN_NAME};
use std::fs::File;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// Longer than any start takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// `lianjing serve`.
pub struct Program {
    child: Child,
    log: String,
    url: String,
}

impl Program {
    /// Starts it, without waiting for anything.
    pub fn start(ground: &Ground) -> Self {
        let log = ground.path("log");
        let file = File::options().create(true).append(true).open(&log).unwrap();
        let child = command(ground).arg("serve").stderr(file).kill_on_drop(true).spawn().unwrap();
        Self { child, log: log.display().to_string(), url: format!("{}/readyz", ground.url()) }
    }

    /// Waits for its first answer.
    pub async fn is_ready(&mut self, http: &reqwest::Client) {
        let begin = Instant::now();
        while !http.get(&self.url).send().await.is_ok_and(|answer| answer.status().is_success()) {
            assert!(begin.elapsed() < PATIENCE, "not ready in time:\n{}", self.tail());
            self.lives();
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    /// It has not ended by itself.
    pub fn lives(&mut self) {
        let ended = self.child.try_wait().unwrap();
        assert!(ended.is_none(), "it ended by itself: {ended:?}\n{}", self.tail());
    }

    /// SIGKILL.
    pub async fn dies(mut self) {
        self.lives();
        self.child.kill().await.unwrap();
    }

    /// SIGTERM, as a service manager asks: it ends what it began, and never broke anywhere on the way.
    pub async fn ends(mut self) {
        self.lives();
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("it ends in time").unwrap();
        assert!(ended.success(), "{ended}\n{}", self.tail());
        let log = std::fs::read_to_string(&self.log).unwrap();
        let broken: Vec<_> = log.lines().filter(|line| line.contains("\"ERROR\"") || line.contains("panicked")).collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }

    fn tail(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(20).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }
}

/// Runs a command to its end.
pub async fn once(ground: &Ground, what: &str) {
    says(ground, &[what]).await.unwrap_or_else(|why| panic!("{what}: {why}"));
}

/// Runs a command to its end; what it says, or why it would not.
pub async fn says(ground: &Ground, arguments: &[&str]) -> Result<String, String> {
    let done = command(ground).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).output().await.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if done.status.success() { Ok(text(&done.stdout)) } else { Err(text(&done.stderr)) }
}

fn command(ground: &Ground) -> Command {
    let built = env!("CARGO_BIN_EXE_lianjing-under-test").to_owned();
    let mut command = Command::new(std::env::var("LIANJING_BIN").unwrap_or(built));
    command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path))).current_dir(ground.path(""));
    let path = |name| ground.path(name).display().to_string();
    let settings = [
        ("DATABASE__URL", ground.urls.app.clone()),
        ("DATABASE__OWNER_URL", ground.urls.owner.clone()),
        ("DATABASE__SWEEP_URL", ground.urls.sweep.clone()),
        ("DATA__DIR", path("data")),
        ("KEYS__DIR", path("keys")),
        ("HTTP__LISTEN", ground.listen.clone()),
        ("HTTP__WORKERS", "2".to_owned()),
        ("SMS__PROVIDER", "aliyun".to_owned()),
        ("SMS__ENDPOINT", ground.gateway.url.clone()),
        ("SMS__ACCESS_KEY_ID", KEY_ID.to_owned()),
        ("SMS__ACCESS_KEY_SECRET", KEY_SECRET.to_owned()),
        ("SMS__SIGN_NAME", SIGN_NAME.to_owned()),
        ("SMS__TEMPLATES__PHONE_CODE", "SMS_1".to_owned()),
        ("SMS__TEMPLATES__RECEIVED", "SMS_2".to_owned()),
        ("SMS__TEMPLATES__NEWS", "SMS_3".to_owned()),
        ("SMS__TEMPLATES__ANSWER", "SMS_4".to_owned()),
        ("SMS__TEMPLATES__WITHDRAWING", "SMS_5".to_owned()),
        ("PLATFORM__DEMO", "true".to_owned()),
        ("PLATFORM__HOME_COUNTY", "\"510824\"".to_owned()),
        ("PLATFORM__PROOF_DIGITS", "1".to_owned()),
        ("PLATFORM__ARGON2_KIB", "64".to_owned()),
        ("PLATFORM__SMS_DAILY_CAP", "1000000".to_owned()),
    ];
    command.envs(settings.map(|(name, value)| (format!("LIANJING_{name}"), value)));
    command.env("RUST_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null());
    command
}
