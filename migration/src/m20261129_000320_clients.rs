//! 接口客户端: third parties whom a county registered, their secrets as keyed hashes, what they used, and failed tries.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261129_000320_clients"
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
        Table::tenant("client")
            .column(Column::text("name"))
            .column(Column::text("contact"))
            .column(Column::text("purpose"))
            .column(Column::text("scopes"))
            .column(Column::uuid("created_by"))
            .column(Column::moment("created_at"))
            .column(Column::moment("ended_at").null())
            .reference("created_by", "account"),
        Table::tenant("client_secret")
            .column(Column::uuid("client_id"))
            .column(Column::bytes("hash"))
            .column(Column::moment("created_at"))
            .column(Column::moment("ends_at").null())
            .reference("client_id", "client")
            .unique(&["client_id", "hash"]),
        Table::index_of("client_use")
            .key(Column::uuid("client_id"))
            .column(Column::moment("last_at"))
            .column(Column::moment("minute_at"))
            .column(Column::bigint("minute_cost"))
            .column(Column::moment("day_at"))
            .column(Column::bigint("day_cost"))
            .reference("client_id", "client"),
        Table::tenant("client_try")
            .column(Column::bytes("who"))
            .column(Column::moment("since"))
            .column(Column::bigint("tries"))
            .unique(&["who"]),
    ]
}
