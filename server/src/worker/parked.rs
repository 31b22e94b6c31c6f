//! Jobs that a person must look at: what they are, and taking them up again once the cause is mended.

use crate::kernel::{Outcome, Tx};
use entity::moment::Moment;
use entity::outbox;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _};

fn parked(topic: Option<&str>) -> Condition {
    let all = Condition::all().add(outbox::Column::ParkedAt.is_not_null());
    topic.map_or(all.clone(), |topic| all.add(outbox::Column::Topic.eq(topic)))
}

/// Parked jobs of a county, the oldest first; of one topic, if it is named.
///
/// # Errors
/// A fault of the database.
pub async fn parked_jobs(tx: &Tx, topic: Option<&str>) -> Outcome<Vec<outbox::Model>> {
    let rows = tx.rows().find::<outbox::Entity>().filter(parked(topic));
    Ok(rows.order_by_asc(outbox::Column::ParkedAt).order_by_asc(outbox::Column::Id).all(tx).await?)
}

/// Takes parked jobs of a county up again; how many.
///
/// # Errors
/// A fault of the database.
pub async fn release_parked(tx: &Tx, topic: Option<&str>) -> Outcome<u64> {
    let freed = tx
        .rows()
        .update::<outbox::Entity>()
        .filter(parked(topic))
        .col_expr(outbox::Column::ParkedAt, Expr::value(Option::<Moment>::None))
        .col_expr(outbox::Column::Attempts, Expr::value(0))
        .col_expr(outbox::Column::RunAt, Expr::value(tx.now))
        .exec(tx)
        .await?;
    tx.leave_work();
    Ok(freed.rows_affected)
}
