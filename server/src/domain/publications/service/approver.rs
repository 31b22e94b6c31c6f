//! Who approves: the first organ, from the one that publishes upwards, with a head who may and had no hand in it. An exposure is
//! the county commission's to approve, wherever it was written.

use crate::domain::cases::{self, Concluded};
use crate::domain::keys::{self, Holder};
use crate::domain::publications::refusal::PublicationRefusal;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, OrganId};
use entity::publication;
use entity::words::PublicationKind;
use std::collections::BTreeSet;

/// Whose heads approve if nobody else has to.
pub(super) fn usual(case: &Concluded, (kind, organ): (PublicationKind, OrganId)) -> Option<OrganId> {
    if kind == PublicationKind::Exposure { case.commission() } else { Some(organ) }
}

/// The organ that is to approve now, and its heads who may.
///
/// # Errors
/// Refused if nobody of the county may.
pub(super) async fn free(
    tx: &Tx,
    (case, row): (&Concluded, &publication::Model),
    authors: &[AccountId],
) -> Outcome<(OrganId, BTreeSet<AccountId>)> {
    let line = match row.kind {
        PublicationKind::Exposure => case.commission().into_iter().collect(),
        PublicationKind::Result | PublicationKind::Clarification => case.line_from(row.organ_id),
    };
    for organ in line {
        let mut heads = cases::free_of(tx, case, organ, true).await?;
        heads.retain(|account| !authors.contains(account));
        if !heads.is_empty() {
            return Ok((organ, heads));
        }
    }
    Err(PublicationRefusal::NobodyToApprove.into())
}

/// Gives an organ the key of what another one holds, unless it has it.
pub(super) async fn share(tx: &Tx, row: &publication::Model, (from, to): (OrganId, OrganId)) -> Outcome<()> {
    let key = keys::open(tx, row.envelope_id, Holder::Organ(from)).await?;
    match keys::open(tx, row.envelope_id, Holder::Organ(to)).await {
        Ok(_) => Ok(()),
        Err(Failure::Refused(why)) if why.iter().all(|error| error.code == ErrorCode::NotFound) => {
            keys::wrap_for(tx, &key, Holder::Organ(to)).await
        }
        Err(other) => Err(other),
    }
}
