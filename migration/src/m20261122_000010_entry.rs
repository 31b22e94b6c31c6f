//! Tables of entry: sticker.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000010_entry"
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
        Table::tenant("sticker")
            .column(Column::text("code"))
            .column(Column::text("kind"))
            .column(Column::uuid("unit_id").null())
            .column(Column::uuid("official_id").null())
            .column(Column::uuid("power_id").null())
            .column(Column::moment("created_at"))
            .column(Column::moment("revoked_at").null())
            .column(Column::bigint("scans"))
            .reference("unit_id", "unit")
            .reference("official_id", "official")
            .reference("power_id", "power")
            .unique(&["code"]),
    ]
}
