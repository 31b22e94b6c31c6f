//! 停用, 恢复: an account that is closed signs in nowhere and has no role; opened again it begins without any, with access
//! that its owner makes his own anew. So nobody comes back to cases without the second person's word.

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::access::first_password;
use crate::domain::staff::model::{AccountRow, is_case_role};
use crate::domain::staff::policy::{Action, Facts, decide};
use crate::domain::staff::refusal::{AccessRefusal, StaffRefusal};
use crate::domain::staff::service::accounts::{Created, is_without_account};
use crate::domain::staff::service::approvers::Approvers;
use crate::domain::staff::service::asking;
use crate::domain::staff::service::custody;
use crate::domain::staff::service::reading::with_grants;
use crate::domain::staff::service::resets::renew;
use crate::domain::staff::service::roles::SIGHT_CHANGED;
use crate::domain::staff::store;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx, outbox};
use entity::id::{AccountId, OrganId};
use entity::words::{AccountState, GrantState, StaffRole};
use entity::{account, role_grant};
use serde_json::json;
use std::collections::BTreeSet;

/// The outbox topic of an officer whose role ends, or is about to: `{ "organId": … }`. Whoever knows of cases tells the
/// organ's heads to hand his over.
pub const LEAVING: &str = "staff.leaving";

/// Closes an account: its roles end, what waits for a word about it ends, and so do its sessions. What it handled finds
/// new handlers like after any ended role.
///
/// # Errors
/// Refused unless by the county's administrator, for somebody else, with a reason, and only once; an organ's only head
/// must be ended by the heads above first.
pub async fn close_account(ctx: &Ctx, id: AccountId, reason: &str) -> Outcome<AccountRow> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::CloseAccount, &Facts { is_self: id == actor.account_id, ..Facts::default() }).check()?;
    let reason = written("reason", reason, Bounds { min: 2, max: 200 }).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let tx = ctx.write(&county).await?;
    let account = held_by(&tx, actor, id).await?;
    if account.state != AccountState::Active {
        return Err(StaffRefusal::Disabled.into());
    }
    let grants = store::grants_of(&tx, &[id]).await?;
    for grant in &grants {
        if let Some(organ) = grant.organ_id {
            store::hold_organ(&tx, organ).await?;
        }
    }
    if grants.iter().any(|grant| grant.role == StaffRole::CountyAdmin) {
        store::hold_admins(&tx).await?;
    }
    let approvers = Approvers::load(&tx).await?;
    for grant in &grants {
        decide(actor, Action::EndRole, &approvers.of_grant(actor, grant)).check()?;
    }
    end_grants(ctx, &tx, &grants, (actor.account_id, &reason)).await?;
    store::refuse_resets(&tx, id, actor.account_id).await?;
    store::put_state(&tx, id, AccountState::Disabled).await?;
    store::end_all_sessions(&tx, id).await?;
    custody::tend(&tx, None).await?;
    store::put_closed_reason(&tx, id, Some(&reason)).await?;
    let facts = json!({ "roles": grants.len() });
    ledger::append(&tx, &ctx.actor, Entry::public("staff.account_closed", id, facts)).await?;
    let row = row_of(&tx, actor, id).await?;
    tx.commit().await?;
    Ok(row)
}

/// Opens a closed account again, without any role. A first password is shown once; its owner replaces it, and sets up his
/// second factor anew.
///
/// # Errors
/// Refused unless by the county's administrator, for somebody else's account that is closed, and whose official has no other
/// one that is open.
pub async fn reopen_account(ctx: &Ctx, id: AccountId) -> Outcome<Created> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::CloseAccount, &Facts { is_self: id == actor.account_id, ..Facts::default() }).check()?;
    // Hashing takes long, and no transaction may wait for it.
    let first = first_password(&ctx.kernel).await?;
    let tx = ctx.write(&county).await?;
    let account = held_by(&tx, actor, id).await?;
    if account.state == AccountState::Active {
        return Err(StaffRefusal::Open.into());
    }
    if let Some(official) = account.official_id {
        is_without_account(&tx, official).await?;
    }
    store::put_state(&tx, id, AccountState::Active).await?;
    store::put_closed_reason(&tx, id, None).await?;
    renew(&tx, &account, Some(&first), true).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("staff.account_reopened", id, json!({}))).await?;
    let row = row_of(&tx, actor, id).await?;
    tx.commit().await?;
    Ok(Created { account: row, first })
}

/// Ends all roles in an organ that is closed: nobody acts in its name any more.
///
/// # Errors
/// A fault of the database.
pub async fn stop_roles_in(ctx: &Ctx, tx: &Tx, organ: OrganId, reason: &str) -> Outcome<usize> {
    let actor = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let grants = store::grants_in(tx, organ).await?;
    end_grants(ctx, tx, &grants, (actor.account_id, reason)).await?;
    let mut accounts: Vec<_> = grants.iter().filter(|grant| grant.state == GrantState::Active).map(|grant| grant.account_id).collect();
    accounts.dedup();
    for account in accounts {
        store::end_all_sessions(tx, account).await?;
    }
    custody::tend(tx, None).await?;
    Ok(grants.len())
}

/// Heads of these organs today.
///
/// # Errors
/// A fault of the database.
pub async fn heads_of(tx: &Tx, organs: &[OrganId]) -> Outcome<BTreeSet<AccountId>> {
    let heads = store::heads(tx, tx.now.in_china().date()).await?;
    Ok(heads.into_iter().filter(|(organ, _)| organs.contains(organ)).map(|(_, account)| account).collect())
}

/// Leaves word that an officer's role ends, or is about to; nothing for roles that handle nothing.
pub(super) async fn tell_leaving(tx: &Tx, grant: &role_grant::Model) -> Outcome<()> {
    match (grant.role, grant.organ_id) {
        (StaffRole::Handler | StaffRole::Head, Some(organ)) => {
            outbox::enqueue(tx, LEAVING, json!({ "organId": organ, "accountId": grant.account_id }), tx.now).await.map(drop)
        }
        _ => Ok(()),
    }
}

async fn end_grants(ctx: &Ctx, tx: &Tx, grants: &[role_grant::Model], (by, reason): (AccountId, &str)) -> Outcome<()> {
    for grant in grants {
        if !store::end_grant(tx, grant.id, by, reason).await? {
            return Err(StaffRefusal::Decided.into());
        }
        let facts = json!({ "account": grant.account_id });
        ledger::append(tx, &ctx.actor, Entry::public("staff.role_ended", grant.id, facts)).await?;
    }
    if grants.iter().any(|grant| grant.state == GrantState::Active && is_case_role(grant.role)) {
        outbox::enqueue(tx, SIGHT_CHANGED, json!({}), tx.now).await?;
    }
    Ok(())
}

/// The account, held. The administrator's own is held too and looked at again: of two who close each other at once the
/// second is closed already.
async fn held_by(tx: &Tx, actor: &StaffActor, id: AccountId) -> Outcome<account::Model> {
    let mut both = [actor.account_id, id];
    both.sort_unstable();
    for one in both {
        let account = store::locked_account(tx, one).await?.ok_or_else(Failure::hidden)?;
        if one == actor.account_id && account.state != AccountState::Active {
            return Err(AccessRefusal::Changed.into());
        }
    }
    store::account(tx, id).await?.ok_or_else(Failure::hidden)
}

async fn row_of(tx: &Tx, actor: &StaffActor, id: AccountId) -> Outcome<AccountRow> {
    let account = store::account(tx, id).await?.ok_or_else(Failure::hidden)?;
    with_grants(tx, actor, vec![account]).await?.pop().ok_or_else(Failure::hidden)
}
