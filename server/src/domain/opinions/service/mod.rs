//! One function a verb: load → decide → check → change → write → ledger → notices.

mod about;
mod adopt;
mod author;
mod due;
mod measures;
mod publicity;
mod read;
mod submit;
mod unit;

pub use adopt::{AdoptedRow, ListRow, adopt, adopted, adopted_job, of_clearing};
pub use author::{Rating, follow_up, rate};
pub use due::due_job;
pub use measures::{Measured, OfOfficial, measures, measures_of_county, of_official};
pub use publicity::{publish, refuse};
pub use read::{Found, OpinionRow, Viewer, list, mine, one, open_rows, public_node, public_of};
pub use submit::{Submit, may_submit, submit};
pub use unit::{assign, mark_read, reply, urge};

use super::model::{Deed, after};
use super::policy::{Action, Facts, decide};
use super::refusal::OpinionRefusal as Refusal;
use super::{rules, store};
use crate::domain::calendar;
use crate::domain::directory::{self, OrganFacts, SubjectId};
use crate::domain::ledger::{self, Entry};
use crate::domain::reporters;
use crate::kernel::text::Bounds;
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use entity::id::{OpinionId, OrganId, UnitId};
use entity::words::{OpinionSight, OpinionStep, OrganKind, PhonePurpose};
use entity::{opinion, opinion_event};
use serde_json::json;

/// What an author or a unit writes.
const WORDS: Bounds = Bounds { min: 5, max: 2_000 };
/// What somebody may say beside an act.
const FEW_WORDS: Bounds = Bounds { min: 0, max: 500 };
/// Why something is not published.
const REASON: Bounds = Bounds { min: 5, max: 500 };

/// A verb on one opinion: the opinion, held, and what was decided on.
struct Begun {
    tx: Tx,
    row: opinion::Model,
    facts: Facts,
}

/// Opens a verb on an opinion, if the actor may do this, and, where he says what he read, if it is still so.
async fn begin(ctx: &Ctx, id: OpinionId, action: Action, revision: Option<i64>) -> Outcome<Begun> {
    if matches!(action, Action::FollowUp | Action::Rate) {
        reporters::current(ctx, PhonePurpose::Opinion)?;
    } else {
        ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    }
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let row = store::held(&tx, id).await?;
    let facts = facts_of(ctx, &tx, &row).await?;
    decide(&ctx.actor, action, &facts).check()?;
    if revision.is_some_and(|seen| seen != row.revision) {
        return Err(Refusal::Changed.into());
    }
    Ok(Begun { tx, row, facts })
}

/// What the decision about an opinion depends on.
async fn facts_of(ctx: &Ctx, tx: &Tx, row: &opinion::Model) -> Outcome<Facts> {
    let units = answering_units(tx, row.unit_id).await?;
    let keeps_away = keeps_away(ctx, tx, row).await?;
    Ok(Facts { units, keeps_away, ..facts_without(row, commission(tx).await?) })
}

/// Whether the actor must keep away (回避) from the official whom an opinion is about. What is about a unit or a power is the
/// unit's own to publish.
async fn keeps_away(ctx: &Ctx, tx: &Tx, row: &opinion::Model) -> Outcome<bool> {
    let (Some(about), Some(staff)) = (row.official_id, ctx.actor.staff()) else { return Ok(false) };
    // Of an account without an official nobody can tell from whom it must keep away.
    let Some(own) = staff.official_id else { return Ok(true) };
    let recusals = directory::recusals_of(tx, &[own]).await?;
    Ok(recusals.get(&own).is_some_and(|recusals| recusals.officials.contains(&about)))
}

/// The same where the units are known to be the unit alone, or do not matter.
fn facts_without(row: &opinion::Model, commission: Option<OrganId>) -> Facts {
    Facts {
        units: vec![row.unit_id],
        commission,
        phone_hash: row.phone_hash.clone(),
        is_public: row.sight == OpinionSight::Public,
        is_of_county: row.is_sight_of_county,
        keeps_away: false,
    }
}

/// The unit that answers, and the one that followed it.
async fn answering_units(tx: &Tx, unit: UnitId) -> Outcome<Vec<UnitId>> {
    let today = directory::of_today(tx, &[SubjectId::Unit(unit)]).await?;
    let next = today.into_iter().filter_map(|id| if let SubjectId::Unit(next) = id { Some(next) } else { None });
    let mut units = vec![unit];
    units.extend(next.filter(|next| *next != unit));
    Ok(units)
}

/// The county's commission.
async fn commission(tx: &Tx) -> Outcome<Option<OrganId>> {
    Ok(directory::organs(tx).await?.iter().find(|organ| is_commission(organ)).map(|organ| organ.id))
}

fn is_commission(organ: &OrganFacts) -> bool {
    organ.kind == OrganKind::CountyCommission && !organ.external
}

/// A step that says nothing yet but what was done, at the opinion's next place.
fn blank(tx: &Tx, row: &opinion::Model, step: OpinionStep) -> opinion_event::Model {
    opinion_event::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        opinion_id: row.id,
        no: row.revision,
        step,
        at: tx.now,
        account_id: None,
        organ_id: None,
        words: None,
        words_sight: None,
        points_to_report: false,
        due_on: None,
        rating: None,
        version_no: None,
    }
}

/// Writes a step with the opinion as it is then, and its entry on the ledger.
async fn leave(ctx: &Ctx, tx: &Tx, row: opinion::Model, event: opinion_event::Model) -> Outcome<()> {
    let facts = json!({ "unit": row.unit_id, "no": event.no, "state": row.state, "sight": row.sight });
    let kind = kind_of(event.step);
    // What is not public leaves no public entry.
    let entry = if row.sight == OpinionSight::Public { Entry::public(kind, row.id, facts) } else { Entry::sealed(kind, row.id, facts) };
    store::save(tx, row).await?;
    tx.add(event).await?;
    ledger::append(tx, &ctx.actor, entry).await
}

/// The next state, and the next revision.
fn advance(row: &mut opinion::Model, deed: Deed) -> Outcome<()> {
    row.state = after(row.state, deed)?;
    row.revision = row.revision.saturating_add(1);
    Ok(())
}

/// A term for an answer begins now.
async fn begin_term(tx: &Tx, row: &mut opinion::Model) -> Outcome<()> {
    let day = rules::due_on(&calendar::of_county(tx).await?, tx.now, row.days);
    row.term_from = tx.now;
    row.due_on = Some(day);
    row.wake_at = Some(rules::day_after(day));
    Ok(())
}

/// As the ledger calls it.
const fn kind_of(step: OpinionStep) -> &'static str {
    match step {
        OpinionStep::Received => "opinions.submit",
        OpinionStep::Read => "opinions.read",
        OpinionStep::Assigned => "opinions.assign",
        OpinionStep::Urged => "opinions.urge",
        OpinionStep::Overdue => "opinions.overdue",
        OpinionStep::Replied => "opinions.reply",
        OpinionStep::FollowedUp => "opinions.follow_up",
        OpinionStep::Rated => "opinions.rate",
        OpinionStep::Published => "opinions.publish",
        OpinionStep::Refused => "opinions.refuse",
        OpinionStep::Adopted => "opinions.adopt",
        OpinionStep::Closed => "opinions.close",
    }
}
