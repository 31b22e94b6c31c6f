//! Columns of deadline: what a clock counts from, when it is reminded of, where a changed holiday took it
//! from, which decisions count in it; and
//! indexes that hold running clocks only, so that a million finished ones cost a sweep nothing.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000050_clocks"
    }
}

/// What older rows count from stands in the first line of their arithmetic.
const CAUSES: &str = "UPDATE \"deadline\" SET \"cause\" = CASE \
    WHEN \"kind\" IN ('ACCEPTANCE', 'RESULT') AND CAST(\"sum\" AS text) LIKE '%决定继续办%' THEN 'CONTINUED' \
    WHEN \"kind\" = 'RESULT' AND CAST(\"sum\" AS text) LIKE '%转到上一级%' THEN 'ESCALATED' \
    WHEN \"kind\" = 'RESULT' THEN 'ACCEPTED' \
    WHEN \"kind\" = 'TELL_RESULT' THEN 'CONCLUDED' \
    WHEN \"kind\" = 'FORWARD' THEN 'TRANSFERRED' \
    WHEN \"kind\" = 'ANSWER' THEN 'REPLIED' \
    WHEN \"kind\" = 'WITHDRAWAL' THEN 'WITHDRAWAL_ASKED' \
    ELSE 'SUBMITTED' END";

/// Clocks that run already are reminded of seven days before their last day, at eight in the morning.
const REMINDERS: &str = "UPDATE \"deadline\" SET \"remind_at\" = \"due_at\" - 57599999 - 604800000 \
    WHERE \"state\" = 'RUNNING' AND \"kind\" IN ('ACCEPTANCE', 'FORWARD', 'RESULT')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
        let date = if postgres { "date" } else { "text" };
        let add = |column: String| format!("ALTER TABLE \"deadline\" ADD COLUMN {column}");
        let mut all = vec![
            add("\"cause\" text NOT NULL DEFAULT 'SUBMITTED'".to_owned()),
            add("\"remind_at\" bigint".to_owned()),
            add(format!("\"moved_on\" {date}")),
            add(format!("\"moved_from\" {date}")),
            add("\"decisions\" integer NOT NULL DEFAULT 0".to_owned()),
        ];
        // Row-level security is forced for the owner too, who changes rows of all counties here.
        all.extend(postgres.then(|| "ALTER TABLE \"deadline\" NO FORCE ROW LEVEL SECURITY".to_owned()));
        all.extend([CAUSES.to_owned(), REMINDERS.to_owned()]);
        all.extend(postgres.then(|| "ALTER TABLE \"deadline\" FORCE ROW LEVEL SECURITY".to_owned()));
        all.extend([
            "DROP INDEX \"deadline_state_due_at_idx\"".to_owned(),
            "CREATE INDEX \"deadline_running_due_idx\" ON \"deadline\" (\"county_id\", \"due_at\", \"id\") WHERE \"state\" = 'RUNNING'"
                .to_owned(),
            "CREATE INDEX \"deadline_running_remind_idx\" ON \"deadline\" (\"county_id\", \"remind_at\") \
             WHERE \"state\" = 'RUNNING' AND \"remind_at\" IS NOT NULL"
                .to_owned(),
        ]);
        if postgres {
            all.push("GRANT SELECT (remind_at) ON \"deadline\" TO lianjing_sweep".to_owned());
            // To ask county by county, each by one look into the index.
            all.push("GRANT SELECT (id) ON \"county\" TO lianjing_sweep".to_owned());
        }
        run(manager, &all).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut all = vec![
            "DROP INDEX \"deadline_running_remind_idx\"".to_owned(),
            "DROP INDEX \"deadline_running_due_idx\"".to_owned(),
            "CREATE INDEX \"deadline_state_due_at_idx\" ON \"deadline\" (\"county_id\", \"state\", \"due_at\")".to_owned(),
        ];
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            all.push("REVOKE SELECT (id) ON \"county\" FROM lianjing_sweep".to_owned());
        }
        let columns = ["decisions", "moved_from", "moved_on", "remind_at", "cause"];
        all.extend(columns.map(|column| format!("ALTER TABLE \"deadline\" DROP COLUMN \"{column}\"")));
        run(manager, &all).await
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[String]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
