//! How both databases answer lists of opinions: along an index in the order of the list, without sorting what nobody asked for.

use super::*;
use entity::opinion;
use entity::words::OpinionSight;
use kit::plans::plan;
use sea_orm::DbBackend;

/// Many public opinions on some units.
async fn fill(world: &World) {
    world.thinks_of_dibao().await;
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let first = tx.rows().find::<opinion::Entity>().one(&tx).await.unwrap().unwrap();
    let units = ["village", "village2", "town", "town2"].map(|unit| world.home().unit(unit));
    let copy = |number: u32| {
        let unit = units[usize::try_from(number % 4).unwrap()];
        let submission_hash = number.to_be_bytes().to_vec();
        let of_unit = opinion::Model { unit_id: unit, about_unit_id: unit, sight: OpinionSight::Public, ..first.clone() };
        opinion::Model { id: tx.mint_of_day(), submission_hash, is_to_publish: number.is_multiple_of(2), ..of_unit }
    };
    tx.add_all((0..4_000).map(copy).collect()).await.unwrap();
    tx.commit().await.unwrap();
}

story!(lists_go_along_an_index_in_the_order_of_their_days, |world| {
    fill(world).await;
    let db = world.opened().await;
    let literal = |id: uuid::Uuid| match db.get_database_backend() {
        DbBackend::Postgres => format!("'{id}'"),
        _ => format!("X'{}'", id.simple()),
    };
    let (county, unit) = (literal(world.home().county.id.into()), literal(world.home().unit("village").into()));
    for (what, such, order) in [
        ("what everybody reads on a unit", format!("about_unit_id = {unit} AND sight = 'PUBLIC'"), "DESC"),
        ("all that a unit answers", format!("unit_id = {unit}"), "DESC"),
        ("what is to be published", format!("unit_id = {unit} AND is_to_publish = true"), "ASC"),
        ("what is public of the county", "sight = 'PUBLIC'".to_owned(), "ASC"),
    ] {
        let sql = format!("SELECT id FROM opinion WHERE county_id = {county} AND {such} ORDER BY id {order} LIMIT 21");
        let plan = plan(&db, &sql).await;
        assert!(plan.contains("Index") || plan.contains("SEARCH"), "{what}: {plan}");
        for bad in ["Seq Scan", "SCAN ", "Sort", "TEMP B-TREE"] {
            assert!(!plan.contains(bad), "{what}: {plan}");
        }
    }
});
