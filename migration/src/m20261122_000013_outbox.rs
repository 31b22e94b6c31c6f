//! Tables of outbox: outbox.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000013_outbox"
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
        Table::tenant("outbox")
            .column(Column::text("topic"))
            .column(Column::json("payload"))
            .column(Column::moment("run_at"))
            .column(Column::int("attempts"))
            .column(Column::moment("leased_until").null())
            .column(Column::moment("done_at").null())
            .column(Column::moment("parked_at").null())
            .column(Column::text("last_error").null())
            .column(Column::moment("created_at"))
            .index(&["done_at", "parked_at", "run_at"]),
    ]
}
