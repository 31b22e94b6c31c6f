//! One index of the turns of an organ, by their end: SQLite prefers a whole index to a partial one, and then walked every
//! case that the organ ever had to find those few that it gave up.

use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000180_turns_over"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(
            manager,
            &[
                "DROP INDEX \"instance_over_idx\"",
                "DROP INDEX \"instance_organ_id_idx\"",
                "CREATE INDEX \"instance_over_idx\" ON \"instance\" (\"county_id\", \"organ_id\", \"ended_at\", \"case_id\")",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(
            manager,
            &[
                "DROP INDEX \"instance_over_idx\"",
                "CREATE INDEX \"instance_organ_id_idx\" ON \"instance\" (\"county_id\", \"organ_id\")",
                "CREATE INDEX \"instance_over_idx\" ON \"instance\" (\"county_id\", \"organ_id\", \"case_id\") \
                 WHERE \"ended_at\" IS NOT NULL",
            ],
        )
        .await
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
