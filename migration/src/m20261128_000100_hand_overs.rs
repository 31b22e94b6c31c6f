//! Table hand_over (交接单): what went from one organ to another, signed, and who took it.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000100_hand_overs"
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
        Table::tenant("hand_over")
            .column(Column::uuid("case_id"))
            .column(Column::int("instance_no"))
            .column(Column::int("no"))
            .column(Column::text("kind"))
            .column(Column::text("state"))
            .column(Column::uuid("from_organ_id"))
            .column(Column::uuid("to_organ_id").null())
            .column(Column::uuid("envelope_id"))
            .column(Column::uuid("sheet_part_id"))
            .column(Column::bytes("sheet_hash"))
            .column(Column::text("algorithm"))
            .column(Column::text("key_id"))
            .column(Column::bytes("public_key"))
            .column(Column::bytes("signature"))
            .column(Column::uuid("signed_by").null())
            .column(Column::moment("signed_at"))
            .column(Column::date("due_on"))
            .column(Column::uuid("answered_by").null())
            .column(Column::moment("answered_at").null())
            .column(Column::uuid("answer_part_id").null())
            .column(Column::uuid("open_case_id").null())
            .reference("case_id", "case")
            .reference("from_organ_id", "organ")
            .reference("to_organ_id", "organ")
            .reference("envelope_id", "envelope")
            .reference("signed_by", "account")
            .reference("answered_by", "account")
            .unique(&["case_id", "no"])
            .unique(&["open_case_id"])
            .index(&["from_organ_id"])
            .index(&["to_organ_id"]),
    ]
}
