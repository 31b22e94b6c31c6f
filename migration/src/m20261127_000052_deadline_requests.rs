//! Table deadline_request: pauses and extensions of clocks, from the asking to the answer.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000052_deadline_requests"
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
        Table::tenant("deadline_request")
            .column(Column::uuid("case_id"))
            .column(Column::int("instance_no"))
            .column(Column::text("clock"))
            .column(Column::moment("starts_at"))
            .column(Column::text("kind"))
            .column(Column::text("state"))
            .column(Column::int("days").null())
            .column(Column::date("until_on").null())
            .column(Column::uuid("organ_id"))
            .column(Column::uuid("approver_id"))
            .column(Column::bool("is_entered"))
            .column(Column::uuid("envelope_id"))
            .column(Column::uuid("asked_part_id"))
            .column(Column::uuid("decided_part_id").null())
            .column(Column::uuid("asked_by"))
            .column(Column::moment("asked_at"))
            .column(Column::uuid("decided_by").null())
            .column(Column::moment("decided_at").null())
            .column(Column::date("from_on").null())
            .column(Column::date("ended_on").null())
            .column(Column::int("granted_no").null())
            .column(Column::int("resumed_no").null())
            .reference("case_id", "case")
            .reference("organ_id", "organ")
            .reference("approver_id", "organ")
            .reference("envelope_id", "envelope")
            .reference("asked_by", "account")
            .reference("decided_by", "account")
            .index(&["case_id"])
            .index(&["state", "approver_id"]),
    ]
}
