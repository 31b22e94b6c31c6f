//! Envelopes' keys wrapped to the pairs of organs and custodians: sealing needs nobody, opening somebody who is signed in.

use crate::domain::keys::cipher::Secret;
use crate::domain::keys::model::{Holder, OpenKey, WrapPlace};
use crate::domain::keys::own::{Owner, at_hand, member_place};
use crate::domain::keys::{hash, pair, pair_store};
use crate::kernel::keyring::KeyRing;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{OrganId, OrganKeyId};
use entity::words::{EnvelopeKind, OrganKind};
use entity::{key_wrap, organ_key};
use std::collections::{BTreeMap, BTreeSet};

const NO_HAND: &str = "这台设备上没有您的开启密钥。请退出后重新登录一次，再打开。";
const NOT_YET: &str = "本组织的开启密钥还没有交给您。请一位同事登录一次，再打开。";
const ON_ITS_WAY: &str = "这一份的密钥正在移交，要等原来的承办人或复核组织的人登录一次。期限照常计算。";

/// Whether a key stays shut because nobody is here who could open it; somebody's next sign-in helps.
#[must_use]
pub fn is_shut(failure: &Failure) -> bool {
    let shut = |message: &str| [NO_HAND, NOT_YET, ON_ITS_WAY].contains(&message);
    matches!(failure, Failure::Refused(why) if why.iter().any(|error| error.code == ErrorCode::State && shut(&error.message)))
}

/// The refusal for a key that waits to be handed on.
pub(super) fn on_its_way() -> Failure {
    Failure::refuse(ErrorCode::State, ON_ITS_WAY)
}

/// Kinds of envelopes that the server alone must not open: reports and the names behind them, what organs write to each other,
/// reasons of low ratings and of openings. Drafts of publications and archives are still read by people who hold no key of
/// their organ, or moved by the worker.
pub(super) const THEIRS: [EnvelopeKind; 6] =
    [EnvelopeKind::Content, EnvelopeKind::Name, EnvelopeKind::HandOver, EnvelopeKind::Request, EnvelopeKind::Rating, EnvelopeKind::Opening];

/// Whether this holder may have a pair.
pub(super) const fn may_have(holder: &Holder<'_>) -> bool {
    matches!(holder, Holder::Organ(_) | Holder::Review(_) | Holder::Custodian)
}

/// The pairs that new wraps of a county are sealed to.
#[derive(Default)]
pub(super) struct Pairs {
    current: BTreeMap<Option<OrganId>, organ_key::Model>,
    commission: Option<OrganId>,
    external: BTreeSet<OrganId>,
}

impl Pairs {
    /// Those of the county.
    pub(super) async fn load(tx: &Tx) -> Outcome<Self> {
        let mut current = BTreeMap::new();
        for row in pair_store::current(tx).await? {
            if is_ours(&tx.kernel.keys, &row)? {
                current.insert(row.organ_id, row);
            }
        }
        if current.is_empty() {
            return Ok(Self::default());
        }
        let kinds = pair_store::organ_kinds(tx).await?;
        let of = |wanted: OrganKind| kinds.iter().filter(move |(_, kind)| *kind == wanted).map(|(id, _)| *id);
        Ok(Self { current, commission: of(OrganKind::CountyCommission).next(), external: of(OrganKind::External).collect() })
    }

    /// The pair of a holder; none if he has none yet. For an organ above the county its commission keeps the key: nobody
    /// there signs in here, and the commission's heads follow the case.
    pub(super) fn of(&self, holder: &Holder<'_>) -> Option<&organ_key::Model> {
        match holder {
            Holder::Custodian => self.current.get(&None),
            Holder::Organ(organ) | Holder::Review(organ) => {
                let keeper = if self.external.contains(organ) { self.commission? } else { *organ };
                self.current.get(&Some(keeper))
            }
            _ => None,
        }
    }
}

/// A wrap to a pair.
pub(super) fn wrap_row(tx: &Tx, key: &OpenKey, (place, to): (WrapPlace, &organ_key::Model)) -> Outcome<key_wrap::Model> {
    let sealed = pair::seal(&*tx.kernel.chance, &to.public, &place.bytes(), key.secret.as_slice())?;
    Ok(key_wrap::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        envelope_id: place.envelope,
        holder: place.holder,
        organ_id: place.organ,
        key_id: to.id.to_string(),
        algorithm: pair::ALGORITHM.to_owned(),
        nonce: sealed.encapped,
        wrapped: sealed.text,
        leaves: false,
    })
}

/// Opens a wrap with an organ's private key; none if it was altered.
pub(super) fn unwrap(place: &WrapPlace, secret: &Secret, row: &key_wrap::Model) -> Outcome<Option<OpenKey>> {
    let opened = pair::open(secret, &place.bytes(), (&row.nonce, &row.wrapped));
    opened.map(|secret| Ok(OpenKey::new(place.envelope, pair::secret_of(&secret)?))).transpose()
}

/// Opens one of these wraps with what the viewer brought.
///
/// # Errors
/// Refused as shut, if he brought nothing, or his colleagues did not hand him the organ's key yet; a fault for a wrap that
/// was altered.
pub(super) async fn open(tx: &Tx, place: &WrapPlace, rows: &[key_wrap::Model]) -> Outcome<OpenKey> {
    let mut owner = None;
    for row in rows {
        let id: OrganKeyId = row.key_id.parse().map_err(Failure::fault)?;
        let Some(secret) = private_half(tx, id, &mut owner).await? else { continue };
        let opened = unwrap(place, &secret, row)?;
        return opened.ok_or_else(|| Failure::fault(format!("{} was altered", row.id)));
    }
    Err(Failure::refuse(ErrorCode::State, if owner.is_some() { NOT_YET } else { NO_HAND }))
}

/// An organ's private key, if the viewer brought what opens it; once in a request.
async fn private_half(tx: &Tx, id: OrganKeyId, owner: &mut Option<Owner>) -> Outcome<Option<Secret>> {
    let Some(hand) = &tx.hand else { return Ok(None) };
    if let Some(known) = hand.known(id.0) {
        return Ok(Some(known));
    }
    if owner.is_none() {
        *owner = at_hand(tx).await?;
    }
    let Some(owner) = owner else { return Ok(None) };
    let secret = held_by(tx, owner, id).await?;
    if let Some(secret) = &secret {
        hand.keep(id.0, secret);
    }
    Ok(secret)
}

/// An organ's private key, as it lies with a member.
pub(super) async fn held_by(tx: &Tx, owner: &Owner, id: OrganKeyId) -> Outcome<Option<Secret>> {
    let Some(row) = pair_store::member(tx, (id, owner.key)).await? else { return Ok(None) };
    let opened = pair::open(&owner.secret, &member_place(tx, id), (&row.encapped, &row.sealed));
    opened.map(|secret| pair::secret_of(&secret)).transpose()
}

/// Whether we wrote this pair: to a public key that somebody put into the database nothing is sealed.
pub(super) fn is_ours(keys: &KeyRing, row: &organ_key::Model) -> Outcome<bool> {
    let is_ours = hash::same(&row.mark, &mark(keys, row.organ_id, (row.id, &row.public))?);
    if !is_ours {
        tracing::error!(pair = %row.id, "a key pair that was not made here: nothing is sealed to it");
    }
    Ok(is_ours)
}

/// What shows that a pair was made here.
pub(super) fn mark(keys: &KeyRing, organ: Option<OrganId>, (id, public): (OrganKeyId, &[u8])) -> Outcome<Vec<u8>> {
    let organ = organ.map(|organ| organ.0).unwrap_or_default();
    hash::keyed_hash(keys, "organ key", &[organ.as_bytes().as_slice(), id.0.as_bytes(), public].concat())
}
