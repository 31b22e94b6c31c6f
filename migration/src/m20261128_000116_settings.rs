//! Table setting: what a county set, key by key; only ever added to, so that each value of the past can be had again.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000116_settings"
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
        Table::tenant("setting")
            .column(Column::text("key"))
            .column(Column::int("no"))
            .column(Column::int("value").null())
            .column(Column::uuid("set_by"))
            .column(Column::moment("set_at"))
            .reference("set_by", "account")
            .unique(&["key", "no"]),
    ]
}
