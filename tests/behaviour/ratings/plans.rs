//! How both databases find a subject's month, what a night has to do, and a month's figures: along an index, not by reading all.

use super::*;
use entity::words::SubjectKind;
use entity::{rating_figure, rating_sheet};
use kit::plans::plan;
use sea_orm::{ActiveEnum as _, DbBackend};

/// Many figures of many months, and many sheets of many subjects.
async fn fill(world: &World) {
    world.says(0, rated_dibao(world), &[("qx1", 4)]).await.unwrap();
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let figure = tx.rows().find::<rating_figure::Entity>().one(&tx).await.unwrap().unwrap();
    let sheet = tx.rows().find::<rating_sheet::Entity>().one(&tx).await.unwrap().unwrap();
    let (mut figures, mut all) = (Vec::new(), Vec::new());
    for number in 0..4_000_i32 {
        let subject_id = tx.mint::<entity::id::PowerId>().into();
        let month = 202_001 + number % 12;
        let stale_since = None;
        figures.push(rating_figure::Model { id: tx.mint(), subject_id, month, stale_since, sheets: 1, ..figure.clone() });
        all.push(rating_sheet::Model { id: tx.mint(), subject_id, month, ..sheet.clone() });
    }
    tx.add_all(figures).await.unwrap();
    tx.add_all(all).await.unwrap();
    tx.commit().await.unwrap();
}

story!(a_night_finds_its_work_along_indexes, |world| {
    fill(world).await;
    let db = world.opened().await;
    let literal = |id: uuid::Uuid| match db.get_database_backend() {
        DbBackend::Postgres => format!("'{id}'"),
        _ => format!("X'{}'", id.simple()),
    };
    let (county, power) = (literal(world.home().county.id.into()), literal(world.home().power("dibao").into()));
    let kind = SubjectKind::Power.to_value();
    for (what, sql, index) in [
        (
            "the night's work",
            format!("SELECT id FROM rating_figure WHERE county_id = {county} AND stale_since < 5 ORDER BY stale_since"),
            "rating_figure_stale_since_idx",
        ),
        (
            "a subject's month",
            format!("SELECT id FROM rating_sheet WHERE county_id = {county} AND subject_id = {power} AND month = 202603"),
            "rating_sheet",
        ),
        (
            "a month's figures",
            format!("SELECT id FROM rating_figure WHERE county_id = {county} AND month = 202603 AND subject_kind = '{kind}'"),
            "rating_figure_month_subject_kind_idx",
        ),
        (
            "the months of a subject",
            format!("SELECT id FROM rating_figure WHERE county_id = {county} AND subject_id = {power} ORDER BY month"),
            "rating_figure",
        ),
    ] {
        let plan = plan(&db, &sql).await;
        assert!(plan.contains(index) && (plan.contains("Index") || plan.contains("SEARCH")), "{what}: {plan}");
        assert!(!plan.contains("Seq Scan") && !plan.contains("SCAN "), "{what}: {plan}");
    }
});
