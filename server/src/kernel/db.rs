//! The databases: one pool, a transaction for each verb, opened in one place with the tenant set.

use crate::kernel::bell::Bell;
use crate::kernel::one_tx::Only;
use crate::kernel::tenants::County;
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};
use std::sync::Arc;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// The database and the role that looks for counties with work.
pub struct Db {
    app: DatabaseConnection,
    sweep: DatabaseConnection,
    /// SQLite has one writer: waiting here is fair, waiting in the file lock is not.
    writer: Option<Arc<Semaphore>>,
    /// Rung after a commit that left work in the outbox.
    pub wake: Arc<Notify>,
    /// Rung after a commit that changed something people may be waiting for.
    pub bell: Bell,
}

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reads one consistent state, that of its first statement.
    Read,
    /// Changes it; on SQLite, takes the writer's place at once.
    Write,
}

impl Db {
    /// `app` is the application's pool; `sweep` the same on SQLite, the sweeping role's on PostgreSQL.
    #[must_use]
    pub fn new(app: DatabaseConnection, sweep: DatabaseConnection) -> Self {
        let writer = (app.get_database_backend() == DbBackend::Sqlite).then(|| Arc::new(Semaphore::new(1)));
        Self { app, sweep, writer, wake: Arc::new(Notify::new()), bell: Bell::default() }
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

    /// Opens a tenant's transaction: the one place where the county is set.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn begin(&self, county: &County, access: Access) -> Result<RawTx, DbErr> {
        let only = Only::new()?;
        let place = match (&self.writer, access) {
            (Some(writer), Access::Write) => Some(Arc::clone(writer).acquire_owned().await.map_err(|e| DbErr::Custom(e.to_string()))?),
            _ => None,
        };
        let mode = match access {
            Access::Write => SqliteTransactionMode::Immediate,
            Access::Read => SqliteTransactionMode::Deferred,
        };
        let options = TransactionOptions { sqlite_transaction_mode: Some(mode), ..Default::default() };
        let inner = self.app.begin_with_options(options).await?;
        if self.backend() == DbBackend::Postgres {
            // A statement of its own with a literal: a cluster passes SET LOCAL on, but not set_config(). Both go at once.
            let county = uuid::Uuid::from(county.id);
            let snapshot = if access == Access::Read { "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; " } else { "" };
            inner.execute_unprepared(&format!("{snapshot}SET LOCAL app.county_id = '{county}'")).await?;
        }
        Ok(RawTx { inner, _place: place, _only: only })
    }
}

/// An open transaction and, on SQLite, the writer's place.
pub struct RawTx {
    /// What the statements go through.
    pub(super) inner: DatabaseTransaction,
    _place: Option<OwnedSemaphorePermit>,
    _only: Only,
}
