//! Table account_card: how a member of the staff is reached, and where he sits. Table organ_state: what has changed about an
//! organ since it was entered: its address, its end and its successor. Both count their changes.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000115_people"
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
        Table::tenant("account_card")
            .column(Column::uuid("account_id"))
            .column(Column::text("phone").null())
            .column(Column::uuid("unit_id").null())
            .column(Column::text("closed_reason").null())
            .column(Column::int("version"))
            .reference("account_id", "account")
            .reference("unit_id", "unit")
            .unique(&["account_id"]),
        Table::tenant("organ_state")
            .column(Column::uuid("organ_id"))
            .column(Column::text("address").null())
            .column(Column::date("closed_on").null())
            .column(Column::uuid("successor_id").null())
            .column(Column::int("version"))
            .reference("organ_id", "organ")
            .reference("successor_id", "organ")
            .unique(&["organ_id"]),
    ]
}
