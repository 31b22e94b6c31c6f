//! Tables of 结果公开: publication, publication_version.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000110_publications"
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
        Table::tenant("publication")
            .column(Column::text("code"))
            .column(Column::uuid("case_id"))
            .column(Column::int("instance_no"))
            .column(Column::text("kind"))
            .column(Column::uuid("unit_id"))
            .column(Column::uuid("organ_id"))
            .column(Column::uuid("envelope_id"))
            .column(Column::bigint("version"))
            .column(Column::date("wished_on").null())
            .column(Column::date("decided_on").null())
            .column(Column::text("document_number").null())
            .column(Column::date("ends_on").null())
            .column(Column::moment("published_at").null())
            .column(Column::text("hidden_reason").null())
            .column(Column::moment("hidden_at").null())
            .column(Column::uuid("hidden_by").null())
            .column(Column::moment("created_at"))
            .reference("case_id", "case")
            .reference("unit_id", "unit")
            .reference("organ_id", "organ")
            .reference("envelope_id", "envelope")
            .reference("hidden_by", "account")
            .unique(&["code"])
            // Of one result there is one publication of each kind; what follows are its versions.
            .unique(&["case_id", "kind", "instance_no"])
            .index(&["unit_id", "published_at"])
            .index(&["published_at"]),
        Table::tenant("publication_version")
            .column(Column::uuid("publication_id"))
            .column(Column::int("no"))
            .column(Column::text("state"))
            .column(Column::uuid("part_id"))
            .column(Column::uuid("drafted_by"))
            .column(Column::moment("drafted_at"))
            .column(Column::uuid("sent_by").null())
            .column(Column::moment("sent_at").null())
            .column(Column::uuid("decided_by").null())
            .column(Column::moment("decided_at").null())
            .column(Column::uuid("returned_part_id").null())
            .column(Column::text("reason").null())
            .column(Column::text("title").null())
            .column(Column::text("text").null())
            .column(Column::moment("published_at").null())
            .column(Column::moment("replaced_at").null())
            .reference("publication_id", "publication")
            .reference("part_id", "sealed_part")
            .reference("drafted_by", "account")
            .reference("sent_by", "account")
            .reference("decided_by", "account")
            .reference("returned_part_id", "sealed_part")
            .unique(&["publication_id", "no"])
            .index(&["state"]),
    ]
}
