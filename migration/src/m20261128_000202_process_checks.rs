//! Table of 过程检查: process_check.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000202_process_checks"
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
        Table::tenant("process_check")
            .column(Column::uuid("power_id"))
            .column(Column::uuid("organ_id"))
            .column(Column::int("step_number").null())
            .column(Column::text("step_title").null())
            .column(Column::text("verdict"))
            .column(Column::text("text"))
            .column(Column::uuid("checked_by"))
            .column(Column::moment("checked_at"))
            .reference("power_id", "power")
            .reference("organ_id", "organ")
            .reference("checked_by", "account")
            .index(&["power_id", "checked_at"]),
    ]
}
