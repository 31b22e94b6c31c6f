//! Tables of directory: unit, section, official, organ, organ_coverage, post, kinship.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000002_directory"
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
        Table::tenant("unit")
            .column(Column::text("code"))
            .column(Column::text("name"))
            .column(Column::text("short_name"))
            .column(Column::text("category"))
            .column(Column::uuid("parent_id").null())
            .column(Column::int("ordinal"))
            .column(Column::text("intro").null())
            .column(Column::json("duties"))
            .column(Column::int("households").null())
            .column(Column::int("population").null())
            .column(Column::text("address").null())
            .column(Column::text("telephone").null())
            .column(Column::date("valid_from"))
            .column(Column::date("valid_until").null())
            .column(Column::uuid("successor_id").null())
            .reference("parent_id", "unit")
            .reference("successor_id", "unit")
            .unique(&["code"])
            .index(&["parent_id"])
            .index(&["category", "ordinal"]),
        Table::tenant("section")
            .column(Column::uuid("unit_id"))
            .column(Column::text("name"))
            .column(Column::bool("is_leading_group"))
            .column(Column::json("duties"))
            .column(Column::int("ordinal"))
            .reference("unit_id", "unit")
            .index(&["unit_id"]),
        Table::tenant("official")
            .column(Column::text("code"))
            .column(Column::text("name"))
            .column(Column::bool("is_party_member"))
            .column(Column::text("managed_by"))
            .column(Column::bool("is_demo"))
            .unique(&["code"]),
        Table::tenant("organ")
            .column(Column::text("code"))
            .column(Column::text("name"))
            .column(Column::text("kind"))
            .column(Column::uuid("unit_id").null())
            .column(Column::uuid("superior_id").null())
            .column(Column::text("telephone").null())
            .column(Column::text("advice").null())
            .reference("unit_id", "unit")
            .reference("superior_id", "organ")
            .unique(&["code"])
            .index(&["unit_id"])
            .index(&["superior_id"]),
        Table::tenant("organ_coverage")
            .column(Column::uuid("organ_id"))
            .column(Column::uuid("unit_id"))
            .reference("organ_id", "organ")
            .reference("unit_id", "unit")
            .unique(&["organ_id", "unit_id"])
            .index(&["unit_id"]),
        Table::tenant("post")
            .column(Column::uuid("official_id"))
            .column(Column::uuid("unit_id"))
            .column(Column::uuid("section_id").null())
            .column(Column::uuid("organ_id").null())
            .column(Column::text("title"))
            .column(Column::json("duties"))
            .column(Column::bool("leads_unit"))
            .column(Column::bool("leads_section"))
            .column(Column::bool("is_public"))
            .column(Column::int("ordinal"))
            .column(Column::date("valid_from"))
            .column(Column::date("valid_until").null())
            .reference("official_id", "official")
            .reference("unit_id", "unit")
            .reference("section_id", "section")
            .reference("organ_id", "organ")
            .index(&["unit_id", "ordinal"])
            .index(&["official_id"])
            .index(&["organ_id"]),
        Table::tenant("kinship")
            .column(Column::uuid("official_id"))
            .column(Column::uuid("relative_id"))
            .column(Column::text("relation"))
            .column(Column::moment("declared_at"))
            .reference("official_id", "official")
            .reference("relative_id", "official")
            .unique(&["official_id", "relative_id"])
            .index(&["relative_id"]),
    ]
}
