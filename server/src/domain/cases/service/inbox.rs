//! The in-box of the staff, and one case by id or number.

use crate::domain::cases::policy::{self, Action};
use crate::domain::cases::store::{self, Counts, Filter, Loaded};
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::CaseId;
use entity::words::{CaseState, Light, OrganKind, StaffRole};

/// What a viewer asks for.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Only these states.
    pub states: Option<Vec<CaseState>>,
    /// Only these lights.
    pub lights: Option<Vec<Light>>,
    /// Only his own.
    pub mine: bool,
    /// Only those past due, or only the others.
    pub overdue: Option<bool>,
    /// Only those not closed, or only the closed ones.
    pub open: Option<bool>,
}

/// One page of the in-box.
pub struct CaseList {
    /// The page.
    pub page: Page<Loaded>,
    /// How many there are behind all pages.
    pub total: u64,
    /// What stands above the list.
    pub counts: Counts,
}

/// Cases that the viewer may see, those due first before others.
///
/// # Errors
/// Refused if nobody is signed in or the cursor is not one of ours.
pub async fn cases(ctx: &Ctx, filter: CaseFilter, page: &PageQuery) -> Outcome<CaseList> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let filter = seen_by(ctx, &tx, staff, filter).await?;
    let found = page.page(store::case_ids(&tx, &filter, page).await?, |(id, due)| vec![due.to_string(), id.to_string()]);
    let total = store::count(&tx, &filter).await?;
    let counts = store::counts(&tx, &filter).await?;
    let ids: Vec<_> = found.nodes.iter().map(|(id, _)| *id).collect();
    let rows = store::by_ids(&tx, &ids).await?;
    let nodes = store::rows(&tx, &ctx.actor, rows).await?;
    Ok(CaseList { page: Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor }, total, counts })
}

/// One case.
///
/// # Errors
/// Hidden if the viewer may not see it: as if there were none.
pub async fn case(ctx: &Ctx, id: CaseId) -> Outcome<Loaded> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    seen(ctx, store::load(&tx, &ctx.actor, id).await?)
}

/// The case with this number in the viewer's county.
///
/// # Errors
/// As [`case`].
pub async fn case_by_number(ctx: &Ctx, number: &str) -> Outcome<Loaded> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let row = store::by_number(&tx, &number.trim().to_uppercase()).await?.ok_or_else(Failure::hidden)?;
    let loaded = store::rows(&tx, &ctx.actor, vec![row]).await?.pop().ok_or_else(Failure::hidden)?;
    seen(ctx, loaded)
}

fn seen(ctx: &Ctx, loaded: Loaded) -> Outcome<Loaded> {
    policy::decide(&ctx.actor, Action::Read, &loaded.facts(false)).check()?;
    Ok(loaded)
}

/// The same rule as [`policy::decide`] for [`Action::Read`], as the statement needs it.
async fn seen_by(ctx: &Ctx, tx: &Tx, staff: &StaffActor, asked: CaseFilter) -> Outcome<Filter> {
    let organs = crate::domain::directory::organs(tx).await?;
    let heads = |organ: &_| staff.is_in(StaffRole::Head, *organ);
    let follows = organs.iter().any(|organ| organ.kind == OrganKind::CountyCommission && heads(&organ.id));
    let followed = if follows { organs.iter().filter(|organ| organ.external).map(|organ| organ.id).collect() } else { Vec::new() };
    Ok(Filter {
        organs: staff.organs(&[StaffRole::Handler, StaffRole::Head]),
        followed,
        recusals: store::recusals_of(tx, &ctx.actor).await?,
        states: asked.states,
        lights: asked.lights,
        handler: asked.mine.then_some(staff.account_id),
        overdue: asked.overdue,
        open: asked.open,
    })
}
