//! What outlives the kills: the folder, the database, the keys, the county, the gateway.

use entity::moment::Moment;
use kit::database::{Urls, empty};
use kit::fixture::{Place, fill};
use kit::program::Setup;
use kit::{Backend, Gateway, Mood};
use lianjing::domain::notices::without_quiet_hours;
use lianjing::kernel::clock::SystemClock;
use lianjing::kernel::{Clock as _, Ctx, Failure, Kernel};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// Everything around the program.
pub struct Ground {
    /// How the program is run.
    pub setup: Setup,
    /// Whoever takes the text messages.
    pub gateway: Arc<Gateway>,
    place: Option<Place>,
    /// Removed with the ground.
    _folder: TempDir,
}

impl Ground {
    /// Keys and tables by the program's own commands, and a filled county.
    pub async fn prepare(backend: Backend) -> Self {
        Self::bare(backend).await.filled().await
    }

    /// The same on a database of the caller's, with these settings more.
    pub async fn prepare_on(urls: Urls, more: Vec<(&'static str, String)>) -> Self {
        Self::bare_on(Some(urls), more).await.filled().await
    }

    async fn filled(self) -> Self {
        let mut ground = self;
        let kernel = ground.kernel(SystemClock.now()).await;
        let place = fill(&kernel, "510824", 1, "苍溪县").await;
        // The program under test goes by the real clock: at night it would hold its messages back.
        let tx = Ctx::system(&kernel).write(&place.county).await.unwrap();
        without_quiet_hours(&tx).await.unwrap();
        tx.commit().await.unwrap();
        ground.place = Some(place);
        close(&kernel).await;
        ground
    }

    /// Keys and tables by the program's own commands, and nothing in them.
    pub async fn bare(backend: Backend) -> Self {
        let urls = (backend == Backend::Postgres).then(|| empty(backend));
        Self::bare_on(urls, Vec::new()).await
    }

    /// On the embedded database, in its own folder, if no other one is named.
    async fn bare_on(urls: Option<Urls>, more: Vec<(&'static str, String)>) -> Self {
        let folder = tempfile::Builder::new().prefix("lianjing-kills-").tempdir().unwrap();
        let embedded = || Urls::at_one_place(format!("sqlite://{}", folder.path().join("data/lianjing.sqlite").display()));
        let urls = urls.unwrap_or_else(embedded);
        let gateway = Arc::new(Gateway::start(Arc::new(SystemClock)));
        gateway.be(Mood::Unhurried);
        let built = env!("CARGO_BIN_EXE_lianjing-under-test").to_owned();
        let program = PathBuf::from(std::env::var("LIANJING_BIN").unwrap_or(built));
        let setup = Setup { more, ..Setup::new(program, folder.path().to_owned(), urls, gateway.url.clone()) };
        let ground = Self { setup, gateway, place: None, _folder: folder };
        ground.setup.once("prepare").await;
        ground.setup.once("migrate").await;
        ground
    }

    /// A folder of the program.
    pub fn path(&self, name: &str) -> PathBuf {
        self.setup.path(name)
    }

    /// 苍溪县.
    pub fn place(&self) -> &Place {
        self.place.as_ref().unwrap()
    }

    /// `http://127.0.0.1:<port>`
    pub fn url(&self) -> String {
        self.setup.url()
    }

    /// The same database and keys in this process, with a clock of ours.
    pub async fn kernel(&self, now: Moment) -> Arc<Kernel> {
        self.setup.kernel(now).await
    }

    /// What this gives; asked again for half a minute, since the database may be away just now.
    pub async fn asks<T>(&self, what: impl AsyncFn(&Arc<Kernel>) -> Result<T, Failure>) -> T {
        let mut left = 100;
        loop {
            let asked = match self.setup.try_kernel(SystemClock.now()).await {
                Ok(kernel) => {
                    let asked = what(&kernel).await;
                    close(&kernel).await;
                    asked
                }
                Err(away) => Err(away.into()),
            };
            left -= 1;
            match asked {
                Ok(found) => return found,
                Err(failure) if left == 0 => panic!("{failure}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(300)).await,
            }
        }
    }
}

/// Lets go of the database.
pub async fn close(kernel: &Kernel) {
    kernel.db.platform().clone().close().await.unwrap();
    kernel.db.sweep().clone().close().await.unwrap();
}
