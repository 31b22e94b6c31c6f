//! Table known_device: devices that signed in before have a count of their own. Table sign_in_try anew: tries are counted
//! by whom they are made against. Counts are forgotten after a day anyway, so the old ones are not carried over.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000080_known_device"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &[tries_by(Column::int("bucket"))]).await?;
        create(manager, &[tries_by(Column::bytes("who")).unique(&["who"]), devices()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &[tries_by(Column::bytes("who")), devices()]).await?;
        create(manager, &[tries_by(Column::int("bucket")).unique(&["bucket"])]).await
    }
}

fn tries_by(whom: Column) -> Table {
    let table = Table::tenant("sign_in_try").column(whom).column(Column::int("failed_count"));
    table.column(Column::moment("last_at")).column(Column::moment("retry_at").null())
}

fn devices() -> Table {
    Table::tenant("known_device")
        .column(Column::uuid("account_id"))
        .column(Column::bytes("token_hash"))
        .column(Column::moment("created_at"))
        .column(Column::moment("last_used_at"))
        .reference("account_id", "account")
        .unique(&["account_id", "token_hash"])
}
