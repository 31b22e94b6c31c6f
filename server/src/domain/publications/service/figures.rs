//! How organs keep their terms: by quarter, from ten cases up, grouped by the database in one statement.

use crate::domain::publications::rules::{FEWEST, Figure, QUARTERS, Quarter};
use crate::kernel::{Outcome, Tx};
use entity::moment::{CHINA, Moment};
use sea_orm::{ConnectionTrait as _, FromQueryResult, Statement, Value};
use std::fmt::Write as _;
use uuid::Uuid;

/// A row of the statement: how many quarters ago, counted from the one that runs.
#[derive(FromQueryResult)]
struct Row {
    organ: String,
    ago: i64,
    cases: i64,
    overdue: i64,
}

/// Figures of the county's organs, the newest quarter first. A quarter that still runs is left out, for it would tell each case
/// as it comes, and so are fewer than ten cases.
///
/// # Errors
/// A fault of the database.
pub async fn overdue_figures(tx: &Tx) -> Outcome<Vec<Figure>> {
    figures(tx, FEWEST).await
}

/// The same of all organs, however few cases they had: for sums, never to be shown one by one.
///
/// # Errors
/// A fault of the database.
pub async fn turns_by_quarter(tx: &Tx) -> Outcome<Vec<Figure>> {
    figures(tx, 1).await
}

async fn figures(tx: &Tx, fewest: i64) -> Outcome<Vec<Figure>> {
    let running = Quarter::of(tx.now);
    let rows = tx.query_all_raw(statement(tx, running, fewest)).await?;
    let rows = rows.iter().map(|row| Row::from_query_result(row, "")).collect::<Result<Vec<_>, _>>()?;
    let figure = |row: Row| {
        let quarter = running.before(i32::try_from(row.ago).ok()?);
        Some(Figure { organ: row.organ, quarter, cases: row.cases, overdue: row.overdue })
    };
    Ok(rows.into_iter().filter_map(figure).collect())
}

/// Turns of organs of the county that began in a quarter that is over, and how many of them missed a clock of the organ.
fn statement(tx: &Tx, running: Quarter, fewest: i64) -> Statement {
    let begins = |ago: i32| running.before(ago).begins().0;
    let mut ago = "CASE".to_owned();
    for quarter in 1..QUARTERS {
        let _ = write!(ago, " WHEN i.started_at >= {} THEN {quarter}", begins(quarter));
    }
    let _ = write!(ago, " ELSE {QUARTERS} END");
    let sql = format!(
        "SELECT o.name AS organ, CAST({ago} AS bigint) AS ago, COUNT(*) AS cases, SUM(CASE WHEN EXISTS (SELECT 1 FROM deadline d \
         WHERE d.county_id = $1 AND d.case_id = i.case_id AND d.instance_no = i.no AND d.state = 'MISSED' AND d.due_at < $5 \
         AND d.kind IN ('ACCEPTANCE', 'RESULT', 'TELL_RESULT', 'FORWARD', 'PUBLISH_RESULT')) THEN 1 ELSE 0 END) AS overdue \
         FROM instance i JOIN organ o ON o.county_id = $1 AND o.id = i.organ_id \
         WHERE i.county_id = $1 AND i.started_at >= $2 AND i.started_at < $3 AND o.kind <> 'EXTERNAL' \
         GROUP BY o.id, o.name, ago HAVING COUNT(*) >= $4 ORDER BY ago, o.name, o.id"
    );
    let county: Value = Uuid::from(tx.county.id).into();
    // Not live: whoever looks again and again would see the day on which one case more was missed.
    let midnight = Moment::from(tx.now.in_china().date().midnight().assume_offset(CHINA)).0;
    let (first, last) = (begins(QUARTERS), running.begins().0);
    Statement::from_sql_and_values(tx.get_database_backend(), sql, [county, first.into(), last.into(), fewest.into(), midnight.into()])
}
