//! Table notice_text: a county's own words for a message, kind by kind; only ever added to.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000117_texts"
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
        Table::tenant("notice_text")
            .column(Column::text("template"))
            .column(Column::int("no"))
            .column(Column::text("words").null())
            .column(Column::uuid("set_by"))
            .column(Column::moment("set_at"))
            .reference("set_by", "account")
            .unique(&["template", "no"]),
    ]
}
