//! New access for somebody who lost it: asked for by the administrator, true when a second person agrees. A first
//! password is handed over by that person; a second factor is set up by its owner at the next sign-in.

use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::staff::access::{FirstPassword, first_password, first_until};
use crate::domain::staff::model::ResetRow;
use crate::domain::staff::policy::{Action, Decision, Facts, decide};
use crate::domain::staff::refusal::StaffRefusal;
use crate::domain::staff::service::approvers::Approvers;
use crate::domain::staff::service::asking;
use crate::domain::staff::service::custody;
use crate::domain::staff::service::tries;
use crate::domain::staff::store;
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::access_reset;
use entity::account;
use entity::id::{AccessResetId, AccountId};
use entity::words::{GrantState, ResetKind};
use serde_json::json;

/// A decided reset.
#[derive(Clone, Debug)]
pub struct Reset {
    /// The reset.
    pub row: ResetRow,
    /// After a reset of the password: the first password, shown once, to the approver.
    pub first: Option<FirstPassword>,
}

/// Asks for a new password or second factor of an account.
///
/// # Errors
/// Refused unless by the county's administrator.
pub async fn reset_access(ctx: &Ctx, account: AccountId, what: ResetKind) -> Outcome<ResetRow> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::ProposeReset, &Facts::default()).check()?;
    let tx = ctx.write(&county).await?;
    // Held, so that asking twice at once asks once.
    let account = store::locked_account(&tx, account).await?.ok_or_else(Failure::hidden)?;
    let same = |row: &ResetRow| row.reset.account_id == account.id && row.reset.what == what;
    if let Some(waiting) = store::open_resets(&tx).await?.into_iter().find(same) {
        return Ok(waiting);
    }
    let reset = access_reset::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        account_id: account.id,
        what,
        state: GrantState::Proposed,
        proposed_by: actor.account_id,
        proposed_at: tx.now,
        decided_by: None,
        decided_at: None,
    };
    tx.add(reset.clone()).await?;
    let facts = json!({ "account": account.id, "what": what });
    ledger::append(&tx, &ctx.actor, Entry::public("staff.reset_proposed", reset.id, facts)).await?;
    tx.commit().await?;
    Ok(ResetRow { reset, account_name: account.name, approvable: false })
}

/// Agrees to a reset or refuses it. Agreeing voids the old access and ends the account's sessions. A first password is
/// shown once, so that the approver can hand it over in person; it opens nothing without the owner's second factor.
///
/// # Errors
/// Refused unless by the head who may decide, and only once.
pub async fn approve_reset(ctx: &Ctx, id: AccessResetId, agree: bool) -> Outcome<Reset> {
    let (actor, county) = asking(ctx).await?;
    // Hashing takes long, and no transaction may wait for it: decide, hash, and decide again.
    let tx = ctx.read(&county).await?;
    let (reset, _) = decided(&tx, actor, id).await?;
    drop(tx);
    let hands_over = agree && reset.what == ResetKind::Password;
    let first = if hands_over { Some(first_password(&ctx.kernel).await?) } else { None };
    let tx = ctx.write(&county).await?;
    store::locked_account(&tx, reset.account_id).await?.ok_or_else(Failure::hidden)?;
    let (mut reset, account) = decided(&tx, actor, id).await?;
    reset.state = if agree { GrantState::Active } else { GrantState::Refused };
    if !store::decide_reset(&tx, id, reset.state, actor.account_id).await? {
        return Err(StaffRefusal::Decided.into());
    }
    if agree {
        renew(&tx, &account, first.as_ref(), reset.what == ResetKind::Totp).await?;
    }
    let kind = if agree { "staff.reset_approved" } else { "staff.reset_refused" };
    ledger::append(&tx, &ctx.actor, Entry::public(kind, id, json!({ "account": account.id, "what": reset.what }))).await?;
    tx.commit().await?;
    Ok(Reset { row: ResetRow { reset, account_name: account.name, approvable: false }, first })
}

/// Voids what an account has: its password, if there is a first one to replace it, and its second factor, if asked. Its
/// sessions end, and failures at signing in are forgotten.
pub async fn renew(tx: &Tx, account: &account::Model, first: Option<&FirstPassword>, factor: bool) -> Outcome<()> {
    let until = first_until(tx).await?;
    if let Some(first) = first {
        store::put_first_password(tx, account.id, &first.hash, until).await?;
        // What the forgotten password opened is lost to its owner: colleagues hand it on anew.
        keys::keep_own(tx, account.id, &first.own).await?;
    }
    // Leave to set up a second factor that was not used yet gets its time again.
    if factor || account.enrol_until.is_some() {
        store::clear_factor(tx, account.id, until).await?;
    }
    store::end_all_sessions(tx, account.id).await?;
    custody::tend(tx, None).await?;
    tries::forget(tx, account.id).await
}

/// The reset and its account, if the actor may decide about it and nobody did.
async fn decided(tx: &Tx, actor: &StaffActor, id: AccessResetId) -> Outcome<(access_reset::Model, account::Model)> {
    let reset = store::reset(tx, id).await?.ok_or_else(Failure::hidden)?;
    let organs = store::active_case_organs(tx, reset.account_id).await?;
    decide(actor, Action::Approve, &Approvers::load(tx).await?.of_reset(actor, &reset, &organs)).check()?;
    if reset.state != GrantState::Proposed {
        return Err(StaffRefusal::Decided.into());
    }
    let account = store::account(tx, reset.account_id).await?.ok_or_else(Failure::hidden)?;
    Ok((reset, account))
}

/// Resets that wait, with what the viewer may do.
pub async fn waiting(tx: &Tx, actor: &StaffActor, approvers: &Approvers) -> Outcome<Vec<ResetRow>> {
    let mut rows = store::open_resets(tx).await?;
    for row in &mut rows {
        let organs = store::active_case_organs(tx, row.reset.account_id).await?;
        row.approvable = decide(actor, Action::Approve, &approvers.of_reset(actor, &row.reset, &organs)) == Decision::Allow;
    }
    Ok(rows)
}
