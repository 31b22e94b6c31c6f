//! The SQL of webhooks.

use crate::kernel::{Outcome, Tx};
use entity::id::{ClientId, WebhookId};
use entity::moment::Moment;
use entity::webhook;
use entity::words::WebhookState;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, UpdateMany};

/// All of the county that are not ended, the oldest first.
pub async fn all(tx: &Tx) -> Outcome<Vec<webhook::Model>> {
    let rows = tx.rows().find::<webhook::Entity>().filter(webhook::Column::State.ne(WebhookState::Ended));
    Ok(rows.order_by_asc(webhook::Column::Id).all(tx).await?)
}

/// Those of one client.
pub async fn of(tx: &Tx, client: ClientId) -> Outcome<Vec<webhook::Model>> {
    let mut rows = all(tx).await?;
    rows.retain(|row| row.client_id == client);
    Ok(rows)
}

/// How many a client has.
pub async fn living(tx: &Tx, client: ClientId) -> Outcome<u64> {
    let rows = tx.rows().find::<webhook::Entity>().filter(webhook::Column::State.ne(WebhookState::Ended));
    Ok(rows.filter(webhook::Column::ClientId.eq(client)).count(tx).await?)
}

/// One that is not ended, held to the end of the transaction.
pub async fn held(tx: &Tx, id: WebhookId) -> Outcome<Option<webhook::Model>> {
    let row = tx.rows().one::<webhook::Entity, _>(id).lock_exclusive().one(tx).await?;
    Ok(row.filter(|row| row.state != WebhookState::Ended))
}

/// Changes one.
pub async fn change(
    tx: &Tx,
    id: WebhookId,
    to: impl FnOnce(UpdateMany<webhook::Entity>) -> UpdateMany<webhook::Entity> + Send,
) -> Outcome<()> {
    to(tx.rows().update::<webhook::Entity>()).filter(webhook::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Ends all of a client.
pub async fn end_all(tx: &Tx, client: ClientId) -> Outcome<()> {
    let ended = tx.rows().update::<webhook::Entity>().col_expr(webhook::Column::State, Expr::value(WebhookState::Ended));
    ended.filter(webhook::Column::ClientId.eq(client)).exec(tx).await?;
    Ok(())
}

/// A change was taken.
pub async fn taken(tx: &Tx, id: WebhookId, number: i64) -> Outcome<()> {
    let none: Option<String> = None;
    change(tx, id, |row| {
        row.col_expr(webhook::Column::Told, Expr::value(number))
            .col_expr(webhook::Column::Failures, Expr::value(0))
            .col_expr(webhook::Column::LastError, Expr::value(none))
            .col_expr(webhook::Column::LastAt, Expr::value(Some(tx.now)))
            .col_expr(webhook::Column::State, Expr::value(WebhookState::Active))
    })
    .await
}

/// It was not taken; whether it will be tried again.
pub async fn failed(tx: &Tx, row: &webhook::Model, (why, goes_on): (&str, bool)) -> Outcome<()> {
    let state = if goes_on { WebhookState::Active } else { WebhookState::Parked };
    change(tx, row.id, |change| {
        change
            .col_expr(webhook::Column::Failures, Expr::value(row.failures.saturating_add(1)))
            .col_expr(webhook::Column::LastError, Expr::value(Some(why.to_owned())))
            .col_expr(webhook::Column::LastAt, Expr::value(Some(tx.now)))
            .col_expr(webhook::Column::State, Expr::value(state))
            .col_expr(webhook::Column::IsQueued, Expr::value(goes_on))
    })
    .await
}

/// Whether a job looks after it.
pub async fn set_queued(tx: &Tx, id: WebhookId, is_queued: bool) -> Outcome<()> {
    change(tx, id, |row| row.col_expr(webhook::Column::IsQueued, Expr::value(is_queued))).await
}

/// The next secret; the one before signs too until then.
pub async fn next_secret(tx: &Tx, row: &webhook::Model, until: Moment) -> Outcome<()> {
    change(tx, row.id, |change| {
        change
            .col_expr(webhook::Column::SecretNumber, Expr::value(row.secret_number.saturating_add(1)))
            .col_expr(webhook::Column::OldSecretUntil, Expr::value(Some(until)))
    })
    .await
}

/// Tries may begin anew.
pub async fn resume(tx: &Tx, id: WebhookId) -> Outcome<()> {
    change(tx, id, |row| {
        row.col_expr(webhook::Column::State, Expr::value(WebhookState::Active))
            .col_expr(webhook::Column::Failures, Expr::value(0))
            .col_expr(webhook::Column::IsQueued, Expr::value(true))
    })
    .await
}
