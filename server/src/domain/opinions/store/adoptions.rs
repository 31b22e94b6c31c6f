//! Which round of 清权 adopts which opinion.

use crate::kernel::{Outcome, Tx};
use entity::id::{ClearingId, ListVersionId, OpinionId, PowerId};
use entity::words::ItemDecision;
use entity::{clearing, list_version, list_version_item, opinion, opinion_adoption, opinion_event};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};

/// An opinion that a published version took up.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// The opinion.
    pub opinion: opinion::Model,
    /// The power that the version changed for it.
    pub power_id: PowerId,
}

/// Names an opinion in a round.
pub async fn add_adoption(tx: &Tx, row: opinion_adoption::Model) -> Outcome<()> {
    Ok(tx.add(row).await?)
}

/// Takes the name back.
pub async fn drop_adoption(tx: &Tx, clearing: ClearingId, opinion: OpinionId) -> Outcome<bool> {
    let rows = tx.rows().delete::<opinion_adoption::Entity>().filter(opinion_adoption::Column::ClearingId.eq(clearing));
    Ok(rows.filter(opinion_adoption::Column::OpinionId.eq(opinion)).exec(tx).await?.rows_affected > 0)
}

/// Opinions that a round names by itself.
pub async fn of_clearing(tx: &Tx, clearing: ClearingId) -> Outcome<Vec<OpinionId>> {
    let rows = tx.rows().find::<opinion_adoption::Entity>().filter(opinion_adoption::Column::ClearingId.eq(clearing));
    Ok(rows.select_only().column(opinion_adoption::Column::OpinionId).into_tuple().all(tx).await?)
}

/// What a round names, with what was named in rounds that went into it.
async fn adopted_in(tx: &Tx, round: ClearingId) -> Outcome<Vec<opinion_adoption::Model>> {
    let merged = Query::select()
        .column(clearing::Column::Id)
        .from(clearing::Entity)
        .and_where(clearing::Column::CountyId.eq(tx.county.id))
        .and_where(clearing::Column::MergedInto.eq(round))
        .to_owned();
    let (own, gone) = (opinion_adoption::Column::ClearingId.eq(round), opinion_adoption::Column::ClearingId.in_subquery(merged));
    let rows = tx.rows().find::<opinion_adoption::Entity>().filter(Condition::any().add(own).add(gone));
    Ok(rows.order_by_asc(opinion_adoption::Column::AdoptedAt).order_by_asc(opinion_adoption::Column::Id).all(tx).await?)
}

/// What a version adopts: of what its round named, the opinions on powers that it changed or took down.
pub async fn adopted_of_version(tx: &Tx, version: &list_version::Model) -> Outcome<Vec<Adopted>> {
    let Some(round) = version.clearing_id else { return Ok(Vec::new()) };
    let named = adopted_in(tx, round).await?;
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let changed = changed(tx, version.id, named.iter().map(|row| row.power_id).collect()).await?;
    let ids: Vec<OpinionId> = named.iter().filter(|row| changed.contains(&row.power_id)).map(|row| row.opinion_id).collect();
    let rows = tx.rows().find::<opinion::Entity>().filter(opinion::Column::Id.is_in(ids)).order_by_asc(opinion::Column::Id);
    let rows = rows.all(tx).await?;
    Ok(rows.into_iter().filter_map(|opinion| Some(Adopted { power_id: opinion.power_id?, opinion })).collect())
}

/// Powers that a version changed or took down.
async fn changed(tx: &Tx, version: ListVersionId, powers: Vec<PowerId>) -> Outcome<Vec<PowerId>> {
    let rows = tx.rows().find::<list_version_item::Entity>().filter(list_version_item::Column::VersionId.eq(version));
    let rows = rows.filter(list_version_item::Column::PowerId.is_in(powers));
    let rows = rows.filter(list_version_item::Column::Decision.is_in([ItemDecision::Adjusted, ItemDecision::Cancelled]));
    Ok(rows.select_only().column(list_version_item::Column::PowerId).into_tuple().all(tx).await?)
}

/// What a published round adopts and is not told to its author yet, with the version's number.
pub async fn untold(tx: &Tx, round: ClearingId) -> Outcome<Vec<(OpinionId, i32)>> {
    let version = tx.rows().find::<list_version::Entity>().filter(list_version::Column::ClearingId.eq(round)).one(tx).await?;
    let Some(version) = version else { return Ok(Vec::new()) };
    let all: Vec<OpinionId> = adopted_of_version(tx, &version).await?.into_iter().map(|one| one.opinion.id).collect();
    let told = tx.rows().find::<opinion_event::Entity>().filter(opinion_event::Column::OpinionId.is_in(all.iter().copied()));
    let told = told.filter(opinion_event::Column::VersionNo.eq(version.no)).select_only().column(opinion_event::Column::OpinionId);
    let told: Vec<OpinionId> = told.into_tuple().all(tx).await?;
    Ok(all.into_iter().filter(|id| !told.contains(id)).map(|id| (id, version.no)).collect())
}
