//! Table post_version: what the register said of a post before it was corrected.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261129_000351_post_versions"
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
        Table::tenant("post_version")
            .column(Column::uuid("post_id"))
            .column(Column::uuid("official_id"))
            .column(Column::uuid("organ_id").null())
            .column(Column::bool("leads_unit"))
            .column(Column::bool("leads_section"))
            .column(Column::date("valid_from"))
            .column(Column::date("valid_until").null())
            .column(Column::moment("end_known_at").null())
            .column(Column::moment("known_until"))
            .reference("post_id", "post")
            .reference("official_id", "official")
            .index(&["official_id", "known_until"])
            .index(&["post_id"]),
    ]
}
