//! The databases: one pool, a transaction for each verb, opened in one place with the tenant set.

use crate::kernel::bell::Bell;
use crate::kernel::tenants::County;
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};
use std::sync::Arc;
use tokio::sync::{AcquireError, Notify, OwnedSemaphorePermit, Semaphore};

/// The database and the role that looks for counties with work.
pub struct Db {
    app: DatabaseConnection,
    sweep: DatabaseConnection,
    /// SQLite has one writer: waiting here is fair, waiting in the file lock is not.
    writer: Option<Arc<Semaphore>>,
    /// Questions that hold a connection to their end: some stay free for whoever holds none.
    readers: Arc<Semaphore>,
    /// Rung after a commit that left work in the outbox.
    pub wake: Arc<Notify>,
    /// Rung after a commit that changed something people may be waiting for.
    pub bell: Bell,
}

impl Db {
    /// `app` is the application's pool; `sweep` the same on SQLite, the sweeping role's on PostgreSQL.
    #[must_use]
    pub fn new(app: DatabaseConnection, sweep: DatabaseConnection) -> Self {
        let writer = (app.get_database_backend() == DbBackend::Sqlite).then(|| Arc::new(Semaphore::new(1)));
        let readers = Arc::new(Semaphore::new(pool_of(&app).saturating_sub(KEPT_FREE).max(1)));
        Self { app, sweep, writer, readers, wake: Arc::new(Notify::new()), bell: Bell::default() }
    }

    /// The application's pool, for platform tables outside a transaction.
    #[must_use]
    pub const fn platform(&self) -> &DatabaseConnection {
        &self.app
    }

    /// The pool that may see which counties have work, and nothing else.
    #[must_use]
    pub const fn sweep(&self) -> &DatabaseConnection {
        &self.sweep
    }

    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.app.get_database_backend()
    }

    /// Opens a tenant's transaction that changes something.
    ///
    /// # Errors
    /// A fault of the database.
    pub(super) async fn begin_write(&self, county: &County) -> Result<RawTx, DbErr> {
        let place = match &self.writer {
            Some(writer) => Some(Arc::clone(writer).acquire_owned().await.map_err(closed)?),
            None => None,
        };
        Ok(RawTx { inner: self.begin(county, SqliteTransactionMode::Immediate, "").await?, _place: place })
    }

    /// Opens a tenant's transaction that reads one consistent state, that of its first statement.
    ///
    /// # Errors
    /// A fault of the database.
    pub(super) async fn begin_read(&self, county: &County) -> Result<RawTx, DbErr> {
        let snapshot = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; ";
        Ok(RawTx { inner: self.begin(county, SqliteTransactionMode::Deferred, snapshot).await?, _place: None })
    }

    /// A place among those who hold a connection to the end of a question.
    ///
    /// # Errors
    /// None while the program runs.
    pub(super) async fn place_to_read(&self) -> Result<OwnedSemaphorePermit, DbErr> {
        Arc::clone(&self.readers).acquire_owned().await.map_err(closed)
    }

    /// The one place where the county is set.
    async fn begin(&self, county: &County, mode: SqliteTransactionMode, first: &str) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions { sqlite_transaction_mode: Some(mode), ..Default::default() };
        let inner = self.app.begin_with_options(options).await?;
        if self.backend() == DbBackend::Postgres {
            // A statement of its own with a literal: a cluster passes SET LOCAL on, but not set_config(). Both go at once.
            let county = uuid::Uuid::from(county.id);
            inner.execute_unprepared(&format!("{first}SET LOCAL app.county_id = '{county}'")).await?;
        }
        Ok(inner)
    }
}

/// Connections that no question holds to its end.
const KEPT_FREE: usize = 2;

fn pool_of(app: &DatabaseConnection) -> usize {
    let most = match app.get_database_backend() {
        DbBackend::Postgres => app.get_postgres_connection_pool().options().get_max_connections(),
        _ => app.get_sqlite_connection_pool().options().get_max_connections(),
    };
    usize::try_from(most).unwrap_or(usize::MAX)
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn closed(error: AcquireError) -> DbErr {
    DbErr::Custom(error.to_string())
}

/// An open transaction and, on SQLite, the writer's place.
pub struct RawTx {
    /// What the statements go through.
    pub(super) inner: DatabaseTransaction,
    _place: Option<OwnedSemaphorePermit>,
}
