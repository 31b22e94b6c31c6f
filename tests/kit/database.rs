//! A migrated database of its own for each test, on either kind, copied from a template made once.

use crate::postgres::Cluster;
use lianjing::adapters::database::connect;
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
    static MIGRATED: [OnceCell<()>; 2] = [const { OnceCell::const_new() }; 2];
    let migrated = MIGRATED[backend as usize].get_or_init(|| async {
        let urls = made(backend, "migrated");
        let db = migrate(&urls.owner).await;
        db.close().await.expect("closed");
        settle(backend, &urls).await;
    });
    migrated.await;
    copied(backend, "migrated", &next_name())
}

/// A new database as it was filled once, for each kind of database, and what the filler said of it. The filler leaves no
/// connection open.
///
/// # Panics
/// If it can't be made.
pub async fn filled<T: Clone>(backend: Backend, once: &OnceCell<T>, filler: impl AsyncFnOnce(&Urls) -> T) -> (Urls, T) {
    let filled = once.get_or_init(|| async {
        fresh(backend).await;
        let urls = copied(backend, "migrated", "filled");
        let told = filler(&urls).await;
        settle(backend, &urls).await;
        told
    });
    let told = filled.await.clone();
    (copied(backend, "filled", &next_name()), told)
}

/// A new database without any table.
///
/// # Panics
/// If it can't be made.
pub fn empty(backend: Backend) -> Urls {
    made(backend, &next_name())
}

fn next_name() -> String {
    format!("story_{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

fn made(backend: Backend, name: &str) -> Urls {
    if backend == Backend::Postgres {
        cluster().psql("postgres", &format!("CREATE DATABASE {name} OWNER lianjing_owner"));
    }
    urls(backend, name)
}

fn copied(backend: Backend, from: &str, name: &str) -> Urls {
    match backend {
        Backend::Sqlite => drop(std::fs::copy(file(from), file(name)).expect("a copy of the template")),
        Backend::Postgres => cluster().psql("postgres", &format!("CREATE DATABASE {name} TEMPLATE {from} OWNER lianjing_owner")),
    }
    urls(backend, name)
}

/// All that was written stands in the one file that is copied.
async fn settle(backend: Backend, urls: &Urls) {
    if backend == Backend::Sqlite {
        let db = connect(&urls.owner, 1).await.expect("a database");
        db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.expect("a checkpoint");
        db.close().await.expect("closed");
    }
}

async fn migrate(url: &str) -> DatabaseConnection {
    let db = connect(url, 1).await.expect("a database");
    migration::migrate(&db).await.expect("migrations");
    db
}

fn file(name: &str) -> PathBuf {
    folder().join(format!("{name}.sqlite"))
}

fn urls(backend: Backend, name: &str) -> Urls {
    match backend {
        Backend::Sqlite => Urls::at_one_place(format!("sqlite://{}", file(name).display())),
        Backend::Postgres => postgres_urls(name),
    }
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
