//! Officials of the directory, as far as accounts have to do with them.

use super::by_id;
use crate::domain::staff::model::OfficialChoice;
use crate::kernel::{Outcome, Tx, alike};
use entity::id::OfficialId;
use entity::{official, post, unit};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;
use time::Date;

/// Names of officials.
pub async fn official_names(tx: &Tx, ids: Vec<OfficialId>) -> Outcome<BTreeMap<OfficialId, String>> {
    let rows = tx.rows().find::<official::Entity>().filter(official::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Holds an official until the transaction ends: of two accounts that are opened for him at once the second is refused.
/// Those who only refer to him are free to write.
pub async fn hold_official(tx: &Tx, id: OfficialId) -> Outcome<()> {
    tx.rows().one::<official::Entity, _>(id).lock(LockType::NoKeyUpdate).one(tx).await?;
    Ok(())
}

/// The official with this code.
pub async fn official_by_code(tx: &Tx, code: &str) -> Outcome<Option<OfficialId>> {
    let row = tx.rows().find::<official::Entity>().filter(official::Column::Code.eq(code)).one(tx).await?;
    Ok(row.map(|row| row.id))
}

/// Officials whose name holds these characters, with their posts of today, also those that are not public.
pub async fn named(tx: &Tx, text: &str, day: Date, most: u64) -> Outcome<Vec<OfficialChoice>> {
    let rows = tx.rows().find::<official::Entity>().filter(alike::holds(official::Column::Name, text));
    let rows = rows.order_by_asc(official::Column::Name).order_by_asc(official::Column::Id).limit(most).all(tx).await?;
    with_posts(tx, rows, day).await
}

/// These officials with their posts of today.
pub async fn officials(tx: &Tx, ids: Vec<OfficialId>, day: Date) -> Outcome<BTreeMap<OfficialId, OfficialChoice>> {
    let rows = tx.rows().find::<official::Entity>().filter(official::Column::Id.is_in(ids)).all(tx).await?;
    Ok(by_id(with_posts(tx, rows, day).await?, |one| one.id))
}

/// Two statements, however many there are.
async fn with_posts(tx: &Tx, rows: Vec<official::Model>, day: Date) -> Outcome<Vec<OfficialChoice>> {
    let posts = tx.rows().find::<post::Entity>().filter(post::Column::OfficialId.is_in(rows.iter().map(|row| row.id)));
    let posts = posts.filter(post::Column::ValidFrom.lte(day)).order_by_asc(post::Column::Id).all(tx).await?;
    let posts: Vec<_> = posts.into_iter().filter(|post| post.valid_until.is_none_or(|until| day <= until)).collect();
    let units = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(posts.iter().map(|post| post.unit_id)));
    let units = by_id(units.all(tx).await?, |row| row.id);
    let choice = |row: official::Model| {
        let of_his = posts.iter().filter(|post| post.official_id == row.id);
        let place = |post: &post::Model| units.get(&post.unit_id).map(|unit| unit.name.clone()).unwrap_or_default();
        OfficialChoice { id: row.id, name: row.name, posts: of_his.map(|post| format!("{} {}", place(post), post.title)).collect() }
    };
    Ok(rows.into_iter().map(choice).collect())
}
