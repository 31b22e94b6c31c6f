//! Index on officials' names without gaps: who is named beside the subjects of a report is looked up among thousands.

use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261127_000084_bare_names"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Word for word as the query says it, or no database recognises it.
        let bare = "replace(replace(\"name\", ' ', ''), '\u{3000}', '')";
        let statement = format!("CREATE INDEX \"official_bare_name_idx\" ON \"official\" (\"county_id\", ({bare}))");
        manager.get_connection().execute_unprepared(&statement).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX \"official_bare_name_idx\"").await.map(drop)
    }
}
