//! What the operator does from the command line where nobody of the county can: a role, or new access, without a second
//! approver. It is on the ledger as the operator's, with the reason he gave.

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::access::{FirstPassword, first_password};
use crate::domain::staff::model::{NewRole, is_case_role};
use crate::domain::staff::refusal::StaffRefusal;
use crate::domain::staff::service::accounts::{is_without_account, standing};
use crate::domain::staff::service::resets::renew;
use crate::domain::staff::service::roles::{ProposeRole, check};
use crate::domain::staff::store;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Actor, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::account;
use entity::words::{AccountState, StaffRole};
use serde_json::json;

/// A role to be given by the operator.
#[derive(Clone, Debug)]
pub struct OperatorGrant {
    /// Whose.
    pub login: String,
    /// Which.
    pub role: StaffRole,
    /// For roles by organ: the organ's code.
    pub organ: Option<String>,
    /// For an account without one: the code of the official behind it, without whom nobody opens cases.
    pub official: Option<String>,
    /// Why nobody of the county could do it; it is kept in the open, so it names no reporter and no case.
    pub reason: String,
}

/// What the operator hands over.
#[derive(Clone, Debug)]
pub struct Given {
    /// Name of whoever it is for.
    pub name: String,
    /// The first password, if the old access became void.
    pub first: Option<FirstPassword>,
}

/// Gives a role without second approver. With an account's first case role all its access becomes void. Where only the
/// official was missing behind a role that is held already, it is given him and nothing else changes.
///
/// # Errors
/// Refused unless asked by the platform itself; without a reason; where role or official do not fit.
pub async fn grant_by_operator(ctx: &Ctx, county: &str, input: OperatorGrant) -> Outcome<Given> {
    let reason = reason(ctx, &input.reason)?;
    let county = ctx.county(county).await?;
    let first = first_password(&ctx.kernel).await?;
    let tx = ctx.write(&county).await?;
    let account = by_login(&tx, &input.login).await?;
    let account = store::locked_account(&tx, account.id).await?.ok_or_else(Failure::hidden)?;
    let (account, is_linked) = behind(&tx, ctx, account, (input.official.as_deref(), &reason)).await?;
    let organ_id = match &input.organ {
        Some(code) => Some(store::organ_by_code(&tx, code).await?.ok_or_else(|| missing("organ", "没有这个编码的纪检组织。"))?),
        None => None,
    };
    let role = NewRole { role: input.role, unit_id: None, organ_id };
    let today = tx.now.in_china().date();
    if is_linked && !store::same_grants(&tx, account.id, role, today).await?.is_empty() {
        tx.commit().await?;
        return Ok(Given { name: account.name, first: None });
    }
    check(&tx, &account, ProposeRole { account: account.id, role, from: today, until: None }).await?;
    let renews = is_case_role(input.role) && store::active_case_organs(&tx, account.id).await?.is_empty();
    let grant = standing(&tx, account.id, role);
    store::add_grant(&tx, grant.clone()).await?;
    if renews {
        renew(&tx, &account, Some(&first), true).await?;
    } else {
        store::end_all_sessions(&tx, account.id).await?;
    }
    let facts = json!({ "account": account.id, "role": input.role, "organ": organ_id, "newAccess": renews, "reason": reason });
    ledger::append(&tx, &ctx.actor, Entry::public("operator.role_given", grant.id, facts)).await?;
    tx.commit().await?;
    Ok(Given { name: account.name, first: renews.then_some(first) })
}

/// Makes new access to one account: a first password, and a second factor to be set up. All older access is void.
///
/// # Errors
/// Refused unless asked by the platform itself; without a reason; for an account that is closed or not there.
pub async fn issue_by_operator(ctx: &Ctx, county: &str, login: &str, why: &str) -> Outcome<Given> {
    let reason = reason(ctx, why)?;
    let county = ctx.county(county).await?;
    let first = first_password(&ctx.kernel).await?;
    let tx = ctx.write(&county).await?;
    let account = by_login(&tx, login).await?;
    renew(&tx, &account, Some(&first), true).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("operator.access_issued", account.id, json!({ "reason": reason }))).await?;
    tx.commit().await?;
    Ok(Given { name: account.name, first: Some(first) })
}

/// The account with the official who is to stand behind it, and whether he was put there now.
async fn behind(tx: &Tx, ctx: &Ctx, account: account::Model, (code, reason): (Option<&str>, &str)) -> Outcome<(account::Model, bool)> {
    let Some(code) = code else { return Ok((account, false)) };
    let official = store::official_by_code(tx, code).await?.ok_or_else(|| missing("official", "没有这个编码的干部，请先导入。"))?;
    if account.official_id == Some(official) {
        return Ok((account, false));
    }
    is_without_account(tx, official).await?;
    if !store::link_official(tx, account.id, official).await? {
        return Err(StaffRefusal::OfficialSet.into());
    }
    let facts = json!({ "official": official, "reason": reason });
    ledger::append(tx, &ctx.actor, Entry::public("operator.official_linked", account.id, facts)).await?;
    Ok((account::Model { official_id: Some(official), ..account }, true))
}

pub(super) fn reason(ctx: &Ctx, reason: &str) -> Outcome<String> {
    if !matches!(ctx.actor, Actor::System) {
        return Err(Failure::hidden());
    }
    written("reason", reason, Bounds { min: 4, max: 200 }).map_err(|refusal| Failure::Refused(vec![refusal]))
}

pub(super) async fn by_login(tx: &Tx, login: &str) -> Outcome<account::Model> {
    let account = store::account_by_login(tx, login).await?.filter(|account| account.state == AccountState::Active);
    account.ok_or_else(|| missing("login", "没有这个用户名，或者账号停用了。"))
}

pub(super) fn missing(field: &'static str, sentence: &str) -> Failure {
    Failure::field(ErrorCode::NotFound, field, sentence)
}
