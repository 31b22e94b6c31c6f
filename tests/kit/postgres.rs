//! A PostgreSQL cluster of our own: a temporary folder, a free port on loopback, an unprivileged user.
//!
//! It ends with the process that began it: a small shell waits on a pipe and stops the server when the pipe closes,
//! also after a SIGKILL.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// A running cluster.
pub struct Cluster {
    port: u16,
    /// It lives as long as its input is open.
    shell: Mutex<(Child, BufReader<ChildStdout>)>,
}

/// How it is made and ended; the stories in the browser use it too.
const SCRIPT: &str = include_str!("cluster.sh");

/// Password of the cluster's roles; it listens on loopback only and lives as long as the tests.
const PASSWORD: &str = "only-on-loopback";

impl Cluster {
    /// Makes and starts a cluster, with the three roles.
    ///
    /// # Panics
    /// If PostgreSQL is not installed or does not start: a test without it would prove nothing.
    #[must_use]
    pub fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("its address").port();
        let speed = std::env::var("LIANJING_TEST_PG_OPTIONS")
            .unwrap_or_else(|_| "-c synchronous_commit=on -c fsync=off -c full_page_writes=off".to_owned());
        let mut script = unprivileged(SCRIPT);
        script.env("BIN", programs()).env("PORT", port.to_string()).env("PASSWORD", PASSWORD).env("OPTIONS", speed);
        let mut shell = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a shell");
        let mut first = String::new();
        let mut out = BufReader::new(shell.stdout.take().expect("its output"));
        out.read_line(&mut first).expect("a line");
        assert_eq!(first.trim(), "ready", "PostgreSQL did not start: {first}");
        Self { port, shell: Mutex::new((shell, out)) }
    }

    /// SIGKILL to the whole cluster, and its next start.
    ///
    /// # Panics
    /// If it does not start again.
    pub fn is_killed(&self) {
        let mut shell = self.shell.lock().unwrap_or_else(PoisonError::into_inner);
        let (child, out) = &mut *shell;
        child.stdin.as_mut().expect("its input").write_all(b"kill\n").expect("asked");
        let mut said = String::new();
        out.read_line(&mut said).expect("a line");
        assert_eq!(said.trim(), "again", "PostgreSQL did not start again: {said}");
    }

    /// Address of a database for a role.
    #[must_use]
    pub fn url(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}:{PASSWORD}@127.0.0.1:{}/{database}", self.port)
    }

    /// Runs statements as the superuser.
    ///
    /// # Panics
    /// If one fails.
    pub fn psql(&self, database: &str, statements: &str) {
        let mut psql = Command::new(programs().join("psql"))
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", "postgres", "-d", database])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("psql");
        psql.stdin.take().expect("its input").write_all(statements.as_bytes()).expect("written");
        assert!(psql.wait().expect("psql ended").success(), "psql failed: {statements}");
    }
}

/// Folder of PostgreSQL's own programs, of the newest version installed.
///
/// # Panics
/// If there is none.
#[must_use]
pub fn programs() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().expect("PostgreSQL 15 or newer must be installed: apt-get install postgresql")
}

/// PostgreSQL refuses to run as root; as root, the script runs as `nobody`.
fn unprivileged(script: &str) -> Command {
    let is_root =
        Path::new("/proc/self").exists() && std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    let mut command = if is_root { Command::new("setpriv") } else { Command::new("bash") };
    if is_root {
        command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "bash"]);
    }
    command.args(["-c", script]).current_dir("/tmp");
    command
}
