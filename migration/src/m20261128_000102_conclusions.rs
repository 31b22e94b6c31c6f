//! Tables conclusion and clarification: what was found, in versions that nothing overwrites; 澄清 for whom nothing was found.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000102_conclusions"
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
        Table::tenant("conclusion")
            .column(Column::uuid("case_id"))
            .column(Column::int("instance_no"))
            .column(Column::int("version"))
            .column(Column::uuid("organ_id"))
            .column(Column::text("finding"))
            .column(Column::json("measures"))
            .column(Column::uuid("reply_part_id"))
            .column(Column::uuid("reason_part_id").null())
            .column(Column::uuid("concluded_by").null())
            .column(Column::moment("concluded_at"))
            .reference("case_id", "case")
            .reference("organ_id", "organ")
            .reference("concluded_by", "account")
            .unique(&["case_id", "instance_no", "version"]),
        Table::tenant("clarification")
            .column(Column::uuid("case_id"))
            .column(Column::uuid("official_id"))
            .column(Column::text("state"))
            .column(Column::date("wished_on"))
            .column(Column::uuid("noted_by"))
            .column(Column::moment("noted_at"))
            .column(Column::uuid("text_part_id").null())
            .column(Column::uuid("prepared_by").null())
            .column(Column::moment("prepared_at").null())
            .reference("case_id", "case")
            .reference("official_id", "official")
            .reference("noted_by", "account")
            .reference("prepared_by", "account")
            .unique(&["case_id", "official_id"])
            .index(&["state"]),
    ]
}
