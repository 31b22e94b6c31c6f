//! One case for the staff: looked for among those that the viewer may see, in one statement. What is hidden from him is
//! not found at all, and costs what costs a case that is not there.

use super::inbox::{Filter, seen_ids, visible};
use super::load::{Loaded, recusals_of, rows};
use super::turns::{decided_by, on_a_side};
use crate::domain::directory;
use crate::kernel::{Actor, Failure, Outcome, StaffActor, Tx};
use entity::id::{CaseId, HandOverId, MaliceId};
use entity::words::{OrganKind, StaffRole};
use entity::{case, hand_over, malice};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _};

/// What a member of the staff sees, whatever he asks for: the policy's rule for reading, as a statement needs it.
///
/// # Errors
/// A fault of the database.
pub async fn seen_by(tx: &Tx, actor: &Actor, staff: &StaffActor) -> Outcome<Filter> {
    let organs = directory::organs(tx).await?;
    let mut own = staff.organs(&[StaffRole::Handler, StaffRole::Head]);
    if staff.official_id.is_none() {
        own.clear();
    }
    let heads = |organ: &_| own.contains(organ) && staff.is_in(StaffRole::Head, *organ);
    let follows = organs.iter().any(|organ| organ.kind == OrganKind::CountyCommission && heads(&organ.id));
    let followed = if follows { organs.iter().filter(|organ| organ.external).map(|organ| organ.id).collect() } else { Vec::new() };
    let recusals = recusals_of(tx, actor).await?;
    Ok(Filter { organs: own, followed, recusals, states: None, lights: None, handler: None, overdue: None, open: None })
}

/// One case that the viewer may see.
///
/// # Errors
/// Hidden, also from whoever is no member of the staff; a fault of the database.
pub async fn find(tx: &Tx, actor: &Actor, id: CaseId) -> Outcome<Loaded> {
    seen(tx, actor, case::Column::Id.eq(id)).await
}

/// The case with this number, if the viewer may see it.
///
/// # Errors
/// As [`find`].
pub async fn find_by_number(tx: &Tx, actor: &Actor, number: &str) -> Outcome<Loaded> {
    seen(tx, actor, case::Column::Number.eq(number)).await
}

async fn seen(tx: &Tx, actor: &Actor, which: SimpleExpr) -> Outcome<Loaded> {
    let staff = actor.staff().ok_or_else(Failure::hidden)?;
    let filter = seen_by(tx, actor, staff).await?;
    let row = visible(tx, &filter).filter(which).one(tx).await?.ok_or_else(Failure::hidden)?;
    rows(tx, actor, vec![row]).await?.pop().ok_or_else(Failure::hidden)
}

/// A hand-over of which an organ of the viewer is a side, or whose case he may see: looked for in one statement, like a case.
///
/// # Errors
/// Hidden, also from whoever is no member of the staff; a fault of the database.
pub async fn find_hand_over(tx: &Tx, actor: &Actor, id: HandOverId) -> Outcome<hand_over::Model> {
    let staff = actor.staff().ok_or_else(Failure::hidden)?;
    let filter = seen_by(tx, actor, staff).await?;
    let side = on_a_side(tx, (&filter.organs, !filter.followed.is_empty(), &filter.recusals));
    let known = Condition::any().add(side).add(hand_over::Column::CaseId.in_subquery(seen_ids(tx, &filter)));
    tx.rows().one::<hand_over::Entity, _>(id).filter(known).one(tx).await?.ok_or_else(Failure::hidden)
}

/// A proposal on a case that the viewer may see, or that he may decide as head of the organ above.
///
/// # Errors
/// As [`find_hand_over`].
pub async fn find_malice(tx: &Tx, actor: &Actor, id: MaliceId) -> Outcome<malice::Model> {
    let staff = actor.staff().ok_or_else(Failure::hidden)?;
    let filter = seen_by(tx, actor, staff).await?;
    // An account without an official keeps away from everything, as the policy has it.
    let heads = if staff.official_id.is_none() { Vec::new() } else { staff.organs(&[StaffRole::Head]) };
    let known =
        Condition::any().add(decided_by(tx, &heads, &filter.recusals)).add(malice::Column::CaseId.in_subquery(seen_ids(tx, &filter)));
    tx.rows().one::<malice::Entity, _>(id).filter(known).one(tx).await?.ok_or_else(Failure::hidden)
}
