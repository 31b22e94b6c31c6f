//! The staff of the demonstration as they act: who sits at which organ, and who speaks for a unit.

use crate::kernel::{Actor, HeldRole, Outcome, StaffActor, Tx};
use entity::id::{AccountId, OrganId, SessionId, UnitId};
use entity::words::{AccountState, StaffRole};
use entity::{account, role_grant};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

/// Handlers first, then heads.
pub struct Desk(Vec<StaffActor>);

impl Desk {
    /// Reads who there is.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn load(tx: &Tx) -> Outcome<Self> {
        let active = tx.rows().find::<account::Entity>().filter(account::Column::State.eq(AccountState::Active));
        let accounts = active.order_by_asc(account::Column::Login).all(tx).await?;
        let grants = tx.rows().find::<role_grant::Entity>().all(tx).await?;
        let mut staff: Vec<_> = accounts.into_iter().map(|account| actor(account, &grants)).collect();
        staff.sort_by_key(|actor| !actor.is(StaffRole::Handler));
        Ok(Self(staff))
    }

    /// Who may try an act on a case of this organ: its handler before others, handlers before heads.
    #[must_use]
    pub fn candidates(&self, organ: OrganId, handler: Option<AccountId>) -> Vec<Actor> {
        let is_of = |actor: &&StaffActor| actor.is_in(StaffRole::Handler, organ) || actor.is_in(StaffRole::Head, organ);
        let mut found: Vec<_> = self.0.iter().filter(is_of).cloned().collect();
        found.sort_by_key(|actor| Some(actor.account_id) != handler);
        found.into_iter().map(Actor::Staff).collect()
    }

    /// Handlers of an organ, for an assignment.
    #[must_use]
    pub fn handlers(&self, organ: OrganId) -> Vec<AccountId> {
        self.0.iter().filter(|actor| actor.is_in(StaffRole::Handler, organ)).map(|actor| actor.account_id).collect()
    }

    /// Heads of an organ.
    #[must_use]
    pub fn heads(&self, organ: OrganId) -> Vec<Actor> {
        self.0.iter().filter(|actor| actor.is_in(StaffRole::Head, organ)).cloned().map(Actor::Staff).collect()
    }

    /// The county's administrator.
    #[must_use]
    pub fn administrator(&self) -> Option<Actor> {
        self.0.iter().find(|actor| actor.is(StaffRole::CountyAdmin)).cloned().map(Actor::Staff)
    }

    /// Who publishes for a unit.
    #[must_use]
    pub fn publishers(&self, unit: UnitId) -> Vec<Actor> {
        self.with(|held| held.role == StaffRole::Publisher && held.unit_id == Some(unit))
    }

    /// Who reviews for a unit.
    #[must_use]
    pub fn reviewers(&self, unit: UnitId) -> Vec<Actor> {
        self.with(|held| held.role == StaffRole::Reviewer && held.unit_id == Some(unit))
    }

    fn with(&self, held: impl Fn(&HeldRole) -> bool) -> Vec<Actor> {
        self.0.iter().filter(|actor| actor.roles.iter().any(&held)).cloned().map(Actor::Staff).collect()
    }
}

fn actor(account: account::Model, grants: &[role_grant::Model]) -> StaffActor {
    let held = grants.iter().filter(|grant| grant.account_id == account.id);
    StaffActor {
        county_id: account.county_id,
        account_id: account.id,
        session_id: SessionId(Uuid::nil()),
        name: account.name,
        official_id: account.official_id,
        former: Vec::new(),
        roles: held.map(|grant| HeldRole { role: grant.role, unit_id: grant.unit_id, organ_id: grant.organ_id }).collect(),
    }
}
