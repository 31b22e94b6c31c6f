//! Tables of 电子廉洁档案: archive_file, archive_opening, archive_kind, archive_matter, archive_note; and when the end of a post was known.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000240_archives"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, &tables()).await?;
        let add = "ALTER TABLE \"post\" ADD COLUMN \"end_known_at\" bigint";
        manager.get_connection().execute_unprepared(add).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE \"post\" DROP COLUMN \"end_known_at\"").await?;
        drop(manager, &tables()).await
    }
}

fn tables() -> Vec<Table> {
    vec![
        Table::tenant("archive_file")
            .column(Column::uuid("official_id"))
            .column(Column::uuid("envelope_id"))
            .column(Column::moment("created_at"))
            .reference("official_id", "official")
            .reference("envelope_id", "envelope")
            .unique(&["official_id"]),
        Table::tenant("archive_opening")
            .column(Column::uuid("official_id"))
            .column(Column::uuid("account_id"))
            .column(Column::text("purpose"))
            .column(Column::text("reason"))
            .column(Column::text("document"))
            .column(Column::moment("opened_at"))
            .column(Column::date("closes_on"))
            .reference("official_id", "official")
            .reference("account_id", "account")
            .index(&["account_id", "opened_at"]),
        Table::tenant("archive_kind")
            .column(Column::text("name"))
            .column(Column::text("open_name").null())
            .column(Column::text("basis"))
            .column(Column::uuid("named_by"))
            .column(Column::moment("named_at"))
            .column(Column::uuid("ended_by").null())
            .column(Column::moment("ended_at").null())
            .reference("named_by", "account")
            .reference("ended_by", "account")
            .unique(&["open_name"]),
        Table::tenant("archive_matter")
            .column(Column::uuid("root_id"))
            .column(Column::int("no"))
            .column(Column::uuid("official_id"))
            .column(Column::uuid("kind_id"))
            .column(Column::date("happened_on"))
            .column(Column::uuid("part_id").null())
            .column(Column::uuid("declared_by"))
            .column(Column::moment("declared_at"))
            .reference("official_id", "official")
            .reference("kind_id", "archive_kind")
            .reference("part_id", "sealed_part")
            .reference("declared_by", "account")
            .unique(&["root_id", "no"])
            .index(&["official_id", "declared_at"])
            .index(&["kind_id"]),
        Table::tenant("archive_note")
            .column(Column::uuid("official_id"))
            .column(Column::text("about").null())
            .column(Column::uuid("part_id"))
            .column(Column::uuid("written_by"))
            .column(Column::moment("written_at"))
            .reference("official_id", "official")
            .reference("part_id", "sealed_part")
            .reference("written_by", "account")
            .index(&["official_id", "written_at"]),
    ]
}
