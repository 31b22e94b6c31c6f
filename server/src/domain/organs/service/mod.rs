//! The verbs of organs' records.

pub mod change;
pub mod close;
pub mod cover;
mod place;
pub mod read;

use super::policy::{Action, decide};
use crate::domain::{notices, staff};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, StaffActor, Tx};
use entity::id::OrganId;
use entity::words::{NoticeKind, OrganKind};
use entity::{organ, organ_state};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// All organs of the county, held, with what has changed about them.
struct Held {
    tx: Tx,
    organs: Vec<organ::Model>,
    states: BTreeMap<OrganId, organ_state::Model>,
}

impl Held {
    /// Opens a verb of the administrator.
    async fn begin(ctx: &Ctx) -> Outcome<Self> {
        let staff = changing(ctx)?;
        let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
        let organs = super::store::held_organs(&tx).await?;
        let states = super::store::states(&tx).await?;
        Ok(Self { tx, organs, states })
    }

    /// An organ that is not closed.
    fn open(&self, field: &'static str, id: OrganId) -> Outcome<&organ::Model> {
        let organ = self.organs.iter().find(|organ| organ.id == id);
        let organ = organ.ok_or_else(|| Failure::field(ErrorCode::NotFound, field, "没有找到这个纪检组织。"))?;
        let is_closed = self.states.get(&id).is_some_and(|state| state.closed_on.is_some());
        if is_closed { Err(Failure::field(ErrorCode::State, field, "这个纪检组织已经撤销。")) } else { Ok(organ) }
    }

    /// The same, at the version at which it was read.
    fn at(&self, id: OrganId, version: i32) -> Outcome<&organ::Model> {
        let organ = self.open("organId", id)?;
        if self.states.get(&id).map_or(0, |state| state.version) != version {
            return Err(Failure::refuse(ErrorCode::Conflict, "刚刚有人改过这个纪检组织。请看新的内容，再改。"));
        }
        Ok(organ)
    }

    /// Tells the heads whom a change concerns, and those of the commission.
    async fn tell(&self, organ: &organ::Model, concerned: &[OrganId]) -> Outcome<()> {
        let organs: Vec<_> = concerned.iter().copied().chain(super::store::commission(&self.organs)).collect();
        let told = staff::heads_of(&self.tx, &organs).await?;
        self.tell_these(&told, organ).await
    }

    async fn tell_these(&self, told: &BTreeSet<entity::id::AccountId>, organ: &organ::Model) -> Outcome<()> {
        notices::about_staff(&self.tx, told, NoticeKind::OrganChanged, json!({ "organ": organ.name })).await
    }

    /// No superior on file: an alarm to the heads of the commission.
    async fn alarm(&self, name: &str, kind: OrganKind, superior: Option<OrganId>) -> Outcome<()> {
        if kind == OrganKind::External || superior.is_some() {
            return Ok(());
        }
        let commission: Vec<_> = super::store::commission(&self.organs).into_iter().collect();
        let told = staff::heads_of(&self.tx, &commission).await?;
        if told.is_empty() {
            tracing::error!(county = %self.tx.county.code, "an organ has no superior, and the commission has no head who could be told");
        }
        notices::about_staff(&self.tx, &told, NoticeKind::OrganAlone, json!({ "organ": name })).await
    }
}

fn changing(ctx: &Ctx) -> Outcome<&StaffActor> {
    decide(&ctx.actor, Action::Change).check()
}
