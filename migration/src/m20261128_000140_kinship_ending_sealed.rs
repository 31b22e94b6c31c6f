//! Why a declared kinship shall count no more, and what the two were to each other, lies sealed for the organ that answers.
//!
//! What stood there in clear goes with its columns: a migration has no keys to seal it with, and the table is a few hours old.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000140_kinship_ending_sealed"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let uuid = if manager.get_database_backend() == DatabaseBackend::Postgres { "uuid" } else { "blob" };
        let columns = [format!("ADD COLUMN \"envelope_id\" {uuid}"), format!("ADD COLUMN \"reason_part_id\" {uuid}")];
        alter(manager, columns).await?;
        alter(manager, ["DROP COLUMN \"reason\"", "DROP COLUMN \"relation\""]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        alter(manager, ["\"relation\"", "\"reason\""].map(|column| format!("ADD COLUMN {column} text NOT NULL DEFAULT ''"))).await?;
        alter(manager, ["DROP COLUMN \"reason_part_id\"", "DROP COLUMN \"envelope_id\""]).await
    }
}

async fn alter<S: AsRef<str>>(manager: &SchemaManager<'_>, changes: impl IntoIterator<Item = S>) -> Result<(), DbErr> {
    for change in changes {
        manager.get_connection().execute_unprepared(&format!("ALTER TABLE \"kinship_ending\" {}", change.as_ref())).await?;
    }
    Ok(())
}
