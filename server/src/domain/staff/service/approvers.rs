//! Whose word a proposed role or reset needs, and who must not be the last to go.

use crate::domain::directory::{self, OrganFacts};
use crate::domain::staff::policy::{Facts, approving_organ};
use crate::domain::staff::rules::{Standing, stays_as_long};
use crate::domain::staff::store;
use crate::kernel::{Outcome, StaffActor, Tx};
use entity::access_reset;
use entity::id::{AccountId, OfficialId, OrganId};
use entity::role_grant;
use entity::words::{GrantState, OrganKind, StaffRole};
use std::collections::BTreeMap;
use time::Date;

/// The organs of the county, its heads and administrators today, and which accounts are one person's: enough to say who
/// decides about anything that waits.
pub struct Approvers {
    organs: Vec<OrganFacts>,
    heads: Vec<role_grant::Model>,
    admins: Vec<role_grant::Model>,
    behind: BTreeMap<AccountId, OfficialId>,
    today: Date,
}

impl Approvers {
    /// Reads organs, heads, administrators and who stands behind accounts.
    pub async fn load(tx: &Tx) -> Outcome<Self> {
        let today = tx.now.in_china().date();
        Ok(Self {
            organs: directory::organs(tx).await?,
            heads: store::held_on(tx, StaffRole::Head, today).await?,
            admins: store::held_on(tx, StaffRole::CountyAdmin, today).await?,
            behind: store::officials_behind(tx).await?,
            today,
        })
    }

    /// The facts about a grant, as its possible approver.
    #[must_use]
    pub fn of_grant(&self, actor: &StaffActor, grant: &role_grant::Model) -> Facts {
        let concerned: Vec<_> = grant.proposed_by.into_iter().chain([grant.account_id]).collect();
        Facts {
            is_self: actor.is_me(grant.account_id),
            is_proposer: grant.proposed_by.is_some_and(|account| actor.is_me(account)),
            approving: grant.organ_id.and_then(|organ| self.approving(organ, &concerned)).into_iter().collect(),
            is_last_head: grant.role == StaffRole::Head && self.is_last(grant, |row| row.organ_id == grant.organ_id, &self.heads),
            is_last_admin: grant.role == StaffRole::CountyAdmin && self.is_last(grant, |_| true, &self.admins),
        }
    }

    /// Whether nobody else holds the same today and at least as long: then it must not end by the administrator's word.
    fn is_last(&self, grant: &role_grant::Model, is_same: impl Fn(&role_grant::Model) -> bool, held: &[role_grant::Model]) -> bool {
        let holds_yet = grant.state == GrantState::Active && grant.valid_until.is_none_or(|last| self.today <= last);
        let mut same = held.iter().filter(|row| is_same(row)).peekable();
        let own = self.persons(&[grant.account_id]);
        let stays = |row: &role_grant::Model| {
            let other = Standing { is_same_person: own.contains(&row.account_id), until: row.valid_until };
            stays_as_long(other, grant.valid_until)
        };
        holds_yet && same.peek().is_some() && !same.any(stays)
    }

    /// The facts about a reset of an account with case roles in `organs`; without any, the county's commission decides.
    #[must_use]
    pub fn of_reset(&self, actor: &StaffActor, reset: &access_reset::Model, organs: &[OrganId]) -> Facts {
        let concerned = [reset.proposed_by, reset.account_id];
        let commissions = self.organs.iter().filter(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id);
        let asked: Vec<_> = if organs.is_empty() { commissions.collect() } else { organs.to_vec() };
        Facts {
            is_self: actor.is_me(reset.account_id),
            is_proposer: actor.is_me(reset.proposed_by),
            approving: asked.into_iter().filter_map(|organ| self.approving(organ, &concerned)).collect(),
            ..Facts::default()
        }
    }

    /// Whose heads decide about what belongs to an organ and concerns these accounts, or whoever had them.
    fn approving(&self, organ: OrganId, concerned: &[AccountId]) -> Option<OrganId> {
        let heads: Vec<_> = self.heads.iter().filter_map(|row| Some((row.organ_id?, row.account_id))).collect();
        approving_organ(&self.chain(organ), &heads, &self.persons(concerned))
    }

    /// These accounts and all others, closed ones too, behind which the same officials stand.
    fn persons(&self, accounts: &[AccountId]) -> Vec<AccountId> {
        let meant: Vec<_> = accounts.iter().filter_map(|account| self.behind.get(account)).collect();
        let same = self.behind.iter().filter(|(_, official)| meant.contains(official)).map(|(account, _)| *account);
        accounts.iter().copied().chain(same).collect()
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
