//! Tables of ledger: ledger_entry.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000012_ledger"
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
        Table::tenant("ledger_entry")
            .column(Column::text("class"))
            .column(Column::text("kind"))
            .column(Column::text("actor"))
            .column(Column::uuid("actor_id").null())
            .column(Column::uuid("subject_id").null())
            .column(Column::moment("at"))
            .column(Column::json("facts"))
            .column(Column::bytes("salt"))
            .column(Column::bytes("entry_hash"))
            .column(Column::bytes("commitment"))
            .column(Column::bigint("leaf_index").null())
            .index(&["subject_id"])
            .index(&["leaf_index"]),
    ]
}
