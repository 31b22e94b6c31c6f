//! Tables of reports: report, report_subject.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000007_reports"
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
        Table::tenant("report")
            .column(Column::bytes("submission_hash"))
            .column(Column::bytes("request_hash"))
            .column(Column::bytes("phone_hash"))
            .column(Column::uuid("contact_id"))
            .column(Column::uuid("content_envelope_id"))
            .column(Column::uuid("name_envelope_id"))
            .column(Column::bytes("query_code_hash"))
            .column(Column::text("alias"))
            .column(Column::bytes("content_hash"))
            .column(Column::bytes("salt"))
            .column(Column::bool("wants_sms"))
            .column(Column::bool("is_proxy"))
            .column(Column::moment("submitted_at"))
            .reference("contact_id", "contact")
            .reference("content_envelope_id", "envelope")
            .reference("name_envelope_id", "envelope")
            .unique(&["submission_hash"])
            .unique(&["query_code_hash"])
            .index(&["phone_hash"]),
        Table::tenant("report_subject")
            .column(Column::uuid("report_id"))
            .column(Column::int("ordinal"))
            .column(Column::text("kind"))
            .column(Column::uuid("unit_id"))
            .column(Column::uuid("official_id").null())
            .column(Column::uuid("power_id").null())
            .reference("report_id", "report")
            .reference("unit_id", "unit")
            .reference("official_id", "official")
            .index(&["report_id"])
            .index(&["official_id"])
            .index(&["unit_id"]),
    ]
}
