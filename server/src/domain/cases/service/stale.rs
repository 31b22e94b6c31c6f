//! The clock by which what is published must follow a finding that was corrected.

use super::clocks;
use super::publishing::Concluded;
use crate::domain::cases::model::Step;
use crate::domain::cases::rules::deadlines;
use crate::domain::cases::store;
use crate::kernel::{Outcome, Tx};
use entity::moment::Moment;
use entity::words::{CaseEventKind, DeadlineCause, DeadlineKind, DeadlineState};

/// Since when what is published of the present turn waits for its correction; none if nothing waits.
#[must_use]
pub fn stale_since(case: &Concluded) -> Option<Moment> {
    let loaded = case.loaded();
    let waits = |kind, cause| kind == DeadlineKind::PublishResult && cause == DeadlineCause::Corrected;
    let clocks = loaded.deadlines.iter().filter(|clock| clock.instance_no == loaded.case.instance_no && clock.ended_at.is_none());
    clocks.filter(|clock| waits(clock.kind, clock.cause)).map(|clock| clock.starts_at).max()
}

/// The finding of a turn was corrected in this moment, and something is published of it: 15 working days begin. Told twice, or
/// once the case has climbed, it changes nothing.
///
/// # Errors
/// A fault of the database.
pub async fn note_stale(tx: &Tx, case: &Concluded, (instance_no, at): (i32, Moment)) -> Outcome<()> {
    let loaded = case.loaded();
    let is_known = loaded.deadlines.iter().any(|clock| clock.cause == DeadlineCause::Corrected && clock.starts_at >= at);
    if is_known || case.instance_no() != instance_no || !case.is_concluded() {
        return Ok(());
    }
    // What was to be said until now is not what is to be said from now on.
    store::end_clocks(tx, case.id(), &[DeadlineKind::PublishResult], DeadlineState::Cancelled).await?;
    let starts = vec![deadlines::publish_anew(at)];
    let step = Step { next: loaded.standing(), event: CaseEventKind::Corrected, met: vec![], cancelled: vec![], starts, told: vec![] };
    let clocks = clocks::counted(tx, &step, &loaded.requests).await?;
    store::add_clocks(tx, case.id(), instance_no, &clocks).await.map(drop)
}

/// Nothing is in public any more that was written before the correction.
///
/// # Errors
/// A fault of the database.
pub async fn note_followed(tx: &Tx, case: &Concluded) -> Outcome<()> {
    store::end_clocks(tx, case.id(), &[DeadlineKind::PublishResult], DeadlineState::Met).await
}
