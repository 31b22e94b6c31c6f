//! Powers that were stopped in the home county, one of them to this day: through the verbs of `halts`, in the past.

use super::{Scene, moment};
use crate::demo::content::{HaltText, SubjectSpec};
use crate::demo::dice::Dice;
use crate::domain::directory::{self, SubjectId};
use crate::domain::halts::{self, OrderHalt};
use crate::domain::powers::{self, HaltRow};
use crate::kernel::{Actor, Ctx, Failure, Outcome};
use entity::id::{HaltId, OrganId, PowerId, UnitId};
use entity::moment::Moment;

/// A power, and who has to do with it.
pub(super) struct Place {
    pub power: PowerId,
    unit: UnitId,
    pub organ: OrganId,
}

/// Tells each halt to its end. What was told before the program was cut off is left as it is.
pub(super) async fn stop(scene: &Scene<'_>, (all, towns): (&[HaltText], &[String]), now: Moment) -> Outcome<()> {
    for text in all {
        let town = towns.get(text.town).ok_or_else(|| Failure::fault(format!("halts.json: no town {}", text.town)))?;
        let place = place(scene, &text.subject, town, now).await?;
        let mut dice = Dice::of(&format!("halt {town}"));
        let mut at = |days_ago: i64| moment(now, days_ago, &mut dice);
        let (ordered, answered) = (at(text.days_ago), text.answers.iter().map(|said| at(said.days_ago)).collect::<Vec<_>>());
        let halt = order(scene, &place, (text, ordered)).await?;
        for (said, at) in text.answers.iter().zip(answered).skip(halt.answers.len()) {
            answer(scene, &place, (halt.halt.id, &said.text), at).await?;
        }
        if let Some(said) = text.resume.as_ref().filter(|_| halt.halt.resumed_at.is_none()) {
            let ctx = scene.at(at(said.days_ago), head(scene, place.organ)?);
            halts::resume(&ctx, halt.halt.id, &said.text).await.map_err(told)?;
        }
    }
    Ok(())
}

pub(super) async fn place(scene: &Scene<'_>, subject: &SubjectSpec, town: &str, now: Moment) -> Outcome<Place> {
    let tx = scene.at(now, Actor::System).read(&scene.county).await?;
    let SubjectId::Power(power) = scene.places.subject(&tx, subject, town).await? else {
        return Err(Failure::fault("a file of the demonstration names something that is no power"));
    };
    let unit = powers::power_by_id(&tx, power).await?.unit_id;
    let organ = directory::organs_of_units(&tx, &[unit]).await?.remove(&unit);
    let organ = organ.ok_or_else(|| Failure::fault("a unit of the demonstration without an organ"))?.id;
    Ok(Place { power, unit, organ })
}

/// The halt as it stands: ordered now, or before.
async fn order(scene: &Scene<'_>, place: &Place, (text, at): (&HaltText, Moment)) -> Outcome<HaltRow> {
    let ctx = scene.at(at, head(scene, place.organ)?);
    if let Some(there) = halts::halts_of(&ctx, &scene.county, &[place.power]).await?.pop() {
        return Ok(there);
    }
    let input = OrderHalt { power_id: place.power, step_number: text.step, reason: text.reason.clone(), case_id: None };
    halts::order(&ctx, input).await.map_err(told)
}

async fn answer(scene: &Scene<'_>, place: &Place, (halt, text): (HaltId, &str), at: Moment) -> Outcome<()> {
    let publisher = scene.desk.publishers(place.unit).into_iter().next();
    let ctx: Ctx = scene.at(at, publisher.ok_or_else(|| Failure::fault("a stopped unit without a publisher"))?);
    halts::answer(&ctx, halt, text).await.map(drop).map_err(told)
}

pub(super) fn head(scene: &Scene<'_>, organ: OrganId) -> Outcome<Actor> {
    scene.desk.heads(organ).into_iter().next().ok_or_else(|| Failure::fault("an organ of the demonstration without a head"))
}

/// A refusal is a fault of the file.
fn told(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(errors) => Failure::fault(format!("halts.json: {errors:?}")),
        other => other,
    }
}
