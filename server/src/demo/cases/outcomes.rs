//! What units of the home county published and what was paid there: through the verbs of `outcomes` and `subsidies`, in the past.

use super::{Scene, moment};
use crate::demo::content::{KindText, OutcomeText, OutcomesText, SubjectSpec, SubsidyText};
use crate::demo::dice::Dice;
use crate::domain::directory::SubjectId;
use crate::domain::outcomes::{self, CorrectOutcome, KindRow, PublishOutcome, SetKind};
use crate::domain::powers;
use crate::domain::subsidies::{self, List};
use crate::kernel::{Actor, Failure, Outcome};
use entity::id::{OutcomeId, PowerId, UnitId};
use entity::moment::Moment;
use entity::{outcome, subsidy, unit};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};

/// The county set its kinds so many days ago.
const KINDS_SET: i64 = 380;

/// Tells all of it. What was told before the program was cut off is left as it is.
pub(super) async fn publish(scene: &Scene<'_>, (text, towns): (&OutcomesText, &[String]), now: Moment) -> Outcome<()> {
    let mut dice = Dice::of("outcomes");
    let kinds = set(scene, &text.kinds, moment(now, KINDS_SET, &mut dice)).await?;
    for one in &text.outcomes {
        let place = place(scene, (&one.subject, town(towns, one.town)?), now).await?;
        let times = (moment(now, one.days_ago, &mut dice), one.corrected.as_ref().map(|said| moment(now, said.days_ago, &mut dice)));
        tell(scene, (one, &kinds), place, times).await?;
    }
    for list in &text.subsidies {
        let (unit, _) = place(scene, (&list.subject, town(towns, list.town)?), now).await?;
        pay(scene, list, unit, moment(now, list.days_ago, &mut dice)).await?;
    }
    Ok(())
}

fn town(towns: &[String], no: usize) -> Outcome<&str> {
    towns.get(no).map(String::as_str).ok_or_else(|| Failure::fault(format!("outcomes.json: no town {no}")))
}

/// Sets kinds that are not there; all kinds.
async fn set(scene: &Scene<'_>, all: &[KindText], at: Moment) -> Outcome<Vec<KindRow>> {
    let admin = scene.desk.administrator().ok_or_else(|| Failure::fault("a county of the demonstration without an administrator"))?;
    let ctx = scene.at(at, admin);
    let there = outcomes::kinds(&ctx.read(&scene.county).await?).await?;
    for kind in all.iter().filter(|kind| there.iter().all(|row| row.kind.code != kind.code)) {
        let KindText { code, name, personal_days, columns } = kind.clone();
        outcomes::set_kind(&ctx, SetKind { code, name, columns, personal_days, is_open: true, no: None }).await.map_err(told)?;
    }
    outcomes::kinds(&ctx.read(&scene.county).await?).await
}

/// The unit, and its power if one is named and the unit has it.
async fn place(scene: &Scene<'_>, (subject, town): (&SubjectSpec, &str), now: Moment) -> Outcome<(UnitId, Option<PowerId>)> {
    let tx = scene.at(now, Actor::System).read(&scene.county).await?;
    match scene.places.subject(&tx, subject, town).await? {
        SubjectId::Unit(unit) => Ok((unit, None)),
        SubjectId::Power(power) => Ok((powers::power_by_id(&tx, power).await?.unit_id, Some(power))),
        SubjectId::Official(_) => Err(Failure::fault("outcomes.json names an official")),
    }
}

/// Publishes one outcome and corrects it, as far as that was not done.
async fn tell(
    scene: &Scene<'_>,
    (text, kinds): (&OutcomeText, &[KindRow]),
    (unit_id, power_id): (UnitId, Option<PowerId>),
    (at, corrected): (Moment, Option<Moment>),
) -> Outcome<()> {
    let kind = kinds.iter().find(|row| row.kind.code == text.kind).ok_or_else(|| Failure::fault("outcomes.json: an unknown kind"))?;
    let (publisher, decided_on) = (publisher(scene, unit_id, at).await?, at.in_china().date());
    let (id, revision) = match known(scene, unit_id, &text.title).await? {
        Some(there) => there,
        None => {
            let OutcomeText { title, values, .. } = text.clone();
            let (kind_id, kind_no) = (kind.kind.id, kind.kind.no);
            let input = PublishOutcome { unit_id, kind_id, kind_no, power_id, title, decided_on, values };
            (outcomes::publish(&scene.at(at, publisher.clone()), input).await.map_err(told)?, 1)
        }
    };
    if let (Some(said), Some(at), 1) = (&text.corrected, corrected, revision) {
        let (reason, title, values) = (said.reason.into(), text.title.clone(), said.values.clone());
        let input = CorrectOutcome { id, revision, reason, title, decided_on, values };
        outcomes::correct(&scene.at(at, publisher), input).await.map_err(told)?;
    }
    Ok(())
}

/// An outcome that was published before, and its revision.
async fn known(scene: &Scene<'_>, unit: UnitId, title: &str) -> Outcome<Option<(OutcomeId, i64)>> {
    let tx = scene.at(Moment(0), Actor::System).read(&scene.county).await?;
    let rows = tx.rows().find::<outcome::Entity>().filter(outcome::Column::UnitId.eq(unit)).filter(outcome::Column::Title.eq(title));
    Ok(rows.one(&tx).await?.map(|row| (row.id, row.revision)))
}

/// Gives a list of subsidies that is not there.
async fn pay(scene: &Scene<'_>, text: &SubsidyText, unit_id: UnitId, at: Moment) -> Outcome<()> {
    let (day, year) = (at.in_china().date(), at.in_china().year().saturating_sub(text.years_ago));
    let ctx = scene.at(at, publisher(scene, unit_id, at).await?);
    let rows = ctx.read(&scene.county).await?;
    let there = rows.rows().find::<subsidy::Entity>().filter(subsidy::Column::UnitId.eq(unit_id));
    let there = there.filter(subsidy::Column::Kind.eq(&text.kind)).filter(subsidy::Column::Year.eq(year)).count(&rows).await?;
    drop(rows);
    if there > 0 {
        return Ok(());
    }
    let lines = text.households.iter().map(|[name, digits, yuan]| format!("{name},{digits},{yuan},{day}\n"));
    let sheet = format!("姓名,证件后四位,金额,日期\n{}", lines.collect::<String>());
    let list = List { unit_id, kind: text.kind.clone(), year, bytes: sheet.into(), replaces: None, is_dry: false };
    let given = subsidies::list(&ctx, list).await.map_err(told)?;
    if given.is_done { Ok(()) } else { Err(Failure::fault(format!("outcomes.json: {:?}", given.faults))) }
}

/// Who publishes for the unit: its own publisher, or that of the town above it.
async fn publisher(scene: &Scene<'_>, unit: UnitId, at: Moment) -> Outcome<Actor> {
    let tx = scene.at(at, Actor::System).read(&scene.county).await?;
    let above = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.eq(unit)).one(&tx).await?.and_then(|row| row.parent_id);
    let all = [Some(unit), above].into_iter().flatten().flat_map(|unit| scene.desk.publishers(unit));
    all.into_iter().next().ok_or_else(|| Failure::fault("a unit of the demonstration without a publisher"))
}

/// A refusal is a fault of the file.
fn told(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(errors) => Failure::fault(format!("outcomes.json: {errors:?}")),
        other => other,
    }
}
