//! Table withholding: results that an organ decided not to publish (不予公开).

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000130_withholdings"
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
        Table::tenant("withholding")
            .column(Column::uuid("case_id"))
            .column(Column::int("instance_no"))
            .column(Column::uuid("organ_id"))
            .column(Column::uuid("envelope_id"))
            .column(Column::bigint("version"))
            .column(Column::text("reason"))
            .column(Column::uuid("part_id"))
            .column(Column::text("state"))
            .column(Column::uuid("proposed_by"))
            .column(Column::moment("proposed_at"))
            .column(Column::uuid("decided_by").null())
            .column(Column::moment("decided_at").null())
            .reference("case_id", "case")
            .reference("organ_id", "organ")
            .reference("envelope_id", "envelope")
            .reference("part_id", "sealed_part")
            .reference("proposed_by", "account")
            .reference("decided_by", "account")
            // Of one result there is one decision; what became of it before stands on the ledger.
            .unique(&["case_id", "instance_no"])
            .index(&["organ_id", "state"]),
    ]
}
