//! What is published goes with its turn to another organ; who published it stays on the page.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000160_publication_origin"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kind = if manager.get_database_backend() == DatabaseBackend::Postgres { "uuid" } else { "blob" };
        let add = format!("ALTER TABLE \"publication\" ADD COLUMN \"origin_id\" {kind}");
        manager.get_connection().execute_unprepared(&add).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE \"publication\" DROP COLUMN \"origin_id\"").await.map(drop)
    }
}
