//! 采纳: a unit names the opinions for which it changes its list; the published version names them, and their authors are told.

use super::read::{OpinionRow, Viewer, rows, seen_by};
use super::{blank, facts_of, leave};
use crate::domain::clearing;
use crate::domain::ledger::{self, Entry};
use crate::domain::opinions::policy::{Action, decide};
use crate::domain::opinions::refusal::OpinionRefusal as Refusal;
use crate::domain::opinions::store;
use crate::kernel::{County, Ctx, Failure, JobError, Outcome};
use entity::id::{ClearingId, OpinionId};
use entity::words::{OpinionSight, OpinionState, OpinionStep};
use entity::{opinion_adoption, opinion_event};
use serde::Deserialize;
use serde_json::{Value, json};

/// An opinion on a power of a round, and whether the round names it.
pub struct ListRow {
    /// The opinion, as the unit sees it.
    pub row: OpinionRow,
    /// Whether it is named.
    pub is_adopted: bool,
}

/// Names an opinion in an open round, or takes the name back.
///
/// # Errors
/// Hidden, or refused unless by somebody of the unit that answers it and clears the list; once the list was sent; for an
/// opinion on none of its powers.
pub async fn adopt(ctx: &Ctx, (clearing_id, id): (ClearingId, OpinionId), is_adopted: bool) -> Outcome<()> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(clearing_id).await?).await?;
    let powers = clearing::hold_to_write(ctx, &tx, clearing_id).await?;
    let row = store::held(&tx, id).await?;
    decide(&ctx.actor, Action::Answer, &facts_of(ctx, &tx, &row).await?).check()?;
    let power_id = row.power_id.filter(|power| powers.contains(power)).ok_or(Refusal::NotOfList)?;
    let is_there = store::of_clearing(&tx, clearing_id).await?.contains(&id);
    if is_there == is_adopted {
        return Ok(());
    }
    if is_adopted {
        let (county_id, adopted_by, adopted_at) = (tx.county.id, staff.account_id, tx.now);
        let named = opinion_adoption::Model { county_id, id: tx.mint(), opinion_id: id, clearing_id, power_id, adopted_by, adopted_at };
        store::add_adoption(&tx, named).await?;
    } else {
        store::drop_adoption(&tx, clearing_id, id).await?;
    }
    let facts = json!({ "clearing": clearing_id, "power": power_id, "named": is_adopted });
    ledger::append(&tx, &ctx.actor, Entry::sealed("opinions.name", id, facts)).await?;
    tx.commit().await
}

/// Opinions on powers of a round that the viewer answers, or that everybody reads, each with whether the round names it; the
/// newest first.
///
/// # Errors
/// Hidden, as the round itself.
pub async fn of_clearing(ctx: &Ctx, clearing_id: ClearingId) -> Outcome<Vec<ListRow>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(clearing_id).await?).await?;
    let powers = clearing::powers_of_round(ctx, &tx, clearing_id).await?;
    let named = store::of_clearing(&tx, clearing_id).await?;
    let seen = seen_by(&tx, staff).await?;
    let mut found = store::on_powers(&tx, &powers).await?;
    // Whoever reviews for the county reads what everybody reads.
    found.retain(|row| seen.has(row.unit_id) || row.sight == OpinionSight::Public);
    let viewer = if found.iter().all(|row| seen.has(row.unit_id)) { Viewer::Staff } else { Viewer::Public };
    let all = rows(&tx, found, viewer).await?;
    Ok(all.into_iter().map(|row| ListRow { is_adopted: named.contains(&row.row.id), row }).collect())
}

/// An opinion that a version took up: whole where everybody reads it, otherwise only that there is one.
pub struct AdoptedRow {
    /// Code of the power that was changed for it.
    pub power_code: String,
    /// What the power was called when the opinion came.
    pub power_name: String,
    /// The opinion; none while it is not public.
    pub row: Option<OpinionRow>,
}

/// What a version of a unit's list took up.
///
/// # Errors
/// Hidden if there is no such version.
pub async fn adopted(ctx: &Ctx, (county, unit): (&str, &str), no: i32) -> Outcome<Vec<AdoptedRow>> {
    let tx = ctx.read(&ctx.county(county).await?).await?;
    let version = clearing::version_row(&tx, unit, no).await?;
    let all = store::adopted_of_version(&tx, &version).await?;
    let powers = store::powers(&tx, all.iter().map(|one| one.power_id).collect()).await?;
    let public = all.iter().filter(|one| one.opinion.sight == OpinionSight::Public).map(|one| one.opinion.clone()).collect();
    let mut shown: Vec<OpinionRow> = rows(&tx, public, Viewer::Public).await?;
    let mut take = |id: OpinionId| shown.iter().position(|row| row.row.id == id).map(|at| shown.swap_remove(at));
    let one = |adopted: store::Adopted| AdoptedRow {
        power_code: powers.get(&adopted.power_id).map(|power| power.code.clone()).unwrap_or_default(),
        power_name: adopted.opinion.subject_name.clone(),
        row: take(adopted.opinion.id),
    };
    Ok(all.into_iter().map(one).collect())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Published {
    clearing_id: ClearingId,
}

/// Works `clearing.published`: each opinion that the version names gets the step, once, and its author is told.
///
/// # Errors
/// When to come back.
pub async fn adopted_job(ctx: Ctx, county: County, payload: Value) -> Result<(), JobError> {
    let job: Published = serde_json::from_value(payload).map_err(|error| JobError::Park(format!("payload: {error}")))?;
    let tx = ctx.read(&county).await?;
    let all = store::untold(&tx, job.clearing_id).await?;
    drop(tx);
    for (id, no) in all {
        tell(&ctx, &county, (job.clearing_id, id, no)).await?;
    }
    Ok(())
}

async fn tell(ctx: &Ctx, county: &County, (round, id, no): (ClearingId, OpinionId, i32)) -> Outcome<()> {
    let tx = ctx.write(county).await?;
    let mut row = store::held(&tx, id).await?;
    // Another worker may have been faster.
    if !store::untold(&tx, round).await?.contains(&(id, no)) {
        return Ok(());
    }
    row.revision = row.revision.saturating_add(1);
    let (contact, is_over) = (row.contact_id, row.state == OpinionState::Closed);
    let event = opinion_event::Model { version_no: Some(no), ..blank(&tx, &row, OpinionStep::Adopted) };
    leave(ctx, &tx, row, event).await?;
    // A message says that there is an answer; whoever still waits for one is not told so.
    if is_over {
        crate::domain::notices::to_author(&tx, contact, id).await?;
    }
    tx.commit().await
}
