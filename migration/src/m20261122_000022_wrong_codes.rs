//! Column phone_limit.wrong_codes: when one phone came with a query code that there is not.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000022_wrong_codes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kind = if manager.get_database_backend() == DatabaseBackend::Postgres { "jsonb" } else { "text" };
        let statement = format!("ALTER TABLE \"phone_limit\" ADD COLUMN \"wrong_codes\" {kind} NOT NULL DEFAULT '[]'");
        manager.get_connection().execute_unprepared(&statement).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE \"phone_limit\" DROP COLUMN \"wrong_codes\"").await?;
        Ok(())
    }
}
