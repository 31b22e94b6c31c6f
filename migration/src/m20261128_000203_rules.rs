//! Tables of the rule library: rule, risk_rule.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000203_rules"
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
        Table::tenant("rule")
            .column(Column::text("code"))
            .column(Column::text("name"))
            .column(Column::text("area"))
            .column(Column::text("issuer"))
            .column(Column::text("document_no").null())
            .column(Column::date("issued_on").null())
            .column(Column::date("ended_on").null())
            .column(Column::text("text"))
            .unique(&["code"]),
        Table::tenant("risk_rule")
            .column(Column::uuid("risk_point_id"))
            .column(Column::uuid("rule_id"))
            .column(Column::int("ordinal"))
            .reference("risk_point_id", "risk_point")
            .reference("rule_id", "rule")
            .unique(&["risk_point_id", "rule_id"]),
    ]
}
