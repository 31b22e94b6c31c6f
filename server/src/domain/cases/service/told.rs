//! What officers were told about cases: shown only while they may see the case, and taken back when they may not.

use crate::domain::cases::policy::{self, Action, Decision};
use crate::domain::cases::store;
use crate::domain::{notices, staff};
use crate::kernel::{Actor, County, Ctx, Failure, JobError, Outcome, Tx};
use crate::ports::Ports;
use entity::id::CaseId;
use entity::notice;
use serde_json::Value;
use std::collections::BTreeSet;

/// The signed-in officer's notices, newest first, without those about cases that he may not see (any more).
///
/// # Errors
/// Refused if nobody is signed in.
pub async fn viewer_notices(ctx: &Ctx) -> Outcome<Vec<notice::Model>> {
    let mut rows = notices::inbox(ctx).await?;
    let about: BTreeSet<_> = rows.iter().filter_map(|row| row.case_id).collect();
    if about.is_empty() {
        return Ok(rows);
    }
    let viewer = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(viewer.county_id).await?).await?;
    let hidden = hidden(&tx, &ctx.actor, &about).await?;
    rows.retain(|row| row.case_id.is_none_or(|case| !hidden.contains(&case)));
    Ok(rows)
}

/// Works `staff.sight_changed`, and comes round with the days on which roles and posts end: takes back what officers
/// were told about cases that they may not see any more.
///
/// # Errors
/// When to come back.
pub async fn retract_job(ctx: Ctx, _: Ports, county: County, _: Value) -> Result<(), JobError> {
    Ok(retract(&ctx, &county).await?)
}

async fn retract(ctx: &Ctx, county: &County) -> Outcome<()> {
    let tx = ctx.read(county).await?;
    let mut gone = Vec::new();
    for (account, cases) in notices::told(&tx).await? {
        let hidden = match staff::actor_of(&tx, account).await? {
            Some(actor) => hidden(&tx, &Actor::Staff(actor), &cases).await?,
            None => cases,
        };
        gone.extend(hidden.into_iter().map(|case| (account, case)));
    }
    drop(tx);
    if gone.is_empty() {
        return Ok(());
    }
    let tx = ctx.write(county).await?;
    for (account, case) in gone {
        notices::retract(&tx, account, case).await?;
    }
    tx.commit().await
}

/// Those of the cases that the actor may not see.
async fn hidden(tx: &Tx, actor: &Actor, cases: &BTreeSet<CaseId>) -> Outcome<BTreeSet<CaseId>> {
    let mut hidden = BTreeSet::new();
    for some in cases.iter().copied().collect::<Vec<_>>().chunks(100) {
        let rows = store::by_ids(tx, some).await?;
        let loaded = store::rows(tx, actor, rows).await?;
        let away = loaded.iter().filter(|one| policy::decide(actor, Action::Read, &one.facts(false)) != Decision::Allow);
        hidden.extend(away.map(|one| one.case.id));
    }
    Ok(hidden)
}
