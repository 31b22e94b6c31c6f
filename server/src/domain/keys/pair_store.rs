//! The SQL of key pairs: people's own, sessions', organs' and custodians', and who holds which.

use crate::domain::keys::model::Recipe;
use crate::domain::keys::pair::Sealed;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, AccountKeyId, OrganId, OrganKeyId, SessionId};
use entity::words::OrganKind;
use entity::{account_key, member_key, organ, organ_key, session, session_key};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, TryInsertResult};

/// The account's pair.
pub async fn own_of(tx: &Tx, account: AccountId) -> Outcome<Option<account_key::Model>> {
    Ok(tx.rows().find::<account_key::Entity>().filter(account_key::Column::AccountId.eq(account)).one(tx).await?)
}

/// The pairs of all accounts.
pub async fn owns(tx: &Tx) -> Outcome<Vec<account_key::Model>> {
    Ok(tx.rows().find::<account_key::Entity>().order_by_asc(account_key::Column::Id).all(tx).await?)
}

/// Forgets the account's pair with all that was sealed to it.
pub async fn forget_own(tx: &Tx, account: AccountId) -> Outcome<()> {
    let Some(row) = own_of(tx, account).await? else { return Ok(()) };
    tx.rows().delete::<session_key::Entity>().filter(session_key::Column::AccountKeyId.eq(row.id)).exec(tx).await?;
    tx.rows().delete::<member_key::Entity>().filter(member_key::Column::AccountKeyId.eq(row.id)).exec(tx).await?;
    tx.rows().delete::<account_key::Entity>().filter(account_key::Column::Id.eq(row.id)).exec(tx).await?;
    Ok(())
}

/// Another sealing of the same private key; false if the pair is gone.
pub async fn put_sealed(tx: &Tx, id: AccountKeyId, (nonce, sealed): (Vec<u8>, Vec<u8>), recipe: &Recipe) -> Outcome<bool> {
    let number = |value: u32| Expr::value(i32::try_from(value).unwrap_or(i32::MAX));
    let change = tx.rows().update::<account_key::Entity>().col_expr(account_key::Column::Nonce, Expr::value(nonce));
    let change = change.col_expr(account_key::Column::Sealed, Expr::value(sealed));
    let change = change.col_expr(account_key::Column::Salt, Expr::value(recipe.salt.clone()));
    let change = change.col_expr(account_key::Column::MemoryKib, number(recipe.memory_kib));
    let change = change.col_expr(account_key::Column::Passes, number(recipe.passes));
    Ok(change.filter(account_key::Column::Id.eq(id)).exec(tx).await?.rows_affected == 1)
}

/// What a session that lives holds.
pub async fn living(tx: &Tx, id: SessionId) -> Outcome<Option<session_key::Model>> {
    let lives = tx.rows().one::<session::Entity, _>(id).one(tx).await?;
    if lives.is_none_or(|row| row.ended_at.is_some() || row.expires_at <= tx.now) {
        return Ok(None);
    }
    Ok(tx.rows().find::<session_key::Entity>().filter(session_key::Column::SessionId.eq(id)).one(tx).await?)
}

/// Forgets what these sessions hold.
///
/// # Errors
/// A fault of the database.
pub async fn forget_sessions(tx: &Tx, ended: &[SessionId]) -> Outcome<()> {
    tx.rows().delete::<session_key::Entity>().filter(session_key::Column::SessionId.is_in(ended.iter().copied())).exec(tx).await?;
    Ok(())
}

/// What is sealed to somebody's public key.
pub async fn members_of(tx: &Tx, own: AccountKeyId) -> Outcome<Vec<member_key::Model>> {
    Ok(tx.rows().find::<member_key::Entity>().filter(member_key::Column::AccountKeyId.eq(own)).all(tx).await?)
}

/// What one member holds of one pair.
pub async fn member(tx: &Tx, (pair, own): (OrganKeyId, AccountKeyId)) -> Outcome<Option<member_key::Model>> {
    let rows = tx.rows().find::<member_key::Entity>().filter(member_key::Column::OrganKeyId.eq(pair));
    Ok(rows.filter(member_key::Column::AccountKeyId.eq(own)).one(tx).await?)
}

/// Who holds what, in the whole county: small rows, some for each officer.
pub async fn members(tx: &Tx) -> Outcome<Vec<member_key::Model>> {
    Ok(tx.rows().find::<member_key::Entity>().all(tx).await?)
}

/// Gives a member an organ's private key; nothing if he has it.
pub async fn add_member(tx: &Tx, (organ_key_id, account_key_id): (OrganKeyId, AccountKeyId), sealed: Sealed) -> Outcome<()> {
    let (county_id, id, created_at) = (tx.county.id, tx.mint(), tx.now);
    let (encapped, sealed) = (sealed.encapped, sealed.text);
    let row = member_key::Model { county_id, id, organ_key_id, account_key_id, encapped, sealed, created_at };
    let insert = tx.rows().insert::<_, member_key::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    insert.try_insert().exec_without_returning(tx).await?;
    Ok(())
}

/// Takes an organ's private keys from somebody.
pub async fn drop_members(tx: &Tx, own: AccountKeyId, pairs: &[OrganKeyId]) -> Outcome<()> {
    let rows = tx.rows().delete::<member_key::Entity>().filter(member_key::Column::AccountKeyId.eq(own));
    rows.filter(member_key::Column::OrganKeyId.is_in(pairs.iter().copied())).exec(tx).await?;
    Ok(())
}

/// All pairs of organs and custodians, older ones too, the oldest first.
pub async fn pairs(tx: &Tx) -> Outcome<Vec<organ_key::Model>> {
    Ok(tx.rows().find::<organ_key::Entity>().order_by_asc(organ_key::Column::Id).all(tx).await?)
}

/// Those that new things are sealed to.
pub async fn current(tx: &Tx) -> Outcome<Vec<organ_key::Model>> {
    let rows = tx.rows().find::<organ_key::Entity>().filter(organ_key::Column::RetiredAt.is_null());
    Ok(rows.order_by_asc(organ_key::Column::Id).all(tx).await?)
}

/// Nothing new is sealed to this pair.
pub async fn retire(tx: &Tx, id: OrganKeyId) -> Outcome<()> {
    let change = tx.rows().update::<organ_key::Entity>().col_expr(organ_key::Column::RetiredAt, Expr::value(tx.now.0));
    change.filter(organ_key::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// The kinds of all organs.
pub async fn organ_kinds(tx: &Tx) -> Outcome<Vec<(OrganId, OrganKind)>> {
    let rows = tx.rows().find::<organ::Entity>().select_only().column(organ::Column::Id).column(organ::Column::Kind);
    Ok(rows.into_tuple().all(tx).await?)
}

/// A new pair; false if another request made it in this moment.
pub async fn add_pair(tx: &Tx, row: organ_key::Model) -> Outcome<bool> {
    let insert = tx.rows().insert::<_, organ_key::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0))
}
