//! Tables of media: media, media_part, rendition.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000006_media"
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
        Table::tenant("media")
            .column(Column::bytes("phone_hash"))
            .column(Column::bytes("submission_hash"))
            .column(Column::uuid("envelope_id"))
            .column(Column::uuid("report_id").null())
            .column(Column::text("kind"))
            .column(Column::text("state"))
            .column(Column::bigint("length"))
            .column(Column::bigint("received"))
            .column(Column::text("mime").null())
            .column(Column::bytes("sha256").null())
            .column(Column::text("refusal").null())
            .column(Column::moment("created_at"))
            .column(Column::moment("completed_at").null())
            .column(Column::moment("expires_at").null())
            .reference("envelope_id", "envelope")
            .index(&["phone_hash", "submission_hash"])
            .index(&["report_id"]),
        Table::tenant("media_part")
            .column(Column::uuid("media_id"))
            .column(Column::bigint("start"))
            .column(Column::bigint("length"))
            .column(Column::text("blob"))
            .reference("media_id", "media")
            .unique(&["media_id", "start"]),
        Table::tenant("rendition")
            .column(Column::uuid("media_id"))
            .column(Column::text("kind"))
            .column(Column::text("blob"))
            .column(Column::bigint("length"))
            .column(Column::text("mime"))
            .column(Column::bytes("sha256"))
            .reference("media_id", "media")
            .unique(&["media_id", "kind"]),
    ]
}
