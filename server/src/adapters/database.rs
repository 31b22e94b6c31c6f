//! Opens the pools: SQLite for one machine, PostgreSQL for real.

use sea_orm::sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{self, Connection as _, Sqlite, TransactionManager as _};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};
use std::time::Duration;

/// Opens a pool. Connections are made when they are first needed, and pinged only after half a minute of rest.
/// Who gets none within twenty seconds is told so: people have gone by then, and the queue is only longer.
///
/// # Errors
/// What the database says.
pub async fn connect(url: &str, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(20))
        .sqlx_logging(false)
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        .map_sqlx_sqlite_opts(|sqlite| {
            // FULL: an acknowledged report survives a power cut.
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(30))
        })
        .map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|connection, _| Box::pin(is_whole(connection))));
    Database::connect(options).await
}

/// Whether a connection may be used again. On a full disk SQLite takes a transaction back by itself; the driver goes on to
/// count it, and its next one would be a part of one that is not there: never committed, or reading an old state for ever.
async fn is_whole(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // Behind a rollback that is still on its way.
    connection.ping().await?;
    Ok(<Sqlite as sqlx::Database>::TransactionManager::get_transaction_depth(connection) == 0)
}

/// Whether the address names an embedded database.
#[must_use]
pub fn is_embedded(url: &str) -> bool {
    url.starts_with("sqlite:")
}
