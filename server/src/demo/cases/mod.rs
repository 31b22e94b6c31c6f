//! Cases in every state, powers that were stopped or checked, lists that were cleared, outcomes, subsidies and ratings, made through the
//! verbs of their modules at times that lie in the past.

mod clear;
mod desk;
mod halts;
mod kin;
mod opinions;
mod outcomes;
mod perform;
mod places;
mod publish;
mod quiet;
mod ratings;
mod resume;
mod turns;

use crate::demo::Options;
use crate::demo::content::{Act, Content, CountyPlan, Story};
use crate::demo::dice::Dice;
use crate::demo::plan::Extent;
use crate::domain::cases::service::deadlines_due;
use crate::domain::keys::query_code;
use crate::kernel::secret::QueryCode;
use crate::kernel::{Actor, County, Ctx, Failure, Kernel, Outcome};
use desk::Desk;
use entity::id::{CaseId, ContactId};
use entity::moment::Moment;
use entity::words::CaseState;
use places::Places;
pub use resume::are_told;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;
use time::{Duration, Time};

/// Name of the file in the data folder that lists query codes of the demonstration.
pub const FILE: &str = "demo-reports.json";

/// A report of the demonstration, as its reporter holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DemoReport {
    /// Division code of the county.
    pub county: String,
    /// The reporter's phone; no such person.
    pub phone: String,
    /// In its groups.
    pub query_code: String,
    /// How the case stands.
    pub state: CaseState,
    /// How the text begins.
    pub about: String,
}

/// One telling of a story: in which town, by whom.
struct Telling<'a> {
    story: &'a Story,
    number: u32,
    town: String,
    phone: String,
    name: String,
    contact: Option<ContactId>,
    code: Option<QueryCode>,
    case: Option<CaseId>,
}

/// One thing that happens: when, in which telling, and which act of it; none for the submission.
struct Event {
    at: Moment,
    telling: usize,
    act: Option<usize>,
}

/// What a county's stories are told with.
struct Scene<'a> {
    kernel: &'a Arc<Kernel>,
    county: County,
    desk: Desk,
    places: Places,
}

/// Tells all stories of a county, or the rest of them if they were cut off; how many cases there are.
///
/// # Errors
/// A fault, if a story does not fit the county or the rules.
pub async fn tell(kernel: &Arc<Kernel>, content: &Content, plan: &CountyPlan, options: &Options) -> Outcome<usize> {
    let county = Ctx::system(kernel).county(&plan.code).await?;
    let mut tellings = tellings(content, plan, options.extent);
    let tx = Ctx::system(kernel).read(&county).await?;
    let (now, told_until) = (resume::now_of(&tx).await?, resume::told_until(&tx).await?);
    let events = timeline(&tellings, now);
    let (desk, places) = (Desk::load(&tx).await?, Places::load(&tx).await?);
    drop(tx);
    let scene = Scene { kernel, county, desk, places };
    for event in events {
        if told_until.is_some_and(|until| event.at <= until) {
            resume::recall(&scene, tellings.get_mut(event.telling), event.act).await?;
            continue;
        }
        // What ran out before this moment was worked before it, as the worker would have done.
        deadlines_due(&scene.at(event.at, Actor::System), &scene.county).await?;
        let Some(telling) = tellings.get_mut(event.telling) else { continue };
        match event.act.and_then(|act| telling.story.acts.get(act)) {
            None => perform::submit(&scene, telling, event.at).await?,
            Some(act) if act.act.is_reporters() => perform::by_reporter(&scene, telling, act, event.at).await?,
            Some(act) => {
                perform::by_staff(&scene, telling, act, event.at).await?;
                if let Some(case) = telling.case.filter(|_| matches!(act.act, Act::Reply) && act.days_ago >= publish::YOUNGEST) {
                    publish::publish(&scene, case, event.at).await?;
                }
            }
        }
    }
    deadlines_due(&scene.at(now, Actor::System), &scene.county).await?;
    if plan.is_full {
        beside(&scene, content, (&plan.staffed_towns, now)).await?;
    }
    save(&scene, &options.data, &tellings).await?;
    // Last: it says that all is done.
    quiet::settle_notices(&scene, now).await?;
    Ok(tellings.len())
}

/// What a county does beside its cases.
async fn beside(scene: &Scene<'_>, content: &Content, (towns, now): (&[String], Moment)) -> Outcome<()> {
    halts::stop(scene, (&content.halts, towns), now).await?;
    opinions::think(scene, (&content.opinions, towns), now).await?;
    clear::check(scene, (&content.checks, towns), now).await?;
    clear::clear(scene, (&content.clearings, towns), now).await?;
    outcomes::publish(scene, (&content.outcomes, towns), now).await?;
    ratings::rate(scene, now).await?;
    kin::declare(scene, towns, now).await
}

impl Scene<'_> {
    fn at(&self, now: Moment, actor: Actor) -> Ctx {
        Ctx { now, ..Ctx::new(self.kernel, actor, "demo".to_owned()) }
    }
}

/// In the home county each story in each staffed town, once where it is about the county's own units.
fn tellings<'a>(content: &'a Content, plan: &CountyPlan, extent: Extent) -> Vec<Telling<'a>> {
    let towns = if plan.is_full && extent == Extent::Whole { plan.staffed_towns.len() } else { 1 };
    let mut all = Vec::new();
    for (no, town) in plan.staffed_towns.iter().take(towns).enumerate() {
        for story in content.stories.iter().filter(|story| fits(story, plan, no)) {
            let number = u32::from(plan.number) * 1_000 + u32::try_from(all.len()).unwrap_or_default() + 1;
            all.push(Telling {
                story,
                number,
                town: town.clone(),
                phone: format!("138{number:08}"),
                name: content.invent_name(&mut Dice::of(&format!("reporter {number}"))),
                contact: None,
                code: None,
                case: None,
            });
        }
    }
    all
}

const fn fits(story: &Story, plan: &CountyPlan, town: usize) -> bool {
    (plan.is_full || story.is_small) && (town == 0 || !story.is_once)
}

/// Everything that happens, in order of time.
fn timeline(tellings: &[Telling<'_>], now: Moment) -> Vec<Event> {
    let mut events = Vec::new();
    for (no, telling) in tellings.iter().enumerate() {
        let mut dice = Dice::of(&format!("hours {}", telling.number));
        events.push(Event { at: moment(now, telling.story.days_ago, &mut dice), telling: no, act: None });
        for (act, text) in telling.story.acts.iter().enumerate() {
            events.push(Event { at: moment(now, text.days_ago, &mut dice), telling: no, act: Some(act) });
        }
    }
    events.sort_by_key(|event| event.at);
    // No two in the same moment, so that a moment says how far the telling is.
    for (no, event) in (0..).zip(&mut events) {
        event.at = event.at.after(Duration::milliseconds(no));
    }
    events
}

/// An hour of the working day so many days ago; of today, some minutes ago.
fn moment(now: Moment, days_ago: i64, dice: &mut Dice) -> Moment {
    let minutes = i64::from(dice.between(5, 450));
    if days_ago == 0 {
        return now.after(-Duration::minutes(minutes / 10 + 1));
    }
    let midnight = now.in_china().replace_time(Time::MIDNIGHT);
    Moment::from(midnight - Duration::days(days_ago) + Duration::minutes(9 * 60 + minutes))
}

/// Adds the query codes to the file, beside those of other counties.
async fn save(scene: &Scene<'_>, folder: &Path, tellings: &[Telling<'_>]) -> Outcome<()> {
    let path = folder.join(FILE);
    let known: Vec<DemoReport> = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let mut all: Vec<_> = known.into_iter().filter(|report| report.county != scene.county.code).collect();
    for telling in tellings {
        let (Some(code), Some(case)) = (&telling.code, telling.case) else { continue };
        all.push(DemoReport {
            county: scene.county.code.clone(),
            phone: telling.phone.clone(),
            query_code: query_code::display(code),
            state: perform::case_row(scene, case).await?.state,
            about: telling.story.text.chars().take(18).collect(),
        });
    }
    let text = serde_json::to_string_pretty(&all).map_err(Failure::fault)?;
    std::fs::write(&path, text + "\n").map_err(|e| Failure::fault(format!("{}: {e}", path.display())))
}
