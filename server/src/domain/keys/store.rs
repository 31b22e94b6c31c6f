//! The SQL of envelopes, wraps and parts.

use crate::domain::keys::cipher::ALGORITHM;
use crate::kernel::{Outcome, Tx};
use entity::id::{EnvelopeId, OrganId};
use entity::words::{EnvelopeKind, WrapHolder};
use entity::{envelope, key_wrap, sealed_part};
use sea_orm::{ColumnTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

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

pub async fn delete(tx: &Tx, id: EnvelopeId) -> Outcome<()> {
    tx.rows().delete::<sealed_part::Entity>().filter(sealed_part::Column::EnvelopeId.eq(id)).exec(tx).await?;
    tx.rows().delete::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(id)).exec(tx).await?;
    tx.rows().delete::<envelope::Entity>().filter(envelope::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Wraps under the county's keys that another key than the two given made, some at a time.
pub async fn wraps_under_older_keys(tx: &Tx, content: &str, name: &str, at_most: u64) -> Outcome<Vec<key_wrap::Model>> {
    let by_content = key_wrap::Column::Holder.is_in([WrapHolder::Organ, WrapHolder::Review]).and(key_wrap::Column::KeyId.ne(content));
    let by_name = key_wrap::Column::Holder.eq(WrapHolder::Custodian).and(key_wrap::Column::KeyId.ne(name));
    Ok(tx.rows().find::<key_wrap::Entity>().filter(by_content.or(by_name)).limit(at_most).all(tx).await?)
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
