//! Table joint_handling (联合办理): organs that help the one in charge.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000101_joint_handlings"
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
        Table::tenant("joint_handling")
            .column(Column::uuid("case_id"))
            .column(Column::int("instance_no"))
            .column(Column::uuid("organ_id"))
            .column(Column::uuid("invited_by_organ_id"))
            .column(Column::uuid("invited_by"))
            .column(Column::moment("invited_at"))
            .column(Column::uuid("ended_by").null())
            .column(Column::moment("ended_at").null())
            .column(Column::uuid("open_case_id").null())
            .reference("case_id", "case")
            .reference("organ_id", "organ")
            .reference("invited_by_organ_id", "organ")
            .reference("invited_by", "account")
            .reference("ended_by", "account")
            .unique(&["open_case_id", "organ_id"])
            .index(&["case_id"])
            .index(&["organ_id", "ended_at"]),
    ]
}
