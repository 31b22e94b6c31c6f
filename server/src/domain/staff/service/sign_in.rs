//! Signing in: password, then second factor. Each attempt is counted before anything is compared.

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::model::{CHALLENGE_LIFE, Opened, wait_after};
use crate::domain::staff::refusal::StaffRefusal;
use crate::domain::staff::service::session::{acting, open_session};
use crate::domain::staff::{password, store, totp};
use crate::kernel::token::{self, Audience};
use crate::kernel::{County, Ctx, Outcome, Tx};
use entity::account;
use entity::id::{AccountId, CountyId};
use entity::moment::Moment;
use entity::words::AccountState;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The first step.
#[derive(Clone)]
pub struct SignIn {
    /// Division code of the county.
    pub county: String,
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
}

/// The second step.
#[derive(Clone)]
pub struct SecondFactor {
    /// What the first step gave.
    pub challenge: String,
    /// Six digits.
    pub code: String,
    /// Kept with the session, so that people know their devices.
    pub user_agent: Option<String>,
}

/// Shows that the first step was done, with the password that still stands.
#[derive(Clone, Serialize, Deserialize)]
struct Challenge {
    county: CountyId,
    account: AccountId,
    /// Part of a hash of the password's hash: new access makes old challenges void.
    stamp: String,
}

/// Checks login and password; answers a challenge for [`verify_second_factor`]. A login that does not exist costs the
/// same work and gets the same answer as a wrong password.
///
/// # Errors
/// Refused for a wrong login or password, and while the account must wait.
pub async fn sign_in(ctx: &Ctx, input: SignIn) -> Outcome<String> {
    let county = ctx.county(&input.county).await?;
    let counted = count(ctx, &county, input.login.trim()).await?;
    let hash = counted.as_ref().map(|(account, _)| account.password_hash.as_str());
    let right = password::is_right(&ctx.kernel, &input.password, hash).await?;
    let Some((account, wait)) = counted.filter(|(account, _)| right && account.state == AccountState::Active) else {
        return Err(StaffRefusal::WrongSignIn.into());
    };
    let tx = ctx.write(&county).await?;
    store::take_back(&tx, account.id, wait).await?;
    tx.commit().await?;
    let challenge = Challenge { county: county.id, account: account.id, stamp: stamp(&account) };
    token::sign(&ctx.kernel.keys, Audience::SecondFactor, &challenge, ctx.now.after(CHALLENGE_LIFE))
}

/// Counts an attempt at the account with this login, if there is one; gives the wait that the attempt caused.
async fn count(ctx: &Ctx, county: &County, login: &str) -> Outcome<Option<(account::Model, Option<Moment>)>> {
    // Nobody is called so, and PostgreSQL takes no NUL.
    if login.len() > 200 || login.contains(char::is_control) {
        return Ok(None);
    }
    let tx = ctx.write(county).await?;
    let Some(account) = store::account_by_login(&tx, login).await? else { return Ok(None) };
    let wait = attempt(&tx, &account).await?;
    tx.commit().await?;
    Ok(Some((account, wait)))
}

/// Counts one attempt.
async fn attempt(tx: &Tx, account: &account::Model) -> Outcome<Option<Moment>> {
    let Some(failures) = store::count_attempt(tx, account.id).await? else {
        // Others may have failed since the account was read.
        let until = store::account(tx, account.id).await?.and_then(|account| account.retry_at).unwrap_or(tx.now);
        return Err(StaffRefusal::Wait(until.since(tx.now)).into());
    };
    let Some(wait) = wait_after(failures) else { return Ok(None) };
    let until = tx.now.after(wait);
    store::set_retry(tx, account.id, until).await?;
    Ok(Some(until))
}

/// Checks the second factor and opens a session.
///
/// # Errors
/// Refused for a worn or forged challenge, a wrong or used code, and while the account must wait.
pub async fn verify_second_factor(ctx: &Ctx, input: SecondFactor) -> Outcome<Opened> {
    let challenge = token::read::<Challenge>(&ctx.kernel.keys, Audience::SecondFactor, &input.challenge, ctx.now)?;
    let challenge = challenge.ok_or(StaffRefusal::ChallengeExpired)?;
    let county = ctx.kernel.tenants.by_id(challenge.county).await?;
    let tx = ctx.write(&county).await?;
    let account = store::account(&tx, challenge.account).await?.filter(|account| account.state == AccountState::Active);
    let account = account.filter(|account| stamp(account) == challenge.stamp).ok_or(StaffRefusal::ChallengeExpired)?;
    attempt(&tx, &account).await?;
    if let Err(refusal) = check(&tx, &account, &input.code).await? {
        tx.commit().await?;
        return Err(refusal.into());
    }
    store::succeed(&tx, account.id).await?;
    let opened = open_session(&tx, &account, input.user_agent).await?;
    ledger::append(&tx, &acting(&account, opened.claims.session), Entry::public("staff.signed_in", opened.claims.session, json!({})))
        .await?;
    tx.commit().await?;
    Ok(opened)
}

/// Uses up the code's step, or says why not.
async fn check(tx: &Tx, account: &account::Model, code: &str) -> Outcome<Result<(), StaffRefusal>> {
    let secret = totp::open(&tx.kernel.keys, account.id, &account.totp_secret)?;
    let Some(step) = secret.and_then(|secret| totp::step(&secret, code, tx.now)) else {
        return Ok(Err(StaffRefusal::WrongSecondFactor));
    };
    let fresh = store::use_step(tx, account.id, step).await?;
    Ok(if fresh { Ok(()) } else { Err(StaffRefusal::UsedSecondFactor) })
}

fn stamp(account: &account::Model) -> String {
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, account.password_hash.as_bytes());
    hex::encode(hash.as_ref().first_chunk::<8>().copied().unwrap_or_default())
}
