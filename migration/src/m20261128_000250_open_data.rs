//! 开放数据: editions and their files; and that something was taken away from the public pages, by which an edition goes stale.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000250_open_data"
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
        Table::tenant("removal").column(Column::moment("at")),
        Table::tenant("open_data_edition")
            .column(Column::int("building").null())
            .column(Column::moment("begun_at"))
            .column(Column::bigint("removals"))
            .column(Column::text("sha256").null())
            .column(Column::moment("built_at").null())
            .unique(&["building"])
            .index(&["built_at"]),
        Table::tenant("open_data_file")
            .column(Column::uuid("edition_id"))
            .column(Column::int("ordinal"))
            .column(Column::text("name"))
            .column(Column::text("title"))
            .column(Column::text("format"))
            .column(Column::json("columns"))
            .column(Column::bigint("rows"))
            .column(Column::bigint("bytes"))
            .column(Column::text("sha256"))
            .column(Column::text("blob"))
            .reference("edition_id", "open_data_edition")
            .unique(&["edition_id", "name"]),
    ]
}
