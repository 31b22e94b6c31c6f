//! What a member of the staff may know of, as a statement needs it: so that what is hidden from him is not found at all, and
//! costs what costs something that is not there.

use crate::domain::cases::store;
use crate::kernel::{Actor, Outcome, StaffActor, Tx};
use entity::id::OrganId;
use entity::words::{OrganKind, StaffRole};
use sea_orm::sea_query::SelectStatement;

/// What somebody may know of.
pub struct Sight {
    /// Organs that he handles or heads; none without an official behind the account, as the policy has it.
    pub organs: Vec<OrganId>,
    /// Those of them that he heads.
    pub headed: Vec<OrganId>,
    /// Whether he heads the county commission.
    pub heads_commission: bool,
    /// Cases that he sees.
    pub cases: SelectStatement,
    /// Cases that he must keep away from.
    pub kept: SelectStatement,
}

/// What this member of the staff may know of, in two statements whatever there is.
///
/// # Errors
/// A fault of the database.
pub async fn sight(tx: &Tx, actor: &Actor, staff: &StaffActor) -> Outcome<Sight> {
    let (filter, organs) = store::sight(tx, actor, staff).await?;
    let headed: Vec<_> = filter.organs.iter().copied().filter(|organ| staff.is_in(StaffRole::Head, *organ)).collect();
    let heads_commission = organs.iter().any(|organ| organ.kind == OrganKind::CountyCommission && headed.contains(&organ.id));
    let (cases, kept) = (store::seen_ids(tx, &filter), store::kept(tx, &filter.recusals));
    Ok(Sight { organs: filter.organs, headed, heads_commission, cases, kept })
}
