//! What villagers of the home county said of officials, powers and an outcome, last month and this: through the verb of `ratings`.

use super::Scene;
use crate::demo::dice::Dice;
use crate::domain::ratings::{self, Month, Rate, Rated, Said};
use crate::kernel::{Actor, Failure, Outcome, ReporterActor};
use entity::id::{ContactId, OfficialId, PowerId, UnitId};
use entity::moment::Moment;
use entity::words::{PhonePurpose, UnitCategory};
use entity::{post, power, rating_sheet, unit};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use time::Duration;

/// Villagers who rate; those of the burst come on top.
const VILLAGERS: usize = 13;
/// Sheets of the burst, one a minute.
const BURST: usize = 21;
const OF_OFFICIALS: [&str; 6] = ["zz1", "zu1", "lj1", "qz1", "zg3", "wm1"];
const OF_POWERS: [&str; 3] = ["qx1", "qx2", "qx3"];

/// Tells all of it. What was told before the program was cut off is left as it is.
pub(super) async fn rate(scene: &Scene<'_>, now: Moment) -> Outcome<()> {
    let (officials, powers) = subjects(scene, now).await?;
    let subjects = officials.into_iter().map(Rated::Official).chain(powers.iter().copied().map(Rated::Power));
    for (number, rated) in subjects.enumerate() {
        for days_ago in [34, 9] {
            // Each month has dice of its own, so that a trend has something to show.
            let dice = number * 2 + usize::from(days_ago > 20);
            villagers(scene, (rated, dice), now.after(-Duration::days(days_ago))).await?;
        }
    }
    if let Some(power) = powers.last() {
        burst(scene, Rated::Power(*power), now.after(-Duration::days(3))).await?;
    }
    let ctx = scene.at(now, Actor::System);
    ratings::night_job(ctx, scene.county.clone()).await.map_err(|error| Failure::fault(format!("{error:?}")))
}

/// Officials of the first village that has some, and its powers.
async fn subjects(scene: &Scene<'_>, now: Moment) -> Outcome<(Vec<OfficialId>, Vec<PowerId>)> {
    let tx = scene.at(now, Actor::System).read(&scene.county).await?;
    let village = tx.rows().find::<unit::Entity>().filter(unit::Column::Category.eq(UnitCategory::Village));
    let village = village.order_by_asc(unit::Column::Ordinal).order_by_asc(unit::Column::Code).select_only().column(unit::Column::Id);
    let Some(village) = village.into_tuple::<UnitId>().one(&tx).await? else { return Ok((Vec::new(), Vec::new())) };
    let posts = tx.rows().find::<post::Entity>().filter(post::Column::UnitId.eq(village)).filter(post::Column::IsPublic.eq(true));
    let posts = posts.order_by_asc(post::Column::Ordinal).limit(3).select_only().column(post::Column::OfficialId);
    let powers = tx.rows().find::<power::Entity>().filter(power::Column::UnitId.eq(village)).filter(power::Column::IsPublished.eq(true));
    let powers = powers.order_by_asc(power::Column::Code).limit(2).select_only().column(power::Column::Id);
    Ok((posts.into_tuple().all(&tx).await?, powers.into_tuple().all(&tx).await?))
}

/// Each villager says something of a subject in the month of that day, three hours apart.
async fn villagers(scene: &Scene<'_>, (rated, number): (Rated, usize), at: Moment) -> Outcome<()> {
    if are_there(scene, rated, at).await? >= VILLAGERS {
        return Ok(());
    }
    let mut dice = Dice::of(&format!("ratings {number}"));
    for villager in 0..VILLAGERS {
        let codes: &[&str] = if matches!(rated, Rated::Official(_)) { &OF_OFFICIALS } else { &OF_POWERS };
        let answers = codes.iter().map(|code| (*code, dice.between(3, 5))).collect();
        say(scene, (rated, villager), answers, at.after(Duration::minutes(20 * i64::try_from(villager).unwrap_or_default()))).await?;
    }
    Ok(())
}

/// Many at once, which the night sets aside.
async fn burst(scene: &Scene<'_>, rated: Rated, at: Moment) -> Outcome<()> {
    if are_there(scene, rated, at).await? >= BURST {
        return Ok(());
    }
    for villager in 0..BURST {
        let answers = OF_POWERS.iter().map(|code| (*code, 5)).collect();
        say(scene, (rated, 100 + villager), answers, at.after(Duration::minutes(i64::try_from(villager).unwrap_or_default()))).await?;
    }
    Ok(())
}

/// How many sheets a subject has in the month of that moment.
async fn are_there(scene: &Scene<'_>, rated: Rated, at: Moment) -> Outcome<usize> {
    let tx = scene.at(at, Actor::System).read(&scene.county).await?;
    let rows = tx.rows().find::<rating_sheet::Entity>().filter(rating_sheet::Column::SubjectId.eq(rated.id()));
    let count = rows.filter(rating_sheet::Column::Month.eq(Month::at(at.in_china()).0)).count(&tx).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

async fn say(scene: &Scene<'_>, (rated, villager): (Rated, usize), answers: Vec<(&str, i32)>, at: Moment) -> Outcome<()> {
    let (county_id, contact_id) = (scene.county.id, ContactId(uuid::Uuid::nil()));
    let phone_hash = format!("demonstration {villager}").into_bytes();
    let actor = Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash, purpose: PhonePurpose::Rate });
    let answers = answers.into_iter().map(|(code, score)| Said { code: code.to_owned(), score: Some(score), reason: None }).collect();
    let sheet = Rate { rated, set_no: 1, answers, name: None, device_key: None, proof: None };
    ratings::rate(&scene.at(at, actor), &sheet).await.map_err(told).map(drop)
}

/// A refusal is a fault of this file.
fn told(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(errors) => Failure::fault(format!("ratings of the demonstration: {errors:?}")),
        other => other,
    }
}
