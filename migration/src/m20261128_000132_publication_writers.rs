//! Everybody who wrote something of a version, so that none of them approves it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000132_publication_writers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kind = if manager.get_database_backend() == DatabaseBackend::Postgres { "jsonb" } else { "text" };
        let add = format!("ALTER TABLE \"publication_version\" ADD COLUMN \"written_by\" {kind} NOT NULL DEFAULT '[]'");
        manager.get_connection().execute_unprepared(&add).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE \"publication_version\" DROP COLUMN \"written_by\"").await?;
        Ok(())
    }
}
