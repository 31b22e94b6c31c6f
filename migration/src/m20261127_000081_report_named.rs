//! Table report_named: officials whom a reporter named beside the subjects, for recusal and routing alone. Column
//! report_subject.added_by: which subjects came up during handling.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000081_report_named"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kind = if manager.get_database_backend() == DatabaseBackend::Postgres { "uuid" } else { "blob" };
        let statement = format!("ALTER TABLE \"report_subject\" ADD COLUMN \"added_by\" {kind}");
        manager.get_connection().execute_unprepared(&statement).await?;
        create(manager, &[named()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &[named()]).await?;
        manager.get_connection().execute_unprepared("ALTER TABLE \"report_subject\" DROP COLUMN \"added_by\"").await?;
        Ok(())
    }
}

fn named() -> Table {
    Table::tenant("report_named")
        .column(Column::uuid("report_id"))
        .column(Column::uuid("official_id"))
        .reference("report_id", "report")
        .reference("official_id", "official")
        .unique(&["report_id", "official_id"])
        .index(&["official_id"])
}
