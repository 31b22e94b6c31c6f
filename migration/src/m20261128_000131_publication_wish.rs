//! A clarification is of one recorded wish: several officials of one case may each have theirs.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000131_publication_wish"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kind = if manager.get_database_backend() == DatabaseBackend::Postgres { "uuid" } else { "blob" };
        let add = format!("ALTER TABLE \"publication\" ADD COLUMN \"clarification_id\" {kind}");
        let all = [
            add.as_str(),
            "DROP INDEX \"publication_case_id_kind_instance_no_key\"",
            // Empty cells are never equal: a result and an exposure stay one each, and so does what meets a wish.
            "CREATE UNIQUE INDEX \"publication_result_key\" ON \"publication\" \
             (\"county_id\", \"case_id\", \"kind\", \"instance_no\") WHERE \"clarification_id\" IS NULL",
            "CREATE UNIQUE INDEX \"publication_wish_key\" ON \"publication\" \
             (\"county_id\", \"case_id\", \"clarification_id\") WHERE \"clarification_id\" IS NOT NULL",
        ];
        run(manager, &all).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let all = [
            "DROP INDEX \"publication_wish_key\"",
            "DROP INDEX \"publication_result_key\"",
            // The form before knew one clarification a result, and gave it no wish.
            "CREATE UNIQUE INDEX \"publication_case_id_kind_instance_no_key\" ON \"publication\" \
             (\"county_id\", \"case_id\", \"kind\", \"instance_no\")",
            "ALTER TABLE \"publication\" DROP COLUMN \"clarification_id\"",
        ];
        run(manager, &all).await
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
