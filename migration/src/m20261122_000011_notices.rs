//! Tables of notices: notice.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000011_notices"
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
        Table::tenant("notice")
            .column(Column::text("kind"))
            .column(Column::text("channel"))
            .column(Column::uuid("contact_id").null())
            .column(Column::uuid("phone_code_id").null())
            .column(Column::uuid("account_id").null())
            .column(Column::uuid("case_id").null())
            .column(Column::json("params"))
            .column(Column::text("state"))
            .column(Column::int("attempts"))
            .column(Column::text("out_id").null())
            .column(Column::moment("tried_at").null())
            .column(Column::int("look_ups"))
            .column(Column::text("provider_id").null())
            .column(Column::text("error").null())
            .column(Column::moment("created_at"))
            .column(Column::moment("updated_at"))
            .column(Column::moment("read_at").null())
            .reference("contact_id", "contact")
            .reference("account_id", "account")
            .index(&["account_id", "created_at"])
            .index(&["case_id"])
            .index(&["out_id"]),
    ]
}
