//! By hand on SQLite, with the pragmas of the program's own connections.

use crate::by_hand::rows::{RowSet, Written};
use crate::by_hand::{Aim, Bound, Cell, bind};
use crate::ground::Ground;
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::sqlite::{Sqlite, SqliteConnection, SqliteRow};
use sea_orm::sqlx::{Column as _, Connection as _, Row as _, TypeInfo as _, ValueRef as _, query, query_as};
use uuid::Uuid;

const TABLES: &str = "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'county_id' \
    JOIN pragma_table_info(m.name) i ON i.name = 'id' WHERE m.type = 'table'";
const REFERENCES: &str =
    "SELECT m.name, f.\"table\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f ON true WHERE m.type = 'table'";

/// A session; the county stands in each row.
pub struct Session {
    connection: PoolConnection<Sqlite>,
    county: Uuid,
}

impl Session {
    pub async fn open(ground: &Ground) -> Self {
        let pool = ground.kernel.db.platform().get_sqlite_connection_pool();
        Self { connection: pool.acquire().await.expect("a session"), county: ground.county.id.into() }
    }

    pub async fn runs(&mut self, aim: Aim, statements: &[Bound]) {
        let begin = if aim == Aim::Write { "BEGIN IMMEDIATE" } else { "BEGIN" };
        let mut tx = self.connection.begin_with(begin).await.expect("a transaction");
        for statement in statements {
            run(&mut tx, statement).await;
        }
        tx.commit().await.expect("committed");
    }

    pub async fn rows_since(&mut self, floor: Uuid) -> RowSet {
        let tables: Vec<(String,)> = query_as(TABLES).fetch_all(&mut *self.connection).await.expect("the tables");
        let references: Vec<(String, String)> = query_as(REFERENCES).fetch_all(&mut *self.connection).await.expect("the references");
        let mut set = Vec::new();
        for (table,) in tables {
            let sql: &'static str = format!("SELECT * FROM \"{table}\" WHERE county_id = ? AND id >= ?").leak();
            let cells = vec![Cell::Id(Some(self.county)), Cell::Id(Some(floor))];
            let rows = run(&mut self.connection, &Bound { sql, cells }).await;
            let columns = rows.first().map(|row| row.columns().iter().map(|column| column.name().to_owned()).collect());
            set.extend(columns.map(|columns| Written { table, columns, rows: rows.iter().map(cells_of).collect() }));
        }
        RowSet::in_order(set, &references, |_| "?".to_owned())
    }
}

async fn run(connection: &mut SqliteConnection, statement: &Bound) -> Vec<SqliteRow> {
    let bound = statement.cells.iter().fold(query(statement.sql), |query, cell| bind!(query, cell));
    bound.fetch_all(connection).await.unwrap_or_else(|error| panic!("{}: {error}", statement.sql))
}

fn cells_of(row: &SqliteRow) -> Vec<Cell> {
    (0..row.len()).map(|place| cell(row, place)).collect()
}

/// SQLite's values carry their type, not its columns; where there is none, the driver tells the column's.
fn cell(row: &SqliteRow, place: usize) -> Cell {
    let value = row.try_get_raw(place).expect("a value");
    if value.is_null() {
        return Cell::Text(None);
    }
    let name = value.type_info().name().to_owned();
    match name.as_str() {
        "TEXT" => Cell::Text(row.get_unchecked(place)),
        "BLOB" => {
            let bytes: Vec<u8> = row.get_unchecked(place);
            Uuid::from_slice(&bytes).map_or_else(|_| Cell::Bytes(Some(bytes)), |id| Cell::Id(Some(id)))
        }
        _ => Cell::Long(row.get_unchecked(place)),
    }
}
