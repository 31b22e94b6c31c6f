//! Table official_phone: keyed hashes of officials' numbers, apart from the directory's rows.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000021_official_phone"
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
        Table::tenant("official_phone")
            .column(Column::uuid("official_id"))
            .column(Column::bytes("phone_hash"))
            .reference("official_id", "official")
            .unique(&["official_id"])
            .index(&["phone_hash"]),
    ]
}
