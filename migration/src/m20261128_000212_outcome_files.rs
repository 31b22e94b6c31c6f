//! 附件 of outcomes: what is said of a file, and its bytes apart, so that a list never reads them.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000212_outcome_files"
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
        Table::tenant("outcome_file")
            .column(Column::uuid("outcome_id"))
            .column(Column::int("no"))
            .column(Column::text("name").null())
            .column(Column::text("media_type"))
            .column(Column::int("size"))
            .column(Column::bytes("hash"))
            .column(Column::bool("is_personal"))
            .column(Column::uuid("added_by"))
            .column(Column::moment("added_at"))
            .column(Column::moment("removed_at").null())
            .reference("outcome_id", "outcome")
            .reference("added_by", "account")
            .unique(&["outcome_id", "no"]),
        Table::index_of("outcome_file_body")
            .key(Column::uuid("file_id"))
            .column(Column::bytes("body"))
            .reference("file_id", "outcome_file"),
    ]
}
