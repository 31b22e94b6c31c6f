//! Whose the pairs are: an organ's is made with its first member's, handed to colleagues by whoever holds it and is there,
//! and replaced when somebody leaves. Making and replacing needs nobody's key; handing on needs a holder.

use crate::domain::keys::own::{Owner, is_ours, member_place};
use crate::domain::keys::{by_pair, pair, pair_store, paper, pending};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{Actor, Failure, Outcome, Tx};
use entity::id::{AccountId, AccountKeyId, OrganId, OrganKeyId};
use entity::{account_key, member_key, organ_key};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Who is to hold which pair today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// The organ; none: the custodians.
    pub organ: Option<OrganId>,
    /// The member.
    pub account: AccountId,
}

/// Makes, hands on and replaces pairs until they are where they are to be, as far as this can be done with what `owner`
/// holds; then does what waited for him. Doing it again changes nothing.
///
/// # Errors
/// A fault of the database or the key folder.
pub async fn settle(tx: &Tx, seats: &[Seat], owner: Option<&Owner>) -> Outcome<()> {
    let seats: BTreeSet<_> = seats.iter().copied().collect();
    let mut now = Standing::load(tx).await?;
    if now.has_work(&seats) {
        now.let_go(tx, &seats).await?;
        now.make(tx, &seats).await?;
        now = Standing::load(tx).await?;
    }
    let Some(owner) = owner else { return Ok(()) };
    now.hand_out(tx, &seats, owner).await?;
    let held: Vec<_> = now.members.iter().filter(|row| row.account_key_id == owner.key).map(|row| row.organ_key_id).collect();
    paper::catch_up(tx, owner, &held).await?;
    pending::work(tx, owner).await
}

/// What there is in a county.
struct Standing {
    owns: BTreeMap<AccountId, account_key::Model>,
    accounts: BTreeMap<AccountKeyId, AccountId>,
    pairs: Vec<organ_key::Model>,
    members: Vec<member_key::Model>,
}

impl Standing {
    async fn load(tx: &Tx) -> Outcome<Self> {
        let mut owns = BTreeMap::new();
        for row in pair_store::owns(tx).await? {
            if is_ours(&tx.kernel.keys, &row)? {
                owns.insert(row.account_id, row);
            }
        }
        let accounts = owns.values().map(|row| (row.id, row.account_id)).collect();
        let mut pairs = if owns.is_empty() { Vec::new() } else { pair_store::pairs(tx).await? };
        for row in &mut pairs {
            // To one that was not made here nothing is sealed, so another one takes its place.
            if row.retired_at.is_none() && !by_pair::is_ours(&tx.kernel.keys, row)? {
                row.retired_at = Some(tx.now);
            }
        }
        let members = if pairs.is_empty() { Vec::new() } else { pair_store::members(tx).await? };
        Ok(Self { owns, accounts, pairs, members })
    }

    fn has_work(&self, seats: &BTreeSet<Seat>) -> bool {
        !self.leavers(seats).is_empty() || !self.lacking(seats).is_empty()
    }

    /// Members of pairs who have no seat there any more. The last holder of a pair keeps it, sealed under his password and
    /// without a session, until somebody else holds it: nothing may become unreadable.
    fn leavers(&self, seats: &BTreeSet<Seat>) -> Vec<(&organ_key::Model, AccountKeyId)> {
        let sits = |pair: &organ_key::Model, member: &member_key::Model| {
            let account = self.accounts.get(&member.account_key_id);
            account.is_some_and(|account| seats.contains(&Seat { organ: pair.organ_id, account: *account }))
        };
        let mut leavers = Vec::new();
        for pair in &self.pairs {
            let holders = || self.members.iter().filter(|member| member.organ_key_id == pair.id);
            let stays = holders().any(|member| sits(pair, member));
            let goes = |member: &&member_key::Model| !sits(pair, member) && (stays || pair.retired_at.is_none());
            leavers.extend(holders().filter(goes).map(|member| (pair, member.account_key_id)));
        }
        leavers
    }

    /// Organs with a member who has a pair of his own, and no pair of theirs that anybody holds.
    fn lacking(&self, seats: &BTreeSet<Seat>) -> BTreeSet<Option<OrganId>> {
        let is_held = |pair: &organ_key::Model| self.members.iter().any(|member| member.organ_key_id == pair.id);
        let has = |organ| self.pairs.iter().any(|pair| pair.organ_id == organ && pair.retired_at.is_none() && is_held(pair));
        seats.iter().filter(|seat| self.owns.contains_key(&seat.account) && !has(seat.organ)).map(|seat| seat.organ).collect()
    }

    async fn let_go(&mut self, tx: &Tx, seats: &BTreeSet<Seat>) -> Outcome<()> {
        let mut retired = BTreeSet::new();
        for (pair, own) in self.leavers(seats) {
            if pair.retired_at.is_none() {
                retired.insert(pair.id);
            }
            let is_last = !self.members.iter().any(|member| {
                let sits = self
                    .accounts
                    .get(&member.account_key_id)
                    .is_some_and(|account| seats.contains(&Seat { organ: pair.organ_id, account: *account }));
                member.organ_key_id == pair.id && sits
            });
            if is_last {
                tracing::warn!(pair = %pair.id, "the last holder of a key pair has left; he keeps it until somebody else holds it");
            } else {
                pair_store::drop_members(tx, own, &[pair.id]).await?;
            }
        }
        // A pair that nobody holds takes nothing new: where all forgot their passwords, there will be another one.
        let lacking = self.lacking(seats);
        let orphans = self.pairs.iter().filter(|pair| pair.retired_at.is_none() && lacking.contains(&pair.organ_id));
        retired.extend(orphans.map(|pair| pair.id));
        for id in &retired {
            pair_store::retire(tx, *id).await?;
        }
        for pair in self.pairs.iter_mut().filter(|pair| retired.contains(&pair.id)) {
            pair.retired_at = Some(tx.now);
        }
        Ok(())
    }

    async fn make(&self, tx: &Tx, seats: &BTreeSet<Seat>) -> Outcome<()> {
        for organ in self.lacking(seats) {
            let drawn = pair::draw(&*tx.kernel.chance)?;
            let id = tx.mint();
            let mark = by_pair::mark(&tx.kernel.keys, organ, (id, &drawn.public))?;
            let before = self.pairs.iter().filter(|pair| pair.organ_id == organ).count();
            let row = organ_key::Model {
                county_id: tx.county.id,
                id,
                organ_id: organ,
                whose: organ.map_or_else(|| "CUSTODIANS".to_owned(), |organ| organ.to_string()),
                generation: i32::try_from(before).map_err(Failure::fault)?,
                algorithm: pair::ALGORITHM.to_owned(),
                public: drawn.public.clone(),
                mark,
                created_at: tx.now,
                retired_at: None,
            };
            // Of two who sign in at once one makes it.
            if !pair_store::add_pair(tx, row).await? {
                continue;
            }
            paper::note(tx, id, &drawn.secret).await?;
            let seated = seats.iter().filter(|seat| seat.organ == organ);
            for own in seated.filter_map(|seat| self.owns.get(&seat.account)) {
                give(tx, (id, &drawn.secret), own).await?;
            }
            let facts = json!({ "organ": organ, "replaced": before > 0 });
            ledger::append(tx, &Actor::System, Entry::public("keys.pair_made", id, facts)).await?;
        }
        Ok(())
    }

    async fn hand_out(&self, tx: &Tx, seats: &BTreeSet<Seat>, owner: &Owner) -> Outcome<()> {
        let holds =
            |pair: OrganKeyId, own: AccountKeyId| self.members.iter().any(|row| row.organ_key_id == pair && row.account_key_id == own);
        for pair in self.pairs.iter().filter(|pair| holds(pair.id, owner.key)) {
            let seated = seats.iter().filter(|seat| seat.organ == pair.organ_id).filter_map(|seat| self.owns.get(&seat.account));
            let without: Vec<_> = seated.filter(|own| !holds(pair.id, own.id)).collect();
            if without.is_empty() {
                continue;
            }
            let Some(secret) = by_pair::held_by(tx, owner, pair.id).await? else { continue };
            for own in without {
                give(tx, (pair.id, &secret), own).await?;
                let facts = json!({ "organ": pair.organ_id, "account": own.account_id });
                ledger::append(tx, &Actor::System, Entry::public("keys.handed_out", pair.id, facts)).await?;
            }
        }
        Ok(())
    }
}

/// Seals an organ's private key to a member.
async fn give(tx: &Tx, (id, secret): (OrganKeyId, &crate::domain::keys::cipher::Secret), own: &account_key::Model) -> Outcome<()> {
    let sealed = pair::seal(&*tx.kernel.chance, &own.public, &member_place(tx, id), secret.as_slice())?;
    pair_store::add_member(tx, (id, own.id), sealed).await
}
