//! 申报亲属关系: an officer says of himself to whom he is kin; it counts at once.

use super::asking;
use super::views::{KinshipView, Notes, commission, views};
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::officials::policy::{Action, Decision, Facts, decide};
use crate::domain::officials::refusal::OfficialRefusal;
use crate::domain::officials::store;
use crate::domain::staff::SIGHT_CHANGED;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, Failure, Outcome, Tx, outbox};
use entity::id::{AccountId, OfficialId};
use entity::words::NoticeKind;
use entity::{kinship, official};
use serde_json::json;
use std::collections::BTreeMap;

const RELATION: Bounds = Bounds { min: 2, max: 20 };
const SOUGHT: Bounds = Bounds { min: 2, max: 20 };
/// Standing declarations of one official at most: each of them is somebody's work.
const MOST_DECLARED: u64 = 30;
/// Found by a name at most.
const MOST_FOUND: u64 = 20;

/// An official whom a name may mean.
pub struct Choice {
    /// He.
    pub official: official::Model,
    /// His public posts of today, each with its unit.
    pub posts: Vec<String>,
}

/// A declaration.
pub struct DeclareKinship {
    /// With whom.
    pub relative: OfficialId,
    /// As what, e.g. `配偶`.
    pub relation: String,
}

/// Declares kinship of the actor himself; from this moment he keeps away from the other one's cases. The other one keeps away
/// from his only by a word of his own, which this is where he declared it before; or if a head notes it: those are told.
///
/// # Errors
/// Refused without an official behind the account, with oneself, a second time, for what counts for both already, or beyond
/// the number that anybody may declare.
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
    let row = match store::kinship_of(&tx, own, input.relative).await? {
        Some(row) if row.is_noted || row.official_id == own => return Err(OfficialRefusal::Declared.into()),
        Some(row) => agreed(&tx, row, staff.account_id).await?,
        None => begun(&tx, (own, input.relative), relation).await?,
    };
    let facts = json!({ "official": own, "relative": input.relative });
    ledger::append(&tx, &ctx.actor, Entry::sealed("officials.kinship_declared", row.id, facts)).await?;
    outbox::enqueue(&tx, SIGHT_CHANGED, json!({}), tx.now).await?;
    let view = views(&tx, staff, vec![(row, None)]).await?.pop().ok_or_else(|| Failure::fault("a declaration without a row"))?;
    tx.commit().await?;
    Ok(view)
}

/// The other one says the same: it counts for both.
async fn agreed(tx: &Tx, row: kinship::Model, by: AccountId) -> Outcome<kinship::Model> {
    store::answer_kinship(tx, row.id, (true, by)).await?;
    Ok(kinship::Model { is_noted: true, answered_by: Some(by), answered_at: Some(tx.now), ..row })
}

/// A new declaration; the heads who say whether the relative keeps away too are told. Whether there is a case says nothing of it.
async fn begun(tx: &Tx, (official_id, relative_id): (OfficialId, OfficialId), relation: String) -> Outcome<kinship::Model> {
    if store::declared_by(tx, official_id).await? >= MOST_DECLARED {
        return Err(OfficialRefusal::TooMany.into());
    }
    let row = kinship::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        official_id,
        relative_id,
        relation,
        declared_at: tx.now,
        is_noted: false,
        answered_by: None,
        answered_at: None,
    };
    tx.add(row.clone()).await?;
    let heads = Notes::load(tx, &[relative_id]).await?.heads_for(&row).into_keys().collect();
    notices::about_kinship(tx, &heads, NoticeKind::KinshipNamed).await?;
    Ok(row)
}

/// Declarations by and about the actor, or for the county commission's heads and custodians all of the county, the newest first.
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
