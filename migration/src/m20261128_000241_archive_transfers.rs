//! Tables of 移交档案: archive_transfer, and the keys of counties outside the platform, archive_peer.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000241_archive_transfers"
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
        Table::tenant("archive_transfer")
            .column(Column::uuid("official_id"))
            .column(Column::text("way"))
            .column(Column::text("county_code"))
            .column(Column::text("county_name"))
            .column(Column::text("document"))
            .column(Column::bytes("sheet_hash"))
            .column(Column::uuid("envelope_id"))
            .column(Column::uuid("part_id"))
            .column(Column::text("key_id"))
            .column(Column::bytes("public_key"))
            .column(Column::bytes("signature"))
            .column(Column::uuid("made_by"))
            .column(Column::moment("made_at"))
            .column(Column::text("receipt").null())
            .column(Column::moment("received_at").null())
            .reference("official_id", "official")
            .reference("envelope_id", "envelope")
            .reference("part_id", "sealed_part")
            .reference("made_by", "account")
            .unique(&["way", "sheet_hash"])
            .index(&["official_id", "made_at"]),
        Table::tenant("archive_peer")
            .column(Column::text("county_code"))
            .column(Column::text("county_name"))
            .column(Column::bytes("public_key"))
            .column(Column::text("document"))
            .column(Column::uuid("named_by"))
            .column(Column::moment("named_at"))
            .reference("named_by", "account")
            .unique(&["county_code", "public_key"]),
    ]
}
