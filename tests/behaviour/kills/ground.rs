//! What outlives the kills: the folder, the database, the keys, the county, the gateway.

use entity::moment::Moment;
use kit::database::Urls;
use kit::fixture::{Place, fill};
use kit::{Backend, Gateway, Mood};
use lianjing::adapters::database::connect;
use lianjing::adapters::key_folder;
use lianjing::kernel::Kernel;
use lianjing::kernel::clock::{SetClock, SystemChance, SystemClock};
use lianjing::kernel::settings::Settings;
use lianjing::kernel::tenants::Tenants;
use lianjing::kernel::{Clock as _, Db};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use tempfile::TempDir;

use super::program::once;

/// Everything around the program.
pub struct Ground {
    /// The program's folder: data, keys, log.
    folder: TempDir,
    /// Where the rows lie.
    pub urls: Urls,
    /// Where the program listens, each time.
    pub listen: String,
    /// Whoever takes the text messages.
    pub gateway: Arc<Gateway>,
    place: Option<Place>,
}

impl Ground {
    /// Keys and tables by the program's own commands, and a filled county.
    pub async fn prepare(backend: Backend) -> Self {
        let mut ground = Self::bare(backend).await;
        let kernel = ground.kernel(SystemClock.now()).await;
        ground.place = Some(fill(&kernel, "510824", 1, "苍溪县").await);
        close(&kernel).await;
        ground
    }

    /// Keys and tables by the program's own commands, and nothing in them.
    pub async fn bare(backend: Backend) -> Self {
        let folder = tempfile::Builder::new().prefix("lianjing-kills-").tempdir().unwrap();
        let urls = match backend {
            Backend::Sqlite => at_one_place(format!("sqlite://{}", folder.path().join("data/lianjing.sqlite").display())),
            Backend::Postgres => kit::database::empty(backend),
        };
        let gateway = Arc::new(Gateway::start(Arc::new(SystemClock)));
        gateway.be(Mood::Unhurried);
        let listen = format!("127.0.0.1:{}", free_port());
        let ground = Self { folder, urls, listen, gateway, place: None };
        once(&ground, "prepare").await;
        once(&ground, "migrate").await;
        ground
    }

    /// A folder of the program.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// 苍溪县.
    pub fn place(&self) -> &Place {
        self.place.as_ref().unwrap()
    }

    /// `http://127.0.0.1:<port>`
    pub fn url(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// The same database and keys in this process, with a clock of ours.
    pub async fn kernel(&self, now: Moment) -> Arc<Kernel> {
        let app = connect(&self.urls.app, 4).await.unwrap();
        let sweep = if self.urls.sweep == self.urls.app { app.clone() } else { connect(&self.urls.sweep, 1).await.unwrap() };
        let keys = key_folder::load(&self.path("keys"), Arc::new(SystemChance)).unwrap();
        let (tenants, clock) = (Tenants::new(app.clone()), Arc::new(SetClock::at(now)));
        Arc::new(Kernel { db: Db::new(app, sweep), tenants, clock, chance: Arc::new(SystemChance), keys, settings: Settings::default() })
    }
}

/// Lets go of the database.
pub async fn close(kernel: &Kernel) {
    kernel.db.platform().clone().close().await.unwrap();
    kernel.db.sweep().clone().close().await.unwrap();
}

fn at_one_place(url: String) -> Urls {
    Urls { app: url.clone(), owner: url.clone(), sweep: url }
}

/// Below the ports that outgoing connections get: nobody takes it while the program is dead. No two stories of this
/// process get the same one.
fn free_port() -> u16 {
    static TRIED: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + u16::try_from(std::process::id() % 10_000).unwrap();
    let mut tries = std::iter::repeat_with(|| first + TRIED.fetch_add(1, Ordering::Relaxed)).take(1_000);
    tries.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a free port")
}
