//! Tables of reporters: contact, phone_code, upload_grant.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000005_reporters"
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
        Table::tenant("contact")
            .column(Column::bytes("phone_hash"))
            .column(Column::uuid("envelope_id"))
            .column(Column::moment("created_at"))
            .reference("envelope_id", "envelope")
            .index(&["phone_hash"]),
        Table::tenant("phone_code")
            .column(Column::uuid("contact_id"))
            .column(Column::bytes("phone_hash"))
            .column(Column::text("purpose"))
            .column(Column::bytes("code_hash").null())
            .column(Column::int("attempts"))
            .column(Column::moment("requested_at"))
            .column(Column::moment("sent_at").null())
            .column(Column::moment("expires_at").null())
            .column(Column::moment("verified_at").null())
            .reference("contact_id", "contact")
            .index(&["phone_hash", "requested_at"]),
        Table::tenant("upload_grant")
            .column(Column::uuid("contact_id"))
            .column(Column::bytes("phone_hash"))
            .column(Column::bytes("submission_hash"))
            .column(Column::moment("expires_at"))
            .column(Column::moment("created_at"))
            .reference("contact_id", "contact")
            .unique(&["phone_hash", "submission_hash"]),
    ]
}
