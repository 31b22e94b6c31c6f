//! The last day of a role: brought nearer by the administrator; a longer term is a new role, with its second person.

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::model::GrantRow;
use crate::domain::staff::policy::{Action, Facts, decide};
use crate::domain::staff::refusal::StaffRefusal;
use crate::domain::staff::service::approvers::Approvers;
use crate::domain::staff::service::asking;
use crate::domain::staff::service::closing::tell_leaving;
use crate::domain::staff::service::roles::{held_grant, shown};
use crate::domain::staff::store;
use crate::kernel::{Ctx, Outcome};
use entity::id::RoleGrantId;
use entity::words::GrantState;
use serde_json::json;
use time::Date;

/// Sets the last day of a role that holds or begins later; the heads of its organ are told, so that cases are handed over
/// before that day.
///
/// # Errors
/// Refused unless by the county's administrator; for a day that is past, before the first one, or later than the one that
/// stands; for a role that has ended; an organ's only head by the heads above.
pub async fn set_role_term(ctx: &Ctx, id: RoleGrantId, until: Date) -> Outcome<GrantRow> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::ReadStaff, &Facts::default()).check()?;
    let tx = ctx.write(&county).await?;
    let mut grant = held_grant(&tx, id).await?;
    decide(actor, Action::EndRole, &Approvers::load(&tx).await?.of_grant(actor, &grant)).check()?;
    let today = tx.now.in_china().date();
    let is_over = grant.valid_until.is_some_and(|last| last < today);
    if grant.state != GrantState::Active || is_over {
        return Err(StaffRefusal::Decided.into());
    }
    if until < today || until < grant.valid_from || grant.valid_until.is_some_and(|last| last <= until) {
        return Err(StaffRefusal::TermGrows.into());
    }
    store::put_last_day(&tx, id, until).await?;
    grant.valid_until = Some(until);
    tell_leaving(&tx, &grant).await?;
    let facts = json!({ "account": grant.account_id, "role": grant.role, "organ": grant.organ_id, "unit": grant.unit_id, "until": until.to_string() });
    ledger::append(&tx, &ctx.actor, Entry::public("staff.role_term_set", id, facts)).await?;
    let row = shown(&tx, actor, grant).await?;
    tx.commit().await?;
    Ok(row)
}
