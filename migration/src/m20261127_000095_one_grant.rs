//! What waits for a second person waits once: no role is proposed twice for the same place, no reset asked for twice.
//!
//! Of those that were proposed at the same moment before, the first goes on waiting; the others end, since nobody has
//! decided about any of them. Roles that hold have no such rule: one whose days are over stays there beside its next
//! term. That they are given once the row of the account sees to, which is held while they are decided about.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000095_one_grant"
    }
}

/// A role holds in a unit, in an organ, or in the whole county.
fn place(row: &str, backend: DatabaseBackend) -> String {
    let nowhere = match backend {
        DatabaseBackend::Postgres => "'00000000-0000-0000-0000-000000000000'::uuid",
        _ => "x'00000000000000000000000000000000'",
    };
    format!("COALESCE({row}\"unit_id\", {row}\"organ_id\", {nowhere})")
}

fn end_repeated(backend: DatabaseBackend) -> [String; 2] {
    let repeats = |table: &str, same: &str| {
        format!(
            "\"state\" = 'PROPOSED' AND EXISTS (SELECT 1 FROM \"{table}\" f WHERE f.\"county_id\" = \"{table}\".\"county_id\" \
             AND f.\"account_id\" = \"{table}\".\"account_id\" AND f.\"state\" = 'PROPOSED' AND f.\"id\" < \"{table}\".\"id\" AND {same})"
        )
    };
    let (first, this) = (place("f.", backend), place("\"role_grant\".", backend));
    let same_role = repeats("role_grant", &format!("f.\"role\" = \"role_grant\".\"role\" AND {first} = {this}"));
    let same_reset = repeats("access_reset", "f.\"what\" = \"access_reset\".\"what\"");
    [
        format!("UPDATE \"role_grant\" SET \"state\" = 'ENDED', \"end_reason\" = '同时提了几次，只留第一次。' WHERE {same_role}"),
        format!("UPDATE \"access_reset\" SET \"state\" = 'REFUSED' WHERE {same_reset}"),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (db, backend) = (manager.get_connection(), manager.get_database_backend());
        // The owner is fenced in like everybody; here it has to see the rows of all counties.
        let fence = |word: &str| {
            let tables = ["role_grant", "access_reset"].map(|table| format!("ALTER TABLE \"{table}\" {word} ROW LEVEL SECURITY"));
            if backend == DatabaseBackend::Postgres { tables.to_vec() } else { Vec::new() }
        };
        let grants = format!(
            "CREATE UNIQUE INDEX \"role_grant_proposed_key\" ON \"role_grant\" \
             (\"county_id\", \"account_id\", \"role\", ({})) WHERE \"state\" = 'PROPOSED'",
            place("", backend)
        );
        let resets = "CREATE UNIQUE INDEX \"access_reset_proposed_key\" ON \"access_reset\" \
                      (\"county_id\", \"account_id\", \"what\") WHERE \"state\" = 'PROPOSED'";
        let changes = end_repeated(backend).into_iter().chain([grants, resets.to_owned()]);
        for statement in fence("NO FORCE").into_iter().chain(changes).chain(fence("FORCE")) {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in ["role_grant_proposed_key", "access_reset_proposed_key"] {
            manager.get_connection().execute_unprepared(&format!("DROP INDEX \"{index}\"")).await?;
        }
        Ok(())
    }
}
