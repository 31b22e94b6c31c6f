//! Whose word a proposed role or reset needs.

use crate::domain::directory::{self, OrganFacts};
use crate::domain::staff::policy::{Facts, approving_organ};
use crate::domain::staff::store;
use crate::kernel::{Outcome, StaffActor, Tx};
use entity::access_reset;
use entity::id::{AccountId, OrganId};
use entity::role_grant;
use entity::words::{GrantState, OrganKind, StaffRole};

/// The organs of the county and their heads today: enough to say who decides about anything that waits.
pub struct Approvers {
    organs: Vec<OrganFacts>,
    heads: Vec<(OrganId, AccountId)>,
}

impl Approvers {
    /// Reads organs and heads.
    pub async fn load(tx: &Tx) -> Outcome<Self> {
        let heads = store::heads(tx, tx.now.in_china().date()).await?;
        Ok(Self { organs: directory::organs(tx).await?, heads })
    }

    /// The facts about a grant, as its possible approver.
    #[must_use]
    pub fn of_grant(&self, actor: &StaffActor, grant: &role_grant::Model) -> Facts {
        let concerned: Vec<_> = grant.proposed_by.into_iter().chain([grant.account_id]).collect();
        let approving = grant.organ_id.and_then(|organ| approving_organ(&self.chain(organ), &self.heads, &concerned));
        Facts {
            is_self: grant.account_id == actor.account_id,
            is_proposer: grant.proposed_by == Some(actor.account_id),
            approving: approving.into_iter().collect(),
            is_last_head: self.is_last_head(grant),
        }
    }

    fn is_last_head(&self, grant: &role_grant::Model) -> bool {
        let stands = grant.role == StaffRole::Head && grant.state == GrantState::Active;
        let mut heads = self.heads.iter().filter(|(organ, _)| Some(*organ) == grant.organ_id).map(|(_, account)| *account).peekable();
        stands && heads.peek().is_some() && heads.all(|account| account == grant.account_id)
    }

    /// The facts about a reset of an account with case roles in `organs`; without any, the county's commission decides.
    #[must_use]
    pub fn of_reset(&self, actor: &StaffActor, reset: &access_reset::Model, organs: &[OrganId]) -> Facts {
        let concerned = [reset.proposed_by, reset.account_id];
        let commissions = self.organs.iter().filter(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id);
        let asked: Vec<_> = if organs.is_empty() { commissions.collect() } else { organs.to_vec() };
        let approving = asked.into_iter().filter_map(|organ| approving_organ(&self.chain(organ), &self.heads, &concerned));
        Facts {
            is_self: reset.account_id == actor.account_id,
            is_proposer: reset.proposed_by == actor.account_id,
            approving: approving.collect(),
            is_last_head: false,
        }
    }

    /// Organs whose accounts a head sees: his own and those right below.
    #[must_use]
    pub fn seen_by(&self, own: &[OrganId]) -> Vec<OrganId> {
        let below = self.organs.iter().filter(|organ| organ.superior_id.is_some_and(|superior| own.contains(&superior)));
        own.iter().copied().chain(below.map(|organ| organ.id)).collect()
    }

    /// The organ and those above it, nearest first; a circle ends where it began.
    fn chain(&self, first: OrganId) -> Vec<OrganId> {
        let mut chain = Vec::new();
        let mut next = Some(first);
        while let Some(id) = next.filter(|id| !chain.contains(id)) {
            chain.push(id);
            next = self.organs.iter().find(|organ| organ.id == id).and_then(|organ| organ.superior_id);
        }
        chain
    }
}
