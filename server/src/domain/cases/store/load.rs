//! Cases with all that a page or a verb needs, in a constant number of statements however many cases.

use crate::domain::cases::model::{Standing, Turn};
use crate::domain::cases::policy::Facts;
use crate::domain::cases::rules::recusal::{self, SubjectPlace};
use crate::domain::cases::store::requests::requests_of;
use crate::domain::cases::store::turns::{Turns, about_hand_over, turns_of};
use crate::domain::directory::{self, OrganFacts, Recusals};
use crate::domain::reports;
use crate::kernel::{Actor, Failure, Outcome, Tx};
use entity::id::{AccountId, CaseId, OfficialId, OrganId, ReportId};
use entity::moment::Moment;
use entity::words::{CaseEventKind, CaseState, DeadlineKind, DeadlineState, OrganKind};
use entity::{
    account, case, case_aside, case_event, code_reissue, deadline, deadline_request, instance, report, report_named, report_subject,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the cases of one page share.
#[derive(Clone, Debug)]
pub struct Ground {
    /// All organs of the county.
    pub organs: Vec<OrganFacts>,
    /// Names of handlers and of whoever acted.
    pub names: BTreeMap<AccountId, String>,
    /// From whom the viewer must keep away.
    pub recusals: Recusals,
    /// When it was read.
    pub now: Moment,
}

/// One case with its rows.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The case.
    pub case: case::Model,
    /// Its report.
    pub report: report::Model,
    /// What it is about, in order.
    pub subjects: Vec<report_subject::Model>,
    /// Officials whom the reporter named beside them: for recusal and routing alone, never shown.
    pub named: Vec<OfficialId>,
    /// Officials who said that they must keep away from it (申请回避).
    pub aside: Vec<OfficialId>,
    /// 初办 and 复核.
    pub instances: Vec<instance::Model>,
    /// Steps, oldest first.
    pub events: Vec<case_event::Model>,
    /// Clocks, by instance and due day.
    pub deadlines: Vec<deadline::Model>,
    /// Pauses and extensions, as they were asked for.
    pub requests: Vec<deadline_request::Model>,
    /// Hand-overs, joint handling, malice.
    pub turns: Turns,
    /// How far a lost query code is replaced; the reporter's business, never loaded for staff.
    pub reissue: Option<code_reissue::Model>,
    /// What the page shares.
    pub ground: Arc<Ground>,
}

/// From whom the actor must keep away; nobody for who is no official.
///
/// # Errors
/// A fault of the database.
pub async fn recusals_of(tx: &Tx, actor: &Actor) -> Outcome<Recusals> {
    let Some(official) = actor.staff().and_then(|staff| staff.official_id) else { return Ok(Recusals::default()) };
    Ok(directory::recusals_of(tx, &[official]).await?.remove(&official).unwrap_or_default())
}

/// One case, whoever asks, hidden if there is none; for the staff see [`super::find`].
///
/// # Errors
/// Hidden, or a fault of the database.
pub async fn load(tx: &Tx, actor: &Actor, id: CaseId) -> Outcome<Loaded> {
    let row = tx.rows().one::<case::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)?;
    rows(tx, actor, vec![row]).await?.pop().ok_or_else(Failure::hidden)
}

/// Holds a case until the transaction ends.
///
/// # Errors
/// A fault of the database.
pub async fn hold(tx: &Tx, id: CaseId) -> Outcome<()> {
    let held = tx.rows().one::<case::Entity, _>(id).lock_exclusive().select_only().column(case::Column::Id);
    held.into_tuple::<CaseId>().one(tx).await?;
    Ok(())
}

/// The cases of these reports.
///
/// # Errors
/// A fault of the database.
pub async fn by_reports(tx: &Tx, reports: &[ReportId]) -> Outcome<Vec<case::Model>> {
    Ok(tx.rows().find::<case::Entity>().filter(case::Column::ReportId.is_in(reports.iter().copied())).all(tx).await?)
}

/// The cases in the order of the ids.
///
/// # Errors
/// A fault of the database.
pub async fn by_ids(tx: &Tx, ids: &[CaseId]) -> Outcome<Vec<case::Model>> {
    let mut found = tx.rows().find::<case::Entity>().filter(case::Column::Id.is_in(ids.iter().copied())).all(tx).await?;
    found.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(found)
}

/// All organs of the county, and from whom the actor must keep away.
type Known = (Vec<OrganFacts>, Recusals);

/// The cases with their rows, in the order given.
///
/// # Errors
/// A fault of the database.
pub async fn rows(tx: &Tx, actor: &Actor, cases: Vec<case::Model>) -> Outcome<Vec<Loaded>> {
    let known = (directory::organs(tx).await?, recusals_of(tx, actor).await?);
    rows_of(tx, actor, cases, known).await
}

/// The same where the county's organs, and from whom the actor must keep away, are known.
pub(super) async fn rows_of(tx: &Tx, actor: &Actor, cases: Vec<case::Model>, (organs, recusals): Known) -> Outcome<Vec<Loaded>> {
    let ids: Vec<_> = cases.iter().map(|case| case.id).collect();
    let report_ids: Vec<_> = cases.iter().map(|case| case.report_id).collect();
    let mut reports: BTreeMap<_, _> = reports::of_ids(tx, &report_ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let mut reissues = reissues_by(tx, actor, &report_ids).await?;
    let named = tx.rows().find::<report_named::Entity>().filter(report_named::Column::ReportId.is_in(report_ids.iter().copied()));
    let mut named = by(named.all(tx).await?, |row| row.report_id, |row| row.official_id);
    let aside = tx.rows().find::<case_aside::Entity>().filter(case_aside::Column::ReportId.is_in(report_ids.iter().copied()));
    let mut aside = by(aside.all(tx).await?, |row| row.report_id, |row| row.official_id);
    let subjects = tx.rows().find::<report_subject::Entity>().filter(report_subject::Column::ReportId.is_in(report_ids)).all(tx).await?;
    let mut subjects = by(subjects, |row| row.report_id, |row| row.ordinal);
    let instances = tx.rows().find::<instance::Entity>().filter(instance::Column::CaseId.is_in(ids.iter().copied())).all(tx).await?;
    let mut instances = by(instances, |row| row.case_id, |row| row.no);
    let events = tx.rows().find::<case_event::Entity>().filter(case_event::Column::CaseId.is_in(ids.iter().copied())).all(tx).await?;
    let mut events = by(events, |row| row.case_id, |row| (row.at, version_of(row), row.id));
    let mut requests = by(requests_of(tx, &ids).await?, |row| row.case_id, |row| (row.asked_at, row.id));
    let mut turns = turns_of(tx, &ids).await?;
    let deadlines = tx.rows().find::<deadline::Entity>().filter(deadline::Column::CaseId.is_in(ids)).all(tx).await?;
    let mut deadlines = by(deadlines, |row| row.case_id, |row| (row.instance_no, row.due_at, row.id));
    let people = cases.iter().filter_map(|case| case.handler_id).chain(events.values().flatten().filter_map(|event| event.account_id));
    let names = names_of(tx, people.collect()).await?;
    let ground = Arc::new(Ground { organs, names, recusals, now: tx.now });
    let loaded = cases.into_iter().filter_map(|case| {
        Some(Loaded {
            report: reports.remove(&case.report_id)?,
            subjects: subjects.remove(&case.report_id).unwrap_or_default(),
            named: named.remove(&case.report_id).unwrap_or_default().into_iter().map(|row| row.official_id).collect(),
            aside: aside.remove(&case.report_id).unwrap_or_default().into_iter().map(|row| row.official_id).collect(),
            instances: instances.remove(&case.id).unwrap_or_default(),
            events: events.remove(&case.id).unwrap_or_default(),
            deadlines: deadlines.remove(&case.id).unwrap_or_default(),
            requests: requests.remove(&case.id).unwrap_or_default(),
            turns: turns.remove(&case.id).unwrap_or_default(),
            reissue: reissues.remove(&case.report_id),
            ground: Arc::clone(&ground),
            case,
        })
    });
    Ok(loaded.collect())
}

/// What a reporter does with his own code, for nobody of the staff.
async fn reissues_by(tx: &Tx, actor: &Actor, reports: &[ReportId]) -> Outcome<BTreeMap<ReportId, code_reissue::Model>> {
    let rows = if actor.staff().is_some() { Vec::new() } else { reports::reissues_of(tx, reports).await? };
    Ok(rows.into_iter().map(|row| (row.report_id, row)).collect())
}

async fn names_of(tx: &Tx, accounts: BTreeSet<AccountId>) -> Outcome<BTreeMap<AccountId, String>> {
    if accounts.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::Id.is_in(accounts)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Rows under their key, each group in order.
fn by<R, K: Ord, O: Ord>(rows: Vec<R>, key: impl Fn(&R) -> K, order: impl Fn(&R) -> O) -> BTreeMap<K, Vec<R>> {
    let mut groups: BTreeMap<K, Vec<R>> = BTreeMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    for group in groups.values_mut() {
        group.sort_by_key(&order);
    }
    groups
}

/// Which step of the case an event belongs to: several may share a millisecond.
fn version_of(event: &case_event::Model) -> i64 {
    event.facts.get("version").and_then(serde_json::Value::as_i64).unwrap_or_default()
}

impl Ground {
    /// An organ of the county.
    #[must_use]
    pub fn organ(&self, id: OrganId) -> Option<&OrganFacts> {
        self.organs.iter().find(|organ| organ.id == id)
    }

    /// The county commission.
    #[must_use]
    pub fn commission(&self) -> Option<OrganId> {
        self.organs.iter().find(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id)
    }
}

impl Loaded {
    /// How the case stands, for the next step.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let case = &self.case;
        let result = self.standing_result();
        Standing {
            state: case.state,
            light: case.light,
            turn: if case.instance_no > 1 { Turn::Review } else { Turn::First },
            is_filed: self.events.iter().any(|event| event.kind == CaseEventKind::CaseFiled),
            result_from: result.map(|clock| clock.starts_at),
            result_until: result.map(|clock| clock.due_at),
            replied_at: case.replied_at,
            closed_at: case.closed_at,
            satisfied: case.satisfied,
            answered_at: case.answered_at,
            answer_until: self.last(DeadlineKind::Answer).map(|clock| clock.due_at),
            withdraw_at: case.withdraw_at,
            is_continued: self.last_of(&[CaseEventKind::Continued, CaseEventKind::Escalated]) == Some(CaseEventKind::Continued),
            unseen: self.supplements().saturating_sub(self.acknowledged()),
            material_until: self.running(DeadlineKind::Material).map(|clock| clock.due_at),
            follow_up_until: self.running(DeadlineKind::FollowUpAnswer).map(|clock| clock.due_at),
        }
    }

    /// What the policy asks for.
    #[must_use]
    pub fn facts(&self, has_code: bool) -> Facts {
        Facts {
            now: self.ground.now,
            standing: self.standing(),
            organ: self.case.organ_id,
            is_external: self.is_external(),
            commission: self.ground.commission(),
            earlier: self.instances.iter().map(|turn| turn.organ_id).filter(|organ| *organ != self.case.organ_id).collect(),
            handler: self.case.handler_id,
            is_recused: recusal::concerns(&self.ground.recusals, &self.places()),
            phone_hash: self.report.phone_hash.clone(),
            has_code,
            reissue: self.pending_reissue().map(|row| row.state),
            is_holdable: self.holdable().is_some(),
            is_paused: self.pause_now().is_some(),
            request: None,
            joint: self.turns.helpers().map(|row| row.organ_id).collect(),
            hand_over: self.turns.open_hand_over().map(about_hand_over),
            finding: self.finding(),
            malice: self.malice(),
            has_officials: self.subjects.iter().any(|row| row.official_id.is_some()),
            custody: None,
        }
    }

    /// A new query code that is on its way.
    #[must_use]
    pub fn pending_reissue(&self) -> Option<&code_reissue::Model> {
        self.reissue.as_ref().filter(|row| reports::is_pending(row))
    }

    /// The clock that counts now: what the organ has to do next, or until when the reporter may answer.
    #[must_use]
    pub fn due(&self) -> Option<&deadline::Model> {
        let kinds: &[DeadlineKind] = match self.case.state {
            CaseState::Submitted => &[DeadlineKind::Acceptance, DeadlineKind::Forward],
            CaseState::Accepted | CaseState::Investigating | CaseState::CaseFiled => &[DeadlineKind::Result],
            CaseState::Replied | CaseState::Declined => &[DeadlineKind::Answer],
            CaseState::Transferred => &[DeadlineKind::Receipt],
            CaseState::Settled | CaseState::Withdrawn => &[],
        };
        let open = self.deadlines.iter().filter(|clock| clock.ended_at.is_none() && clock.state != DeadlineState::Cancelled);
        open.filter(|clock| kinds.contains(&clock.kind)).min_by_key(|clock| clock.due_at)
    }

    /// Whether the organ whose turn it is stands above the county.
    #[must_use]
    pub fn is_external(&self) -> bool {
        self.ground.organ(self.case.organ_id).is_some_and(|organ| organ.external)
    }

    /// What recusal looks at.
    #[must_use]
    pub fn places(&self) -> Vec<SubjectPlace> {
        let subjects = self.subjects.iter().map(|row| row.official_id.map_or(SubjectPlace::Unit(row.unit_id), SubjectPlace::Official));
        let named = self.named.iter().copied().map(SubjectPlace::Official);
        subjects.chain(named).chain(self.aside.iter().copied().map(SubjectPlace::Aside)).collect()
    }
}
