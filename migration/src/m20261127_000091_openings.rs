//! Table opening: who opened which content or evidence on which day, so that the ledger tells each once a day.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000091_openings"
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
        Table::tenant("opening")
            .column(Column::uuid("account_id"))
            .column(Column::text("kind"))
            .column(Column::uuid("subject_id"))
            .column(Column::date("day"))
            .column(Column::moment("at"))
            .reference("account_id", "account")
            .unique(&["account_id", "kind", "subject_id", "day"]),
    ]
}
