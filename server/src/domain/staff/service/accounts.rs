//! Accounts: made by the county's administrator, or filled in for a demonstration.

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::access::{NewAccess, issue_access};
use crate::domain::staff::model::{AccountRow, NewAccount, NewRole, check_login};
use crate::domain::staff::policy::{Action, Facts, decide};
use crate::domain::staff::refusal::StaffRefusal;
use crate::domain::staff::service::asking;
use crate::domain::staff::{store, totp};
use crate::kernel::text::{Bounds, clean};
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use entity::id::{AccountId, OfficialId};
use entity::words::{AccountState, GrantState};
use entity::{account, role_grant};
use serde_json::json;

/// A new account.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// Name for signing in.
    pub login: String,
    /// Name for display.
    pub name: String,
    /// The official behind it.
    pub official_id: Option<OfficialId>,
}

/// An account that was made.
#[derive(Clone, Debug)]
pub struct Created {
    /// The account.
    pub account: AccountRow,
    /// Its access; shown once.
    pub access: NewAccess,
}

/// Makes an account without any role. Its first access is shown once.
///
/// # Errors
/// Refused unless by the county's administrator; for a login that is taken or of the wrong form.
pub async fn create_staff(ctx: &Ctx, input: NewStaff) -> Outcome<Created> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::CreateStaff, &Facts::default()).check()?;
    check_login(&input.login)?;
    let name = clean("name", &input.name, Bounds { min: 2, max: 30 }).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let access = issue_access(&ctx.kernel, &input.login).await?;
    let tx = ctx.write(&county).await?;
    if store::account_by_login(&tx, &input.login).await?.is_some() {
        return Err(StaffRefusal::LoginTaken.into());
    }
    if let Some(official) = input.official_id
        && !store::official_exists(&tx, official).await?
    {
        return Err(StaffRefusal::NoOfficial.into());
    }
    let NewStaff { login, official_id, .. } = input;
    let new = NewAccount { login, name, official_id, password_hash: access.password_hash.clone(), totp_secret: *access.totp_secret };
    let account = add(&tx, new).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("staff.created", account.id, json!({}))).await?;
    tx.commit().await?;
    Ok(Created { account: AccountRow { account, grants: Vec::new() }, access })
}

/// Makes an account with roles that hold from today on, without second approver: for demonstrations and tests.
///
/// # Errors
/// A fault of the database.
pub async fn create_for_demo(tx: &Tx, new: NewAccount, roles: &[NewRole]) -> Outcome<AccountId> {
    let account = add(tx, new).await?;
    let grants = roles.iter().map(|role| role_grant::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        account_id: account.id,
        role: role.role,
        unit_id: role.unit_id,
        organ_id: role.organ_id,
        valid_from: tx.now.in_china().date(),
        valid_until: None,
        state: GrantState::Active,
        proposed_by: None,
        proposed_at: tx.now,
        decided_by: None,
        decided_at: Some(tx.now),
        end_reason: None,
    });
    tx.add_all(grants.collect()).await?;
    Ok(account.id)
}

async fn add(tx: &Tx, new: NewAccount) -> Outcome<account::Model> {
    let id = tx.mint();
    let row = account::Model {
        county_id: tx.county.id,
        id,
        login: new.login,
        name: new.name,
        official_id: new.official_id,
        email: None,
        password_hash: new.password_hash,
        totp_secret: totp::seal(&tx.kernel.keys, id, &new.totp_secret, tx.random())?,
        totp_last_step: 0,
        state: AccountState::Active,
        failed_count: 0,
        retry_at: None,
        created_at: tx.now,
    };
    tx.add(row.clone()).await?;
    Ok(row)
}
