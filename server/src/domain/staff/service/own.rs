//! What somebody changes about his own account: password and mail address.

use crate::domain::keys::{self, Owner, Recipe};
use crate::domain::ledger::{self, Entry};
use crate::domain::staff::forms::check_email;
use crate::domain::staff::refusal::AccessRefusal;
use crate::domain::staff::service::asking;
use crate::domain::staff::service::custody;
use crate::domain::staff::service::sign_in::use_code;
use crate::domain::staff::service::tries::Try;
use crate::domain::staff::strength::check_password;
use crate::domain::staff::{password, store};
use crate::kernel::hand::Secret;
use crate::kernel::{County, Ctx, Failure, Outcome, StaffActor, Tx};
use entity::account;
use serde_json::json;

/// A new password for oneself.
#[derive(Clone)]
pub struct ChangePassword {
    /// The one that holds.
    pub current: String,
    /// Six digits of the second factor.
    pub code: String,
    /// The new one.
    pub new: String,
    /// The device's cookie.
    pub device: Option<String>,
}

/// A mail address for oneself.
#[derive(Clone)]
pub struct SetMail {
    /// The address; none removes the one there is.
    pub email: Option<String>,
    /// The password that holds.
    pub current: String,
    /// The device's cookie.
    pub device: Option<String>,
}

/// Changes the actor's own password. The actor's other sessions end.
///
/// # Errors
/// Refused for a weak password, a wrong current one, a wrong or used code, and while the login must wait.
pub async fn change_password(ctx: &Ctx, input: ChangePassword) -> Outcome<()> {
    let (actor, county) = asking(ctx).await?;
    let account = own(ctx, actor, &county).await?;
    check_password(&input.new, &account.login, &account.name)?;
    let counted = prove_password(ctx, (&county, &account), &input.current, input.device.as_deref()).await?;
    if input.new == input.current {
        return Err(AccessRefusal::PasswordSame.into());
    }
    let hash = password::hash_password(&ctx.kernel, &input.new).await?;
    let owner = custody::opened_by(ctx, &county, &account, &input.current).await?;
    let recipe = password::recipe(&ctx.kernel);
    let under = password::key_of(&input.new, &recipe).await?;
    let tx = ctx.write(&county).await?;
    let now = store::locked_account(&tx, account.id).await?.ok_or_else(Failure::hidden)?;
    if now.password_hash != account.password_hash {
        return Err(AccessRefusal::Changed.into());
    }
    // The try that the password cost stays counted, so that a stolen session gives no free guesses at the code.
    use_code(&tx, &now, &input.code).await??;
    counted.forget(&tx).await?;
    store::keep_password(&tx, account.id, &hash).await?;
    seal_anew(&tx, &account, owner, (&under, recipe)).await?;
    store::end_other_sessions(&tx, account.id, actor.session_id).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("staff.password_changed", account.id, json!({}))).await?;
    tx.commit().await
}

/// The private key stays, under the new password; one that the old password did not open goes.
async fn seal_anew(tx: &Tx, account: &account::Model, owner: Option<Owner>, (under, recipe): (&Secret, Recipe)) -> Outcome<()> {
    let (Some(owner), Some(row)) = (owner, keys::own_of(tx, account.id).await?) else { return Ok(()) };
    if row.id == owner.key {
        keys::seal_own_anew(tx, &row, &owner, (under, recipe)).await?;
    }
    Ok(())
}

/// Sets the actor's own mail address, or removes it.
///
/// # Errors
/// Refused for something that is no address, a wrong password, and while the login must wait.
pub async fn set_mail(ctx: &Ctx, input: SetMail) -> Outcome<()> {
    let (actor, county) = asking(ctx).await?;
    let account = own(ctx, actor, &county).await?;
    let email = input.email.as_deref().map(str::trim).filter(|email| !email.is_empty());
    email.map(check_email).transpose()?;
    let counted = prove_password(ctx, (&county, &account), &input.current, input.device.as_deref()).await?;
    let tx = ctx.write(&county).await?;
    counted.take_back(&tx).await?;
    store::keep_email(&tx, account.id, email.map(str::to_owned)).await?;
    let facts = json!({ "set": email.is_some() });
    ledger::append(&tx, &ctx.actor, Entry::public("staff.mail_set", account.id, facts)).await?;
    tx.commit().await
}

async fn own(ctx: &Ctx, actor: &StaffActor, county: &County) -> Outcome<account::Model> {
    let tx = ctx.read(county).await?;
    store::account(&tx, actor.account_id).await?.ok_or_else(Failure::hidden)
}

/// Counts a try and compares; hashing is done outside of any transaction.
async fn prove_password(ctx: &Ctx, (county, account): (&County, &account::Model), current: &str, device: Option<&str>) -> Outcome<Try> {
    let tx = ctx.write(county).await?;
    let counted = Try::count(&tx, (&account.login, Some(account.id)), device).await?;
    tx.commit().await?;
    let right = password::is_right(&ctx.kernel, current, Some(&account.password_hash)).await?;
    if right { Ok(counted) } else { Err(AccessRefusal::WrongPassword.into()) }
}
