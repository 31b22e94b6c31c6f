//! 补贴名单: who gave a list, so that whoever replaces it reads whose it was.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261129_000360_subsidy_lister"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kind = if manager.get_database_backend() == DatabaseBackend::Postgres { "uuid" } else { "blob" };
        let add = format!("ALTER TABLE \"subsidy\" ADD COLUMN \"listed_by\" {kind}");
        manager.get_connection().execute_unprepared(&add).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE \"subsidy\" DROP COLUMN \"listed_by\"").await.map(drop)
    }
}
