//! For opinions, which a round may name: whose round it is, which powers are in it, whether it can still be written in.

use super::{decided, facts_of, must_be};
use crate::domain::clearing::policy::Action;
use crate::domain::clearing::store;
use crate::domain::directory;
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use entity::id::{ClearingId, PowerId};
use entity::list_version;
use entity::words::ClearingState;

/// Topic: a list was published. Payload: `clearingId`. The opinions tell the authors of those that it names.
pub const PUBLISHED: &str = "clearing.published";

/// Powers of the register that stand in a round, for whoever reads it.
///
/// # Errors
/// Hidden, as the round itself.
pub async fn powers_of_round(ctx: &Ctx, tx: &Tx, id: ClearingId) -> Outcome<Vec<PowerId>> {
    let row = store::round(tx, id).await?;
    decided(&ctx.actor, Action::Read, &facts_of(tx, &row).await?).check()?;
    powers(tx, id).await
}

/// The same for whoever writes in it; the round is held, so that it is not published meanwhile.
///
/// # Errors
/// Hidden, or refused unless by somebody of the unit, and once it was sent.
pub async fn hold_to_write(ctx: &Ctx, tx: &Tx, id: ClearingId) -> Outcome<Vec<PowerId>> {
    let row = store::held(tx, id).await?;
    decided(&ctx.actor, Action::Edit, &facts_of(tx, &row).await?).check()?;
    must_be(&row, &[ClearingState::Draft, ClearingState::Returned])?;
    powers(tx, id).await
}

async fn powers(tx: &Tx, id: ClearingId) -> Outcome<Vec<PowerId>> {
    Ok(store::powers_in(tx, id).await?.into_iter().collect())
}

/// A version of a unit's list by the unit's code and the number.
///
/// # Errors
/// Hidden if there is none.
pub async fn version_row(tx: &Tx, unit: &str, no: i32) -> Outcome<list_version::Model> {
    let unit = directory::unit_by_code(tx, unit).await?.unit.id;
    store::version(tx, unit, no).await?.ok_or_else(Failure::hidden)
}
