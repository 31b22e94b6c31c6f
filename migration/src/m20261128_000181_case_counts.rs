//! What an in-box counts of its open cases stands in the index of its order: thousands of them are counted without a look at
//! their rows.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000181_case_counts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let counted = if manager.get_database_backend() == DatabaseBackend::Postgres {
            ") INCLUDE (\"report_id\", \"handler_id\", \"light\", \"state\")"
        } else {
            ", \"report_id\", \"handler_id\", \"light\", \"state\")"
        };
        anew(manager, counted).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        anew(manager, ")").await
    }
}

async fn anew(manager: &SchemaManager<'_>, end: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    connection.execute_unprepared("DROP INDEX \"case_due_idx\"").await?;
    let order = "CREATE INDEX \"case_due_idx\" ON \"case\" (\"county_id\", \"organ_id\", \"due_at\", \"id\"";
    connection.execute_unprepared(&format!("{order}{end}")).await.map(drop)
}
