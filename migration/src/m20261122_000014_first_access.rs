//! Until when a first password and an enrolment of the second factor hold; tries at signing in, counted apart from accounts.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000014_first_access"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        alter(manager, &["ADD COLUMN first_password_until bigint", "ADD COLUMN enrol_until bigint"]).await?;
        alter(manager, &["DROP COLUMN failed_count", "DROP COLUMN retry_at"]).await?;
        create(manager, &tables()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &tables()).await?;
        alter(manager, &["ADD COLUMN failed_count integer NOT NULL DEFAULT 0", "ADD COLUMN retry_at bigint"]).await?;
        alter(manager, &["DROP COLUMN first_password_until", "DROP COLUMN enrol_until"]).await
    }
}

async fn alter(manager: &SchemaManager<'_>, changes: &[&str]) -> Result<(), DbErr> {
    for change in changes {
        manager.get_connection().execute_unprepared(&format!("ALTER TABLE account {change}")).await?;
    }
    Ok(())
}

fn tables() -> Vec<Table> {
    vec![
        Table::tenant("sign_in_try")
            .column(Column::int("bucket"))
            .column(Column::int("failed_count"))
            .column(Column::moment("last_at"))
            .column(Column::moment("retry_at").null())
            .unique(&["bucket"]),
    ]
}
