//! Everything that a database holds, row by row as text, whoever's it is.

use crate::database::{Backend, cluster};
use crate::world::World;
use lianjing::adapters::database::connect;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use std::collections::BTreeMap;

/// Rows by table, sorted.
pub type Dump = BTreeMap<String, Vec<String>>;

impl World {
    /// Which database this world stands on.
    #[must_use]
    pub fn backend(&self) -> Backend {
        if self.kernel.db.backend() == DbBackend::Postgres { Backend::Postgres } else { Backend::Sqlite }
    }

    /// The database as whoever has the machine may read and write it.
    ///
    /// # Panics
    /// If it does not answer.
    pub async fn as_operator(&self) -> DatabaseConnection {
        let name = self.urls.owner.rsplit('/').next().unwrap_or_default();
        let url = match self.backend() {
            Backend::Sqlite => self.urls.owner.clone(),
            // Row-level security binds the owner too; the superuser sees all.
            Backend::Postgres => cluster().url("postgres", name),
        };
        connect(&url, 1).await.expect("the database")
    }

    /// Every row of every table; bytes as hex, texts and numbers as they are.
    ///
    /// # Panics
    /// If the database can't be read.
    pub async fn dump(&self) -> Dump {
        let db = self.as_operator().await;
        let tables = match self.backend() {
            Backend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            Backend::Postgres => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
        };
        let mut dump = Dump::new();
        for table in texts(&db, tables).await {
            let line = match self.backend() {
                Backend::Sqlite => {
                    let columns = texts(&db, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
                    columns.iter().map(|name| format!("quote(\"{name}\")")).collect::<Vec<_>>().join(" || ' ' || ")
                }
                Backend::Postgres => "t::text".to_owned(),
            };
            let mut rows = texts(&db, &format!("SELECT {line} FROM \"{table}\" t")).await;
            rows.sort_unstable();
            dump.insert(table, rows);
        }
        db.close().await.expect("closed");
        dump
    }
}

async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("rows");
    rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("a text")).collect()
}
