//! Table malice (恶意举报): what an organ proposed, and what a head above decided.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000103_malices"
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
        Table::tenant("malice")
            .column(Column::uuid("case_id"))
            .column(Column::int("instance_no"))
            .column(Column::text("state"))
            .column(Column::uuid("organ_id"))
            .column(Column::uuid("approver_id"))
            .column(Column::bool("is_entered"))
            .column(Column::uuid("envelope_id"))
            .column(Column::uuid("proposed_part_id"))
            .column(Column::uuid("decided_part_id").null())
            .column(Column::uuid("proposed_by"))
            .column(Column::moment("proposed_at"))
            .column(Column::uuid("decided_by").null())
            .column(Column::moment("decided_at").null())
            .column(Column::uuid("open_case_id").null())
            .reference("case_id", "case")
            .reference("organ_id", "organ")
            .reference("approver_id", "organ")
            .reference("envelope_id", "envelope")
            .reference("proposed_by", "account")
            .reference("decided_by", "account")
            .unique(&["open_case_id"])
            .index(&["case_id"])
            .index(&["state", "approver_id"]),
    ]
}
