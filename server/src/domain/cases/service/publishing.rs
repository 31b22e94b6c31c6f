//! What publishing the result of a case needs to know of it, and what it leaves on it. Nothing that the reporter said is
//! opened for it.

use super::holder_of;
use super::reply::ReplyTelling;
use crate::domain::cases::policy::{self, Action, Decision};
use crate::domain::cases::rules::recusal::{self, Member};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys;
use crate::kernel::{Actor, Ctx, Failure, Outcome, Tx};
use entity::id::{AccountId, CaseId, OfficialId, OrganId, UnitId};
use entity::words::{CaseEventKind, CaseState, DeadlineKind, DeadlineState, Finding, StaffRole};
use serde_json::json;
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

/// The result stands in public: its clock ends, and the timeline says so.
///
/// # Errors
/// A fault of the database.
pub async fn note_published(ctx: &Ctx, tx: &Tx, case: &Concluded, organ: OrganId) -> Outcome<()> {
    let loaded = &case.loaded;
    store::end_clocks(tx, loaded.case.id, &[DeadlineKind::PublishResult], DeadlineState::Met).await?;
    let facts = json!({ "version": loaded.case.version });
    store::add_event(tx, &ctx.actor, (loaded.case.id, CaseEventKind::ResultPublished), (Some(organ), None), facts).await
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

    /// The organ whose turn it is, or was last.
    #[must_use]
    pub fn organ(&self) -> OrganId {
        self.loaded.case.organ_id
    }

    /// 1 for 初办, 2 for 复核.
    #[must_use]
    pub fn instance_no(&self) -> i32 {
        self.loaded.case.instance_no
    }

    /// Who handles it.
    #[must_use]
    pub fn handler(&self) -> Option<AccountId> {
        self.loaded.case.handler_id
    }

    /// The county commission.
    #[must_use]
    pub fn commission(&self) -> Option<OrganId> {
        self.loaded.ground.commission()
    }

    /// Whether an organ of the county has concluded it, and nothing is open.
    #[must_use]
    pub fn is_concluded(&self) -> bool {
        let has_reply = self.loaded.instances.last().is_some_and(|turn| turn.reply_part_id.is_some());
        matches!(self.loaded.case.state, CaseState::Replied | CaseState::Settled) && has_reply && !self.loaded.is_external()
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

    /// What an organ is called.
    #[must_use]
    pub fn organ_name(&self, id: OrganId) -> String {
        self.loaded.ground.organ(id).map(|organ| organ.name.clone()).unwrap_or_default()
    }
}
