//! The in-box's order stands in the row of a case, and indexes for it, for turns that are over, and for decisions by day.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000120_case_due"
    }
}

/// The nearest clock that the organ has to keep; far away if none runs, and farther once nothing is to be done any more.
const DUES: &str = "UPDATE \"case\" SET \"due_at\" = CASE WHEN \"closed_at\" IS NOT NULL THEN 9000000000000001 \
    ELSE COALESCE((SELECT MIN(d.\"due_at\") FROM \"deadline\" d WHERE d.\"county_id\" = \"case\".\"county_id\" \
    AND d.\"case_id\" = \"case\".\"id\" AND d.\"ended_at\" IS NULL AND d.\"kind\" IN ('ACCEPTANCE', 'FORWARD', 'RESULT')), \
    9000000000000000) END";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
        // Row-level security is forced for the owner too, who changes rows of all counties here.
        let fence = |force: &str| {
            let tables = ["case", "deadline"].into_iter().filter(move |_| postgres);
            tables.map(|table| format!("ALTER TABLE \"{table}\" {force} ROW LEVEL SECURITY")).collect::<Vec<_>>()
        };
        let mut all = vec!["ALTER TABLE \"case\" ADD COLUMN \"due_at\" bigint NOT NULL DEFAULT 9000000000000000".to_owned()];
        all.extend(fence("NO FORCE"));
        all.push(DUES.to_owned());
        all.extend(fence("FORCE"));
        all.extend([
            "CREATE INDEX \"case_due_idx\" ON \"case\" (\"county_id\", \"organ_id\", \"due_at\", \"id\")".to_owned(),
            "CREATE INDEX \"instance_over_idx\" ON \"instance\" (\"county_id\", \"organ_id\", \"case_id\") WHERE \"ended_at\" IS NOT NULL"
                .to_owned(),
            "CREATE INDEX \"case_event_decided_idx\" ON \"case_event\" (\"county_id\", \"at\") \
             WHERE \"kind\" IN ('ACCEPTED', 'DECLINED', 'REPLIED', 'EXTERNAL_RESULT')"
                .to_owned(),
        ]);
        run(manager, &all).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = ["case_event_decided_idx", "instance_over_idx", "case_due_idx"];
        let mut all: Vec<_> = indexes.into_iter().map(|index| format!("DROP INDEX \"{index}\"")).collect();
        all.push("ALTER TABLE \"case\" DROP COLUMN \"due_at\"".to_owned());
        run(manager, &all).await
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[String]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
