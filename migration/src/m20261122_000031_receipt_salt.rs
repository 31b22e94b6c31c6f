//! Column report.salt goes: who read salt and hash together could try texts. The salt is made from the submission key.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000031_receipt_salt"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE \"report\" DROP COLUMN \"salt\"").await?;
        Ok(())
    }

    /// The salts do not come back: older programs show a repeated submission a receipt with an empty one.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
        let (kind, none) = if postgres { ("bytea", "''::bytea") } else { ("blob", "x''") };
        let statement = format!("ALTER TABLE \"report\" ADD COLUMN \"salt\" {kind} NOT NULL DEFAULT {none}");
        manager.get_connection().execute_unprepared(&statement).await?;
        Ok(())
    }
}
