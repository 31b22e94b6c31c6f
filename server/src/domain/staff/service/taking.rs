//! Taking over an account: whoever was handed a first password sets his own, and sets up the second factor himself. No
//! session opens before; so whoever handed it over knows nothing that works afterwards.

use crate::domain::keys::{self, Own, Owner};
use crate::domain::ledger::{self, Entry};
use crate::domain::staff::model::{AccessNeed, Opened, needs};
use crate::domain::staff::refusal::{AccessRefusal, StaffRefusal};
use crate::domain::staff::service::challenge::Challenge;
use crate::domain::staff::service::custody;
use crate::domain::staff::service::session::acting;
use crate::domain::staff::service::sign_in::{Browser, enter, use_code};
use crate::domain::staff::service::tries::Try;
use crate::domain::staff::strength::check_password;
use crate::domain::staff::{password, store, totp};
use crate::kernel::{Ctx, Outcome, Tx};
use entity::account;
use serde_json::json;

/// What somebody makes his own.
#[derive(Clone)]
pub struct TakeAccess {
    /// What the first step of signing in gave.
    pub challenge: String,
    /// Six digits: of the second factor being set up, or of the one that stands.
    pub code: String,
    /// The new password; only looked at where one is needed.
    pub new_password: Option<String>,
    /// The browser.
    pub browser: Browser,
}

/// Makes access somebody's own and opens a session.
///
/// # Errors
/// Refused for a worn or forged challenge, a weak password, a wrong or used code, and while the login must wait.
pub async fn take_access(ctx: &Ctx, input: TakeAccess) -> Outcome<Opened> {
    let challenge = Challenge::read(ctx, &input.challenge)?;
    let county = ctx.kernel.tenants.by_id(challenge.county).await?;
    let tx = ctx.read(&county).await?;
    let account = challenge.still(store::account(&tx, challenge.account).await?)?;
    drop(tx);
    // Hashing takes long, and no transaction may wait for it.
    let hash = new_hash(ctx, &account, input.new_password.as_deref()).await?;
    let tx = ctx.write(&county).await?;
    // Locked, so that of two who take it at once one comes too late.
    let account = challenge.still(store::locked_account(&tx, challenge.account).await?)?;
    let counted = Try::count(&tx, (&account.login, Some(account.id)), input.browser.device.as_deref()).await?;
    if let Err(refusal) = prove(&tx, &account, &challenge, &input.code).await? {
        tx.commit().await?;
        return Err(refusal.into());
    }
    let mut owner = custody::still(&tx, account.id, challenge.owner(ctx)?).await?;
    if let Some((hash, own)) = hash {
        store::keep_password(&tx, account.id, &hash).await?;
        owner = Some(own_pair(&tx, &account, owner, &own).await?);
    }
    counted.forget(&tx).await?;
    store::end_all_sessions(&tx, account.id).await?;
    let opened = enter(&tx, &account, input.browser, owner).await?;
    let facts = json!({ "password": account.first_password_until.is_some(), "secondFactor": account.enrol_until.is_some() });
    ledger::append(&tx, &acting(&account, opened.claims.session), Entry::public("staff.access_taken", account.id, facts)).await?;
    tx.commit().await?;
    Ok(opened)
}

/// A pair that only its owner has seen takes the place of the one that somebody handed over.
async fn own_pair(tx: &Tx, account: &account::Model, before: Option<Owner>, own: &Own) -> Outcome<Owner> {
    match before {
        Some(before) => keys::succeed_own(tx, account.id, (&before, own)).await,
        None => keys::keep_own(tx, account.id, own).await,
    }
}

/// The hash of the new password and a pair that it opens, if one is needed.
async fn new_hash(ctx: &Ctx, account: &account::Model, new: Option<&str>) -> Outcome<Option<(String, Own)>> {
    let needs = needs(account);
    if needs.is_empty() {
        return Err(AccessRefusal::NothingToTake.into());
    }
    if !needs.contains(&AccessNeed::NewPassword) {
        return Ok(None);
    }
    let new = new.unwrap_or_default();
    check_password(new, &account.login, &account.name)?;
    if password::is_right(&ctx.kernel, new, Some(&account.password_hash)).await? {
        return Err(AccessRefusal::PasswordSame.into());
    }
    let hash = password::hash_password(&ctx.kernel, new).await?;
    Ok(Some((hash, custody::own_under(&ctx.kernel, new).await?)))
}

/// Checks the code: of the secret that was offered, which is kept then, or of the one that stands.
async fn prove(tx: &Tx, account: &account::Model, challenge: &Challenge, code: &str) -> Outcome<Result<(), StaffRefusal>> {
    if account.enrol_until.is_none() {
        return use_code(tx, account, code).await;
    }
    let offered = challenge.offered.as_deref().and_then(|text| hex::decode(text).ok()).unwrap_or_default();
    let secret = totp::open(&tx.kernel.keys, account.id, &offered)?;
    let Some(step) = secret.and_then(|secret| totp::step(&secret, code, tx.now)) else {
        return Ok(Err(StaffRefusal::WrongSecondFactor));
    };
    store::keep_factor(tx, account.id, offered, step).await?;
    Ok(Ok(()))
}
