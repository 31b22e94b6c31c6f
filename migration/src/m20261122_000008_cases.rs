//! Tables of cases: case, instance, case_event, deadline.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000008_cases"
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
        Table::tenant("case")
            .column(Column::uuid("report_id"))
            .column(Column::text("number"))
            .column(Column::text("state"))
            .column(Column::text("light"))
            .column(Column::int("instance_no"))
            .column(Column::uuid("organ_id"))
            .column(Column::uuid("handler_id").null())
            .column(Column::moment("submitted_at"))
            .column(Column::moment("replied_at").null())
            .column(Column::moment("closed_at").null())
            .column(Column::bool("satisfied").null())
            .column(Column::moment("answered_at").null())
            .column(Column::moment("withdraw_at").null())
            .column(Column::int("version"))
            .reference("report_id", "report")
            .reference("organ_id", "organ")
            .reference("handler_id", "account")
            .unique(&["report_id"])
            .unique(&["number"])
            .index(&["organ_id", "state"])
            .index(&["handler_id"]),
        Table::tenant("instance")
            .column(Column::uuid("case_id"))
            .column(Column::int("no"))
            .column(Column::uuid("organ_id"))
            .column(Column::moment("started_at"))
            .column(Column::moment("ended_at").null())
            .column(Column::text("finding").null())
            .column(Column::uuid("reply_part_id").null())
            .column(Column::moment("replied_at").null())
            .column(Column::json("measures"))
            .reference("case_id", "case")
            .reference("organ_id", "organ")
            .index(&["organ_id"])
            .index(&["case_id"]),
        Table::tenant("case_event")
            .column(Column::uuid("case_id"))
            .column(Column::moment("at"))
            .column(Column::text("kind"))
            .column(Column::text("actor"))
            .column(Column::uuid("account_id").null())
            .column(Column::uuid("organ_id").null())
            .column(Column::uuid("part_id").null())
            .column(Column::json("facts"))
            .reference("case_id", "case")
            .reference("account_id", "account")
            .reference("organ_id", "organ")
            .index(&["case_id"]),
        Table::tenant("deadline")
            .column(Column::uuid("case_id"))
            .column(Column::int("instance_no"))
            .column(Column::text("kind"))
            .column(Column::moment("starts_at"))
            .column(Column::text("rule"))
            .column(Column::moment("due_at"))
            .column(Column::date("due_on"))
            .column(Column::json("sum"))
            .column(Column::bool("is_provisional"))
            .column(Column::text("state"))
            .column(Column::moment("ended_at").null())
            .column(Column::int("reminded"))
            .reference("case_id", "case")
            .index(&["case_id"])
            .index(&["state", "due_at"]),
    ]
}
