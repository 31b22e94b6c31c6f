//! Columns deadline.faults and deadline.retry_at: a clock that can't be worked waits, and holds up no other.

use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000041_deadline_faults"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, ["ADD COLUMN \"faults\" integer NOT NULL DEFAULT 0", "ADD COLUMN \"retry_at\" bigint"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, ["DROP COLUMN \"retry_at\"", "DROP COLUMN \"faults\""]).await
    }
}

async fn run(manager: &SchemaManager<'_>, changes: [&str; 2]) -> Result<(), DbErr> {
    for change in changes {
        manager.get_connection().execute_unprepared(&format!("ALTER TABLE \"deadline\" {change}")).await?;
    }
    Ok(())
}
