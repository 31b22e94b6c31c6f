//! Tables of the ledger's tree: ledger_leaf, ledger_node, ledger_head, ledger_promise; entries that wait get an index of their own.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

/// Entries without a leaf, in the order of their ids: the index holds what waits and nothing else.
const WAITING: [&str; 2] = [
    "DROP INDEX \"ledger_entry_leaf_index_idx\"",
    "CREATE INDEX \"ledger_entry_waiting_idx\" ON \"ledger_entry\" (\"county_id\", \"class\", \"id\") WHERE \"leaf_index\" IS NULL",
];

/// As it was. Leaves are gone with their tables, so entries forget them, and wait anew.
const AS_BEFORE: [&str; 3] = [
    "DROP INDEX \"ledger_entry_waiting_idx\"",
    "UPDATE \"ledger_entry\" SET \"leaf_index\" = NULL WHERE \"leaf_index\" IS NOT NULL",
    "CREATE INDEX \"ledger_entry_leaf_index_idx\" ON \"ledger_entry\" (\"county_id\", \"leaf_index\")",
];

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261129_000300_ledger_tree"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, &tables()).await?;
        for statement in WAITING {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The owner is bound by row-level security too, so all counties' entries are reached by lifting it.
        let is_postgres = manager.get_database_backend() == sea_orm_migration::sea_orm::DatabaseBackend::Postgres;
        let fence = |word: &str| format!("ALTER TABLE \"ledger_entry\" {word} ROW LEVEL SECURITY");
        if is_postgres {
            manager.get_connection().execute_unprepared(&fence("NO FORCE")).await?;
        }
        for statement in AS_BEFORE {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        if is_postgres {
            manager.get_connection().execute_unprepared(&fence("FORCE")).await?;
        }
        drop(manager, &tables()).await
    }
}

fn tables() -> Vec<Table> {
    vec![
        // No reference to the entry: a leaf stands whatever becomes of it, and those that hide how many there are have none.
        Table::index_of("ledger_leaf")
            .key(Column::bigint("leaf_index"))
            .column(Column::bytes("commitment"))
            .column(Column::uuid("entry_id").null())
            .unique(&["entry_id"])
            .index(&["commitment"]),
        Table::index_of("ledger_node").key(Column::int("level")).key(Column::bigint("no")).column(Column::bytes("hash")),
        // Each head follows one other, and none is followed twice: that is what keeps two workers from forking the log.
        Table::index_of("ledger_head")
            .key(Column::bigint("size"))
            .column(Column::bigint("follows"))
            .column(Column::bytes("root"))
            .column(Column::bytes("edge"))
            .column(Column::moment("at"))
            .column(Column::date("day"))
            .column(Column::bigint("batch").null())
            .column(Column::text("key_id"))
            .column(Column::bytes("public_key"))
            .column(Column::bytes("signature"))
            .unique(&["follows"])
            .unique(&["batch"])
            .index(&["day", "size"]),
        Table::tenant("ledger_promise")
            .column(Column::uuid("entry_id"))
            .column(Column::uuid("report_id"))
            .column(Column::bytes("commitment"))
            .column(Column::bytes("content_hash"))
            .column(Column::date("day"))
            .column(Column::text("key_id"))
            .column(Column::bytes("public_key"))
            .column(Column::bytes("signature"))
            .unique(&["report_id"]),
    ]
}
