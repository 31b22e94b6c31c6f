//! Tables of staff: account, role_grant, access_reset, session.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261122_000003_staff"
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
        Table::tenant("account")
            .column(Column::text("login"))
            .column(Column::text("name"))
            .column(Column::uuid("official_id").null())
            .column(Column::text("email").null())
            .column(Column::text("password_hash"))
            .column(Column::bytes("totp_secret"))
            .column(Column::bigint("totp_last_step"))
            .column(Column::text("state"))
            .column(Column::int("failed_count"))
            .column(Column::moment("retry_at").null())
            .column(Column::moment("created_at"))
            .reference("official_id", "official")
            .unique(&["login"])
            .index(&["official_id"]),
        Table::tenant("role_grant")
            .column(Column::uuid("account_id"))
            .column(Column::text("role"))
            .column(Column::uuid("unit_id").null())
            .column(Column::uuid("organ_id").null())
            .column(Column::date("valid_from"))
            .column(Column::date("valid_until").null())
            .column(Column::text("state"))
            .column(Column::uuid("proposed_by").null())
            .column(Column::moment("proposed_at"))
            .column(Column::uuid("decided_by").null())
            .column(Column::moment("decided_at").null())
            .column(Column::text("end_reason").null())
            .reference("account_id", "account")
            .reference("unit_id", "unit")
            .reference("organ_id", "organ")
            .reference("proposed_by", "account")
            .reference("decided_by", "account")
            .index(&["account_id"])
            .index(&["organ_id"]),
        Table::tenant("access_reset")
            .column(Column::uuid("account_id"))
            .column(Column::text("what"))
            .column(Column::text("state"))
            .column(Column::uuid("proposed_by"))
            .column(Column::moment("proposed_at"))
            .column(Column::uuid("decided_by").null())
            .column(Column::moment("decided_at").null())
            .reference("account_id", "account")
            .reference("proposed_by", "account")
            .reference("decided_by", "account")
            .index(&["account_id"]),
        Table::tenant("session")
            .column(Column::uuid("account_id"))
            .column(Column::bytes("refresh_hash"))
            .column(Column::bytes("previous_hash").null())
            .column(Column::text("user_agent").null())
            .column(Column::moment("created_at"))
            .column(Column::moment("last_used_at"))
            .column(Column::moment("expires_at"))
            .column(Column::moment("ended_at").null())
            .reference("account_id", "account")
            .unique(&["refresh_hash"])
            .index(&["account_id"]),
    ]
}
