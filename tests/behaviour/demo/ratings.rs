//! The demonstration shows ratings: figures of two months inside, a public one, and a burst that waits.

use entity::words::BurstState;
use entity::{rating_burst, rating_figure, rating_sheet};
use kit::World;
use lianjing::demo::HOME;
use sea_orm::PaginatorTrait as _;

pub(super) async fn ratings_are_shown(world: &World) {
    let ctx = world.ctx();
    let tx = ctx.read(&ctx.county(HOME).await.unwrap()).await.unwrap();
    let figures = tx.rows().find::<rating_figure::Entity>().all(&tx).await.unwrap();
    let sheets = tx.rows().find::<rating_sheet::Entity>().count(&tx).await.unwrap();
    let bursts = tx.rows().find::<rating_burst::Entity>().all(&tx).await.unwrap();
    assert!(figures.iter().all(|figure| figure.counted_at.is_some() && figure.sheets >= 13), "each was counted");
    assert!(figures.iter().filter(|figure| figure.public_sheets.is_some()).count() >= 4, "from ten sheets there is a public figure");
    assert_eq!(bursts.iter().map(|burst| (burst.state, burst.sheets)).collect::<Vec<_>>(), [(BurstState::Open, 21)]);
    let counted: i32 = figures.iter().map(|figure| figure.sheets + figure.set_aside).sum();
    assert_eq!(u64::try_from(counted).unwrap(), sheets, "once, however often it is filled");
}
