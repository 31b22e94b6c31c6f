//! Tables of powers: power, legal_basis, guide, flow_step, flow_edge, risk_point, control_measure.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000009_powers"
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
        Table::tenant("power")
            .column(Column::uuid("unit_id"))
            .column(Column::text("code"))
            .column(Column::text("name"))
            .column(Column::text("kind"))
            .column(Column::text("administrative_type"))
            .column(Column::text("summary"))
            .column(Column::bool("is_major"))
            .column(Column::text("exercising_body"))
            .column(Column::text("supervising_body"))
            .column(Column::text("accountable_body"))
            .column(Column::int("ordinal"))
            .column(Column::bool("is_published"))
            .reference("unit_id", "unit")
            .unique(&["code"])
            .index(&["unit_id", "ordinal"]),
        Table::tenant("legal_basis")
            .column(Column::uuid("power_id"))
            .column(Column::int("ordinal"))
            .column(Column::text("law"))
            .column(Column::text("article").null())
            .column(Column::text("text"))
            .reference("power_id", "power")
            .index(&["power_id"]),
        Table::tenant("guide")
            .column(Column::uuid("power_id"))
            .column(Column::int("ordinal"))
            .column(Column::text("title"))
            .column(Column::text("text"))
            .reference("power_id", "power")
            .index(&["power_id"]),
        Table::tenant("flow_step")
            .column(Column::uuid("power_id"))
            .column(Column::int("number"))
            .column(Column::text("title"))
            .column(Column::text("actor"))
            .column(Column::text("duty"))
            .column(Column::text("time_limit").null())
            .column(Column::text("document").null())
            .reference("power_id", "power")
            .unique(&["power_id", "number"]),
        Table::tenant("flow_edge")
            .column(Column::uuid("power_id"))
            .column(Column::int("from_number"))
            .column(Column::int("to_number"))
            .column(Column::text("condition").null())
            .column(Column::bool("is_return"))
            .column(Column::int("ordinal"))
            .reference("power_id", "power")
            .index(&["power_id"]),
        Table::tenant("risk_point")
            .column(Column::uuid("power_id"))
            .column(Column::int("ordinal"))
            .column(Column::int("step_number").null())
            .column(Column::text("grade"))
            .column(Column::text("kind"))
            .column(Column::text("text"))
            .reference("power_id", "power")
            .index(&["power_id"]),
        Table::tenant("control_measure")
            .column(Column::uuid("risk_point_id"))
            .column(Column::int("ordinal"))
            .column(Column::text("text"))
            .reference("risk_point_id", "risk_point")
            .index(&["risk_point_id"]),
    ]
}
