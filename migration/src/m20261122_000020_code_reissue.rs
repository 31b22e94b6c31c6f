//! Table code_reissue: a lost query code on its way to being replaced.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000020_code_reissue"
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
        Table::tenant("code_reissue")
            .column(Column::uuid("report_id"))
            .column(Column::text("state"))
            .column(Column::moment("asked_at"))
            .column(Column::moment("ready_at"))
            .column(Column::moment("until").null())
            .column(Column::moment("ended_at").null())
            .column(Column::bytes("take_hash").null())
            .reference("report_id", "report")
            .unique(&["report_id"]),
    ]
}
