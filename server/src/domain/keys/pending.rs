//! Wraps that wait for a person: where a case goes to another organ and nobody is there who could open its key, that is
//! written down; whoever holds the key does it at his next sign-in. Clocks and states do not wait for it.

use crate::domain::keys::cipher::Secret;
use crate::domain::keys::model::{Holder, OpenKey, WrapPlace};
use crate::domain::keys::own::Owner;
use crate::domain::keys::service::wrap_for;
use crate::domain::keys::{by_pair, pair_store, store};
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{EnvelopeId, OrganId, OrganKeyId};
use entity::words::WrapHolder;
use entity::{key_wrap, pending_wrap};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// So many are done at one sign-in; the others at the next.
const AT_ONCE: u64 = 100;

/// Leaves word that these are to hold an envelope's key. The wraps named first open nothing more but that, and go when it is
/// done; an organ's, or all of that kind.
///
/// # Errors
/// A fault of the database.
pub async fn leave(tx: &Tx, envelope: EnvelopeId, gone: &[(WrapHolder, Option<OrganId>)], to: &[Holder<'_>]) -> Outcome<()> {
    for (holder, organ) in gone {
        store::let_leave(tx, envelope, (*holder, *organ)).await?;
        store::delete_pending(tx, envelope, (*holder, *organ)).await?;
    }
    for holder in to {
        let (word, organ_id) = (holder.word(), holder.organ());
        store::delete_pending(tx, envelope, (word, organ_id)).await?;
        let (county_id, id, asked_at) = (tx.county.id, tx.mint(), tx.now);
        tx.add(pending_wrap::Model { county_id, id, envelope_id: envelope, holder: word, organ_id, asked_at }).await?;
    }
    tracing::warn!(%envelope, county = %tx.county.code, "a key waits for the next sign-in of somebody who holds it");
    Ok(())
}

/// Does what waits for the keys that this owner holds.
pub(super) async fn work(tx: &Tx, owner: &Owner) -> Outcome<()> {
    let pairs: Vec<_> = pair_store::members_of(tx, owner.key).await?.into_iter().map(|row| row.organ_key_id).collect();
    if pairs.is_empty() {
        return Ok(());
    }
    let rows = store::waiting_for(tx, &pairs, AT_ONCE).await?;
    let mut secrets = BTreeMap::new();
    let mut done = BTreeSet::new();
    for row in rows {
        if !done.insert(row.envelope_id) {
            continue;
        }
        let id: OrganKeyId = row.key_id.parse().map_err(Failure::fault)?;
        let secret = match secrets.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(by_pair::held_by(tx, owner, id).await?),
        };
        if let Some(secret) = secret {
            one(tx, &row, secret).await?;
        }
    }
    Ok(())
}

async fn one(tx: &Tx, row: &key_wrap::Model, secret: &Secret) -> Outcome<()> {
    let place = WrapPlace { county: tx.county.id, envelope: row.envelope_id, holder: row.holder, organ: row.organ_id };
    let Some(key) = by_pair::unwrap(&place, secret, row)? else {
        tracing::error!(wrap = %row.id, "a wrap was altered");
        return Ok(());
    };
    fulfil(tx, &key).await
}

/// Does what waits for an envelope's key, with the key open; nothing where nothing waits.
///
/// # Errors
/// A fault of the database or the key folder.
pub async fn fulfil(tx: &Tx, key: &OpenKey) -> Outcome<()> {
    for waits in store::pending_of(tx, key.envelope_id).await? {
        let holder = match (waits.holder, waits.organ_id) {
            (WrapHolder::Organ, Some(organ)) => Holder::Organ(organ),
            (WrapHolder::Review, Some(organ)) => Holder::Review(organ),
            (WrapHolder::Reissue, None) => Holder::Reissue,
            _ => continue,
        };
        // Of two who sign in at once one does it.
        if store::take_pending(tx, waits.id).await? {
            wrap_for(tx, key, holder).await?;
        }
    }
    store::delete_leaving(tx, key.envelope_id).await
}
