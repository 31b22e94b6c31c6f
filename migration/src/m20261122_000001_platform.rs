//! Tables of platform: county, sticker_index, phone_limit, used_challenge.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000001_platform"
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
        Table::platform("county")
            .key(Column::uuid("id"))
            .column(Column::int("number"))
            .column(Column::text("code"))
            .column(Column::text("name"))
            .column(Column::text("short_name"))
            .column(Column::text("town_label"))
            .column(Column::bool("is_demo"))
            .column(Column::json("footer"))
            .column(Column::moment("created_at"))
            .unique(&["number"])
            .unique(&["code"]),
        Table::platform("sticker_index").key(Column::text("code")).column(Column::uuid("county_id")),
        Table::platform("phone_limit").key(Column::bytes("phone_hash")).column(Column::json("sends")),
        Table::platform("used_challenge").key(Column::bytes("hash")).column(Column::moment("expires_at")).index(&["expires_at"]),
    ]
}
