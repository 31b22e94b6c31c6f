//! ClamAV's own daemon as a process of the story, with a single signature of our own: no list of real malware is fetched.

use crate::world::World;
use lianjing::adapters::clamd::Clamd;
use lianjing::config::ScannerPlace;
use lianjing::ports::Ports;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::UnixStream;
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

/// What the signature says: nothing bad, and in no other file.
pub const MARKER: &str = "Lianjing-test-marker-of-nothing-bad";

/// The daemon.
pub struct ClamdServer {
    folder: TempDir,
    running: Option<Child>,
}

impl ClamdServer {
    /// A daemon that takes files of so many MiB.
    ///
    /// # Panics
    /// If clamd is missing (make tools) or does not start: a story without it would prove nothing.
    pub async fn start(most: u32) -> Self {
        let folder = tempfile::Builder::new().prefix("lianjing-clamd-").tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("db")).expect("a folder");
        std::fs::write(path("db/test.ndb"), format!("Lianjing.Test:0:*:{}\n", hex::encode(MARKER))).expect("a signature");
        let settings = format!(
            "LocalSocket {}\nDatabaseDirectory {}\nForeground yes\nStreamMaxLength {most}M\nMaxFileSize {most}M\nMaxScanSize {most}M\n",
            path("clamd.ctl").display(),
            path("db").display()
        );
        std::fs::write(path("clamd.conf"), settings).expect("its settings");
        let mut server = Self { folder, running: None };
        server.come_back().await;
        server
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("clamd.ctl")
    }

    /// The ports of this world, with this daemon looking at files.
    #[must_use]
    pub fn beside(&self, world: &World) -> Ports {
        let scanner = Clamd::at(ScannerPlace::Socket(self.socket()));
        Ports { scanner: Some(Arc::new(scanner)), ..world.ports.clone() }
    }

    /// From now on nobody answers.
    ///
    /// # Panics
    /// If it was down.
    pub async fn go_down(&mut self) {
        self.running.take().expect("it runs").kill().await.expect("killed");
    }

    /// It answers again.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn come_back(&mut self) {
        let installed = Path::new("/usr/sbin/clamd");
        let program = if installed.exists() { installed } else { Path::new("clamd") };
        _ = std::fs::remove_file(self.socket());
        let mut command = Command::new(program);
        command.arg("--config-file").arg(self.folder.path().join("clamd.conf")).stdout(Stdio::null()).stderr(Stdio::null());
        self.running = Some(command.kill_on_drop(true).spawn().expect("clamd (make tools)"));
        let answers = async {
            while UnixStream::connect(self.socket()).await.is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(Duration::from_mins(1), answers).await.expect("clamd listens");
    }
}
