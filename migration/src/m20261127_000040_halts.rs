//! Tables of 叫停: halt, halt_answer.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000040_halts"
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
        Table::tenant("halt")
            .column(Column::uuid("power_id"))
            // The power while it is stopped, then empty: of one power no two orders stand at a time.
            .column(Column::uuid("open_power_id").null())
            .column(Column::uuid("organ_id"))
            .column(Column::int("step_number").null())
            .column(Column::text("step_title").null())
            .column(Column::text("reason"))
            .column(Column::uuid("case_id").null())
            .column(Column::uuid("ordered_by"))
            .column(Column::moment("ordered_at"))
            .column(Column::uuid("resumed_organ_id").null())
            .column(Column::uuid("resumed_by").null())
            .column(Column::moment("resumed_at").null())
            .column(Column::text("resume_reason").null())
            .reference("power_id", "power")
            .reference("organ_id", "organ")
            .reference("case_id", "case")
            .reference("ordered_by", "account")
            .reference("resumed_organ_id", "organ")
            .reference("resumed_by", "account")
            .unique(&["open_power_id"])
            .index(&["power_id"])
            .index(&["organ_id"]),
        Table::tenant("halt_answer")
            .column(Column::uuid("halt_id"))
            .column(Column::text("text"))
            .column(Column::uuid("answered_by"))
            .column(Column::moment("answered_at"))
            .reference("halt_id", "halt")
            .reference("answered_by", "account")
            .index(&["halt_id"]),
    ]
}
