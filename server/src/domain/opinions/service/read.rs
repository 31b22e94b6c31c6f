//! What pages show: the author's list, the unit's and the commission's, and what everybody reads.

use super::{commission, facts_of, facts_without};
use crate::domain::directory;
use crate::domain::opinions::model::Place;
use crate::domain::opinions::policy::{self, Action, Decision, Facts, decide};
use crate::domain::opinions::store::{self, Seen, Which};
use crate::domain::reporters;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{AccountId, OpinionId, UnitId};
use entity::words::{OpinionSight, OpinionSubject, PhonePurpose};
use entity::{opinion, opinion_event, unit};
use std::collections::BTreeMap;

/// As whom somebody reads an opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// He wrote it.
    Author,
    /// His unit answers it, or he watches over it.
    Staff,
    /// It is public.
    Public,
}

/// An opinion with all that its page says.
#[derive(Clone, Debug)]
pub struct OpinionRow {
    /// The opinion.
    pub row: opinion::Model,
    /// Its steps, in order.
    pub events: Vec<opinion_event::Model>,
    /// As whom it is read.
    pub viewer: Viewer,
    /// Who answers.
    pub unit_name: String,
    /// On whose page it stands: code and name.
    pub place: (String, String),
    /// The address of what it is about, within the county, where it has one: the code of a power, an outcome or a result.
    pub code: Option<String>,
    /// What it is called today; none if it must not be called anything any more.
    pub name: String,
    /// What the decision about it depends on; none where the viewer has no part in it.
    pub facts: Option<Facts>,
    /// Who it is assigned to, for the unit.
    pub assigned_to: Option<String>,
    /// Whom it may be assigned to, for the unit.
    pub colleagues: Vec<(AccountId, String)>,
}

/// A page of them.
pub struct Found {
    /// The opinions.
    pub page: Page<OpinionRow>,
    /// How many there are on all pages.
    pub total: u64,
}

/// What the author with this phone wrote, the newest first.
///
/// # Errors
/// Refused without a phone proven for opinions.
pub async fn mine(ctx: &Ctx) -> Outcome<Vec<OpinionRow>> {
    decide(&ctx.actor, Action::ReadOwn, &Facts::default()).check()?;
    let author = reporters::current(ctx, PhonePurpose::Opinion)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(author.county_id).await?).await?;
    let found = store::of_phone(&tx, &author.phone_hash).await?;
    let mut all = rows(&tx, found, Viewer::Author).await?;
    for one in &mut all {
        one.facts = Some(facts_without(&one.row, None));
    }
    Ok(all)
}

/// One opinion, as whoever asks may read it: its author, its unit, the commission, or everybody.
///
/// # Errors
/// Hidden from everybody else.
pub async fn one(ctx: &Ctx, id: OpinionId) -> Outcome<OpinionRow> {
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let row = store::opinion(&tx, id).await?;
    let facts = facts_of(ctx, &tx, &row).await?;
    let Some(viewer) = as_whom(ctx, &row, &facts) else { return Err(Failure::hidden()) };
    let mut found = rows(&tx, vec![row], viewer).await?.pop().ok_or_else(Failure::hidden)?;
    if viewer == Viewer::Staff {
        found.colleagues = store::colleagues(&tx, &facts.units).await?;
        let assigned = found.row.assigned_to;
        found.assigned_to = found.colleagues.iter().find(|(id, _)| Some(*id) == assigned).map(|(_, name)| name.clone());
    }
    found.facts = Some(facts);
    Ok(found)
}

fn as_whom(ctx: &Ctx, row: &opinion::Model, facts: &Facts) -> Option<Viewer> {
    let may = |action| decide(&ctx.actor, action, facts) == Decision::Allow;
    if may(Action::FollowUp) {
        return Some(Viewer::Author);
    }
    if may(Action::Read) {
        return Some(Viewer::Staff);
    }
    (row.sight == OpinionSight::Public).then_some(Viewer::Public)
}

/// One opinion for `node(id)`.
///
/// # Errors
/// Hidden, as for `one`.
pub async fn public_node(ctx: &Ctx, id: OpinionId) -> Outcome<OpinionRow> {
    one(ctx, id).await
}

/// What waits for the viewer's units, or is to be watched over.
///
/// # Errors
/// Refused without a role that has a part in it, and for a cursor that is not one of ours.
pub async fn list(ctx: &Ctx, (which, unit): (Which, Option<UnitId>), page: &PageQuery) -> Outcome<Found> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let seen = Seen { only: unit, ..seen_by(&tx, staff).await? };
    let commission = commission(&tx).await?;
    decide(&ctx.actor, Action::ReadList, &Facts { commission, ..Facts::default() }).check()?;
    let found = page.page(store::page(&tx, (&seen, which), page).await?, |row| store::place_of(which, row));
    let total = store::count(&tx, &seen, which).await?;
    let nodes = rows(&tx, found.nodes, Viewer::Staff).await?;
    Ok(Found { page: Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor }, total })
}

/// Whose opinions a member of the staff sees.
pub(super) async fn seen_by(tx: &Tx, staff: &StaffActor) -> Outcome<Seen> {
    let is_everything = policy::oversees(staff, commission(tx).await?);
    let units = store::with_earlier(tx, policy::answering(staff).collect()).await?;
    Ok(Seen { is_everything, units, only: None })
}

/// What everybody reads there, the newest first.
///
/// # Errors
/// Refused for a cursor that is not one of ours.
pub async fn public_of(tx: &Tx, place: &Place, page: &PageQuery) -> Outcome<Found> {
    let found = page.page(store::public(tx, place, page).await?, |row| store::place_of(Which::All, row));
    let total = store::public_count(tx, place).await?;
    let nodes = rows(tx, found.nodes, Viewer::Public).await?;
    Ok(Found { page: Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor }, total })
}

/// What everybody reads of the county behind this one, by id, some at a time, with its steps; nothing on officials, who are in no
/// open data.
///
/// # Errors
/// A fault of the database.
pub async fn open_rows(tx: &Tx, behind: Option<OpinionId>, most: u64) -> Outcome<Vec<OpinionRow>> {
    rows(tx, store::open(tx, behind, most).await?, Viewer::Public).await
}

/// Opinions with all that their pages say, in a constant number of statements.
pub(super) async fn rows(tx: &Tx, found: Vec<opinion::Model>, viewer: Viewer) -> Outcome<Vec<OpinionRow>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let events = store::events(tx, &found.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let units: Vec<UnitId> = found.iter().flat_map(|row| [row.unit_id, row.about_unit_id]).collect();
    let units: BTreeMap<UnitId, unit::Model> = directory::units_by_id(tx, &units).await?.into_iter().map(|one| (one.id, one)).collect();
    let powers = store::powers(tx, found.iter().filter_map(|row| row.power_id).collect()).await?;
    let outcomes = store::outcomes(tx, found.iter().filter_map(|row| row.outcome_id).collect()).await?;
    let publications = store::publications(tx, found.iter().filter_map(|row| row.publication_id).collect()).await?;
    let whole = |row: opinion::Model| {
        let power = row.power_id.and_then(|id| powers.get(&id));
        let outcome = row.outcome_id.and_then(|id| outcomes.get(&id));
        let code = match row.subject {
            OpinionSubject::Power => power.map(|power| power.code.clone()),
            OpinionSubject::Outcome => outcome.map(|(code, _)| code.clone()),
            OpinionSubject::Publication => row.publication_id.and_then(|id| publications.get(&id).cloned()),
            OpinionSubject::Unit | OpinionSubject::Official | OpinionSubject::Subsidy => None,
        };
        let name = power.map(|power| power.name.clone()).or_else(|| outcome.and_then(|(_, title)| title.clone()));
        let about = units.get(&row.about_unit_id);
        OpinionRow {
            events: events.iter().filter(|event| event.opinion_id == row.id).cloned().collect(),
            viewer,
            unit_name: units.get(&row.unit_id).map(|unit| unit.name.clone()).unwrap_or_default(),
            place: about.map(|unit| (unit.code.clone(), unit.name.clone())).unwrap_or_default(),
            code,
            name: name.unwrap_or_else(|| row.subject_name.clone()),
            facts: None,
            assigned_to: None,
            colleagues: Vec::new(),
            row,
        }
    };
    Ok(found.into_iter().map(whole).collect())
}
