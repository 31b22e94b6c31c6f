//! The overview and its export: decide → count → arrange; an export also leaves an entry.

mod clusters;

pub use clusters::{clusters, export_clusters};

use super::model::{Export, Figures, Format, HandlerFigures, OrganFigures, Overview};
use super::policy::{Action, decide};
use super::rules::{self, Period, Placed, Times};
use super::sheet;
use crate::domain::cases::{self, CaseFigures, DueSpan, FiguresOf, OPEN_STATES, Tally};
use crate::domain::directory::{self, OrganFacts};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{AccountId, OrganId};
use entity::words::{Light, StaffRole};
use serde_json::json;
use std::collections::BTreeMap;

/// The overview of the organs that the viewer heads, and of those below.
///
/// # Errors
/// Refused unless the viewer heads an organ.
pub async fn overview(ctx: &Ctx, period: Period) -> Outcome<Overview> {
    decide(&ctx.actor, Action::ReadOverview, None).check()?;
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    gather(ctx, &tx, staff, period).await
}

/// The same as a file; that it was taken stands on the ledger.
///
/// # Errors
/// As [`overview`].
pub async fn export(ctx: &Ctx, period: Period, format: Format) -> Outcome<Export> {
    decide(&ctx.actor, Action::Export, None).check()?;
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.kernel.tenants.by_id(staff.county_id).await?;
    let tx = ctx.write(&county).await?;
    let overview = gather(ctx, &tx, staff, period).await?;
    let file = sheet::export(&sheet::overview(&overview), format, (&format!("统计-{}-{}", county.name, overview.on), overview.on))?;
    let (from, to) = (overview.days.from.to_string(), overview.days.to.to_string());
    let facts = json!({ "from": from, "to": to, "organs": overview.organs.len(), "format": format.word() });
    ledger::append(&tx, &ctx.actor, Entry::public("statistics.exported", county.id, facts)).await?;
    tx.commit().await?;
    Ok(file)
}

async fn gather(ctx: &Ctx, tx: &Tx, staff: &StaffActor, period: Period) -> Outcome<Overview> {
    let heads = staff.organs(&[StaffRole::Head]);
    let scope = rules::scope(&directory::organs(tx).await?, &heads);
    let (on, organs) = (tx.now.in_china().date(), scope.iter().map(|one| one.organ.id).collect::<Vec<_>>());
    let days = period.days(on);
    let of = FiguresOf { organs: &organs, by_name: &heads, within: days.moments() };
    let found = cases::figures(tx, &ctx.actor, &of).await?;
    let handlers = handlers(&scope, &heads, &found);
    let organ = |placed: Placed| {
        let id = placed.organ.id;
        OrganFigures { can_list: can_list(staff, &placed.organ), figures: summed(&found, |organ| organ == id), placed }
    };
    let organs = scope.into_iter().map(organ).collect();
    Ok(Overview { on, period, days, total: summed(&found, |_| true), organs, handlers })
}

/// Who heads the commission follows what stands above the county: then such organs are in his scope.
fn can_list(staff: &StaffActor, organ: &OrganFacts) -> bool {
    organ.external || staff.is_in(StaffRole::Head, organ.id) || staff.is_in(StaffRole::Handler, organ.id)
}

fn summed(found: &CaseFigures, is_counted: impl Fn(OrganId) -> bool) -> Figures {
    let of = |spans: &[(OrganId, i64)]| Times::of(spans.iter().filter(|(organ, _)| is_counted(*organ)).map(|(_, took)| *took).collect());
    let mut sum = Figures { acceptance: of(&found.acceptances), result: of(&found.results), ..Figures::default() };
    sum.unpublished = found.unpublished.iter().filter(|(organ, _)| is_counted(*organ)).map(|(_, cases)| cases).sum();
    for tally in found.open.iter().filter(|tally| is_counted(tally.organ_id)) {
        sum.open += tally.cases;
        sum.yellow += if tally.light == Light::Yellow { tally.cases } else { 0 };
        sum.red += if tally.light == Light::Red { tally.cases } else { 0 };
        sum.unassigned += if tally.handler_id.is_none() && is_to_act(tally) { tally.cases } else { 0 };
        *sum.dues.entry(span_of(tally)).or_default() += tally.cases;
        *sum.states.entry(tally.state).or_default() += tally.cases;
        if let Some(kind) = tally.subject {
            *sum.subjects.entry(kind).or_default() += tally.cases;
        }
    }
    sum
}

/// The organ still has to act; otherwise the reporter's answer is waited for.
fn is_to_act(tally: &Tally) -> bool {
    OPEN_STATES.contains(&tally.state)
}

fn span_of(tally: &Tally) -> DueSpan {
    usize::try_from(tally.span).ok().and_then(|place| DueSpan::ALL.get(place).copied()).unwrap_or(DueSpan::Waiting)
}

fn handlers(scope: &[Placed], heads: &[OrganId], found: &CaseFigures) -> Vec<HandlerFigures> {
    let mut all = Vec::new();
    for organ in scope.iter().map(|one| &one.organ).filter(|organ| heads.contains(&organ.id)) {
        let mut loads: BTreeMap<Option<AccountId>, BTreeMap<DueSpan, i64>> = BTreeMap::new();
        for tally in found.open.iter().filter(|tally| tally.organ_id == organ.id && is_to_act(tally)) {
            *loads.entry(tally.handler_id).or_default().entry(span_of(tally)).or_default() += tally.cases;
        }
        let load = |(id, dues): (Option<AccountId>, BTreeMap<DueSpan, i64>)| HandlerFigures {
            organ: organ.clone(),
            handler: id.map(|id| (id, found.names.get(&id).cloned().unwrap_or_default())),
            open: dues.values().sum(),
            dues,
        };
        let mut loads: Vec<_> = loads.into_iter().map(load).collect();
        loads.sort_by_key(|load| std::cmp::Reverse(load.open));
        all.extend(loads);
    }
    all
}
