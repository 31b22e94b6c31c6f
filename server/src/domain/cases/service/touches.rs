//! Who touched a case, as its reporter may know it: roles and organs, never persons.

use crate::domain::cases::store::{self, Loaded, RoleOf};
use crate::kernel::{Outcome, Tx};
use entity::case_event;
use entity::id::OrganId;
use entity::moment::Moment;
use entity::words::{CaseEventKind, StaffRole};
use std::collections::{BTreeMap, BTreeSet};

/// A role of an organ that touched a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The organ's name.
    pub organ_name: String,
    /// Handler or head.
    pub role: StaffRole,
    /// For the first time.
    pub first_at: Moment,
    /// For the last time.
    pub last_at: Moment,
    /// Whether the content was opened.
    pub has_opened: bool,
}

/// The roles in which officers opened the content or acted, in the order in which they came.
///
/// # Errors
/// A fault of the database.
pub(super) async fn touches(tx: &Tx, loaded: &Loaded) -> Outcome<Vec<Touch>> {
    let accounts: BTreeSet<_> = loaded.events.iter().filter_map(|event| event.account_id).collect();
    let roles = store::roles_of(tx, accounts).await?;
    let mut found: BTreeMap<(OrganId, StaffRole), Touch> = BTreeMap::new();
    for event in loaded.events.iter().filter(|event| !is_unsaid(event.kind)) {
        let Some((organ, role)) = role_at(loaded, &roles, event) else { continue };
        let organ_name = loaded.ground.organ(organ).map(|facts| facts.name.clone()).unwrap_or_default();
        let fresh = Touch { organ_name, role, first_at: event.at, last_at: event.at, has_opened: false };
        let touch = found.entry((organ, role)).or_insert(fresh);
        touch.last_at = event.at;
        touch.has_opened |= matches!(event.kind, CaseEventKind::ContentOpened | CaseEventKind::OriginalOpened);
    }
    let mut all: Vec<_> = found.into_values().collect();
    all.sort_by_key(|touch| touch.first_at);
    Ok(all)
}

/// What is proposed about malice is not told before it is found, so nobody may see either that an organ above looked at it.
const fn is_unsaid(kind: CaseEventKind) -> bool {
    matches!(kind, CaseEventKind::MaliceProposed | CaseEventKind::MaliceRefused)
}

/// In which role somebody acted on that day: of an organ that had its turn before that of another, and as head before
/// as handler.
fn role_at(loaded: &Loaded, roles: &[RoleOf], event: &case_event::Model) -> Option<(OrganId, StaffRole)> {
    let (account, day) = (event.account_id?, event.at.in_china().date());
    let held = roles.iter().filter(|held| held.account == account && held.from <= day && held.until.is_none_or(|until| day <= until));
    let has_turn = |organ: OrganId| loaded.case.organ_id == organ || loaded.instances.iter().any(|turn| turn.organ_id == organ);
    let nearest = held.min_by_key(|held| (event.organ_id != Some(held.organ), !has_turn(held.organ), held.role != StaffRole::Head));
    let nearest = nearest.map(|held| (held.organ, held.role));
    nearest.or_else(|| Some((event.organ_id.unwrap_or(loaded.case.organ_id), StaffRole::Handler)))
}
