//! How a database answers: the plan of a statement, as the role that serves pages reads.

use crate::world::World;
use lianjing::adapters::database::connect;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use std::fmt::Display;

impl World {
    /// A connection as the application, with the county set: row-level security holds here. PostgreSQL has looked at its tables.
    ///
    /// # Panics
    /// If the database does not answer.
    pub async fn opened(&self) -> DatabaseConnection {
        let owner = connect(&self.urls.owner, 1).await.expect("the owner");
        let county = format!("SET app.county_id = '{}'", uuid::Uuid::from(self.home().county.id));
        let db = connect(&self.urls.app, 1).await.expect("the application");
        if db.get_database_backend() == DbBackend::Postgres {
            owner.execute_unprepared(&county).await.expect("a county");
            db.execute_unprepared(&county).await.expect("a county");
            owner.execute_unprepared("ANALYZE").await.expect("looked at");
        }
        db
    }
}

/// The plan of a statement, a line a step.
///
/// # Panics
/// If the database refuses it.
pub async fn plan(db: &DatabaseConnection, statement: impl Display) -> String {
    let explain = if db.get_database_backend() == DbBackend::Postgres { "EXPLAIN" } else { "EXPLAIN QUERY PLAN" };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), format!("{explain} {statement}"))).await;
    let column = usize::from(db.get_database_backend() == DbBackend::Sqlite) * 3;
    let line = |row: &sea_orm::QueryResult| row.try_get_by_index::<String>(column).expect("a line");
    rows.expect("a plan").iter().map(line).collect::<Vec<_>>().join("\n")
}
