//! Table case_aside: officers who said that they must keep away from one case (申请回避).

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000105_case_aside"
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
        Table::tenant("case_aside")
            .column(Column::uuid("case_id"))
            .column(Column::uuid("report_id"))
            .column(Column::uuid("official_id"))
            .column(Column::uuid("account_id"))
            .column(Column::text("reason"))
            .column(Column::moment("at"))
            .reference("case_id", "case")
            .reference("report_id", "report")
            .reference("official_id", "official")
            .reference("account_id", "account")
            .unique(&["report_id", "official_id"])
            .index(&["official_id"]),
    ]
}
