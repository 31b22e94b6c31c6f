//! Tables of 我的村我的钱: what was paid, by keyed hashes, and who looked in vain.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000211_subsidies"
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
        Table::tenant("subsidy")
            .column(Column::uuid("unit_id"))
            .column(Column::bytes("household_hash"))
            .column(Column::text("kind"))
            .column(Column::int("year"))
            .column(Column::bigint("amount"))
            .column(Column::date("paid_on").null())
            .column(Column::moment("listed_at"))
            .reference("unit_id", "unit")
            .index(&["household_hash"])
            .index(&["unit_id", "kind", "year"]),
        Table::tenant("subsidy_guess")
            .column(Column::bytes("hash"))
            .column(Column::date("day"))
            .column(Column::int("count"))
            .column(Column::moment("made_at"))
            .unique(&["hash", "day"]),
    ]
}
