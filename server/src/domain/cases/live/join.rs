//! Joining: who wants to be told of what, and whether he may.

use super::hub::Live;
use super::seat::Seat;
use super::sight::Sight;
use super::version;
use super::watch::Watch;
use super::watcher::What;
use crate::domain::cases::policy::{self, Action};
use crate::domain::cases::service::{self, Followed};
use crate::domain::cases::store;
use crate::kernel::{Actor, County, Ctx, Failure, Outcome};
use entity::id::CaseId;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Live {
    /// News of the viewer's in-box.
    ///
    /// # Errors
    /// Refused if nobody is signed in; hidden for whoever has no cases.
    pub async fn inbox(&self, ctx: &Ctx, seat: &Arc<Seat>) -> Outcome<Watch> {
        let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
        let county = ctx.kernel.tenants.by_id(staff.county_id).await?;
        let log = self.turn(&county).await?;
        let sight = Sight::of(&ctx.read(&county).await?, ctx.actor.clone()).await?;
        if !sight.works_on_cases() {
            return Err(Failure::hidden());
        }
        let watch = self.join(&county, seat, (What::Inbox, sight, BTreeMap::new()));
        drop(log);
        Ok(watch)
    }

    /// News of one case.
    ///
    /// # Errors
    /// Refused if nobody is signed in; hidden if the viewer may not see the case: as if there were none.
    pub async fn case(&self, ctx: &Ctx, seat: &Arc<Seat>, id: CaseId) -> Outcome<Watch> {
        ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
        let county = ctx.county_of(id).await?;
        let log = self.turn(&county).await?;
        let tx = ctx.read(&county).await?;
        let loaded = store::find(&tx, &ctx.actor, id).await?;
        policy::decide(&ctx.actor, Action::Read, &loaded.facts(false)).check()?;
        let sight = Sight::of(&tx, ctx.actor.clone()).await?;
        let known = BTreeMap::from([(id, version::to_staff(&loaded))]);
        let watch = self.join(&county, seat, (What::Case(id), sight, known));
        drop(log);
        Ok(watch)
    }

    /// News of a report for whoever has its query code, or of all reports of a phone.
    ///
    /// # Errors
    /// As `reportStatus`.
    pub async fn reports(&self, ctx: &Ctx, seat: &Arc<Seat>, (code, county): (Option<&str>, Option<&str>)) -> Outcome<Watch> {
        // First without the log: a wrong code is counted, and that takes a transaction that writes.
        let Followed { county, reports, code_hash } = service::followed(ctx, code, county).await?;
        let log = self.turn(&county).await?;
        let tx = ctx.read(&county).await?;
        let rows = store::by_reports(&tx, &reports).await?;
        let loaded = store::rows(&tx, &Actor::Nobody, rows).await?;
        let sight = Sight::of(&tx, of_here(ctx, &county)).await?;
        let mine: Vec<_> = loaded.iter().filter(|one| sight.follows(one, code_hash.as_deref())).collect();
        if mine.is_empty() {
            return Err(Failure::hidden());
        }
        let cases = mine.iter().map(|one| (one.case.id, one.report.id)).collect();
        let known = mine.iter().map(|one| (one.case.id, version::to_reporter(one))).collect();
        let watch = self.join(&county, seat, (What::Reports { cases, code_hash }, sight, known));
        drop(log);
        Ok(watch)
    }
}

/// A phone proven in another county is no proof here.
fn of_here(ctx: &Ctx, county: &County) -> Actor {
    match &ctx.actor {
        Actor::Reporter(reporter) if reporter.county_id == county.id => ctx.actor.clone(),
        _ => Actor::Nobody,
    }
}
