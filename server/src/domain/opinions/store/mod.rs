//! The SQL of opinions; decides nothing.

mod adoptions;
mod lists;
mod people;

pub use adoptions::{Adopted, add_adoption, adopted_of_version, drop_adoption, of_clearing, untold};
pub use lists::{
    Seen, Which, answerings, count, of_official, of_phone, on_powers, open, page, place_of, public, public_count, with_earlier,
};
pub use people::{answering, colleagues, heads, with_people};

use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{OpinionId, OutcomeId, PowerId, PublicationId};
use entity::moment::Moment;
use entity::words::{OpinionSight, OpinionStep};
use entity::{opinion, opinion_event, outcome, power, publication};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use std::collections::BTreeMap;

/// Worked in one round of the clock.
const ROUND: u64 = 100;

/// An opinion, held until the transaction ends: of two who act at once the second sees what the first one did.
pub async fn held(tx: &Tx, id: OpinionId) -> Outcome<opinion::Model> {
    tx.rows().one::<opinion::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// An opinion as it stands.
pub async fn opinion(tx: &Tx, id: OpinionId) -> Outcome<opinion::Model> {
    tx.rows().one::<opinion::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// The opinion that came of this submission.
pub async fn by_submission(tx: &Tx, hash: &[u8]) -> Outcome<Option<opinion::Model>> {
    Ok(tx.rows().find::<opinion::Entity>().filter(opinion::Column::SubmissionHash.eq(hash)).one(tx).await?)
}

/// How many came from this phone since then.
pub async fn count_of_phone(tx: &Tx, hash: &[u8], since: Moment) -> Outcome<u64> {
    let rows = tx.rows().find::<opinion::Entity>().filter(opinion::Column::PhoneHash.eq(hash));
    Ok(rows.filter(opinion::Column::ReceivedAt.gt(since)).count(tx).await?)
}

/// Writes a held opinion as it is now.
pub async fn save(tx: &Tx, row: opinion::Model) -> Outcome<()> {
    let id = row.id;
    let mut values = row.into_active_model().reset_all();
    // The county spreads the rows over machines: it is never written again.
    values.not_set(opinion::Column::CountyId);
    tx.rows().update::<opinion::Entity>().set(values).filter(opinion::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Steps of the opinions, each in its order.
pub async fn events(tx: &Tx, ids: &[OpinionId]) -> Outcome<Vec<opinion_event::Model>> {
    let rows = tx.rows().find::<opinion_event::Entity>().filter(opinion_event::Column::OpinionId.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(opinion_event::Column::OpinionId).order_by_asc(opinion_event::Column::No).all(tx).await?)
}

/// Since when each of them was first public.
pub async fn published_at(tx: &Tx, ids: &[OpinionId]) -> Outcome<BTreeMap<OpinionId, Moment>> {
    let rows = tx.rows().find::<opinion_event::Entity>().filter(opinion_event::Column::OpinionId.is_in(ids.iter().copied()));
    let rows = rows.filter(opinion_event::Column::Step.eq(OpinionStep::Published)).order_by_desc(opinion_event::Column::No);
    let columns = [opinion_event::Column::OpinionId, opinion_event::Column::At];
    let found: Vec<(OpinionId, Moment)> = rows.select_only().columns(columns).into_tuple().all(tx).await?;
    // The first one comes last and stays.
    Ok(found.into_iter().collect())
}

/// What a person read and decided of the words that wait: all of them become this.
pub async fn settle_words(tx: &Tx, id: OpinionId, sight: OpinionSight) -> Outcome<()> {
    let rows = tx.rows().update::<opinion_event::Entity>().filter(opinion_event::Column::OpinionId.eq(id));
    let rows = rows.filter(opinion_event::Column::WordsSight.eq(OpinionSight::Waiting));
    rows.col_expr(opinion_event::Column::WordsSight, Expr::value(sight)).exec(tx).await?;
    Ok(())
}

/// Opinions whose clock has something to do, the oldest first; some of them.
pub async fn due(tx: &Tx, now: Moment) -> Outcome<Vec<OpinionId>> {
    let rows = tx.rows().find::<opinion::Entity>().filter(opinion::Column::WakeAt.lte(now)).order_by_asc(opinion::Column::WakeAt);
    Ok(rows.limit(ROUND).select_only().column(opinion::Column::Id).into_tuple().all(tx).await?)
}

/// Puts a clock off that could not be worked, so that it does not stand in the way of others: it is tried again then. One that
/// somebody moved meanwhile stays as it is.
pub async fn put_off(tx: &Tx, id: OpinionId, until: Moment) -> Outcome<()> {
    let rows = tx.rows().update::<opinion::Entity>().col_expr(opinion::Column::WakeAt, Expr::value(Some(until)));
    rows.filter(opinion::Column::Id.eq(id)).filter(opinion::Column::WakeAt.lte(tx.now)).exec(tx).await?;
    Ok(())
}

/// An outcome, unless it was removed.
pub async fn outcome(tx: &Tx, id: OutcomeId) -> Outcome<outcome::Model> {
    let row = tx.rows().one::<outcome::Entity, _>(id).one(tx).await?;
    row.filter(|row| row.removed_at.is_none()).ok_or_else(Failure::hidden)
}

/// Addresses of powers, and how they are called.
pub async fn powers(tx: &Tx, ids: Vec<PowerId>) -> Outcome<BTreeMap<PowerId, power::Model>> {
    let rows = tx.rows().find::<power::Entity>().filter(power::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Addresses of outcomes and their titles; those that were removed have none.
pub async fn outcomes(tx: &Tx, ids: Vec<OutcomeId>) -> Outcome<BTreeMap<OutcomeId, (String, Option<String>)>> {
    let rows = tx.rows().find::<outcome::Entity>().filter(outcome::Column::Id.is_in(ids)).select_only();
    let rows = rows.columns([outcome::Column::Id, outcome::Column::Code, outcome::Column::Title]);
    let found: Vec<(OutcomeId, String, Option<String>)> = rows.into_tuple().all(tx).await?;
    Ok(found.into_iter().map(|(id, code, title)| (id, (code, title))).collect())
}

/// Addresses of published results.
pub async fn publications(tx: &Tx, ids: Vec<PublicationId>) -> Outcome<BTreeMap<PublicationId, String>> {
    let rows = tx.rows().find::<publication::Entity>().filter(publication::Column::Id.is_in(ids)).select_only();
    let found: Vec<(PublicationId, String)> =
        rows.columns([publication::Column::Id, publication::Column::Code]).into_tuple().all(tx).await?;
    Ok(found.into_iter().collect())
}
