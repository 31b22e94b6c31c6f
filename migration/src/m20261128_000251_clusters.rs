//! At which step of a power something went wrong, if the reporter says so; and an index of clocks that were missed, by their day.

use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000251_clusters"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in [
            "ALTER TABLE \"report_subject\" ADD COLUMN \"step_number\" integer",
            "CREATE INDEX \"deadline_missed_idx\" ON \"deadline\" (\"county_id\", \"due_at\") WHERE \"state\" = 'MISSED'",
        ] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in ["DROP INDEX \"deadline_missed_idx\"", "ALTER TABLE \"report_subject\" DROP COLUMN \"step_number\""] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
