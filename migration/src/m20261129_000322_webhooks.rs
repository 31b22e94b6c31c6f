//! 推送: addresses that clients registered to be told of what is new in public, and how far each has been told.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261129_000322_webhooks"
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
        Table::tenant("webhook")
            .column(Column::uuid("client_id"))
            .column(Column::text("url"))
            .column(Column::text("state"))
            .column(Column::int("secret_number"))
            .column(Column::moment("old_secret_until").null())
            .column(Column::bigint("told"))
            .column(Column::bool("is_queued"))
            .column(Column::int("failures"))
            .column(Column::text("last_error").null())
            .column(Column::moment("last_at").null())
            .column(Column::moment("created_at"))
            .reference("client_id", "client")
            .index(&["client_id"])
            .index(&["state"]),
    ]
}
