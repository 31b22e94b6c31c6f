//! Tables of ratings: indicators in versions, sheets, what they come to, bursts, and batches for the ledger.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000220_ratings"
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
    vec![indicators(), bursts(), sheets(), reasons(), figures(), batches()]
}

fn indicators() -> Table {
    Table::tenant("indicator_set")
        .column(Column::text("kind"))
        .column(Column::int("no"))
        .column(Column::json("groups"))
        .column(Column::uuid("set_by").null())
        .column(Column::moment("set_at"))
        .reference("set_by", "account")
        .unique(&["kind", "no"])
}

/// Sixteen million a year in a large county: one row a sheet, and no index but the one that holds a person to one sheet and
/// by which the night reads a subject's month.
fn sheets() -> Table {
    Table::tenant("rating_sheet")
        .column(Column::text("subject_kind"))
        .column(Column::uuid("subject_id"))
        .column(Column::int("month"))
        .column(Column::bytes("rater"))
        .column(Column::bool("is_verified"))
        .column(Column::uuid("set_id"))
        .column(Column::bytes("answers"))
        .column(Column::uuid("burst_id").null())
        .column(Column::bytes("replaces").null())
        .column(Column::moment("submitted_at"))
        .reference("set_id", "indicator_set")
        .reference("burst_id", "rating_burst")
        .unique(&["subject_id", "month", "rater"])
}

/// Of low answers only, and apart from the sheets: whoever forgets an envelope asks here, not in millions of rows.
fn reasons() -> Table {
    Table::tenant("rating_reason")
        .column(Column::uuid("subject_id"))
        .column(Column::int("month"))
        .column(Column::uuid("sheet_id"))
        .column(Column::uuid("reason_envelope_id"))
        .column(Column::uuid("name_envelope_id"))
        .reference("reason_envelope_id", "envelope")
        .reference("name_envelope_id", "envelope")
        .index(&["subject_id", "month", "sheet_id"])
        .unique(&["reason_envelope_id"])
        .unique(&["name_envelope_id"])
}

fn figures() -> Table {
    Table::tenant("rating_figure")
        .column(Column::text("subject_kind"))
        .column(Column::uuid("subject_id"))
        .column(Column::uuid("unit_id"))
        .column(Column::int("month"))
        .column(Column::int("sheets"))
        .column(Column::bigint("score_sum"))
        .column(Column::json("tallies"))
        .column(Column::int("unverified"))
        .column(Column::bigint("unverified_sum"))
        .column(Column::int("set_aside"))
        .column(Column::int("public_sheets").null())
        .column(Column::bigint("public_sum").null())
        .column(Column::moment("published_at").null())
        .column(Column::moment("counted_at").null())
        .column(Column::moment("stale_since").null())
        .reference("unit_id", "unit")
        .unique(&["subject_id", "month"])
        .index(&["month", "subject_kind"])
        .index(&["stale_since"])
}

fn bursts() -> Table {
    Table::tenant("rating_burst")
        .column(Column::text("subject_kind"))
        .column(Column::uuid("subject_id"))
        .column(Column::int("month"))
        .column(Column::int("sheets"))
        .column(Column::moment("from_at"))
        .column(Column::moment("until_at"))
        .column(Column::text("state"))
        .column(Column::moment("found_at"))
        .column(Column::uuid("reviewed_by").null())
        .column(Column::moment("reviewed_at").null())
        .column(Column::text("reason").null())
        .reference("reviewed_by", "account")
        .index(&["subject_id", "month"])
        .index(&["state", "found_at"])
}

fn batches() -> Table {
    Table::tenant("rating_batch")
        .column(Column::bigint("no"))
        .column(Column::uuid("until_id"))
        .column(Column::int("sheets"))
        .column(Column::bytes("leaves"))
        .column(Column::bytes("digest"))
        .column(Column::moment("made_at"))
        .unique(&["no"])
}
