//! Columns of notice for waiting, looking up and telling; table sms_day: messages of a day, counted.

use crate::table::{Column, Table, create, drop};
use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000070_notice_ways"
    }
}

const COLUMNS: [&str; 3] = ["not_before", "look_at", "noted_at"];
const INDEXES: [(&str, &str); 2] = [("notice_look_at_idx", "\"look_at\""), ("notice_state_idx", "\"state\", \"created_at\"")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for column in COLUMNS {
            db.execute_unprepared(&format!("ALTER TABLE \"notice\" ADD COLUMN \"{column}\" bigint")).await?;
        }
        for (name, columns) in INDEXES {
            db.execute_unprepared(&format!("CREATE INDEX \"{name}\" ON \"notice\" (\"county_id\", {columns})")).await?;
        }
        create(manager, &tables()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &tables()).await?;
        let db = manager.get_connection();
        for (name, _) in INDEXES {
            db.execute_unprepared(&format!("DROP INDEX \"{name}\"")).await?;
        }
        for column in COLUMNS.iter().rev() {
            db.execute_unprepared(&format!("ALTER TABLE \"notice\" DROP COLUMN \"{column}\"")).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<Table> {
    vec![
        Table::tenant("sms_day")
            .column(Column::moment("starts_at"))
            .column(Column::text("sort"))
            .column(Column::int("taken"))
            .unique(&["starts_at", "sort"]),
    ]
}
