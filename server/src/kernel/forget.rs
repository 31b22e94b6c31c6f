//! Forgetting rows that nobody needs any more, a bounded number at a time.

use crate::kernel::ctx::Ctx;
use crate::kernel::error::Outcome;
use crate::kernel::tenants::County;
use sea_orm::{ConnectionTrait as _, Statement};
use time::Duration;

/// Rows that go in one transaction.
const AT_ONCE: u64 = 500;

/// Deletes rows of a table that lie back so far, some hundred in one transaction: nobody waits long for the writer's
/// place. `which` compares with `$2`, the moment before which rows are forgotten.
///
/// # Errors
/// A fault of the database.
pub async fn forget(ctx: &Ctx, county: &County, (table, which): (&'static str, &'static str), kept: Duration) -> Outcome<u64> {
    let sql = format!(
        "DELETE FROM \"{table}\" WHERE county_id = $1 AND id IN \
         (SELECT id FROM \"{table}\" WHERE county_id = $1 AND {which} LIMIT {AT_ONCE})"
    );
    let mut all = 0;
    loop {
        let tx = ctx.write(county).await?;
        let values = [county.id.into(), ctx.now.after(-kept).into()];
        let gone = tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), &sql, values)).await?.rows_affected();
        tx.commit().await?;
        all += gone;
        if gone < AT_ONCE {
            return Ok(all);
        }
    }
}
