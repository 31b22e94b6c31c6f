//! Tables of key pairs: account_key, session_key, organ_key, member_key, paper_key,
//! recovery_wrap, pending_wrap; which wraps are on their way out, and
//! what texts are added with by whoever can't open their envelope.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261129_000310_organ_keys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, &tables()).await?;
        for (table, column) in COLUMNS {
            manager.get_connection().execute_unprepared(&format!("ALTER TABLE \"{table}\" ADD COLUMN {column}")).await?;
        }
        let bytes = if manager.get_database_backend() == DatabaseBackend::Postgres { "bytea" } else { "blob" };
        manager.get_connection().execute_unprepared(&format!("ALTER TABLE \"envelope\" ADD COLUMN \"append_key\" {bytes}")).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [("key_wrap", "leaves"), ("sealed_part", "algorithm"), ("envelope", "append_key")] {
            manager.get_connection().execute_unprepared(&format!("ALTER TABLE \"{table}\" DROP COLUMN \"{column}\"")).await?;
        }
        drop(manager, &tables()).await
    }
}

const COLUMNS: [(&str, &str); 2] = [("key_wrap", "\"leaves\" boolean NOT NULL DEFAULT FALSE"), ("sealed_part", "\"algorithm\" text")];

fn tables() -> Vec<Table> {
    [people(), organs(), others()].into_iter().flatten().collect()
}

fn people() -> Vec<Table> {
    vec![
        Table::tenant("account_key")
            .column(Column::uuid("account_id"))
            .column(Column::text("algorithm"))
            .column(Column::bytes("public"))
            .column(Column::bytes("mark"))
            .column(Column::int("memory_kib"))
            .column(Column::int("passes"))
            .column(Column::bytes("salt"))
            .column(Column::bytes("nonce"))
            .column(Column::bytes("sealed"))
            .column(Column::moment("created_at"))
            .reference("account_id", "account")
            .unique(&["account_id"]),
        Table::tenant("session_key")
            .column(Column::uuid("session_id"))
            .column(Column::uuid("account_key_id"))
            .column(Column::bytes("nonce"))
            .column(Column::bytes("sealed"))
            .column(Column::moment("created_at"))
            .reference("session_id", "session")
            .reference("account_key_id", "account_key")
            .unique(&["session_id"])
            .index(&["account_key_id"]),
    ]
}

fn organs() -> Vec<Table> {
    vec![
        Table::tenant("organ_key")
            .column(Column::uuid("organ_id").null())
            .column(Column::text("whose"))
            .column(Column::int("generation"))
            .column(Column::text("algorithm"))
            .column(Column::bytes("public"))
            .column(Column::bytes("mark"))
            .column(Column::moment("created_at"))
            .column(Column::moment("retired_at").null())
            .reference("organ_id", "organ")
            .unique(&["whose", "generation"])
            .index(&["organ_id"]),
        Table::tenant("member_key")
            .column(Column::uuid("organ_key_id"))
            .column(Column::uuid("account_key_id"))
            .column(Column::bytes("encapped"))
            .column(Column::bytes("sealed"))
            .column(Column::moment("created_at"))
            .reference("organ_key_id", "organ_key")
            .reference("account_key_id", "account_key")
            .unique(&["organ_key_id", "account_key_id"])
            .index(&["account_key_id"]),
    ]
}

fn others() -> Vec<Table> {
    vec![
        Table::tenant("paper_key")
            .column(Column::text("algorithm"))
            .column(Column::bytes("public"))
            .column(Column::bytes("mark"))
            .column(Column::moment("created_at")),
        Table::tenant("recovery_wrap")
            .column(Column::uuid("organ_key_id"))
            .column(Column::uuid("paper_key_id"))
            .column(Column::bytes("encapped"))
            .column(Column::bytes("sealed"))
            .column(Column::moment("created_at"))
            .reference("organ_key_id", "organ_key")
            .reference("paper_key_id", "paper_key")
            .unique(&["organ_key_id", "paper_key_id"])
            .index(&["paper_key_id"]),
        Table::tenant("pending_wrap")
            .column(Column::uuid("envelope_id"))
            .column(Column::text("holder"))
            .column(Column::uuid("organ_id").null())
            .column(Column::moment("asked_at"))
            .reference("envelope_id", "envelope")
            .index(&["envelope_id"]),
    ]
}
