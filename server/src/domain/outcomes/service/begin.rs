//! The beginning of each verb that changes an outcome.

use super::{columns_of, who_answers};
use crate::domain::outcomes::model::Column;
use crate::domain::outcomes::policy::{Action, decide};
use crate::domain::outcomes::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, StaffActor, Tx};
use entity::id::OutcomeId;
use entity::{outcome, outcome_kind_version};

/// An outcome that is being changed: who acts, the row, held, and its columns.
pub(super) struct Begun<'a> {
    pub(super) staff: &'a StaffActor,
    pub(super) tx: Tx,
    pub(super) row: outcome::Model,
    pub(super) version: outcome_kind_version::Model,
    pub(super) columns: Vec<Column>,
}

/// Opens a verb on an outcome, if the actor may do this and it is still as he saw it.
pub(super) async fn begin(ctx: &Ctx, (id, revision): (OutcomeId, i64), action: Action) -> Outcome<Begun<'_>> {
    if ctx.actor.staff().is_none() {
        return Err(Failure::SignInNeeded);
    }
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let row = store::held(&tx, id).await?;
    let staff = decide(&ctx.actor, action, &who_answers(&tx, row.unit_id).await?).check()?;
    if row.revision != revision {
        return Err(Failure::refuse(ErrorCode::Conflict, "这一条刚才有人改过。请重新打开再改。"));
    }
    if row.removed_at.is_some() {
        return Err(Failure::refuse(ErrorCode::State, "这一条已经拿掉，不能再改。"));
    }
    let version = store::versions(&tx, vec![row.kind_version_id]).await?.remove(&row.kind_version_id);
    let version = version.ok_or_else(|| Failure::fault("an outcome without its kind"))?;
    let columns = columns_of(&version.columns)?;
    Ok(Begun { staff, tx, row, version, columns })
}
