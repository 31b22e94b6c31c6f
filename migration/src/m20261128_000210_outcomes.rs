//! Tables of 行权结果: kinds and their versions, outcomes, what stood there before, and pairs of characters for the search.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000210_outcomes"
    }
}

/// What the sweep of terms looks for: nothing that is emptied already stands in the way.
const TERMS: &str =
    "CREATE INDEX \"outcome_terms_idx\" ON \"outcome\" (\"county_id\", \"personal_until\", \"id\") WHERE \"personal\" IS NOT NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, &tables()).await?;
        manager.get_connection().execute_unprepared(TERMS).await.map(std::mem::drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &tables()).await
    }
}

fn tables() -> Vec<Table> {
    let mut all = kinds();
    all.extend([import(), outcome(), earlier(), gram()]);
    all
}

fn kinds() -> Vec<Table> {
    vec![
        Table::tenant("outcome_kind")
            .column(Column::text("code"))
            .column(Column::text("name"))
            .column(Column::int("no"))
            .column(Column::bool("is_open"))
            .column(Column::int("ordinal"))
            .unique(&["code"]),
        Table::tenant("outcome_kind_version")
            .column(Column::uuid("kind_id"))
            .column(Column::int("no"))
            .column(Column::json("columns"))
            .column(Column::int("personal_days").null())
            .column(Column::uuid("set_by"))
            .column(Column::moment("set_at"))
            .reference("kind_id", "outcome_kind")
            .reference("set_by", "account")
            .unique(&["kind_id", "no"]),
    ]
}

fn import() -> Table {
    Table::tenant("outcome_import")
        .column(Column::uuid("unit_id"))
        .column(Column::uuid("open_unit_id").null())
        .column(Column::uuid("kind_version_id"))
        .column(Column::text("file_name"))
        .column(Column::bytes("file_hash"))
        .column(Column::text("title").null())
        .column(Column::date("decided_on").null())
        .column(Column::int("rows"))
        .column(Column::int("done"))
        .column(Column::text("state"))
        .column(Column::uuid("started_by"))
        .column(Column::moment("started_at"))
        .column(Column::moment("moved_at"))
        .column(Column::moment("ended_at").null())
        .reference("unit_id", "unit")
        .reference("open_unit_id", "unit")
        .reference("kind_version_id", "outcome_kind_version")
        .reference("started_by", "account")
        .unique(&["open_unit_id"])
        .index(&["unit_id", "started_at"])
}

fn outcome() -> Table {
    Table::tenant("outcome")
        .column(Column::text("code"))
        .column(Column::uuid("unit_id"))
        .column(Column::uuid("power_id").null())
        .column(Column::uuid("kind_id"))
        .column(Column::uuid("kind_version_id"))
        .column(Column::bigint("revision"))
        .column(Column::text("title").null())
        .column(Column::date("decided_on"))
        .column(Column::json("open").null())
        .column(Column::json("personal").null())
        .column(Column::date("personal_until").null())
        .column(Column::bytes("hash"))
        .column(Column::uuid("import_id").null())
        .column(Column::int("import_row").null())
        .column(Column::uuid("published_by"))
        .column(Column::moment("published_at"))
        .column(Column::moment("corrected_at").null())
        .column(Column::moment("removed_at").null())
        .reference("unit_id", "unit")
        .reference("power_id", "power")
        .reference("kind_id", "outcome_kind")
        .reference("kind_version_id", "outcome_kind_version")
        .reference("import_id", "outcome_import")
        .reference("published_by", "account")
        .unique(&["code"])
        // A row of a file becomes one outcome, however often its import goes on.
        .unique(&["import_id", "import_row"])
        // The same is not published twice: by two taps, by two publishers, by a file that is given again.
        .unique(&["hash"])
        .index(&["decided_on", "id"])
        .index(&["unit_id", "decided_on", "id"])
        .index(&["kind_id", "decided_on", "id"])
        .index(&["power_id", "decided_on", "id"])
}

fn earlier() -> Table {
    Table::tenant("outcome_earlier")
        .column(Column::uuid("outcome_id"))
        .column(Column::int("no"))
        .column(Column::uuid("kind_version_id"))
        .column(Column::text("title").null())
        .column(Column::date("decided_on").null())
        .column(Column::json("open").null())
        .column(Column::json("personal").null())
        .column(Column::bytes("hash"))
        .column(Column::text("reason"))
        .column(Column::uuid("replaced_by"))
        .column(Column::moment("replaced_at"))
        .reference("outcome_id", "outcome")
        .reference("kind_version_id", "outcome_kind_version")
        .reference("replaced_by", "account")
        .unique(&["outcome_id", "no"])
}

/// Without a reference: each outcome that goes would be looked for among all pairs, or a second index would be as large as this.
fn gram() -> Table {
    Table::index_of("outcome_gram")
        .key(Column::text("gram"))
        .key(Column::date("decided_on"))
        .key(Column::uuid("outcome_id"))
        .column(Column::date("until").null())
}
