//! Whether an organ stands where it may: below one that is at or above all that it covers.

use super::Held;
use crate::domain::directory::{self, SubjectId};
use crate::domain::organs::rules::stands_over;
use crate::domain::organs::store;
use crate::kernel::{ErrorCode, Failure, Outcome};
use entity::id::{OrganId, UnitId};
use entity::organ;
use entity::words::OrganKind;

/// Whether an organ that reaches these units may stand below this one; a refusal names `field`. Whose heads approve its people
/// and review its cases is not for the administrator to choose from the whole county.
///
/// # Errors
/// Refused if the superior is neither the commission, nor above the county, nor at or above each of the units.
pub(super) async fn may_stand_below(held: &Held, (field, superior): (&'static str, &organ::Model), reach: &[UnitId]) -> Outcome<()> {
    if matches!(superior.kind, OrganKind::CountyCommission | OrganKind::External) {
        return Ok(());
    }
    let units: Vec<_> = reach.iter().copied().map(SubjectId::Unit).collect();
    let chains = directory::subjects(&held.tx, &units).await?.into_iter().filter_map(|subject| subject.unit).map(|unit| unit.chain);
    let over = reach_of(held, superior.id).await?;
    if chains.into_iter().all(|chain| stands_over(&over, &chain)) {
        return Ok(());
    }
    let why = "上级要在它所属和联系的单位的同级或者上面，或者是县纪委监委。";
    Err(Failure::field(ErrorCode::Invalid, field, why))
}

/// The unit that an organ belongs to, and those that it covers.
pub(super) async fn reach_of(held: &Held, id: OrganId) -> Outcome<Vec<UnitId>> {
    let own = held.organs.iter().find(|organ| organ.id == id).and_then(|organ| organ.unit_id);
    let covered = store::coverage(&held.tx).await?.into_iter().filter(|row| row.organ_id == id).map(|row| row.unit_id);
    Ok(own.into_iter().chain(covered).collect())
}
