//! The in-box of the staff, and one case by id or number.

use crate::domain::cases::policy::{self, Action, STAFF_ACTS};
use crate::domain::cases::rules::due_span::DueSpan;
use crate::domain::cases::store::{self, Counts, Filter, Loaded, Total};
use crate::domain::directory::{self, OrganFacts, SubjectFacts, SubjectId};
use crate::domain::notices;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::text::sought;
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{AccountId, CaseId, OrganId};
use entity::words::{CaseState, Light, SubjectKind};
use entity::{notice, report_subject};

/// What a viewer asks for.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Only these states.
    pub states: Option<Vec<CaseState>>,
    /// Only these lights.
    pub lights: Option<Vec<Light>>,
    /// Only his own.
    pub mine: bool,
    /// Only those that this account handles.
    pub handler: Option<AccountId>,
    /// Only those that nobody handles.
    pub unassigned: bool,
    /// Only those whose turn it is at this organ.
    pub turn: Option<OrganId>,
    /// Only those past due, or only the others.
    pub overdue: Option<bool>,
    /// Only open ones whose day is so near.
    pub dues: Option<Vec<DueSpan>>,
    /// Only those in which something of this kind was named first.
    pub subject: Option<SubjectKind>,
    /// Only those not closed, or only the closed ones.
    pub open: Option<bool>,
    /// Only those at one of his organs whose result is still to be published.
    pub unpublished: bool,
}

/// A case as its page shows it.
pub struct CaseView {
    /// The case with its rows.
    pub loaded: Loaded,
    /// What it is about, with names.
    pub subjects: Vec<Named>,
    /// How many photos, recordings and films came with it.
    pub media_count: i64,
    /// What the viewer may do now.
    pub can: Vec<Action>,
}

/// A subject with its name.
pub struct Named {
    /// What is known of it.
    pub facts: SubjectFacts,
    /// It came up while the case was handled.
    pub is_added: bool,
    /// At which step of the power, if the reporter said so.
    pub step_number: Option<i32>,
}

/// Numbers over all of a list, each for whoever asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// How many there are behind all pages.
    pub total: bool,
    /// What stands above the list.
    pub counts: bool,
}

/// One page of the in-box.
pub struct CaseList {
    /// The page.
    pub page: Page<CaseView>,
    /// How many there are behind all pages, if asked for.
    pub total: Total,
    /// What stands above the list, if asked for.
    pub counts: Counts,
}

/// Cases that the viewer may see, those due first before others.
///
/// # Errors
/// Refused if nobody is signed in or the cursor is not one of ours.
pub async fn cases(ctx: &Ctx, filter: CaseFilter, page: &PageQuery, sums: Sums) -> Outcome<CaseList> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let filter = seen_by(ctx, &tx, staff, filter).await?;
    let found = page.page(store::case_ids(&tx, &filter, page).await?, |(id, due)| vec![due.to_string(), id.to_string()]);
    let total = if sums.total { store::count(&tx, &filter).await? } else { Total::default() };
    let counts = if sums.counts { store::counts(&tx, &filter).await? } else { Counts::default() };
    let ids: Vec<_> = found.nodes.iter().map(|(id, _)| *id).collect();
    let rows = store::by_ids(&tx, &ids).await?;
    let loaded = store::rows(&tx, &ctx.actor, rows).await?;
    stand_where_their_rows_say(&loaded)?;
    let nodes = views(ctx, &tx, loaded).await?;
    Ok(CaseList { page: Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor }, total, counts })
}

/// In tests: no step forgot to write down where a case stands in the lists. Each story that looks at one proves it.
fn stand_where_their_rows_say(cases: &[Loaded]) -> Outcome<()> {
    let forgotten = |one: &&Loaded| store::due_by_rows(&one.case, &one.deadlines) != one.case.due_at;
    match cases.iter().find(forgotten).filter(|_| cfg!(debug_assertions)) {
        Some(one) => Err(Failure::fault(format!("{} stands at {:?} in the lists", one.case.id, one.case.due_at))),
        None => Ok(()),
    }
}

/// One case.
///
/// # Errors
/// Hidden if the viewer may not see it: as if there were none.
pub async fn case(ctx: &Ctx, id: CaseId) -> Outcome<CaseView> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let loaded = store::find(&tx, &ctx.actor, id).await?;
    seen(ctx, &tx, loaded).await
}

/// The case with this number in the viewer's county.
///
/// # Errors
/// As [`case`].
pub async fn case_by_number(ctx: &Ctx, number: &str) -> Outcome<CaseView> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let loaded = store::find_by_number(&tx, &ctx.actor, &sought(number.trim())?.to_uppercase()).await?;
    seen(ctx, &tx, loaded).await
}

/// The signed-in officer's notices, newest first: about cases that he may open, and those that urge him.
///
/// # Errors
/// Refused if nobody is signed in.
pub async fn viewer_notices(ctx: &Ctx) -> Outcome<Vec<notice::Model>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let filter = seen_by(ctx, &tx, staff, CaseFilter::default()).await?;
    notices::inbox(ctx, &tx, store::seen_ids(&tx, &filter)).await
}

/// Who may handle a case that the viewer may assign; nobody otherwise.
///
/// # Errors
/// As [`case`].
pub async fn assignees_of(ctx: &Ctx, id: CaseId) -> Outcome<Vec<(AccountId, String)>> {
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let loaded = store::find(&tx, &ctx.actor, id).await?;
    if !can(ctx, &loaded).contains(&Action::Assign) {
        return Ok(Vec::new());
    }
    let accounts: Vec<_> = super::assignees(&tx, &loaded).await?.iter().map(|member| member.account).collect();
    store::names(&tx, accounts).await
}

/// Where a case that the viewer may transfer can go; nowhere otherwise.
///
/// # Errors
/// As [`case`].
pub async fn transfer_targets_of(ctx: &Ctx, id: CaseId) -> Outcome<Vec<OrganFacts>> {
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let loaded = store::find(&tx, &ctx.actor, id).await?;
    if !can(ctx, &loaded).contains(&Action::Transfer) {
        return Ok(Vec::new());
    }
    super::transfer_targets(&tx, &loaded).await
}

async fn seen(ctx: &Ctx, tx: &Tx, loaded: Loaded) -> Outcome<CaseView> {
    policy::decide(&ctx.actor, Action::Read, &loaded.facts(false)).check()?;
    views(ctx, tx, vec![loaded]).await?.pop().ok_or_else(Failure::hidden)
}

/// What the viewer may do with a case now.
pub(super) fn can(ctx: &Ctx, loaded: &Loaded) -> Vec<Action> {
    policy::viewer_can(&ctx.actor, &STAFF_ACTS, &loaded.facts(false))
}

/// The cases with the names of their subjects and the number of their media.
async fn views(ctx: &Ctx, tx: &Tx, all: Vec<Loaded>) -> Outcome<Vec<CaseView>> {
    let mut wanted: Vec<SubjectId> = all.iter().flat_map(|loaded| loaded.subjects.iter().map(subject_id)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let facts = directory::subjects(tx, &wanted).await?;
    let media = store::media_counts(tx, all.iter().map(|loaded| loaded.report.id).collect()).await?;
    let view = |loaded: Loaded| {
        let named = |row: &report_subject::Model| {
            let facts = facts.iter().find(|facts| facts.id == subject_id(row)).cloned()?;
            Some(Named { facts, is_added: row.added_by.is_some(), step_number: row.step_number })
        };
        CaseView {
            subjects: loaded.subjects.iter().filter_map(named).collect(),
            media_count: media.get(&loaded.report.id).copied().unwrap_or_default(),
            can: can(ctx, &loaded),
            loaded,
        }
    };
    Ok(all.into_iter().map(view).collect())
}

/// What a row of a report points at.
pub(super) fn subject_id(row: &report_subject::Model) -> SubjectId {
    match (row.official_id, row.power_id) {
        (Some(official), _) => SubjectId::Official(official),
        (None, Some(power)) => SubjectId::Power(power),
        (None, None) => SubjectId::Unit(row.unit_id),
    }
}

/// What the viewer may see and asked for.
pub(super) async fn seen_by(ctx: &Ctx, tx: &Tx, staff: &StaffActor, asked: CaseFilter) -> Outcome<Filter> {
    Ok(Filter {
        states: asked.states,
        lights: asked.lights,
        handlers: asked.mine.then_some(staff.account_id).into_iter().chain(asked.handler).collect(),
        dues: asked.dues,
        unassigned: asked.unassigned,
        turn: asked.turn,
        overdue: asked.overdue,
        subject: asked.subject,
        open: asked.open,
        unpublished: asked.unpublished,
        ..store::seen_by(tx, &ctx.actor, staff).await?
    })
}
