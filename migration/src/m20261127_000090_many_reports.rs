//! Tables unit_alarm and notice_case: much reported on one unit in one day, and the cases that such a notice is about.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000090_many_reports"
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
        Table::tenant("unit_alarm")
            .column(Column::uuid("unit_id"))
            .column(Column::uuid("organ_id"))
            .column(Column::date("day"))
            .column(Column::moment("raised_at"))
            .reference("unit_id", "unit")
            .reference("organ_id", "organ")
            .unique(&["unit_id", "organ_id", "day"]),
        Table::tenant("notice_case")
            .column(Column::uuid("notice_id"))
            .column(Column::uuid("case_id"))
            .reference("notice_id", "notice")
            .reference("case_id", "case")
            .unique(&["notice_id", "case_id"]),
    ]
}
