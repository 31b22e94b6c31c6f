//! Table notice_due: the cases that one morning's notice speaks of.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000053_notice_dues"
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
        Table::tenant("notice_due")
            .column(Column::uuid("notice_id"))
            .column(Column::uuid("case_id"))
            .column(Column::date("due_on"))
            .reference("notice_id", "notice")
            .index(&["notice_id"])
            .index(&["case_id"]),
    ]
}
