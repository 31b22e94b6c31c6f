//! Looking at evidence: an address is made for one viewer, and whether he may still look is asked again each time; and
//! which cases somebody may know of, for modules that point at one.

use crate::domain::cases::policy::{self, Action, Decision};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::ledger::{self, Entry};
use crate::domain::media::{self, Address, Viewer};
use crate::domain::staff;
use crate::kernel::{Actor, County, Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::CaseId;
use entity::words::RenditionKind;
use serde_json::json;
use std::collections::BTreeMap;

/// The name of looking at a copy, on the ledger.
const VIEW: &str = "media.view";

/// An officer's look at evidence, which is still to be noted before a byte of it goes out.
pub struct Look {
    county: County,
    viewer: StaffActor,
    case: CaseId,
}

/// Whether the viewer of an address may still open the content of that case; his look, if today's first at this file
/// must leave an entry. An officer may not look once he must keep away, lost his role, or the case went to another organ;
/// a reporter may until the address ends. An original left its entry when its address was given out.
///
/// # Errors
/// Hidden if he may not, or if the address was not made here.
pub async fn may_look(ctx: &Ctx, address: &Address) -> Outcome<Option<Look>> {
    let county = ctx.county_of(address.id).await?;
    let (_, viewer) = address.read(&ctx.kernel, county.id)?.ok_or_else(Failure::hidden)?;
    let Viewer::Staff(session) = viewer else { return Ok(None) };
    let tx = ctx.read(&county).await?;
    let actor = Actor::Staff(staff::actor_of_session(&tx, session).await?.ok_or_else(Failure::hidden)?);
    let report = media::report_of(&tx, address.id).await?.ok_or_else(Failure::hidden)?;
    let case = store::by_reports(&tx, &[report]).await?;
    let loaded = store::rows(&tx, &actor, case).await?.pop().ok_or_else(Failure::hidden)?;
    policy::decide(&actor, Action::OpenContent, &loaded.facts(false)).check()?;
    let Actor::Staff(viewer) = actor else { return Ok(None) };
    let is_noted = address.kind == RenditionKind::Original || ledger::is_noted_today(&tx, &viewer, (VIEW, address.id.into())).await?;
    Ok((!is_noted).then_some(Look { county, viewer, case: loaded.case.id }))
}

/// Notes a look: one entry for the viewer, the file and the day, however many ranges of a film are fetched.
///
/// # Errors
/// A fault of the database: then nothing may be shown.
pub async fn note_look(ctx: &Ctx, address: &Address, look: Look) -> Outcome<()> {
    let tx = ctx.write(&look.county).await?;
    let entry = Entry::sealed(VIEW, address.id, json!({ "case": look.case }));
    ledger::append_once_a_day(&tx, &look.viewer, entry).await?;
    tx.commit().await
}

/// Those of the cases that the actor may see today, with their numbers; in a constant number of statements, and none at
/// all for who is not of the staff. What is left out does not exist for him.
///
/// # Errors
/// A fault of the database.
pub async fn seen_among(tx: &Tx, actor: &Actor, ids: &[CaseId]) -> Outcome<BTreeMap<CaseId, String>> {
    if ids.is_empty() || actor.staff().is_none() {
        return Ok(BTreeMap::new());
    }
    let all = store::rows(tx, actor, store::by_ids(tx, ids).await?).await?;
    let sees = |loaded: &Loaded| policy::decide(actor, Action::Read, &loaded.facts(false)) == Decision::Allow;
    Ok(all.into_iter().filter(sees).map(|loaded| (loaded.case.id, loaded.case.number)).collect())
}
