//! Table calendar_day: days that a county counts otherwise than they were announced.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000051_calendar_days"
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
        Table::tenant("calendar_day")
            .column(Column::int("no"))
            .column(Column::date("day_on"))
            .column(Column::text("kind"))
            .column(Column::text("reason"))
            .column(Column::uuid("set_by"))
            .column(Column::moment("set_at"))
            .reference("set_by", "account")
            .unique(&["no"]),
    ]
}
