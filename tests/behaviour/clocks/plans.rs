//! How both databases answer the sweeps: finished clocks cost them nothing, however many there are.

use super::*;
use entity::id::CaseId;
use entity::words::DeadlineKind;
use kit::story;
use lianjing::adapters::database::connect;
use lianjing::domain::cases::sweep_statements;
use lianjing::worker::periodic::{WITH_DUE_DEADLINE, WITH_DUE_REMINDER};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use time::Duration;

/// Finished clocks of the county, beside a few running ones.
const FINISHED: u32 = 60_000;
/// Pages of eight kilobytes that a sweep may touch; the table has thousands.
const MOST_PAGES: u64 = 60;

/// Fills the county with finished clocks of one case, past and to come, as years of work leave them.
async fn finish_many(db: &DatabaseConnection, case: CaseId) {
    let is_postgres = db.get_database_backend() == DbBackend::Postgres;
    let (numbers, id, case_id) = if is_postgres {
        ("generate_series(1, $1) AS n", "gen_random_uuid()", "$2::uuid")
    } else {
        ("(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < $1) SELECT n FROM c)", "randomblob(16)", "$2")
    };
    let columns = "county_id, case_id, instance_no, kind, cause, starts_at, rule, due_on, sum, is_provisional, reminded, tries";
    let sql = format!(
        "INSERT INTO deadline ({columns}, id, due_at, state, ended_at, remind_at) \
         SELECT {columns}, {id}, due_at + (n % 400 - 200) * 86400000, CASE n % 3 WHEN 0 THEN 'MISSED' WHEN 1 THEN 'MET' ELSE 'CANCELLED' END, \
         due_at, due_at FROM deadline, {numbers} WHERE case_id = {case_id} AND state = 'RUNNING'"
    );
    let values = [i64::from(FINISHED).into(), uuid::Uuid::from(case).into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await.unwrap();
    db.execute_unprepared("ANALYZE").await.unwrap();
}

/// The plan's lines.
async fn plan(db: &DatabaseConnection, statement: &Statement) -> String {
    let explain =
        if db.get_database_backend() == DbBackend::Postgres { "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF)" } else { "EXPLAIN QUERY PLAN" };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), format!("{explain} {statement}"))).await.unwrap();
    let column = usize::from(db.get_database_backend() == DbBackend::Sqlite) * 3;
    rows.iter().map(|row| row.try_get_by_index::<String>(column).unwrap()).collect::<Vec<_>>().join("\n")
}

/// Pages that the whole statement touched.
fn pages(plan: &str) -> u64 {
    let line = plan.lines().find(|line| line.trim_start().starts_with("Buffers:")).unwrap_or_else(|| panic!("no pages told: {plan}"));
    let numbers = line.split(['=', ' ']).filter_map(|word| word.parse::<u64>().ok());
    numbers.sum()
}

/// As the owner with the county set, or the embedded database itself.
async fn opened(world: &World) -> DatabaseConnection {
    let db = connect(&world.urls.owner, 1).await.unwrap();
    if db.get_database_backend() == DbBackend::Postgres {
        let county = uuid::Uuid::from(world.home().county.id);
        db.execute_unprepared(&format!("SET app.county_id = '{county}'")).await.unwrap();
    }
    db
}

story!(finished_clocks_do_not_slow_the_sweep, |world| {
    let (_, case) = accepted(world).await;
    let db = opened(world).await;
    finish_many(&db, case.parse().unwrap()).await;
    let later = world.ctx().now.after(Duration::days(40));
    let (county, backend) = (world.home().county.id, db.get_database_backend());
    let (due, remind) = ("deadline_running_due_idx", "deadline_running_remind_idx");
    let mut asked: Vec<_> = sweep_statements(county, later, backend).into_iter().zip([due, remind, due, due]).collect();
    let of_county = asked.len();
    assert_eq!(of_county, 4, "what has run out, mornings, and what an older calendar counted");
    for (sql, index) in [(WITH_DUE_DEADLINE, due), (WITH_DUE_REMINDER, remind)] {
        asked.push((Statement::from_sql_and_values(backend, sql, [later.into()]), index));
    }
    // The sweeping role looks over all counties; it is asked as itself.
    let sweep = if backend == DbBackend::Postgres { connect(&world.urls.sweep, 1).await.unwrap() } else { db.clone() };
    for (number, (statement, index)) in asked.iter().enumerate() {
        let by = if number < of_county { &db } else { &sweep };
        let plan = plan(by, statement).await;
        // Where both of the two hold next to nothing, PostgreSQL takes either.
        let index = if backend == DbBackend::Postgres { "deadline_running_" } else { index };
        assert!(plan.contains(index), "{statement}\n{plan}");
        assert!(!plan.contains("Seq Scan on deadline") && !plan.contains("SCAN d\n"), "{statement}\n{plan}");
        if backend == DbBackend::Postgres {
            assert!(pages(&plan) <= MOST_PAGES, "{} pages: {statement}\n{plan}", pages(&plan));
        }
    }
    assert_eq!(world.clocks(DeadlineKind::Result).await.len(), 1 + FINISHED as usize);
    world.works_after(Duration::days(40)).await;
    assert_eq!(world.events(entity::words::CaseEventKind::Overdue).await, 1);
});
