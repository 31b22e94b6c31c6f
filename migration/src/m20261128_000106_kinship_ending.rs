//! Table kinship_ending: declared kinship that shall count no more (撤销亲属申报), with the answer of the organ's head.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000106_kinship_ending"
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
        Table::tenant("kinship_ending")
            .column(Column::uuid("open_kinship_id").null())
            .column(Column::uuid("official_id"))
            .column(Column::uuid("relative_id"))
            .column(Column::text("relation"))
            .column(Column::uuid("organ_id"))
            .column(Column::text("reason"))
            .column(Column::text("state"))
            .column(Column::uuid("asked_by"))
            .column(Column::moment("asked_at"))
            .column(Column::uuid("decided_by").null())
            .column(Column::moment("decided_at").null())
            .reference("official_id", "official")
            .reference("relative_id", "official")
            .reference("organ_id", "organ")
            .reference("asked_by", "account")
            .reference("decided_by", "account")
            .unique(&["open_kinship_id"])
            .index(&["state", "organ_id"]),
    ]
}
