//! Column notice_case.due_on: a notice that reminds of several cases knows the day of each.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000072_notice_case"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let day = if manager.get_database_backend() == DatabaseBackend::Postgres { "date" } else { "text" };
        manager.get_connection().execute_unprepared(&format!("ALTER TABLE \"notice_case\" ADD COLUMN \"due_on\" {day}")).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE \"notice_case\" DROP COLUMN \"due_on\"").await?;
        Ok(())
    }
}
