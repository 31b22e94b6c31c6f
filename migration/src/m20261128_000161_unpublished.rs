//! An index that holds only clocks by which a result is still to be published, so that finished ones cost nothing.

use sea_orm_migration::prelude::*;

/// This change.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261128_000161_unpublished"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = "CREATE INDEX \"deadline_unpublished_idx\" ON \"deadline\" (\"county_id\", \"case_id\") \
            WHERE \"kind\" = 'PUBLISH_RESULT' AND \"ended_at\" IS NULL";
        manager.get_connection().execute_unprepared(index).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX \"deadline_unpublished_idx\"").await.map(drop)
    }
}
