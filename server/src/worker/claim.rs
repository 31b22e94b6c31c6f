//! The SQL of the outbox: which counties have work, taking a lease, and how a lease ends.

use crate::kernel::Kernel;
use crate::kernel::{County, Ctx, Outcome, Tx};
use entity::id::{CountyId, OutboxId};
use entity::moment::Moment;
use entity::outbox;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, DbBackend, FromQueryResult as _, QueryFilter as _, Statement, Value};
use std::sync::Arc;
use time::Duration;

/// How long a job belongs to the worker that took it; renewed while it runs.
pub const LEASE: Duration = Duration::seconds(60);
/// Counties looked at in one go, those with the oldest jobs first.
const MOST_COUNTIES: i64 = 64;

/// A job that is ours until its lease ends.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The row.
    pub row: outbox::Model,
    /// The end of the lease, which tells our lease from a later one.
    pub leased_until: Moment,
}

/// Counties with a due job. Runs as the sweeping role, which sees which counties have work and nothing else.
pub async fn due_counties(kernel: &Arc<Kernel>) -> Outcome<Vec<CountyId>> {
    let db = kernel.db.sweep();
    let sql = "SELECT county_id, MIN(run_at) AS oldest FROM outbox WHERE done_at IS NULL AND parked_at IS NULL AND run_at <= $1 \
               AND (leased_until IS NULL OR leased_until <= $1) GROUP BY county_id ORDER BY oldest LIMIT $2";
    let values = [Value::from(kernel.clock.now()), MOST_COUNTIES.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(rows.iter().map(|row| row.try_get("", "county_id")).collect::<Result<_, _>>()?)
}

/// Takes due jobs of a county. Workers pass over what another is just taking.
pub async fn claim(ctx: &Ctx, county: &County, most: usize) -> Outcome<Vec<Claimed>> {
    let tx = ctx.write(county).await?;
    let skip = if tx.get_database_backend() == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "UPDATE outbox SET leased_until = $3 WHERE county_id = $1 AND id IN (SELECT id FROM outbox WHERE county_id = $1 \
         AND done_at IS NULL AND parked_at IS NULL AND run_at <= $2 AND (leased_until IS NULL OR leased_until <= $2) \
         ORDER BY run_at, id LIMIT $4 {skip}) RETURNING *"
    );
    let leased_until = tx.now.after(LEASE);
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let values = [Value::from(county.id), tx.now.into(), leased_until.into(), most.into()];
    let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    let mut rows = rows.iter().map(|row| outbox::Model::from_query_result(row, "")).collect::<Result<Vec<_>, _>>()?;
    tx.commit().await?;
    rows.sort_by_key(|row| (row.run_at, row.id));
    Ok(rows.into_iter().map(|row| Claimed { row, leased_until }).collect())
}

/// How a lease ends.
#[derive(Clone, Debug)]
pub enum End {
    /// The job is done.
    Done,
    /// It comes back at a later time.
    Later {
        /// When.
        run_at: Moment,
        /// Failed tries so far.
        attempts: i32,
        /// Why.
        why: String,
    },
    /// A person must look.
    Parked {
        /// Failed tries so far.
        attempts: i32,
        /// Why.
        why: String,
    },
}

/// Ends our lease; whether it still was ours.
pub async fn finish(ctx: &Ctx, county: &County, claimed: &Claimed, end: End) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    let none = || Expr::value(Option::<Moment>::None);
    let change = tx.rows().update::<outbox::Entity>().col_expr(outbox::Column::LeasedUntil, none());
    let change = match end {
        End::Done => change.col_expr(outbox::Column::DoneAt, Expr::value(tx.now)),
        End::Later { run_at, attempts, why } => change
            .col_expr(outbox::Column::RunAt, Expr::value(run_at))
            .col_expr(outbox::Column::Attempts, Expr::value(attempts))
            .col_expr(outbox::Column::LastError, Expr::value(why)),
        End::Parked { attempts, why } => change
            .col_expr(outbox::Column::ParkedAt, Expr::value(tx.now))
            .col_expr(outbox::Column::Attempts, Expr::value(attempts))
            .col_expr(outbox::Column::LastError, Expr::value(why)),
    };
    let done = change.filter(ours(claimed.row.id, claimed.leased_until)).exec(&tx).await?;
    tx.commit().await?;
    Ok(done.rows_affected == 1)
}

/// Renews our lease; none if it is no longer ours.
pub async fn renew(ctx: &Ctx, county: &County, id: OutboxId, held: Moment) -> Outcome<Option<Moment>> {
    let tx = ctx.write(county).await?;
    let until = tx.now.after(LEASE);
    let change = tx.rows().update::<outbox::Entity>().col_expr(outbox::Column::LeasedUntil, Expr::value(until));
    let done = change.filter(ours(id, held)).exec(&tx).await?;
    tx.commit().await?;
    Ok((done.rows_affected == 1).then_some(until))
}

fn ours(id: OutboxId, leased_until: Moment) -> sea_orm::Condition {
    sea_orm::Condition::all().add(outbox::Column::Id.eq(id)).add(outbox::Column::LeasedUntil.eq(leased_until))
}

/// Frees every lease of every county. Only where no other worker can be alive: at the start, on SQLite.
///
/// # Errors
/// A fault of the database.
pub async fn free_leases(kernel: &Arc<Kernel>) -> Outcome<()> {
    for county in kernel.tenants.all().await?.iter() {
        let tx = Ctx::system(kernel).write(county).await?;
        let held = tx.rows().update::<outbox::Entity>().filter(outbox::Column::LeasedUntil.is_not_null());
        held.col_expr(outbox::Column::LeasedUntil, Expr::value(Option::<Moment>::None)).exec(&tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Takes parked jobs of a county up again, once their cause is mended; how many.
///
/// # Errors
/// A fault of the database.
pub async fn release_parked(tx: &Tx) -> Outcome<u64> {
    let parked = tx.rows().update::<outbox::Entity>().filter(outbox::Column::ParkedAt.is_not_null());
    let freed = parked
        .col_expr(outbox::Column::ParkedAt, Expr::value(Option::<Moment>::None))
        .col_expr(outbox::Column::Attempts, Expr::value(0))
        .col_expr(outbox::Column::RunAt, Expr::value(tx.now))
        .exec(tx)
        .await?;
    tx.leave_work();
    Ok(freed.rows_affected)
}
