//! Table quiet_hours: when a county sends nothing that can wait.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000071_quiet_hours"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, &tables()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &tables()).await
    }
}

fn tables() -> Vec<Table> {
    vec![
        Table::tenant("quiet_hours")
            .column(Column::int("from_hour").null())
            .column(Column::int("until_hour").null())
            .column(Column::uuid("changed_by").null())
            .column(Column::moment("changed_at"))
            .reference("changed_by", "account"),
    ]
}
