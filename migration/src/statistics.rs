//! What the embedded database is told of its indexes, since it can't know how a table of many counties looks.
//!
//! Every index begins with the county, and SQLite takes an equation on an index's first column to leave ten rows. So it
//! reads a whole county in order to spare itself the sorting of three rows. It is told once that a county is large and
//! each further column narrows it down; the plans are then the same on every machine and with every filling.

use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement, TransactionTrait as _};

/// As if each table had so many rows, a tenth of them in one county.
const ROWS: u64 = 1_000_000;
/// So many times fewer rows each column behind the county leaves.
const NARROWER: u64 = 100;

/// Writes the statistics of all indexes that begin with the county, anew after each change. Nothing on PostgreSQL,
/// which looks for itself. Connections that are open already plan without them; one that is opened meanwhile finds all of
/// them or those of before, and so does one that is opened after a power cut.
///
/// # Errors
/// What the database says.
pub async fn write(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    // The table of statistics can't be made by hand: looking at one table makes it.
    db.execute_unprepared("ANALYZE seaql_migrations").await?;
    let sql = "SELECT t.name AS t, i.name AS i, i.\"unique\" AS u, (SELECT COUNT(*) FROM pragma_index_info(i.name)) AS n \
               FROM sqlite_schema t, pragma_index_list(t.name) i WHERE t.type = 'table' \
               AND EXISTS (SELECT 1 FROM pragma_index_info(i.name) c WHERE c.seqno = 0 AND c.name = 'county_id') ORDER BY t.name, i.name";
    let indexes = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
    let tx = db.begin().await?;
    tx.execute_unprepared("DELETE FROM sqlite_stat1").await?;
    for index in indexes {
        let (table, name): (String, String) = (index.try_get("", "t")?, index.try_get("", "i")?);
        let shape = shape(index.try_get("", "n")?, index.try_get("", "u")?);
        let row = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)";
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, row, [table.into(), name.into(), shape.into()])).await?;
    }
    tx.commit().await
}

/// Rows of the table, then how many of them are alike in the first column, in the first two, and so on.
fn shape(columns: i64, is_unique: bool) -> String {
    let mut alike = ROWS / 10;
    let mut numbers = vec![ROWS, alike];
    for _ in 1..columns {
        alike = (alike / NARROWER).max(2);
        numbers.push(alike);
    }
    if let Some(last) = numbers.last_mut().filter(|_| is_unique) {
        *last = 1;
    }
    numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn a_county_is_large_and_each_column_narrows_it_down() {
        assert_eq!(shape(1, false), "1000000 100000");
        assert_eq!(shape(2, true), "1000000 100000 1");
        assert_eq!(shape(2, false), "1000000 100000 1000");
        assert_eq!(shape(4, false), "1000000 100000 1000 10 2");
    }
}
