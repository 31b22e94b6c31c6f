//! 撤回: at the address of an outcome that was taken back with its import stays that it was.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261129_000361_outcome_gone"
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
        Table::tenant("outcome_gone")
            .column(Column::text("code"))
            .column(Column::uuid("unit_id"))
            .column(Column::uuid("kind_id"))
            .column(Column::uuid("kind_version_id"))
            .column(Column::date("decided_on"))
            .column(Column::uuid("published_by"))
            .column(Column::moment("published_at"))
            .column(Column::moment("gone_at"))
            .reference("unit_id", "unit")
            .reference("kind_id", "outcome_kind")
            .reference("kind_version_id", "outcome_kind_version")
            .reference("published_by", "account")
            .unique(&["code"]),
    ]
}
