//! A real SMTP server as a process of its own (aiosmtpd), with a certificate from a fresh authority that only the story trusts.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::{Notify, mpsc};

/// Who may sign in.
pub const USER: &str = "lianjing";
/// His password, as an address writes it.
pub const PASSWORD: &str = "only%20on%20loopback";

/// The server.
pub struct MailServer {
    folder: TempDir,
    port: u16,
    running: Option<Running>,
    taken: Arc<Mutex<Vec<Value>>>,
    arrived: Arc<Notify>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    moods: mpsc::UnboundedReceiver<()>,
}

impl MailServer {
    /// A server that is well.
    ///
    /// # Panics
    /// If Python, aiosmtpd or openssl is missing: a story without it would prove nothing.
    pub async fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("lianjing-mail-").tempdir().expect("a folder");
        certify(folder.path()).await;
        let (taken, arrived) = (Arc::default(), Arc::default());
        let mut server = Self { folder, port: 0, running: None, taken, arrived };
        server.come_back().await;
        server
    }

    /// Its address for those who sign in behind STARTTLS.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://{USER}:{PASSWORD}@localhost:{}?tls=required", self.port)
    }

    /// Where it listens.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The authority behind its certificate.
    #[must_use]
    pub fn ca(&self) -> String {
        self.folder.path().join("ca.pem").display().to_string()
    }

    /// How it is from now on.
    ///
    /// # Panics
    /// If it is down.
    pub async fn be(&mut self, mood: &str) {
        let running = self.running.as_mut().expect("it runs");
        running.input.write_all(format!("{mood}\n").as_bytes()).await.expect("told");
        running.moods.recv().await.expect("understood");
    }

    /// From now on nobody answers at its address.
    ///
    /// # Panics
    /// If it was down.
    pub async fn go_down(&mut self) {
        let mut running = self.running.take().expect("it runs");
        running.child.kill().await.expect("killed");
    }

    /// It answers again, well.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn come_back(&mut self) {
        let path = |name: &str| self.folder.path().join(name);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("kit/smtp_server.py");
        let mut child = Command::new(python().await)
            .args(["-W", "ignore"])
            .arg(script)
            .args([path("cert.pem"), path("key.pem")])
            .arg(self.port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("python");
        let (input, output) = (child.stdin.take().expect("its input"), child.stdout.take().expect("its output"));
        let mut lines = BufReader::new(output).lines();
        let port = lines.next_line().await.expect("a line").expect("it starts");
        self.port = port.trim().parse().expect("a port");
        let (told, moods) = mpsc::unbounded_channel();
        tokio::spawn(listen(lines, (Arc::clone(&self.taken), Arc::clone(&self.arrived)), told));
        self.running = Some(Running { child, input, moods });
    }

    /// Every mail that it took so far, oldest first.
    #[must_use]
    pub fn taken(&self) -> Vec<Value> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it has taken one more since this was asked last.
    pub async fn arrived(&self) {
        self.arrived.notified().await;
    }
}

async fn listen(
    mut lines: Lines<BufReader<ChildStdout>>,
    (taken, arrived): (Arc<Mutex<Vec<Value>>>, Arc<Notify>),
    told: mpsc::UnboundedSender<()>,
) {
    while let Ok(Some(line)) = lines.next_line().await {
        let said: Value = serde_json::from_str(&line).expect("JSON");
        if said["mood"].is_string() {
            // The server may be going down in this moment.
            let _ = told.send(());
        } else {
            taken.lock().unwrap_or_else(PoisonError::into_inner).push(said);
            arrived.notify_one();
        }
    }
}

/// An authority of one day, and a certificate for this machine: one that signs itself is no server's.
async fn certify(folder: &Path) {
    let script = "set -e; key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2'; \
        openssl req -x509 $key -subj /CN=stories -keyout ca.key -out ca.pem; \
        openssl req $key -subj /CN=localhost -keyout key.pem -out request.pem; \
        printf 'basicConstraints=CA:FALSE\\nsubjectAltName=DNS:localhost,IP:127.0.0.1\\n' > extensions; \
        openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out cert.pem";
    let made = Command::new("bash").args(["-c", script]).current_dir(folder).output().await.expect("openssl must be installed");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// The Python that has aiosmtpd: the machine's own before another.
async fn python() -> PathBuf {
    for program in ["/usr/bin/python3", "python3"] {
        let asked = Command::new(program).args(["-W", "ignore", "-c", "import aiosmtpd"]).output().await;
        if asked.is_ok_and(|asked| asked.status.success()) {
            return program.into();
        }
    }
    panic!("aiosmtpd must be installed: apt-get install python3-aiosmtpd");
}
