//! One case, or one request about a case, for the staff: looked for among those that the viewer may see, in one
//! statement. What is hidden from him is not found at all, and costs what costs something that is not there.

use super::inbox::{Filter, seen_ids, visible};
use super::load::{Loaded, recusals_of, rows_of};
use super::requests::answered_by;
use super::turns::{decided_by, on_a_side};
use crate::domain::directory::{self, OrganFacts};
use crate::kernel::{Actor, Failure, Outcome, StaffActor, Tx};
use entity::id::{CaseId, DeadlineRequestId, HandOverId, MaliceId, OrganId};
use entity::words::{OrganKind, StaffRole};
use entity::{case, deadline_request, hand_over, malice};
use sea_orm::sea_query::{ExprTrait as _, SimpleExpr};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _};

/// What a member of the staff sees, whatever he asks for: the policy's rule for reading, as a statement needs it.
///
/// # Errors
/// A fault of the database.
pub async fn seen_by(tx: &Tx, actor: &Actor, staff: &StaffActor) -> Outcome<Filter> {
    Ok(sight(tx, actor, staff).await?.0)
}

/// The same, with the organs that it was read from.
///
/// # Errors
/// A fault of the database.
pub async fn sight(tx: &Tx, actor: &Actor, staff: &StaffActor) -> Outcome<(Filter, Vec<OrganFacts>)> {
    let organs = directory::organs(tx).await?;
    let mut own = staff.organs(&[StaffRole::Handler, StaffRole::Head]);
    if staff.official_id.is_none() {
        own.clear();
    }
    let heads = |organ: &_| own.contains(organ) && staff.is_in(StaffRole::Head, *organ);
    let follows = organs.iter().any(|organ| organ.kind == OrganKind::CountyCommission && heads(&organ.id));
    let followed = if follows { organs.iter().filter(|organ| organ.external).map(|organ| organ.id).collect() } else { Vec::new() };
    let recusals = recusals_of(tx, actor).await?;
    let filter = Filter { organs: own, followed, recusals, ..Filter::default() };
    Ok((filter, organs))
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
    let (filter, organs) = sight(tx, actor, staff).await?;
    let row = visible(tx, &filter).filter(which).one(tx).await?.ok_or_else(Failure::hidden)?;
    rows_of(tx, actor, vec![row], (organs, filter.recusals)).await?.pop().ok_or_else(Failure::hidden)
}

/// Organs whose heads the actor belongs to; none without an official behind the account, as the policy has it.
#[must_use]
pub fn headed_by(staff: &StaffActor) -> Vec<OrganId> {
    if staff.official_id.is_none() { Vec::new() } else { staff.organs(&[StaffRole::Head]) }
}

/// A request about a case that the viewer may see, or that he may answer as head of the organ above.
///
/// # Errors
/// Hidden, also from whoever is no member of the staff; a fault of the database.
pub async fn find_request(tx: &Tx, actor: &Actor, id: DeadlineRequestId) -> Outcome<deadline_request::Model> {
    let staff = actor.staff().ok_or_else(Failure::hidden)?;
    let (filter, _) = sight(tx, actor, staff).await?;
    let knows_case = deadline_request::Column::CaseId.in_subquery(seen_ids(tx, &filter));
    let known = answered_by(tx, (&headed_by(staff), &filter.recusals)).or(knows_case);
    tx.rows().one::<deadline_request::Entity, _>(id).filter(known).one(tx).await?.ok_or_else(Failure::hidden)
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
    let known = Condition::any()
        .add(decided_by(tx, &headed_by(staff), &filter.recusals))
        .add(malice::Column::CaseId.in_subquery(seen_ids(tx, &filter)));
    tx.rows().one::<malice::Entity, _>(id).filter(known).one(tx).await?.ok_or_else(Failure::hidden)
}
