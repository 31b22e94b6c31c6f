//! Tables of sealing: envelope, key_wrap, sealed_part.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000004_sealing"
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
        Table::tenant("envelope").column(Column::text("kind")).column(Column::text("algorithm")).column(Column::moment("created_at")),
        Table::tenant("key_wrap")
            .column(Column::uuid("envelope_id"))
            .column(Column::text("holder"))
            .column(Column::uuid("organ_id").null())
            .column(Column::text("key_id"))
            .column(Column::text("algorithm"))
            .column(Column::bytes("nonce"))
            .column(Column::bytes("wrapped"))
            .reference("envelope_id", "envelope")
            .index(&["envelope_id"]),
        Table::tenant("sealed_part")
            .column(Column::uuid("envelope_id"))
            .column(Column::text("kind"))
            .column(Column::moment("created_at"))
            .column(Column::bytes("nonce"))
            .column(Column::bytes("ciphertext"))
            .reference("envelope_id", "envelope")
            .index(&["envelope_id"]),
    ]
}
