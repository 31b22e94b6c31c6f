//! Opens the pools: SQLite for one machine, PostgreSQL for real.

use sea_orm::sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{self, Connection as _};
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
    Ok(!connection.is_in_transaction())
}

/// Whether the address names an embedded database.
#[must_use]
pub fn is_embedded(url: &str) -> bool {
    url.starts_with("sqlite:")
}

#[cfg(test)]
mod tests {
    use super::connect;
    use sea_orm::{ConnectionTrait as _, SqliteTransactionMode, TransactionOptions, TransactionTrait as _};

    /// SQLite says that its disk is full as soon as it may use no page more; another connection may.
    #[tokio::test]
    async fn a_full_disk_spoils_no_later_transaction() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("full.sqlite").display());
        let db = connect(&url, 1).await.unwrap();
        db.execute_unprepared("CREATE TABLE held (bytes BLOB)").await.unwrap();
        db.execute_unprepared("PRAGMA max_page_count = 4").await.unwrap();
        let writes = || TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
        let tx = db.begin_with_options(writes()).await.unwrap();
        let full = tx.execute_unprepared("INSERT INTO held VALUES (zeroblob(1000000))").await.unwrap_err();
        assert!(full.to_string().contains("full"), "{full}");
        drop(tx);
        let tx = db.begin_with_options(writes()).await.unwrap();
        tx.execute_unprepared("INSERT INTO held VALUES (zeroblob(10))").await.unwrap();
        tx.commit().await.unwrap();
        db.close().await.unwrap();
    }
}
