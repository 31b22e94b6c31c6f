//! The SQL of envelopes, wraps and parts.

use crate::domain::keys::cipher::ALGORITHM;
use crate::kernel::{Outcome, Tx};
use entity::id::{EnvelopeId, OrganId, SealedPartId};
use entity::words::{EnvelopeKind, WrapHolder};
use entity::{envelope, key_wrap, sealed_part};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DbErr, ExprTrait as _, QueryFilter as _, QueryOrder as _, QueryResult,
    QuerySelect as _, Statement,
};
use uuid::Uuid;

pub async fn add_envelopes(tx: &Tx, envelopes: impl Iterator<Item = (EnvelopeId, EnvelopeKind)>) -> Outcome<()> {
    let row = |(id, kind)| envelope::Model { county_id: tx.county.id, id, kind, algorithm: ALGORITHM.to_owned(), created_at: tx.now };
    Ok(tx.add_all(envelopes.map(row).collect()).await?)
}

pub async fn wraps(tx: &Tx, envelope: EnvelopeId, holder: WrapHolder, organ: Option<OrganId>) -> Outcome<Vec<key_wrap::Model>> {
    let mut query =
        tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(envelope)).filter(key_wrap::Column::Holder.eq(holder));
    if let Some(organ) = organ {
        query = query.filter(key_wrap::Column::OrganId.eq(organ));
    }
    Ok(query.order_by_desc(key_wrap::Column::Id).all(tx).await?)
}

pub async fn delete_wraps(tx: &Tx, envelope: EnvelopeId, holder: WrapHolder) -> Outcome<()> {
    tx.rows()
        .delete::<key_wrap::Entity>()
        .filter(key_wrap::Column::EnvelopeId.eq(envelope))
        .filter(key_wrap::Column::Holder.eq(holder))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn delete_wrap_of(tx: &Tx, envelope: EnvelopeId, holder: WrapHolder, organ: OrganId) -> Outcome<()> {
    let rows = tx.rows().delete::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(envelope));
    rows.filter(key_wrap::Column::Holder.eq(holder)).filter(key_wrap::Column::OrganId.eq(organ)).exec(tx).await?;
    Ok(())
}

pub async fn delete(tx: &Tx, id: EnvelopeId) -> Outcome<()> {
    tx.rows().delete::<sealed_part::Entity>().filter(sealed_part::Column::EnvelopeId.eq(id)).exec(tx).await?;
    tx.rows().delete::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(id)).exec(tx).await?;
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
    Ok(tx.rows().find::<key_wrap::Entity>().filter(other).limit(at_most).all(tx).await?)
}

/// How many wraps each holder has under each key of a file.
pub async fn count_wraps(tx: &Tx) -> Outcome<Vec<(WrapHolder, String, u64)>> {
    let sql = "SELECT holder, key_id, COUNT(*) AS wraps FROM key_wrap WHERE county_id = $1 AND holder <> 'CONTENT' \
               GROUP BY holder, key_id ORDER BY holder, key_id";
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
