//! A database filled by `lianjing demo`, and what of it the measurements touch.

use entity::id::{OfficialId, PowerId, UnitId};
use entity::words::UnitCategory;
use entity::{post, power, unit};
use kit::database::{Urls, empty};
use kit::gateway::Gateway;
use kit::program::{Program, Setup};
use kit::{Backend, Mood};
use lianjing::adapters::database::connect;
use lianjing::demo::HOME;
use lianjing::kernel::Kernel;
use lianjing::kernel::clock::SystemClock;
use lianjing::kernel::{Clock as _, County, Ctx};
use sea_orm::{ConnectionTrait as _, Statement};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Longer than the demonstration takes to fill.
const PATIENCE: Duration = Duration::from_mins(2);

/// Everything around the program.
pub struct Ground {
    /// Which database.
    pub backend: Backend,
    /// How the program is run.
    pub setup: Setup,
    /// Whoever takes the text messages.
    pub gateway: Gateway,
    /// The same database and keys in this process.
    pub kernel: Arc<Kernel>,
    /// 苍溪县.
    pub county: County,
    /// What is read and reported.
    pub village: Village,
    /// Removed with the ground.
    _folder: TempDir,
}

/// A village, somebody who serves there, and one of its powers.
#[derive(Clone, Debug)]
pub struct Village {
    /// Code of its page.
    pub code: String,
    /// Its head.
    pub official: OfficialId,
    /// Code of the town that it belongs to.
    pub parent: String,
    /// Its first power.
    pub power: PowerId,
    /// Code of that power's page.
    pub power_code: String,
    /// How many powers it has.
    pub powers: usize,
}

impl Ground {
    /// A new database, filled; and how long it took from the start of `lianjing demo` to its first page.
    pub async fn filled(backend: Backend, program: PathBuf) -> (Self, Duration) {
        let folder = tempfile::Builder::new().prefix("lianjing-bench-").tempdir().expect("a folder");
        let urls = match backend {
            Backend::Sqlite => Urls::at_one_place(format!("sqlite://{}", folder.path().join("data/lianjing.sqlite").display())),
            Backend::Postgres => empty(backend),
        };
        let gateway = Gateway::start(Arc::new(SystemClock));
        gateway.be(Mood::Well);
        let setup = Setup::new(program, folder.path().to_owned(), urls, gateway.url.clone());
        let began = Instant::now();
        let mut program = setup.start(&["demo"]);
        first_answer(&setup, &mut program, &format!("/{HOME}")).await;
        let filling = began.elapsed();
        program.ends().await;
        let kernel = setup.kernel(SystemClock.now()).await;
        let (county, village) = look_around(&kernel).await;
        (Self { backend, setup, gateway, kernel, county, village, _folder: folder }, filling)
    }

    /// The page of a power.
    pub fn power_page(code: &str) -> String {
        format!("/{HOME}/p/{code}")
    }

    /// The page of a unit.
    pub fn page(code: &str) -> String {
        format!("/{HOME}/u/{code}")
    }

    /// Starts `serve` with these words and waits for the village's page; how long that took.
    pub async fn serves(&self, words: &[&str]) -> (Program, Duration) {
        let began = Instant::now();
        let mut program = self.setup.start(&[&["serve"], words].concat());
        first_answer(&self.setup, &mut program, &Self::page(&self.village.code)).await;
        (program, began.elapsed())
    }

    /// Process ids of the database's sessions of the application; none on SQLite, which runs inside the program.
    pub async fn backends(&self) -> Vec<u32> {
        if self.backend == Backend::Sqlite {
            return Vec::new();
        }
        let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = 'lianjing_app'";
        let db = self.kernel.db.platform();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("sessions");
        rows.iter().filter_map(|row| row.try_get::<i32>("", "pid").ok()).filter_map(|pid| u32::try_from(pid).ok()).collect()
    }

    /// Lets PostgreSQL look at tables that grew at once, as it does by itself within a minute; the other one is told of its
    /// indexes once and for all.
    pub async fn analyse(&self) {
        if self.backend == Backend::Postgres {
            let db = connect(&self.setup.urls.owner, 1).await.expect("the owner");
            db.execute_unprepared("VACUUM ANALYZE").await.expect("looked at");
        }
    }

    /// Name and version of the database, and what makes a commit durable in it.
    pub async fn database_version(&self) -> String {
        let db = self.kernel.db.platform();
        let ask = async |sql: &str| {
            let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("an answer");
            let row = row.expect("a row");
            row.try_get_by_index::<String>(0).or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string())).expect("a text")
        };
        if self.backend == Backend::Sqlite {
            return format!("SQLite {}, WAL, synchronous={}", ask("SELECT sqlite_version()").await, ask("PRAGMA synchronous").await);
        }
        assert_eq!(ask("SHOW fsync").await, "on", "PostgreSQL must be measured with fsync: call it by `make bench`");
        format!("PostgreSQL {}, fsync and synchronous_commit on", ask("SHOW server_version").await)
    }
}

/// Asks until the page is there.
async fn first_answer(setup: &Setup, program: &mut Program, path: &str) {
    let http = reqwest::Client::builder().pool_max_idle_per_host(0).build().expect("a client");
    let (url, began) = (format!("{}{path}", setup.url()), Instant::now());
    while !http.get(&url).send().await.is_ok_and(|answer| answer.status().is_success()) {
        assert!(began.elapsed() < PATIENCE, "no answer in time from {path}");
        program.lives();
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

async fn look_around(kernel: &Arc<Kernel>) -> (County, Village) {
    let ctx = Ctx::system(kernel);
    let county = ctx.county(HOME).await.expect("the county");
    let tx = ctx.read(&county).await.expect("a transaction");
    let mut units = tx.rows().find::<unit::Entity>().all(&tx).await.expect("units");
    units.sort_by(|a, b| a.code.cmp(&b.code));
    let mut powers: BTreeMap<UnitId, Vec<(PowerId, String)>> = BTreeMap::new();
    for row in tx.rows().find::<power::Entity>().all(&tx).await.expect("powers") {
        powers.entry(row.unit_id).or_default().push((row.id, row.code));
    }
    let leads = tx.rows().find::<post::Entity>().all(&tx).await.expect("posts");
    let head = |unit: UnitId| leads.iter().find(|post| post.unit_id == unit && post.leads_unit).map(|post| post.official_id);
    let village = units.iter().filter(|unit| unit.category == UnitCategory::Village).find_map(|unit| {
        let own = powers.get(&unit.id)?;
        let (power, power_code) = own.first()?.clone();
        let parent = units.iter().find(|above| Some(above.id) == unit.parent_id)?.code.clone();
        Some(Village { code: unit.code.clone(), official: head(unit.id)?, parent, power, power_code, powers: own.len() })
    });
    (county, village.expect("a village with a head and powers"))
}
