//! 申报亲属关系: an officer says of himself to whom he is kin; it counts at once.

use super::{asking, sealed};
use crate::domain::directory;
use crate::domain::ledger::{self, Entry};
use crate::domain::officials::policy::{Action, Decision, Facts, decide};
use crate::domain::officials::refusal::OfficialRefusal;
use crate::domain::officials::store;
use crate::domain::staff::SIGHT_CHANGED;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx, outbox};
use entity::id::{OfficialId, OrganId};
use entity::words::OrganKind;
use entity::{kinship, kinship_ending, official};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

const RELATION: Bounds = Bounds { min: 2, max: 20 };
const SOUGHT: Bounds = Bounds { min: 2, max: 20 };
/// Found by a name at most.
const MOST_FOUND: u64 = 20;

/// An official whom a name may mean.
pub struct Choice {
    /// He.
    pub official: official::Model,
    /// His public posts of today, each with its unit.
    pub posts: Vec<String>,
}

/// A declaration with the names of both.
pub struct KinshipView {
    /// The declaration; of an ending that was granted what it was.
    pub row: kinship::Model,
    /// Who declared it.
    pub official: Option<official::Model>,
    /// With whom.
    pub relative: Option<official::Model>,
    /// Whether the viewer declared it.
    pub is_own: bool,
    /// The wish to end it that waits for an answer.
    pub ending: Option<kinship_ending::Model>,
    /// Whether the viewer may answer that wish.
    pub can_decide: bool,
    /// Why it is wished, for whoever may answer.
    pub reason: Option<SealedText>,
}

/// A declaration.
pub struct DeclareKinship {
    /// With whom.
    pub relative: OfficialId,
    /// As what, e.g. `配偶`.
    pub relation: String,
}

/// Declares kinship of the actor himself; from this moment both keep away from each other's cases.
///
/// # Errors
/// Refused without an official behind the account, with oneself, or if it is declared already, by whichever of both.
pub async fn declare(ctx: &Ctx, input: DeclareKinship) -> Outcome<KinshipView> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.county_of(input.relative).await?;
    decide(&ctx.actor, Action::Declare, Facts::default()).check()?;
    let own = staff.official_id.ok_or(OfficialRefusal::NoOfficial)?;
    let relation = line("relation", &input.relation, RELATION).map_err(|error| Failure::Refused(vec![error]))?;
    if input.relative == own {
        return Err(OfficialRefusal::OneselfKin.into());
    }
    let tx = ctx.write(&county).await?;
    // Both, in order: two who declare each other at once come one after the other.
    let (first, second) = (own.min(input.relative), own.max(input.relative));
    store::hold_official(&tx, first).await?;
    store::hold_official(&tx, second).await?;
    if store::kinship_of(&tx, own, input.relative).await?.is_some() {
        return Err(OfficialRefusal::Declared.into());
    }
    let (county_id, declared_at) = (tx.county.id, tx.now);
    let row = kinship::Model { county_id, id: tx.mint(), official_id: own, relative_id: input.relative, relation, declared_at };
    tx.add(row.clone()).await?;
    let facts = json!({ "official": own, "relative": input.relative });
    ledger::append(&tx, &ctx.actor, Entry::sealed("officials.kinship_declared", row.id, facts)).await?;
    outbox::enqueue(&tx, SIGHT_CHANGED, json!({}), tx.now).await?;
    let view = views(&tx, staff, vec![(row, None)]).await?.pop().ok_or_else(|| Failure::fault("a declaration without a row"))?;
    tx.commit().await?;
    Ok(view)
}

/// The actor's own declarations, or for the county commission's heads and custodians all of the county, the newest first.
///
/// # Errors
/// Refused without an official behind the account; of all, hidden from everybody else.
pub async fn kinships(ctx: &Ctx, is_all: bool, page: &PageQuery) -> Outcome<Page<KinshipView>> {
    let (staff, county) = asking(ctx).await?;
    let tx = ctx.read(&county).await?;
    let facts = Facts { commission: commission(&tx).await?, ..Facts::default() };
    decide(&ctx.actor, if is_all { Action::ReadAll } else { Action::Declare }, facts).check()?;
    let found = store::kinships(&tx, staff.official_id.filter(|_| !is_all), page).await?;
    let (has_next, end_cursor) = (found.has_next, found.end_cursor);
    let ids: Vec<_> = found.nodes.iter().map(|row| row.id).collect();
    let mut open: BTreeMap<_, _> = store::endings_of(&tx, &ids).await?.into_iter().map(|row| (row.open_kinship_id, row)).collect();
    let rows = found.nodes.into_iter().map(|row| (row.clone(), open.remove(&Some(row.id)))).collect();
    Ok(Page { nodes: views(&tx, staff, rows).await?, has_next, end_cursor })
}

/// Officials whom a name may mean.
///
/// # Errors
/// Refused without an official behind the account, or with less than two characters.
pub async fn candidates(ctx: &Ctx, text: &str) -> Outcome<Vec<Choice>> {
    let (_, county) = asking(ctx).await?;
    // Whoever moves officials looks for them by name too.
    if decide(&ctx.actor, Action::Move, Facts::default()) != Decision::Allow {
        decide(&ctx.actor, Action::Declare, Facts::default()).check()?;
    }
    let text = line("text", text, SOUGHT).map_err(|error| Failure::Refused(vec![error]))?;
    let tx = ctx.read(&county).await?;
    let rows = store::called(&tx, &text, MOST_FOUND).await?;
    let posts = store::public_posts(&tx, &rows.iter().map(|row| row.id).collect::<Vec<_>>(), tx.now.in_china().date()).await?;
    let units = store::unit_names(&tx, posts.iter().map(|post| post.unit_id).collect()).await?;
    let choice = |official: official::Model| {
        let held = posts.iter().filter(|post| post.official_id == official.id);
        let named = held.map(|post| format!("{} {}", units.get(&post.unit_id).map(String::as_str).unwrap_or_default(), post.title));
        Choice { posts: named.collect(), official }
    };
    Ok(rows.into_iter().map(choice).collect())
}

/// The rows with names, and what the viewer may do.
pub(super) async fn views(
    tx: &Tx,
    staff: &StaffActor,
    rows: Vec<(kinship::Model, Option<kinship_ending::Model>)>,
) -> Outcome<Vec<KinshipView>> {
    let ids: BTreeSet<_> = rows.iter().flat_map(|(row, _)| [row.official_id, row.relative_id]).collect();
    let names = store::officials(tx, ids).await?;
    let view = |(row, ending): (kinship::Model, Option<kinship_ending::Model>)| KinshipView {
        official: names.get(&row.official_id).cloned(),
        relative: names.get(&row.relative_id).cloned(),
        is_own: staff.official_id == Some(row.official_id),
        can_decide: ending.as_ref().is_some_and(|ending| may_decide(staff, ending)),
        row,
        ending,
        reason: None,
    };
    let mut views: Vec<_> = rows.into_iter().map(view).collect();
    for view in views.iter_mut().filter(|view| view.can_decide) {
        let Some(ending) = &view.ending else { continue };
        let Some(words) = sealed::open(tx, ending).await? else { continue };
        if view.row.relation.is_empty() {
            words.relation.reveal().clone_into(&mut view.row.relation);
        }
        view.reason = Some(words.reason);
    }
    Ok(views)
}

fn may_decide(staff: &StaffActor, ending: &kinship_ending::Model) -> bool {
    let actor = crate::kernel::Actor::Staff(staff.clone());
    decide(&actor, Action::DecideEnding, facts_about(staff, ending)) == Decision::Allow
}

/// What the answer to a wish depends on.
pub(super) fn facts_about(staff: &StaffActor, ending: &kinship_ending::Model) -> Facts {
    let is_of_both = staff.official_id.is_some_and(|own| own == ending.official_id || own == ending.relative_id);
    Facts { is_own: is_of_both || ending.asked_by == staff.account_id, approver: Some(ending.organ_id), ..Facts::default() }
}

/// The county commission.
pub(super) async fn commission(tx: &Tx) -> Outcome<Option<OrganId>> {
    Ok(directory::organs(tx).await?.iter().find(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id))
}
