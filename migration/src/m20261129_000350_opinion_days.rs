//! Lists of opinions go by the id, which tells the day on which one came and no hour of it.

use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

/// What the lists are of.
const LISTS: [&[&str]; 7] = [
    &["unit_id"],
    &["unit_id", "is_to_publish"],
    &["about_unit_id", "sight"],
    &["power_id", "sight"],
    &["outcome_id", "sight"],
    &["official_id", "sight"],
    &["publication_id", "sight"],
];

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261129_000350_opinion_days"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for columns in LISTS {
            connection.execute_unprepared(&drop_index(columns, "received_at")).await?;
            connection.execute_unprepared(&index(columns, "id")).await?;
        }
        // All that everybody reads of the county, in the order of the open data.
        connection.execute_unprepared(&index(&["sight"], "id")).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        connection.execute_unprepared(&drop_index(&["sight"], "id")).await?;
        for columns in LISTS {
            connection.execute_unprepared(&drop_index(columns, "id")).await?;
            connection.execute_unprepared(&index(columns, "received_at")).await?;
        }
        Ok(())
    }
}

fn name(columns: &[&str], last: &str) -> String {
    format!("opinion_{}_{last}_idx", columns.join("_"))
}

fn index(columns: &[&str], last: &str) -> String {
    let all: String = columns.iter().map(|column| format!("\"{column}\", ")).collect();
    format!("CREATE INDEX \"{}\" ON \"opinion\" (\"county_id\", {all}\"{last}\")", name(columns, last))
}

fn drop_index(columns: &[&str], last: &str) -> String {
    format!("DROP INDEX \"{}\"", name(columns, last))
}
