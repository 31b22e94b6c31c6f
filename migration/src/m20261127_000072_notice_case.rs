//! Table notice_case: the cases that one notice tells of together.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

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
        create(manager, &tables()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &tables()).await
    }
}

fn tables() -> Vec<Table> {
    vec![
        Table::tenant("notice_case")
            .column(Column::uuid("notice_id"))
            .column(Column::uuid("case_id"))
            .column(Column::date("due_on"))
            .reference("notice_id", "notice")
            .reference("case_id", "case")
            .unique(&["notice_id", "case_id"]),
    ]
}
