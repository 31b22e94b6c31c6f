//! Accounts: made by the county's administrator, or filled in for a demonstration.

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::access::{FirstPassword, first_password, first_until};
use crate::domain::staff::forms::{check_email, check_login};
use crate::domain::staff::model::{AccountRow, NewAccount, NewRole, OfficialChoice};
use crate::domain::staff::policy::{Action, Facts, decide};
use crate::domain::staff::refusal::StaffRefusal;
use crate::domain::staff::service::asking;
use crate::domain::staff::service::reading::with_grants;
use crate::domain::staff::{store, totp};
use crate::kernel::text::{Bounds, clean, line};
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
    /// The official behind it: recusal looks at his posts and kinship.
    pub official_id: Option<OfficialId>,
    /// Where notices are mailed to.
    pub email: Option<String>,
}

/// An account that was made.
#[derive(Clone, Debug)]
pub struct Created {
    /// The account.
    pub account: AccountRow,
    /// Its first password; shown once. It opens nothing but the page where its owner replaces it.
    pub first: FirstPassword,
}

/// Makes an account without any role. Its first password is shown once; the second factor is set up by its owner.
///
/// # Errors
/// Refused unless by the county's administrator; for a login that is taken or of the wrong form; for an official who has an
/// account.
pub async fn create_staff(ctx: &Ctx, input: NewStaff) -> Outcome<Created> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::CreateStaff, &Facts::default()).check()?;
    check_login(&input.login)?;
    let name = line("name", &input.name, Bounds { min: 2, max: 30 }).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let email = input.email.as_deref().map(str::trim).filter(|email| !email.is_empty()).map(str::to_owned);
    email.as_deref().map(check_email).transpose()?;
    let first = first_password(&ctx.kernel).await?;
    let tx = ctx.write(&county).await?;
    let official_name = official(&tx, input.official_id).await?;
    let new = NewStaff { name, email, ..input };
    let account = add_first(&tx, new, &first.hash).await?;
    let facts = json!({ "official": account.official_id });
    ledger::append(&tx, &ctx.actor, Entry::public("staff.created", account.id, facts)).await?;
    tx.commit().await?;
    Ok(Created { account: AccountRow { account, official_name, grants: Vec::new() }, first })
}

/// Puts an official behind an account that has none. It can't be changed afterwards: a handler who became somebody
/// else would be recused from other cases. It is never the administrator's word alone that counts: whoever agrees to a
/// case role says which official he saw, and an account that holds one already gets none this way.
///
/// # Errors
/// Refused unless by the county's administrator; for an official who is not there; where one stands already; for an
/// account that holds a case role.
pub async fn link_official(ctx: &Ctx, id: AccountId, official_id: OfficialId) -> Outcome<AccountRow> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::LinkOfficial, &Facts::default()).check()?;
    let tx = ctx.write(&county).await?;
    // Held, so that nobody agrees to a case role meanwhile.
    store::locked_account(&tx, id).await?.ok_or_else(Failure::hidden)?;
    if !store::active_case_organs(&tx, id).await?.is_empty() {
        return Err(StaffRefusal::HoldsCaseRole.into());
    }
    official(&tx, Some(official_id)).await?;
    if !store::link_official(&tx, id, official_id).await? {
        return Err(StaffRefusal::OfficialSet.into());
    }
    let facts = json!({ "official": official_id });
    ledger::append(&tx, &ctx.actor, Entry::public("staff.official_linked", id, facts)).await?;
    let account = store::account(&tx, id).await?.ok_or_else(Failure::hidden)?;
    let row = with_grants(&tx, actor, vec![account]).await?.pop().ok_or_else(Failure::hidden)?;
    tx.commit().await?;
    Ok(row)
}

/// Officials whose name holds these characters, for an account to be made; at most twenty.
///
/// # Errors
/// Refused unless by the county's administrator.
pub async fn officials_named(ctx: &Ctx, text: &str) -> Outcome<Vec<OfficialChoice>> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::LinkOfficial, &Facts::default()).check()?;
    let text = clean("text", text, Bounds { min: 1, max: 30 }).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let tx = ctx.read(&county).await?;
    store::named(&tx, &text, tx.now.in_china().date(), 20).await
}

async fn official(tx: &Tx, id: Option<OfficialId>) -> Outcome<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    let name = store::official_names(tx, vec![id]).await?.remove(&id).ok_or(StaffRefusal::NoOfficial)?;
    is_without_account(tx, id).await?;
    Ok(Some(name))
}

/// An official has one open account: with two of them he would be two people wherever a second one is asked for. He is held,
/// so that of two who open one for him at once the second is told.
///
/// # Errors
/// Refused if he has one.
pub async fn is_without_account(tx: &Tx, official: OfficialId) -> Outcome<()> {
    store::hold_official(tx, official).await?;
    if store::open_accounts_of(tx, official).await?.is_empty() { Ok(()) } else { Err(StaffRefusal::OfficialTaken.into()) }
}

/// Writes an account that opens nothing until its owner has taken it over. Also called when a county is founded.
///
/// # Errors
/// Refused for a login that is taken.
pub async fn add_first(tx: &Tx, new: NewStaff, hash: &str) -> Outcome<account::Model> {
    if store::account_by_login(tx, &new.login).await?.is_some() {
        return Err(StaffRefusal::LoginTaken.into());
    }
    let until = Some(first_until(tx).await?);
    let row = account::Model {
        login: new.login,
        name: new.name,
        official_id: new.official_id,
        email: new.email,
        password_hash: hash.to_owned(),
        first_password_until: until,
        enrol_until: until,
        ..blank(tx)
    };
    tx.add(row.clone()).await?;
    Ok(row)
}

/// Makes an account with roles that hold from today on, without second approver: for demonstrations and tests.
///
/// # Errors
/// A fault of the database.
pub async fn create_for_demo(tx: &Tx, new: NewAccount, roles: &[NewRole]) -> Outcome<AccountId> {
    let account = add(tx, new).await?;
    tx.add_all(roles.iter().map(|role| standing(tx, account.id, *role)).collect()).await?;
    Ok(account.id)
}

/// A role that holds from today on, given by nobody of the county.
pub fn standing(tx: &Tx, account_id: AccountId, role: NewRole) -> role_grant::Model {
    role_grant::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        account_id,
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
    }
}

async fn add(tx: &Tx, new: NewAccount) -> Outcome<account::Model> {
    let row = blank(tx);
    let row = account::Model {
        login: new.login,
        name: new.name,
        official_id: new.official_id,
        password_hash: new.password_hash,
        totp_secret: totp::seal(&tx.kernel.keys, row.id, &new.totp_secret, tx.random())?,
        ..row
    };
    tx.add(row.clone()).await?;
    Ok(row)
}

fn blank(tx: &Tx) -> account::Model {
    account::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        login: String::new(),
        name: String::new(),
        official_id: None,
        email: None,
        password_hash: String::new(),
        totp_secret: Vec::new(),
        totp_last_step: 0,
        first_password_until: None,
        enrol_until: None,
        state: AccountState::Active,
        created_at: tx.now,
    }
}
