//! Tables of 清权: clearing, clearing_item, clearing_change, and discretion_standard of a power.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000200_clearing"
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
        Table::tenant("clearing")
            .column(Column::uuid("unit_id"))
            // The unit while its round is open, then empty: of one unit no two rounds are open at a time.
            .column(Column::uuid("open_unit_id").null())
            .column(Column::text("state"))
            .column(Column::bigint("revision"))
            .column(Column::uuid("started_by"))
            .column(Column::moment("started_at"))
            .column(Column::uuid("sent_by").null())
            .column(Column::moment("sent_at").null())
            .column(Column::uuid("decided_by").null())
            .column(Column::moment("decided_at").null())
            .column(Column::text("return_reason").null())
            .column(Column::int("version_no").null())
            .column(Column::uuid("merged_into").null())
            .reference("unit_id", "unit")
            .reference("started_by", "account")
            .reference("sent_by", "account")
            .reference("decided_by", "account")
            .reference("merged_into", "clearing")
            .unique(&["open_unit_id"])
            .index(&["unit_id", "started_at"])
            .index(&["state", "started_at"]),
        Table::tenant("clearing_item")
            .column(Column::uuid("clearing_id"))
            .column(Column::uuid("power_id").null())
            .column(Column::int("ordinal"))
            .column(Column::text("decision").null())
            .column(Column::text("reason").null())
            .column(Column::json("content"))
            .column(Column::json("base").null())
            .column(Column::bigint("revision"))
            .reference("clearing_id", "clearing")
            .reference("power_id", "power")
            .unique(&["clearing_id", "power_id"])
            .index(&["clearing_id", "ordinal"]),
        Table::tenant("clearing_change")
            .column(Column::uuid("clearing_id"))
            .column(Column::uuid("item_id").null())
            .column(Column::text("item_name").null())
            .column(Column::bigint("revision"))
            .column(Column::text("step"))
            .column(Column::json("fields"))
            .column(Column::uuid("changed_by"))
            .column(Column::moment("changed_at"))
            .reference("clearing_id", "clearing")
            .reference("changed_by", "account")
            .index(&["clearing_id", "revision"]),
        Table::tenant("discretion_standard")
            .column(Column::uuid("power_id"))
            .column(Column::int("ordinal"))
            .column(Column::text("circumstance"))
            .column(Column::text("standard"))
            .reference("power_id", "power")
            .index(&["power_id"]),
    ]
}
