//! 一人一号: an official has one account that is open, so that nobody is two people where a second one is asked for.
//!
//! Where several were open the first stays; the others are closed with their roles, and their sessions open nothing from
//! then on. The county's administrator gives the first one what it lacks, with its second person.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000170_one_account"
    }
}

/// Accounts before which another one of the same official was opened.
const LATER: &str = "\"account\".\"state\" = 'ACTIVE' AND EXISTS (SELECT 1 FROM \"account\" f \
     WHERE f.\"county_id\" = \"account\".\"county_id\" AND f.\"official_id\" = \"account\".\"official_id\" \
     AND f.\"state\" = 'ACTIVE' AND f.\"id\" < \"account\".\"id\")";

fn close_later() -> [String; 2] {
    let roles = format!(
        "UPDATE \"role_grant\" SET \"state\" = 'ENDED', \"end_reason\" = '一人一号：这个账号停用。' \
         WHERE \"state\" IN ('PROPOSED', 'ACTIVE') AND EXISTS (SELECT 1 FROM \"account\" \
         WHERE \"account\".\"county_id\" = \"role_grant\".\"county_id\" AND \"account\".\"id\" = \"role_grant\".\"account_id\" AND {LATER})"
    );
    // Both sides of the comparison are of one statement: the rows are found before the first of them is closed.
    let accounts = format!(
        "UPDATE \"account\" SET \"state\" = 'DISABLED' WHERE (\"county_id\", \"id\") IN \
         (SELECT \"account\".\"county_id\", \"account\".\"id\" FROM \"account\" WHERE {LATER})"
    );
    [roles, accounts]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (db, backend) = (manager.get_connection(), manager.get_database_backend());
        // The owner is fenced in like everybody; here it has to see the rows of all counties.
        let fence = |word: &str| {
            let tables = ["role_grant", "account"].map(|table| format!("ALTER TABLE \"{table}\" {word} ROW LEVEL SECURITY"));
            if backend == DatabaseBackend::Postgres { tables.to_vec() } else { Vec::new() }
        };
        let one =
            "CREATE UNIQUE INDEX \"account_open_official_key\" ON \"account\" (\"county_id\", \"official_id\") WHERE \"state\" = 'ACTIVE'";
        let changes = close_later().into_iter().chain([one.to_owned()]);
        for statement in fence("NO FORCE").into_iter().chain(changes).chain(fence("FORCE")) {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX \"account_open_official_key\"").await?;
        Ok(())
    }
}
