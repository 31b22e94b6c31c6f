//! The SQL of clients, their secrets and what they use.

use crate::kernel::{Outcome, Tx};
use entity::id::{ClientId, ClientTryId};
use entity::moment::Moment;
use entity::{client, client_secret, client_use};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement,
    Value,
};
use uuid::Uuid;

fn statement<const N: usize>(tx: &Tx, sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(tx.get_database_backend(), sql, values)
}

fn county(tx: &Tx) -> Value {
    Uuid::from(tx.county.id).into()
}

/// All clients of the county, also ended ones, the newest first.
pub async fn all(tx: &Tx) -> Outcome<Vec<client::Model>> {
    Ok(tx.rows().find::<client::Entity>().order_by_desc(client::Column::Id).limit(500).all(tx).await?)
}

/// How many are not ended.
pub async fn living(tx: &Tx) -> Outcome<u64> {
    Ok(tx.rows().find::<client::Entity>().filter(client::Column::EndedAt.is_null()).count(tx).await?)
}

/// One of them.
pub async fn one(tx: &Tx, id: ClientId) -> Outcome<Option<client::Model>> {
    Ok(tx.rows().one::<client::Entity, _>(id).one(tx).await?)
}

/// The same, held to the end of the transaction.
pub async fn held(tx: &Tx, id: ClientId) -> Outcome<Option<client::Model>> {
    Ok(tx.rows().one::<client::Entity, _>(id).lock_exclusive().one(tx).await?)
}

/// Ends a client.
pub async fn end(tx: &Tx, id: ClientId) -> Outcome<()> {
    let change = tx.rows().update::<client::Entity>().col_expr(client::Column::EndedAt, Expr::value(tx.now));
    change.filter(client::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

fn good(now: Moment) -> Condition {
    Condition::any().add(client_secret::Column::EndsAt.is_null()).add(client_secret::Column::EndsAt.gt(now))
}

/// Secrets that are good now, the newest first.
pub async fn secrets(tx: &Tx) -> Outcome<Vec<client_secret::Model>> {
    let rows = tx.rows().find::<client_secret::Entity>().filter(good(tx.now));
    Ok(rows.order_by_desc(client_secret::Column::Id).all(tx).await?)
}

/// Whether this is a good secret of the client. One question, whatever the answer.
pub async fn is_good(tx: &Tx, client: ClientId, hash: &[u8]) -> Outcome<Option<client::Model>> {
    let rows = tx.rows().find::<client_secret::Entity>().filter(client_secret::Column::ClientId.eq(client));
    let found = rows.filter(client_secret::Column::Hash.eq(hash.to_vec())).filter(good(tx.now)).one(tx).await?;
    let row = one(tx, client).await?;
    Ok(row.filter(|row| found.is_some() && row.ended_at.is_none()))
}

/// What was good without an end is good until then; what had one ends now: so at most two are good at a time.
pub async fn end_secrets(tx: &Tx, client: ClientId, until: Moment) -> Outcome<()> {
    let of = |change: sea_orm::UpdateMany<client_secret::Entity>| change.filter(client_secret::Column::ClientId.eq(client));
    let ends = |at: Moment| tx.rows().update::<client_secret::Entity>().col_expr(client_secret::Column::EndsAt, Expr::value(at));
    of(ends(tx.now)).filter(client_secret::Column::EndsAt.gt(tx.now)).exec(tx).await?;
    of(ends(until)).filter(client_secret::Column::EndsAt.is_null()).exec(tx).await?;
    Ok(())
}

/// What all clients used.
pub async fn uses(tx: &Tx) -> Outcome<Vec<client_use::Model>> {
    Ok(tx.rows().find::<client_use::Entity>().all(tx).await?)
}

/// What one used.
pub async fn used(tx: &Tx, client: ClientId) -> Outcome<Option<client_use::Model>> {
    Ok(tx.rows().find::<client_use::Entity>().filter(client_use::Column::ClientId.eq(client)).one(tx).await?)
}

/// Where a count begins, and how far it may go.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Its begin.
    pub from: Moment,
    /// The most.
    pub most: i64,
}

/// Counts a cost in both windows, unless it would go over one of them: then nothing is counted. One statement; of processes
/// whose clocks differ the later window holds.
pub async fn charge(tx: &Tx, client: ClientId, cost: i64, (minute, day): (Window, Window)) -> Outcome<Option<(i64, i64)>> {
    let was = |name: &str, from: &str| format!("CASE WHEN client_use.{name}_at >= {from} THEN client_use.{name}_cost ELSE 0 END + $5");
    let begun = |name: &str, from: &str| format!("CASE WHEN client_use.{name}_at >= {from} THEN client_use.{name}_at ELSE {from} END");
    let sql = format!(
        "INSERT INTO client_use (county_id, client_id, last_at, minute_at, minute_cost, day_at, day_cost) VALUES ($1, $2, $3, $4, $5, $6, $5) \
         ON CONFLICT (county_id, client_id) DO UPDATE SET last_at = $3, minute_cost = {}, minute_at = {}, day_cost = {}, day_at = {} \
         WHERE {} <= $7 AND {} <= $8 RETURNING minute_cost, day_cost",
        was("minute", "$4"),
        begun("minute", "$4"),
        was("day", "$6"),
        begun("day", "$6"),
        was("minute", "$4"),
        was("day", "$6"),
    );
    let values = [
        county(tx),
        Uuid::from(client).into(),
        tx.now.0.into(),
        minute.from.0.into(),
        cost.into(),
        day.from.0.into(),
        minute.most.into(),
        day.most.into(),
    ];
    let row = tx.query_one_raw(statement(tx, &sql, values)).await?;
    Ok(row.map(|row| Ok::<_, sea_orm::DbErr>((row.try_get("", "minute_cost")?, row.try_get("", "day_cost")?))).transpose()?)
}

/// Counts a failed try; how many there were since when.
pub async fn count_try(tx: &Tx, who: &[u8], forgotten: Moment) -> Outcome<(i64, Moment)> {
    let sql = "INSERT INTO client_try (county_id, id, who, since, tries) VALUES ($1, $2, $3, $4, 1) \
               ON CONFLICT (county_id, who) DO UPDATE SET \
                   tries = CASE WHEN client_try.since <= $5 THEN 1 ELSE client_try.tries + 1 END, \
                   since = CASE WHEN client_try.since <= $5 THEN $4 ELSE client_try.since END RETURNING tries, since";
    let id = Uuid::from(tx.mint::<ClientTryId>());
    let values = [county(tx), id.into(), who.to_vec().into(), tx.now.0.into(), forgotten.0.into()];
    let row = tx.query_one_raw(statement(tx, sql, values)).await?.ok_or_else(|| crate::kernel::Failure::fault("a try was not counted"))?;
    Ok((row.try_get("", "tries")?, Moment(row.try_get("", "since")?)))
}
