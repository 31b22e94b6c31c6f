//! Indexes for what workers look at over a whole county, so that finished cases cost them nothing: open cases, and what was
//! submitted on one day.

use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000151_open_cases"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(
            manager,
            &[
                "CREATE INDEX \"case_open_idx\" ON \"case\" (\"county_id\", \"closed_at\", \"id\") WHERE \"closed_at\" IS NULL",
                "CREATE INDEX \"case_submitted_idx\" ON \"case\" (\"county_id\", \"submitted_at\")",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["DROP INDEX \"case_submitted_idx\"", "DROP INDEX \"case_open_idx\""]).await
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
