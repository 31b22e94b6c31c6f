//! What a loaded case says of its steps and clocks, of material between the two sides, and of who stepped aside.

use crate::domain::cases::store::load::Loaded;
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, OfficialId};
use entity::words::{CaseEventKind, CaseState, DeadlineKind, DeadlineState, StepAsideReason};
use entity::{case_aside, case_event, deadline};

impl Loaded {
    /// How many additions the reporter made.
    #[must_use]
    pub fn supplements(&self) -> usize {
        self.count(CaseEventKind::Supplemented)
    }

    /// How many of them an organ said it has seen.
    #[must_use]
    pub fn acknowledged(&self) -> usize {
        let seen = self.events.iter().filter(|event| event.kind == CaseEventKind::MaterialSeen);
        let count = |event: &case_event::Model| event.facts.get("seen").and_then(serde_json::Value::as_u64);
        seen.filter_map(count).filter_map(|count| usize::try_from(count).ok()).max().unwrap_or_default()
    }

    /// How many events of this kind there are.
    #[must_use]
    pub fn count(&self, kind: CaseEventKind) -> usize {
        self.events.iter().filter(|event| event.kind == kind).count()
    }

    /// How many events of this kind there are since the second instance began, if it did.
    #[must_use]
    pub fn count_in_turn(&self, kind: CaseEventKind) -> usize {
        let began = |event: &&case_event::Model| !matches!(event.kind, CaseEventKind::Escalated | CaseEventKind::HandedOver);
        self.events.iter().rev().take_while(began).filter(|event| event.kind == kind).count()
    }

    /// The last step of one of these kinds.
    #[must_use]
    pub fn last_of(&self, kinds: &[CaseEventKind]) -> Option<CaseEventKind> {
        self.events.iter().rev().map(|event| event.kind).find(|kind| kinds.contains(kind))
    }

    /// Where an open case stood before it was withdrawn.
    #[must_use]
    pub fn before_withdrawal(&self) -> CaseState {
        use CaseEventKind as E;
        match self.last_of(&[E::Submitted, E::Accepted, E::InvestigationStarted, E::CaseFiled, E::Escalated, E::HandedOver]) {
            Some(E::Accepted | E::Escalated | E::HandedOver) => CaseState::Accepted,
            Some(E::InvestigationStarted) => CaseState::Investigating,
            Some(E::CaseFiled) => CaseState::CaseFiled,
            _ => CaseState::Submitted,
        }
    }

    /// The clock of this kind in this instance that has not ended, or else the one that began last. One that ended may have
    /// had the later day.
    #[must_use]
    pub fn last(&self, kind: DeadlineKind) -> Option<&deadline::Model> {
        let of_kind = self.deadlines.iter().filter(|clock| clock.kind == kind && clock.instance_no == self.case.instance_no);
        of_kind.max_by_key(|clock| (clock.ended_at.is_none(), clock.starts_at, clock.due_at, clock.id))
    }

    /// The clock by which this instance owes its result: the one that has not ended, else the last one.
    #[must_use]
    pub fn standing_result(&self) -> Option<&deadline::Model> {
        let stands = |clock: &&deadline::Model| clock.kind == DeadlineKind::Result && clock.instance_no == self.case.instance_no;
        let open = self.deadlines.iter().filter(stands).rfind(|clock| clock.ended_at.is_none());
        open.or_else(|| self.last(DeadlineKind::Result))
    }

    /// The running clock of this kind in this instance.
    #[must_use]
    pub fn running(&self, kind: DeadlineKind) -> Option<&deadline::Model> {
        self.last(kind).filter(|clock| clock.state == DeadlineState::Running && clock.ended_at.is_none())
    }

    /// What the reporter said last to the question whether it is really solved, while that question is the last one.
    #[must_use]
    pub fn follow_up_said(&self) -> Option<bool> {
        let kinds = [CaseEventKind::FollowUpAsked, CaseEventKind::FollowUpAnswered];
        let last = self.events.iter().rfind(|event| kinds.contains(&event.kind))?;
        last.facts.get("solved").and_then(serde_json::Value::as_bool)
    }

    /// The last request for material with its clock, whatever became of it, in this instance.
    #[must_use]
    pub fn material_request(&self) -> Option<(&case_event::Model, &deadline::Model)> {
        let clock = self.last(DeadlineKind::Material)?;
        let asked = self.events.iter().rfind(|event| event.kind == CaseEventKind::MaterialAsked && event.at == clock.starts_at)?;
        Some((asked, clock))
    }
}

/// Notes that an official must keep away from a case, and why.
///
/// # Errors
/// A fault of the database.
pub async fn add_aside(
    tx: &Tx,
    loaded: &Loaded,
    (account_id, official_id): (AccountId, OfficialId),
    reason: StepAsideReason,
) -> Outcome<()> {
    let (county_id, case_id, report_id) = (tx.county.id, loaded.case.id, loaded.report.id);
    Ok(tx.add(case_aside::Model { county_id, id: tx.mint(), case_id, report_id, official_id, account_id, reason, at: tx.now }).await?)
}
