//! Tables of 意见建议: opinion, opinion_event, opinion_adoption.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000230_opinions"
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
        opinion(),
        Table::tenant("opinion_event")
            .column(Column::uuid("opinion_id"))
            .column(Column::bigint("no"))
            .column(Column::text("step"))
            .column(Column::moment("at"))
            .column(Column::uuid("account_id").null())
            .column(Column::uuid("organ_id").null())
            .column(Column::text("words").null())
            .column(Column::text("words_sight").null())
            .column(Column::bool("points_to_report"))
            .column(Column::date("due_on").null())
            .column(Column::int("rating").null())
            .column(Column::int("version_no").null())
            .reference("opinion_id", "opinion")
            .reference("account_id", "account")
            .reference("organ_id", "organ")
            .unique(&["opinion_id", "no"]),
        Table::tenant("opinion_adoption")
            .column(Column::uuid("opinion_id"))
            .column(Column::uuid("clearing_id"))
            .column(Column::uuid("power_id"))
            .column(Column::uuid("adopted_by"))
            .column(Column::moment("adopted_at"))
            .reference("opinion_id", "opinion")
            .reference("clearing_id", "clearing")
            .reference("power_id", "power")
            .reference("adopted_by", "account")
            .unique(&["clearing_id", "opinion_id"])
            .index(&["opinion_id"]),
    ]
}

fn opinion() -> Table {
    Table::tenant("opinion")
        .column(Column::uuid("unit_id"))
        .column(Column::uuid("about_unit_id"))
        .column(Column::text("subject"))
        .column(Column::uuid("power_id").null())
        .column(Column::text("part").null())
        .column(Column::uuid("outcome_id").null())
        .column(Column::uuid("official_id").null())
        .column(Column::uuid("publication_id").null())
        .column(Column::text("subject_name"))
        .column(Column::json("record").null())
        .column(Column::text("text"))
        .column(Column::text("author_mask"))
        .column(Column::uuid("contact_id"))
        .column(Column::uuid("name_envelope_id"))
        .column(Column::bytes("phone_hash"))
        .column(Column::bytes("submission_hash"))
        .column(Column::text("state"))
        .column(Column::text("sight"))
        .column(Column::text("sight_reason").null())
        .column(Column::bool("is_to_publish"))
        .column(Column::bool("is_sight_of_county"))
        .column(Column::uuid("assigned_to").null())
        .column(Column::bigint("revision"))
        .column(Column::moment("received_at"))
        .column(Column::int("days"))
        .column(Column::moment("term_from"))
        // Filled while an answer is owed: what waits for a unit is read in the order of its days.
        .column(Column::date("due_on").null())
        .column(Column::date("first_due_on"))
        .column(Column::moment("first_answered_at").null())
        .column(Column::moment("replied_at").null())
        .column(Column::moment("wake_at").null())
        .column(Column::int("rating").null())
        .column(Column::moment("closed_at").null())
        .reference("unit_id", "unit")
        .reference("about_unit_id", "unit")
        .reference("power_id", "power")
        // No reference to the outcome: an import that is taken back as a whole takes its rows away.
        .reference("official_id", "official")
        .reference("publication_id", "publication")
        .reference("contact_id", "contact")
        .reference("name_envelope_id", "envelope")
        .reference("assigned_to", "account")
        .unique(&["submission_hash"])
        .index(&["unit_id", "received_at"])
        .index(&["unit_id", "due_on"])
        .index(&["unit_id", "is_to_publish", "received_at"])
        .index(&["due_on"])
        .index(&["received_at"])
        .index(&["about_unit_id", "sight", "received_at"])
        .index(&["power_id", "sight", "received_at"])
        .index(&["outcome_id", "sight", "received_at"])
        .index(&["official_id", "sight", "received_at"])
        .index(&["publication_id", "sight", "received_at"])
        .index(&["phone_hash", "received_at"])
        .index(&["contact_id"])
        .index(&["wake_at"])
}
