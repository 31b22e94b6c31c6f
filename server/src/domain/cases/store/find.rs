//! One case for the staff: looked for among those that the viewer may see, in one statement. What is hidden from him is
//! not found at all, and costs what costs a case that is not there.

use super::inbox::{Filter, visible};
use super::load::{Loaded, recusals_of, rows_of};
use crate::domain::directory::{self, OrganFacts};
use crate::kernel::{Actor, Failure, Outcome, StaffActor, Tx};
use entity::case;
use entity::id::CaseId;
use entity::words::{OrganKind, StaffRole};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};

/// What a member of the staff sees, whatever he asks for: the policy's rule for reading, as a statement needs it.
///
/// # Errors
/// A fault of the database.
pub async fn seen_by(tx: &Tx, actor: &Actor, staff: &StaffActor) -> Outcome<Filter> {
    Ok(sight(tx, actor, staff).await?.0)
}

/// The same, with the organs that it was read from.
async fn sight(tx: &Tx, actor: &Actor, staff: &StaffActor) -> Outcome<(Filter, Vec<OrganFacts>)> {
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
