//! 公开动态: what was published, changed or taken away in a county, in one order that stays.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261129_000321_changes"
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
        Table::index_of("change")
            .key(Column::bigint("number"))
            .column(Column::uuid("entry_id"))
            .column(Column::text("kind"))
            .column(Column::date("changed_on"))
            .column(Column::text("thing").null())
            .column(Column::text("address").null())
            .unique(&["entry_id"]),
    ]
}
