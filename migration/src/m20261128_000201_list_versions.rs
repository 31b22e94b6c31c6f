//! Tables of published lists: list_version, list_version_item; written once and never changed.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000201_list_versions"
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
        Table::tenant("list_version")
            .column(Column::uuid("unit_id"))
            .column(Column::int("no"))
            .column(Column::uuid("clearing_id").null())
            .column(Column::text("unit_name"))
            .column(Column::text("hash"))
            .column(Column::uuid("published_by").null())
            .column(Column::moment("published_at"))
            .reference("unit_id", "unit")
            .reference("clearing_id", "clearing")
            .reference("published_by", "account")
            .unique(&["unit_id", "no"]),
        Table::tenant("list_version_item")
            .column(Column::uuid("version_id"))
            .column(Column::uuid("power_id"))
            .column(Column::text("code"))
            .column(Column::int("ordinal"))
            .column(Column::text("decision"))
            .column(Column::text("reason").null())
            .column(Column::json("content"))
            .reference("version_id", "list_version")
            .reference("power_id", "power")
            .unique(&["version_id", "power_id"])
            .index(&["power_id"]),
    ]
}
