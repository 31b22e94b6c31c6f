//! Columns deadline.tries and deadline.retry_at: a clock that can't be worked waits, and others pass it.

use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000032_clock_tries"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["\"tries\" integer NOT NULL DEFAULT 0", "\"retry_at\" bigint"] {
            manager.get_connection().execute_unprepared(&format!("ALTER TABLE \"deadline\" ADD COLUMN {column}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["retry_at", "tries"] {
            manager.get_connection().execute_unprepared(&format!("ALTER TABLE \"deadline\" DROP COLUMN \"{column}\"")).await?;
        }
        Ok(())
    }
}
