//! By hand on PostgreSQL, as the application's role, behind row-level security.

use crate::by_hand::rows::{RowSet, Written};
use crate::by_hand::{Bound, Cell, bind};
use crate::ground::Ground;
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::postgres::{PgConnection, PgRow, Postgres};
use sea_orm::sqlx::{Column as _, Connection as _, Row as _, TypeInfo as _, query, query_as, raw_sql};
use uuid::Uuid;

const TABLES: &str = "SELECT c.table_name::text FROM information_schema.columns c \
    JOIN information_schema.columns i USING (table_schema, table_name) \
    WHERE c.table_schema = 'public' AND c.column_name = 'county_id' AND i.column_name = 'id'";
const REFERENCES: &str = "SELECT child.relname::text, parent.relname::text FROM pg_constraint k \
    JOIN pg_class child ON child.oid = k.conrelid JOIN pg_class parent ON parent.oid = k.confrelid WHERE k.contype = 'f'";

/// A session in a county.
pub struct Session {
    connection: PoolConnection<Postgres>,
    set_county: &'static str,
}

impl Session {
    pub async fn open(ground: &Ground) -> Self {
        let pool = ground.kernel.db.platform().get_postgres_connection_pool();
        let set_county = format!("SET LOCAL app.county_id = '{}'", Uuid::from(ground.county.id)).leak();
        Self { connection: pool.acquire().await.expect("a session"), set_county }
    }

    pub async fn runs(&mut self, statements: &[Bound]) {
        let mut tx = self.connection.begin().await.expect("a transaction");
        raw_sql(self.set_county).execute(&mut *tx).await.expect("a county");
        for statement in statements {
            run(&mut tx, statement).await;
        }
        tx.commit().await.expect("committed");
    }

    pub async fn rows_since(&mut self, floor: Uuid) -> RowSet {
        let tables: Vec<(String,)> = query_as(TABLES).fetch_all(&mut *self.connection).await.expect("the tables");
        let references: Vec<(String, String)> = query_as(REFERENCES).fetch_all(&mut *self.connection).await.expect("the references");
        let mut tx = self.connection.begin().await.expect("a transaction");
        raw_sql(self.set_county).execute(&mut *tx).await.expect("a county");
        let mut set = Vec::new();
        for (table,) in tables {
            let sql: &'static str = format!("SELECT * FROM \"{table}\" WHERE id >= $1").leak();
            let rows = run(&mut tx, &Bound { sql, cells: vec![Cell::Id(Some(floor))] }).await;
            let columns = rows.first().map(|row| row.columns().iter().map(|column| column.name().to_owned()).collect());
            set.extend(columns.map(|columns| Written { table, columns, rows: rows.iter().map(cells).collect() }));
        }
        RowSet::in_order(set, &references, |place| format!("${place}"))
    }
}

async fn run(connection: &mut PgConnection, statement: &Bound) -> Vec<PgRow> {
    let bound = statement.cells.iter().fold(query(statement.sql), |query, cell| bind!(query, cell));
    bound.fetch_all(connection).await.unwrap_or_else(|error| panic!("{}: {error}", statement.sql))
}

fn cells(row: &PgRow) -> Vec<Cell> {
    (0..row.len()).map(|place| cell(row, place)).collect()
}

fn cell(row: &PgRow, place: usize) -> Cell {
    match row.column(place).type_info().name() {
        "UUID" => Cell::Id(row.get(place)),
        "INT8" => Cell::Long(row.get(place)),
        "INT4" => Cell::Int(row.get(place)),
        "BOOL" => Cell::Bool(row.get(place)),
        "TEXT" => Cell::Text(row.get(place)),
        "BYTEA" => Cell::Bytes(row.get(place)),
        "JSONB" => Cell::Json(row.get(place)),
        "DATE" => Cell::Day(row.get(place)),
        other => panic!("no column had the type {other} when this was written"),
    }
}
