//! Keys of people: opened by the password at signing in, carried to the session, and handed to colleagues.

use crate::domain::keys::{self, Own, Owner};
use crate::domain::staff::{password, store};
use crate::kernel::{County, Ctx, Kernel, Outcome, Tx};
use entity::account;
use entity::id::AccountId;

/// A pair of somebody's own under a password that he has, or that is handed to him.
pub async fn own_under(kernel: &Kernel, password: &str) -> Outcome<Own> {
    let recipe = password::recipe(kernel);
    Own::draw(kernel, &password::key_of(password, &recipe).await?, recipe)
}

/// The account's private key, opened by the password that was right just now; made for whoever has none yet, but not under
/// a first password: that one is replaced. None if it can't be had; people then work on without what it opens.
pub async fn opened_by(ctx: &Ctx, county: &County, account: &account::Model, password: &str) -> Outcome<Option<Owner>> {
    let tx = ctx.read(county).await?;
    let row = keys::own_of(&tx, account.id).await?;
    drop(tx);
    if let Some(row) = row {
        let owner = keys::open_own(&row, &password::key_of(password, &keys::recipe_of(&row)).await?)?;
        if owner.is_none() {
            tracing::warn!(account = %account.id, "a private key does not open by its owner's password");
        }
        return Ok(owner);
    }
    if account.first_password_until.is_some() {
        return Ok(None);
    }
    let own = own_under(&ctx.kernel, password).await?;
    let tx = ctx.write(county).await?;
    let now = store::locked_account(&tx, account.id).await?;
    // Of two sign-ins at once one makes it.
    if now.is_none_or(|now| now.password_hash != account.password_hash) || keys::own_of(&tx, account.id).await?.is_some() {
        return Ok(None);
    }
    let owner = keys::keep_own(&tx, account.id, &own).await?;
    tx.commit().await?;
    Ok(Some(owner))
}

/// Whether a private key that was opened before is still the account's. The account must be held.
pub async fn still(tx: &Tx, account: AccountId, owner: Option<Owner>) -> Outcome<Option<Owner>> {
    let Some(owner) = owner else { return Ok(None) };
    let now = keys::own_of(tx, account).await?;
    Ok(now.filter(|row| row.id == owner.key).map(|_| owner))
}

/// Brings the county's pairs to where today's roles want them, with what this owner or the viewer holds.
///
/// # Errors
/// A fault of the database or the key folder.
pub async fn tend(tx: &Tx, owner: Option<&Owner>) -> Outcome<()> {
    let seats = store::seats(tx).await?;
    if owner.is_some() {
        return keys::settle(tx, &seats, owner).await;
    }
    let at_hand = keys::at_hand(tx).await?;
    keys::settle(tx, &seats, at_hand.as_ref()).await
}

/// What the calendar changes: roles that begin and end with a day.
///
/// # Errors
/// A fault of the database or the key folder.
pub async fn tend_county(ctx: &Ctx, county: &County) -> Outcome<()> {
    let tx = ctx.write(county).await?;
    tend(&tx, None).await?;
    tx.commit().await
}
