//! 亲属申报: whose word keeps the other one away too. What an official said of himself binds him alone; what the county's
//! register says binds both, and so does what a head noted.
//!
//! Declarations that officials entered themselves wait for the head of the other one's organ from now on; those of the
//! register stay as they are. The ledger tells them apart.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000171_kinship_noted"
    }
}

const DECLARED: &str = "UPDATE \"kinship\" SET \"is_noted\" = false WHERE EXISTS (SELECT 1 FROM \"ledger_entry\" l \
    WHERE l.\"county_id\" = \"kinship\".\"county_id\" AND l.\"subject_id\" = \"kinship\".\"id\" \
    AND l.\"kind\" = 'officials.kinship_declared')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
        let account = if postgres { "uuid" } else { "blob" };
        // Row-level security is forced for the owner too, who changes rows of all counties here.
        let fence = |force: &str| {
            let tables = ["kinship", "ledger_entry"].into_iter().filter(move |_| postgres);
            tables.map(|table| format!("ALTER TABLE \"{table}\" {force} ROW LEVEL SECURITY")).collect::<Vec<_>>()
        };
        let mut all = vec![
            "ALTER TABLE \"kinship\" ADD COLUMN \"is_noted\" boolean NOT NULL DEFAULT true".to_owned(),
            format!("ALTER TABLE \"kinship\" ADD COLUMN \"answered_by\" {account}"),
            "ALTER TABLE \"kinship\" ADD COLUMN \"answered_at\" bigint".to_owned(),
        ];
        all.extend(fence("NO FORCE"));
        all.push(DECLARED.to_owned());
        all.extend(fence("FORCE"));
        run(manager, &all).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = ["answered_at", "answered_by", "is_noted"];
        run(manager, &columns.map(|column| format!("ALTER TABLE \"kinship\" DROP COLUMN \"{column}\""))).await
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[String]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
