//! What publishing the result of a case needs to know of it, and what it leaves on it. Nothing that the reporter said is
//! opened for it.

mod notes;
mod sight;
mod wishes;

pub use notes::{note_clarified, note_published, note_reopened, note_withheld};
pub use sight::{Sight, sight};
pub use wishes::{Wish, wish, wishes};

use super::holder_of;
use super::reply::ReplyTelling;
use crate::domain::cases::policy::{self, Action, Decision};
use crate::domain::cases::rules::recusal::{self, Member};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys;
use crate::kernel::{Actor, Failure, Outcome, Tx};
use entity::id::{AccountId, CaseId, OfficialId, OrganId, PowerId, UnitId};
use entity::words::{CaseState, Finding, MeasureKind, StaffRole};
use std::collections::BTreeSet;

/// A case as its publication sees it.
#[derive(Clone, Debug)]
pub struct Concluded {
    loaded: Loaded,
}

/// What an organ told the reporter at the end of its turn.
pub struct Told {
    /// 结论.
    pub finding: Option<Finding>,
    /// What the reporter reads, and what was done.
    pub telling: ReplyTelling,
}

/// A case, whoever asks: whether he may know of it is for the caller's policy, by what this says of him.
///
/// # Errors
/// Hidden if there is none; a fault of the database.
pub async fn concluded(tx: &Tx, actor: &Actor, id: CaseId) -> Outcome<Concluded> {
    Ok(Concluded { loaded: store::load(tx, actor, id).await? })
}

/// A case that the actor may see; what is hidden from him costs what costs a case that is not there.
///
/// # Errors
/// Hidden if there is none for him; a fault of the database.
pub async fn concluded_seen(tx: &Tx, actor: &Actor, id: CaseId) -> Outcome<Concluded> {
    Ok(Concluded { loaded: store::find(tx, actor, id).await? })
}

/// Several cases, whoever asks, in a constant number of statements.
///
/// # Errors
/// A fault of the database.
pub async fn concluded_among(tx: &Tx, actor: &Actor, ids: &[CaseId]) -> Outcome<Vec<Concluded>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = store::rows(tx, actor, store::by_ids(tx, ids).await?).await?;
    Ok(rows.into_iter().map(|loaded| Concluded { loaded }).collect())
}

/// Holds a case until the transaction ends: of two who publish at once the second sees what the first one did.
///
/// # Errors
/// A fault of the database.
pub async fn hold_case(tx: &Tx, id: CaseId) -> Outcome<()> {
    store::hold(tx, id).await
}

/// Opens the reply of the organ whose turn it is, or was last.
///
/// # Errors
/// Hidden if there is none; a fault of the database.
pub async fn told(tx: &Tx, case: &Concluded) -> Outcome<Told> {
    let loaded = &case.loaded;
    let turn = loaded.instances.last().ok_or_else(Failure::hidden)?;
    let part = turn.reply_part_id.ok_or_else(Failure::hidden)?;
    let holder = holder_of(loaded.standing().turn, turn.organ_id);
    let key = keys::open(tx, loaded.report.content_envelope_id, holder).await?;
    let sealed = keys::parts(tx, &key).await?.into_iter().find(|one| one.id == part).ok_or_else(Failure::hidden)?;
    let telling = serde_json::from_str(sealed.text.reveal()).map_err(Failure::fault)?;
    Ok(Told { finding: turn.finding, telling })
}

/// Accounts of an organ that may know of the case today; its heads alone, or all of it.
///
/// # Errors
/// A fault of the database.
pub async fn free_of(tx: &Tx, case: &Concluded, organ: OrganId, only_heads: bool) -> Outcome<BTreeSet<AccountId>> {
    let away = store::keep_away(tx, &case.loaded.places()).await?;
    let is_meant = |one: &Member| !away.holds(one.official) && (!only_heads || one.role == StaffRole::Head);
    Ok(store::staff_of(tx, &[organ]).await?.into_iter().filter(is_meant).map(|one| one.account).collect())
}

impl Concluded {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> CaseId {
        self.loaded.case.id
    }

    /// The case with its rows.
    pub(super) const fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// The organ that publishes: the one whose turn it is, or was last; the county commission for what was found above the
    /// county, as it entered that result too.
    #[must_use]
    pub fn organ(&self) -> OrganId {
        let own = self.loaded.case.organ_id;
        if self.is_from_above() { self.commission().unwrap_or(own) } else { own }
    }

    /// Whether an organ above the county concluded it.
    #[must_use]
    pub fn is_from_above(&self) -> bool {
        self.loaded.is_external()
    }

    /// Whether nothing can be objected to any more.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.loaded.case.state == CaseState::Settled
    }

    /// 1 for 初办, 2 for 复核.
    #[must_use]
    pub fn instance_no(&self) -> i32 {
        self.loaded.case.instance_no
    }

    /// Who handles it; nobody of the county what was found above it, whoever entered that.
    #[must_use]
    pub fn handler(&self) -> Option<AccountId> {
        self.loaded.case.handler_id.filter(|_| !self.is_from_above())
    }

    /// The county commission.
    #[must_use]
    pub fn commission(&self) -> Option<OrganId> {
        self.loaded.ground.commission()
    }

    /// Whether an organ has concluded it, and nothing is open.
    #[must_use]
    pub fn is_concluded(&self) -> bool {
        let has_reply = self.loaded.instances.last().is_some_and(|turn| turn.reply_part_id.is_some());
        matches!(self.loaded.case.state, CaseState::Replied | CaseState::Settled) && has_reply
    }

    /// Whether the organ gave a disciplinary decision or handed somebody to justice, and nothing can be objected to any more.
    #[must_use]
    pub fn has_decision(&self) -> bool {
        let decides = |kind: MeasureKind| matches!(kind, MeasureKind::Discipline | MeasureKind::HandedToJustice);
        let kinds = self.loaded.instances.last().map(|turn| kinds_of(&turn.measures)).unwrap_or_default();
        let is_found = matches!(self.loaded.finding(), Some(Finding::Substantiated | Finding::PartlySubstantiated));
        self.is_settled() && is_found && kinds.into_iter().any(decides)
    }

    /// Whether the actor, for whom it was read, may see the case.
    #[must_use]
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        policy::decide(actor, Action::Read, &self.loaded.facts(false)) == Decision::Allow
    }

    /// Whether the actor, for whom it was read, must keep away from it.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        recusal::concerns(&self.loaded.ground.recusals, &self.loaded.places())
    }

    /// Its number, under which people speak of it.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.loaded.case.number
    }

    /// What officers call its reporter.
    #[must_use]
    pub fn alias(&self) -> &str {
        &self.loaded.report.alias
    }

    /// Units that it is about, or whose officials or powers it is about, in order.
    #[must_use]
    pub fn units(&self) -> Vec<UnitId> {
        let mut units = Vec::new();
        for row in &self.loaded.subjects {
            if !units.contains(&row.unit_id) {
                units.push(row.unit_id);
            }
        }
        units
    }

    /// Officials whom it is about.
    #[must_use]
    pub fn officials(&self) -> Vec<OfficialId> {
        self.loaded.subjects.iter().filter_map(|row| row.official_id).collect()
    }

    /// The organ of the county that has or had this turn; none above the county.
    #[must_use]
    pub fn organ_of(&self, instance_no: i32) -> Option<OrganId> {
        let turn = self.loaded.instances.iter().find(|turn| turn.no == instance_no)?;
        self.loaded.ground.organ(turn.organ_id).filter(|organ| !organ.external).map(|organ| organ.id)
    }

    /// An organ and those above it within the county, the commission at last.
    #[must_use]
    pub fn line_from(&self, organ: OrganId) -> Vec<OrganId> {
        let mut line: Vec<OrganId> = Vec::new();
        let mut next = Some(organ);
        // A ring in bad data ends.
        while let Some(facts) = next.filter(|id| !line.contains(id)).and_then(|id| self.loaded.ground.organ(id)) {
            if !facts.external {
                line.push(facts.id);
            }
            next = facts.superior_id.filter(|_| !facts.external);
        }
        let commission = self.commission().filter(|id| !line.contains(id));
        line.extend(commission);
        line
    }

    /// Powers that it is about on this unit, in order.
    #[must_use]
    pub fn powers(&self, unit: UnitId) -> Vec<PowerId> {
        self.loaded.subjects.iter().filter(|row| row.unit_id == unit).filter_map(|row| row.power_id).collect()
    }

    /// Whether it is about officials of this unit.
    #[must_use]
    pub fn is_about_officials(&self, unit: UnitId) -> bool {
        self.loaded.subjects.iter().any(|row| row.unit_id == unit && row.official_id.is_some())
    }

    /// What an organ is called.
    #[must_use]
    pub fn organ_name(&self, id: OrganId) -> String {
        self.loaded.ground.organ(id).map(|organ| organ.name.clone()).unwrap_or_default()
    }
}

/// Kinds of measures as they stand in clear.
fn kinds_of(measures: &serde_json::Value) -> Vec<MeasureKind> {
    let kind = |one: &serde_json::Value| serde_json::from_value(one.get("kind")?.clone()).ok();
    measures.as_array().map(|all| all.iter().filter_map(kind).collect()).unwrap_or_default()
}
