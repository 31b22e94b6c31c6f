//! The SQL of envelopes, wraps and parts.

use crate::domain::keys::by_pair::THEIRS;
use crate::domain::keys::cipher::ALGORITHM;
use crate::domain::keys::pair;
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{EnvelopeId, KeyWrapId, OrganId, OrganKeyId, PendingWrapId, SealedPartId};
use entity::words::{EnvelopeKind, WrapHolder};
use entity::{envelope, key_wrap, pending_wrap, sealed_part};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DbErr, ExprTrait as _, QueryFilter as _, QueryOrder as _, QueryResult,
    QuerySelect as _, Statement,
};
use uuid::Uuid;

pub async fn add_envelopes(tx: &Tx, envelopes: Vec<(EnvelopeId, EnvelopeKind, Option<Vec<u8>>)>) -> Outcome<()> {
    let row = |(id, kind, append_key)| envelope::Model {
        county_id: tx.county.id,
        id,
        kind,
        algorithm: ALGORITHM.to_owned(),
        append_key,
        created_at: tx.now,
    };
    Ok(tx.add_all(envelopes.into_iter().map(row).collect()).await?)
}

pub async fn wraps(tx: &Tx, envelope: EnvelopeId, holder: WrapHolder, organ: Option<OrganId>) -> Outcome<Vec<key_wrap::Model>> {
    let mut query =
        tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(envelope)).filter(key_wrap::Column::Holder.eq(holder));
    if let Some(organ) = organ {
        query = query.filter(key_wrap::Column::OrganId.eq(organ));
    }
    let stays = key_wrap::Column::Leaves.eq(false);
    Ok(query.filter(stays).order_by_desc(key_wrap::Column::Id).all(tx).await?)
}

/// One envelope.
pub async fn envelope(tx: &Tx, id: EnvelopeId) -> Outcome<envelope::Model> {
    let row = tx.rows().one::<envelope::Entity, _>(id).one(tx).await?;
    row.ok_or_else(|| Failure::fault("an envelope that is gone"))
}

/// Keeps what texts are added with.
pub async fn put_append_key(tx: &Tx, id: EnvelopeId, kept: Vec<u8>) -> Outcome<()> {
    let change = tx.rows().update::<envelope::Entity>().col_expr(envelope::Column::AppendKey, kept.into());
    change.filter(envelope::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn delete_wraps(tx: &Tx, envelope: EnvelopeId, holder: WrapHolder) -> Outcome<()> {
    tx.rows()
        .delete::<key_wrap::Entity>()
        .filter(key_wrap::Column::EnvelopeId.eq(envelope))
        .filter(key_wrap::Column::Holder.eq(holder))
        .exec(tx)
        .await?;
    delete_pending(tx, envelope, (holder, None)).await
}

pub async fn delete_wrap_of(tx: &Tx, envelope: EnvelopeId, holder: WrapHolder, organ: OrganId) -> Outcome<()> {
    let rows = tx.rows().delete::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(envelope));
    rows.filter(key_wrap::Column::Holder.eq(holder)).filter(key_wrap::Column::OrganId.eq(organ)).exec(tx).await?;
    delete_pending(tx, envelope, (holder, Some(organ))).await
}

pub async fn delete(tx: &Tx, id: EnvelopeId) -> Outcome<()> {
    tx.rows().delete::<sealed_part::Entity>().filter(sealed_part::Column::EnvelopeId.eq(id)).exec(tx).await?;
    tx.rows().delete::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(id)).exec(tx).await?;
    tx.rows().delete::<pending_wrap::Entity>().filter(pending_wrap::Column::EnvelopeId.eq(id)).exec(tx).await?;
    tx.rows().delete::<envelope::Entity>().filter(envelope::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Texts by id.
pub async fn delete_these(tx: &Tx, ids: &[SealedPartId]) -> Outcome<()> {
    tx.rows().delete::<sealed_part::Entity>().filter(sealed_part::Column::Id.is_in(ids.iter().copied())).exec(tx).await?;
    Ok(())
}

pub async fn delete_parts(tx: &Tx, id: EnvelopeId, but: &[SealedPartId]) -> Outcome<()> {
    let rows = tx.rows().delete::<sealed_part::Entity>().filter(sealed_part::Column::EnvelopeId.eq(id));
    rows.filter(sealed_part::Column::Id.is_not_in(but.iter().copied())).exec(tx).await?;
    Ok(())
}

/// Wraps of these holders that another key than the one given with each made, some at a time.
pub async fn wraps_not_under(tx: &Tx, now: impl Iterator<Item = (WrapHolder, &str)>, at_most: u64) -> Outcome<Vec<key_wrap::Model>> {
    let other =
        now.fold(Condition::any(), |any, (holder, key)| any.add(key_wrap::Column::Holder.eq(holder).and(key_wrap::Column::KeyId.ne(key))));
    let rows = tx.rows().find::<key_wrap::Entity>().filter(other).filter(key_wrap::Column::Algorithm.eq(ALGORITHM));
    Ok(rows.limit(at_most).all(tx).await?)
}

/// How many wraps each holder has under each key of a file.
pub async fn count_wraps(tx: &Tx) -> Outcome<Vec<(WrapHolder, String, u64)>> {
    let sql = "SELECT holder, key_id, COUNT(*) AS wraps FROM key_wrap WHERE county_id = $1 AND holder <> 'CONTENT' \
               AND algorithm = 'A256GCM' GROUP BY holder, key_id ORDER BY holder, key_id";
    let county = Uuid::from(tx.county.id).into();
    let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [county])).await?;
    let read = |row: &QueryResult| {
        let wraps = u64::try_from(row.try_get::<i64>("", "wraps")?).unwrap_or_default();
        Ok((row.try_get("", "holder")?, row.try_get("", "key_id")?, wraps))
    };
    Ok(rows.iter().map(read).collect::<Result<_, DbErr>>()?)
}

pub async fn replace_wrap(tx: &Tx, row: &key_wrap::Model, key_id: String, nonce: Vec<u8>, wrapped: Vec<u8>) -> Outcome<()> {
    tx.rows()
        .update::<key_wrap::Entity>()
        .col_expr(key_wrap::Column::KeyId, key_id.into())
        .col_expr(key_wrap::Column::Nonce, nonce.into())
        .col_expr(key_wrap::Column::Wrapped, wrapped.into())
        .filter(key_wrap::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn parts(tx: &Tx, envelope: EnvelopeId) -> Outcome<Vec<sealed_part::Model>> {
    let query = tx.rows().find::<sealed_part::Entity>().filter(sealed_part::Column::EnvelopeId.eq(envelope));
    Ok(query.order_by_asc(sealed_part::Column::CreatedAt).order_by_asc(sealed_part::Column::Id).all(tx).await?)
}

/// These wraps open nothing more but what waits for them: an organ's, or all of that kind.
pub async fn let_leave(tx: &Tx, envelope: EnvelopeId, (holder, organ): (WrapHolder, Option<OrganId>)) -> Outcome<()> {
    let change = tx.rows().update::<key_wrap::Entity>().col_expr(key_wrap::Column::Leaves, true.into());
    let change = change.filter(key_wrap::Column::EnvelopeId.eq(envelope)).filter(key_wrap::Column::Holder.eq(holder));
    let organ = organ.map(|organ| key_wrap::Column::OrganId.eq(organ));
    change.filter(Condition::all().add_option(organ)).exec(tx).await?;
    Ok(())
}

/// Wraps that were on their way out go, if nothing of their envelope waits.
pub async fn delete_leaving(tx: &Tx, envelope: EnvelopeId) -> Outcome<()> {
    if !pending_of(tx, envelope).await?.is_empty() {
        return Ok(());
    }
    let rows = tx.rows().delete::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(envelope));
    rows.filter(key_wrap::Column::Leaves.eq(true)).exec(tx).await?;
    Ok(())
}

/// What waits for an envelope's key.
pub async fn pending_of(tx: &Tx, envelope: EnvelopeId) -> Outcome<Vec<pending_wrap::Model>> {
    let rows = tx.rows().find::<pending_wrap::Entity>().filter(pending_wrap::Column::EnvelopeId.eq(envelope));
    Ok(rows.order_by_asc(pending_wrap::Column::Id).all(tx).await?)
}

/// Whether this holder's wrap waits for somebody.
pub async fn is_pending(tx: &Tx, envelope: EnvelopeId, (holder, organ): (WrapHolder, Option<OrganId>)) -> Outcome<bool> {
    Ok(pending_of(tx, envelope).await?.iter().any(|row| row.holder == holder && row.organ_id == organ))
}

/// Nobody need do it any more: for an organ, or for all of that kind.
pub async fn delete_pending(tx: &Tx, envelope: EnvelopeId, (holder, organ): (WrapHolder, Option<OrganId>)) -> Outcome<()> {
    let rows = tx.rows().delete::<pending_wrap::Entity>().filter(pending_wrap::Column::EnvelopeId.eq(envelope));
    let organ = organ.map(|organ| pending_wrap::Column::OrganId.eq(organ));
    rows.filter(pending_wrap::Column::Holder.eq(holder)).filter(Condition::all().add_option(organ)).exec(tx).await?;
    Ok(())
}

/// Takes one that waits; false if somebody was faster.
pub async fn take_pending(tx: &Tx, id: PendingWrapId) -> Outcome<bool> {
    let rows = tx.rows().delete::<pending_wrap::Entity>().filter(pending_wrap::Column::Id.eq(id));
    Ok(rows.exec(tx).await?.rows_affected == 1)
}

/// Wraps under these pairs of envelopes for whose key something waits, some at a time.
pub async fn waiting_for(tx: &Tx, pairs: &[OrganKeyId], at_most: u64) -> Outcome<Vec<key_wrap::Model>> {
    let waiting = Query::select()
        .column(pending_wrap::Column::EnvelopeId)
        .from(pending_wrap::Entity)
        .and_where(pending_wrap::Column::CountyId.eq(tx.county.id))
        .to_owned();
    let rows = tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::Algorithm.eq(pair::ALGORITHM));
    let rows = rows.filter(key_wrap::Column::EnvelopeId.in_subquery(waiting));
    let rows = rows.filter(key_wrap::Column::KeyId.is_in(pairs.iter().map(ToString::to_string)));
    Ok(rows.order_by_asc(key_wrap::Column::Id).limit(at_most).all(tx).await?)
}

/// Wraps that lie under the county's keys and may lie under pairs, after this one.
pub async fn under_county(tx: &Tx, after: Option<KeyWrapId>, at_most: u64) -> Outcome<Vec<key_wrap::Model>> {
    let theirs = Query::select()
        .column(envelope::Column::Id)
        .from(envelope::Entity)
        .and_where(envelope::Column::CountyId.eq(tx.county.id))
        .and_where(envelope::Column::Kind.is_in(THEIRS))
        .to_owned();
    let rows = tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::Algorithm.eq(ALGORITHM));
    let rows = rows.filter(key_wrap::Column::Holder.is_in([WrapHolder::Organ, WrapHolder::Review, WrapHolder::Custodian]));
    let rows = rows.filter(key_wrap::Column::EnvelopeId.in_subquery(theirs));
    let rows = rows.filter(Condition::all().add_option(after.map(|id| key_wrap::Column::Id.gt(id))));
    Ok(rows.order_by_asc(key_wrap::Column::Id).limit(at_most).all(tx).await?)
}

/// Takes one wrap away.
pub async fn delete_wrap(tx: &Tx, id: KeyWrapId) -> Outcome<()> {
    tx.rows().delete::<key_wrap::Entity>().filter(key_wrap::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}
