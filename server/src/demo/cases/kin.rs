//! One declared kinship, so that the pages of declarations have something to show.

use super::{Scene, moment};
use crate::demo::content::SubjectSpec;
use crate::demo::dice::Dice;
use crate::domain::directory::{self, SubjectId};
use crate::domain::officials::{self, DeclareKinship};
use crate::kernel::{Actor, Failure, Outcome};
use entity::kinship;
use entity::moment::Moment;

/// Whose handler declares: a dispatched committee, which no story of a town is about.
const ORGAN: &str = "P1";
/// With whom: the second village's head.
const RELATIVE: SubjectSpec = SubjectSpec { village: Some(1), community: None, unit: None, post: Some(1), power: None };

/// Declares it, unless that was done before the program was cut off.
pub(super) async fn declare(scene: &Scene<'_>, towns: &[String], now: Moment) -> Outcome<()> {
    let tx = scene.at(now, Actor::System).read(&scene.county).await?;
    if tx.rows().find::<kinship::Entity>().one(&tx).await?.is_some() {
        return Ok(());
    }
    let lacks = || Failure::fault("the demonstration has nobody to declare kinship");
    let organ = directory::organs(&tx).await?.into_iter().find(|organ| organ.code == ORGAN).ok_or_else(lacks)?;
    let SubjectId::Official(relative) = scene.places.subject(&tx, &RELATIVE, towns.first().ok_or_else(lacks)?).await? else {
        return Err(lacks());
    };
    drop(tx);
    let officer = scene.desk.candidates(organ.id, None).into_iter().next().ok_or_else(lacks)?;
    let ctx = scene.at(moment(now, 3, &mut Dice::of("kinship")), officer);
    officials::declare(&ctx, DeclareKinship { relative, relation: "姻亲".to_owned() }).await.map(drop)
}
