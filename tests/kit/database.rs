//! A migrated database of its own for each test, on either kind, copied from a template made once.

use crate::postgres::Cluster;
use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::OnceCell;

/// Which database a story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// The embedded one.
    Sqlite,
    /// The real one.
    Postgres,
}

/// Where a database can be reached.
#[derive(Clone, Debug)]
pub struct Urls {
    /// As the application.
    pub app: String,
    /// As the owner.
    pub owner: String,
    /// As the role that looks for counties with work.
    pub sweep: String,
}

impl Urls {
    /// Of a database that knows no roles.
    #[must_use]
    pub fn at_one_place(url: String) -> Self {
        Self { app: url.clone(), owner: url.clone(), sweep: url }
    }
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static COUNT: AtomicU32 = AtomicU32::new(0);

/// The cluster of this process.
pub fn cluster() -> &'static Cluster {
    CLUSTER.get_or_init(Cluster::start)
}

/// A new database with all migrations.
///
/// # Panics
/// If it can't be made.
pub async fn fresh(backend: Backend) -> Urls {
    match backend {
        Backend::Sqlite => fresh_sqlite().await,
        Backend::Postgres => fresh_postgres().await,
    }
}

/// A new database without any table.
///
/// # Panics
/// If it can't be made.
pub fn empty(backend: Backend) -> Urls {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    match backend {
        Backend::Sqlite => sqlite_urls(&folder().join(format!("empty-{number}.sqlite"))),
        Backend::Postgres => {
            let name = format!("empty_{number}");
            cluster().psql("postgres", &format!("CREATE DATABASE {name} OWNER lianjing_owner"));
            postgres_urls(&name)
        }
    }
}

async fn fresh_sqlite() -> Urls {
    static TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();
    let template = TEMPLATE
        .get_or_init(|| async {
            let path = folder().join("template.sqlite");
            let db = migrate(&sqlite_urls(&path).owner).await;
            db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.expect("a checkpoint");
            db.close().await.expect("closed");
            path
        })
        .await;
    let copy = folder().join(format!("{}.sqlite", COUNT.fetch_add(1, Ordering::Relaxed)));
    std::fs::copy(template, &copy).expect("a copy of the template");
    sqlite_urls(&copy)
}

async fn fresh_postgres() -> Urls {
    static TEMPLATE: OnceCell<()> = OnceCell::const_new();
    TEMPLATE
        .get_or_init(|| async {
            cluster().psql("postgres", "CREATE DATABASE template_lianjing OWNER lianjing_owner");
            let db = migrate(&postgres_urls("template_lianjing").owner).await;
            db.close().await.expect("closed");
        })
        .await;
    let name = format!("story_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    cluster().psql("postgres", &format!("CREATE DATABASE {name} TEMPLATE template_lianjing OWNER lianjing_owner"));
    postgres_urls(&name)
}

async fn migrate(url: &str) -> DatabaseConnection {
    let db = lianjing::adapters::database::connect(url, 1).await.expect("a database");
    migration::migrate(&db).await.expect("migrations");
    db
}

fn sqlite_urls(path: &std::path::Path) -> Urls {
    Urls::at_one_place(format!("sqlite://{}", path.display()))
}

fn postgres_urls(name: &str) -> Urls {
    let cluster = cluster();
    Urls { app: cluster.url("lianjing_app", name), owner: cluster.url("lianjing_owner", name), sweep: cluster.url("lianjing_sweep", name) }
}

/// A folder for the files of this process, removed at its next start.
///
/// # Panics
/// If it can't be made.
pub fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        FOLDER.get_or_init(|| tempfile::Builder::new().prefix("lianjing-test-").tempdir().expect("a folder")).path().to_owned()
    })
}
