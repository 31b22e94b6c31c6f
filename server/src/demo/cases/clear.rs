//! Lists of powers that towns of the home county went through, one of them published, one with the county, one begun; and
//! what organs saw of powers. Through the verbs of `clearing` and `checks`, in the past.

use super::halts::{Place, head, place};
use super::{Scene, moment};
use crate::demo::content::{CheckText, ClearingText, ItemText, PowerText, RiskText, StepText, SubjectSpec};
use crate::demo::dice::Dice;
use crate::domain::checks::{self, CheckPower};
use crate::domain::clearing::{self, Basis, Content, Guidance, ItemView, Risk, SaveItem, Standard, Step, Way};
use crate::domain::directory::SubjectId;
use crate::kernel::{Actor, Ctx, Failure, Outcome};
use entity::clearing as round;
use entity::id::{ClearingId, UnitId};
use entity::moment::Moment;
use entity::words::{ClearingState, ItemDecision, UnitCategory};
use sea_orm::{ColumnTrait as _, QueryFilter as _};

/// Tells each check. What was told before the program was cut off is left as it is.
pub(super) async fn check(scene: &Scene<'_>, (all, towns): (&[CheckText], &[String]), now: Moment) -> Outcome<()> {
    for text in all {
        let Place { power, organ, .. } = place(scene, &text.subject, town(towns, text.town)?, now).await?;
        let at = moment(now, text.days_ago, &mut Dice::of(&format!("check {}", text.text)));
        let ctx = scene.at(at, head(scene, organ)?);
        let there = checks::checks_of(&ctx.read(&scene.county).await?, &[power]).await?;
        if there.is_empty() {
            let input = CheckPower { power_id: power, step_number: text.step, verdict: text.verdict, text: text.text.clone() };
            checks::check(&ctx, input).await.map(drop).map_err(told)?;
        }
    }
    Ok(())
}

/// Tells each round as far as it went, likewise.
pub(super) async fn clear(scene: &Scene<'_>, (all, towns): (&[ClearingText], &[String]), now: Moment) -> Outcome<()> {
    for text in all {
        let unit = unit(scene, town(towns, text.town)?, now).await?;
        let mut dice = Dice::of(&format!("clearing {} {}", text.town, text.days_ago));
        let mut at = |days_ago: i64| moment(now, days_ago, &mut dice);
        let publisher = scene.desk.publishers(unit).into_iter().next();
        let ctx = scene.at(at(text.days_ago), publisher.ok_or_else(|| Failure::fault("a town without a publisher"))?);
        let id = begun(scene, &ctx, unit).await?;
        if state(&ctx, id).await?.0 == ClearingState::Draft {
            decide(&ctx, id, text).await?;
        }
        if let Some(days_ago) = text.sent_days_ago {
            let ctx = Ctx { now: at(days_ago), ..ctx.clone() };
            if let (ClearingState::Draft, revision) = state(&ctx, id).await? {
                clearing::send(&ctx, id, revision).await.map_err(told)?;
            }
        }
        if let Some(days_ago) = text.published_days_ago {
            let reviewer = reviewer(scene, now).await?;
            if let (ClearingState::Sent, revision) = state(&ctx, id).await? {
                clearing::publish(&scene.at(at(days_ago), reviewer), id, revision).await.map(drop).map_err(told)?;
            }
        }
    }
    Ok(())
}

fn town(towns: &[String], no: usize) -> Outcome<&str> {
    towns.get(no).map(String::as_str).ok_or_else(|| Failure::fault(format!("clearings.json or checks.json: no town {no}")))
}

async fn unit(scene: &Scene<'_>, town: &str, now: Moment) -> Outcome<UnitId> {
    let tx = scene.at(now, Actor::System).read(&scene.county).await?;
    let itself = SubjectSpec { village: None, community: None, unit: None, post: None, power: None };
    match scene.places.subject(&tx, &itself, town).await? {
        SubjectId::Unit(unit) => Ok(unit),
        _ => Err(Failure::fault("a town that is no unit")),
    }
}

/// Who of a core organ publishes for the county.
async fn reviewer(scene: &Scene<'_>, now: Moment) -> Outcome<Actor> {
    let tx = scene.at(now, Actor::System).read(&scene.county).await?;
    let core = tx.rows().find::<entity::unit::Entity>().filter(entity::unit::Column::Category.eq(UnitCategory::CoreOrgan)).all(&tx).await?;
    let found = core.into_iter().flat_map(|unit| scene.desk.reviewers(unit.id)).next();
    found.ok_or_else(|| Failure::fault("no core organ of the demonstration has a reviewer"))
}

/// The round that began at this moment: now, or before the program was cut off.
async fn begun(scene: &Scene<'_>, ctx: &Ctx, unit: UnitId) -> Outcome<ClearingId> {
    let tx = ctx.read(&scene.county).await?;
    let rows = tx.rows().find::<round::Entity>().filter(round::Column::UnitId.eq(unit));
    let there = rows.filter(round::Column::StartedAt.eq(ctx.now)).one(&tx).await?;
    drop(tx);
    match there {
        Some(row) => Ok(row.id),
        None => clearing::start(ctx, unit).await.map_err(told),
    }
}

async fn state(ctx: &Ctx, id: ClearingId) -> Outcome<(ClearingState, i64)> {
    let row = clearing::view(ctx, id).await.map_err(told)?.row;
    Ok((row.state, row.revision))
}

async fn items(ctx: &Ctx, id: ClearingId) -> Outcome<Vec<ItemView>> {
    let row = clearing::view(ctx, id).await.map_err(told)?.row;
    clearing::items_of(ctx, &row).await.map_err(told)
}

/// New powers first, then what is not decided yet.
async fn decide(ctx: &Ctx, id: ClearingId, text: &ClearingText) -> Outcome<()> {
    let there = items(ctx, id).await?;
    for new in text.items.iter().filter_map(|item| item.content.as_ref()) {
        if !there.iter().any(|item| item.content.name == new.name) {
            let input = SaveItem { round: id, item: None, content: content(new) };
            clearing::save_item(ctx, input).await.map_err(told)?;
        }
    }
    let open = items(ctx, id).await?.into_iter().filter(|item| item.row.decision.is_none());
    for item in open.collect::<Vec<_>>() {
        let said = text.items.iter().find(|said| said.power == item.content.name);
        let decision = match said {
            Some(said) => (said.decision, said.reason.as_str()),
            None if text.sent_days_ago.is_some() => (ItemDecision::Kept, ""),
            None => continue,
        };
        let item = with_standards(ctx, (id, item), said).await?;
        clearing::decide_item(ctx, (item.row.id, item.row.revision), decision.0, decision.1).await.map(drop).map_err(told)?;
    }
    Ok(())
}

/// The item with the standards that it got.
async fn with_standards(ctx: &Ctx, (round, item): (ClearingId, ItemView), said: Option<&ItemText>) -> Outcome<ItemView> {
    let Some(said) = said.filter(|said| !said.standards.is_empty() && item.content.standards.is_empty()) else { return Ok(item) };
    let standards = said.standards.iter();
    let standards = standards.map(|row| Standard { circumstance: row.circumstance.clone(), standard: row.standard.clone() }).collect();
    let input = SaveItem { round, item: Some((item.row.id, item.row.revision)), content: Content { standards, ..item.content } };
    let id = clearing::save_item(ctx, input).await.map_err(told)?;
    Ok(clearing::item_view(ctx, id).await.map_err(told)?.1)
}

/// A power of a file, whole.
fn content(text: &PowerText) -> Content {
    Content {
        name: text.name.clone(),
        kind: text.kind,
        administrative_type: text.administrative_type.clone(),
        summary: text.summary.clone(),
        is_major: text.is_major,
        exercising_body: text.exercising.clone(),
        supervising_body: text.supervising.clone(),
        accountable_body: text.accountable.clone(),
        bases: text.bases.iter().map(|row| Basis { law: row.law.clone(), article: row.article.clone(), text: row.text.clone() }).collect(),
        standards: Vec::new(),
        guides: text.guides.iter().map(|row| Guidance { title: row.title.clone(), text: row.text.clone() }).collect(),
        steps: (1..).zip(&text.steps).map(|(number, row)| step(number, row)).collect(),
        ways: text.edges.iter().map(|row| Way { from: row.from, to: row.to, condition: row.when.clone(), is_return: row.back }).collect(),
        risks: text.risks.iter().map(risk).collect(),
    }
}

fn step(number: i32, row: &StepText) -> Step {
    Step {
        number,
        title: row.title.clone(),
        actor: row.actor.clone(),
        duty: row.duty.clone(),
        time_limit: row.limit.clone(),
        document: row.document.clone(),
    }
}

fn risk(row: &RiskText) -> Risk {
    Risk {
        step_number: row.step,
        grade: row.grade,
        kind: row.kind,
        text: row.text.clone(),
        measures: row.measures.clone(),
        rules: Vec::new(),
    }
}

/// A refusal is a fault of the file.
fn told(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(errors) => Failure::fault(format!("clearings.json or checks.json: {errors:?}")),
        other => other,
    }
}
