//! Signing in: password, then second factor. Each try is counted before anything is compared.

use crate::domain::keys::{self, Owner};
use crate::domain::ledger::{self, Entry};
use crate::domain::staff::model::{FirstStep, Opened, needs};
use crate::domain::staff::refusal::{AccessRefusal, StaffRefusal};
use crate::domain::staff::service::challenge::Challenge;
use crate::domain::staff::service::session::{acting, open_session};
use crate::domain::staff::service::tries::Try;
use crate::domain::staff::service::{custody, devices};
use crate::domain::staff::{password, store, totp};
use crate::kernel::clock::random;
use crate::kernel::{Ctx, Outcome, Tx};
use entity::account;
use entity::words::AccountState;
use serde_json::json;
use zeroize::Zeroizing;

/// The first step.
#[derive(Clone)]
pub struct SignIn {
    /// Division code of the county.
    pub county: String,
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
    /// The device's cookie.
    pub device: Option<String>,
}

/// The second step.
#[derive(Clone)]
pub struct SecondFactor {
    /// What the first step gave.
    pub challenge: String,
    /// Six digits.
    pub code: String,
    /// The browser.
    pub browser: Browser,
}

/// The browser that somebody signs in with.
#[derive(Clone, Default)]
pub struct Browser {
    /// As it names itself; kept with the session, so that people know their devices.
    pub user_agent: Option<String>,
    /// The device's cookie.
    pub device: Option<String>,
}

/// Checks login and password; answers a challenge for the second step. A login that does not exist is counted by the
/// same statements, costs the same work and gets the same answers as a wrong password.
///
/// # Errors
/// Refused for a wrong login or password, while the login must wait, and for a first password that came too late.
pub async fn sign_in(ctx: &Ctx, input: SignIn) -> Outcome<FirstStep> {
    let county = ctx.county(&input.county).await?;
    let login = input.login.trim();
    // Nobody is called so, and PostgreSQL takes no NUL. It is counted all the same.
    let odd = login.len() > 200 || login.contains(char::is_control);
    // Before the try is counted: nobody makes more rows than there are hashes.
    let place = password::place().await?;
    let tx = ctx.write(&county).await?;
    let account = store::account_by_login(&tx, if odd { "" } else { login }).await?;
    let id = account.as_ref().map(|account| account.id);
    let counted = Try::count(&tx, (login, id), input.device.as_deref()).await?;
    tx.commit().await?;
    let hash = account.as_ref().map(|account| account.password_hash.as_str());
    let right = password::is_right_at(place, &ctx.kernel, &input.password, hash).await?;
    let Some(account) = account.filter(|account| right && account.state == AccountState::Active) else {
        return Err(StaffRefusal::WrongSignIn.into());
    };
    let tx = ctx.write(&county).await?;
    counted.take_back(&tx).await?;
    tx.commit().await?;
    let owner = custody::opened_by(ctx, &county, &account, &input.password).await?;
    first_step(ctx, &account, owner.as_ref())
}

fn first_step(ctx: &Ctx, account: &account::Model, owner: Option<&Owner>) -> Outcome<FirstStep> {
    let ends = [account.first_password_until, account.enrol_until];
    if ends.into_iter().flatten().any(|end| end <= ctx.now) {
        return Err(AccessRefusal::FirstAccessOver.into());
    }
    let needs = needs(account);
    let (mut offered, mut totp_uri) = (None, None);
    if account.enrol_until.is_some() {
        let secret = Zeroizing::new(random(&*ctx.kernel.chance));
        offered = Some(totp::seal(&ctx.kernel.keys, account.id, &secret, random(&*ctx.kernel.chance))?);
        totp_uri = Some(Zeroizing::new(totp::uri(&secret, &account.login)?));
    }
    let own = owner.map(|owner| keys::carry(&ctx.kernel, account.id, owner)).transpose()?;
    let challenge = Challenge::new(account, offered.as_deref(), own).sign(ctx, !needs.is_empty())?;
    Ok(FirstStep { challenge, needs, totp_uri })
}

/// Checks the second factor and opens a session.
///
/// # Errors
/// Refused for a worn or forged challenge, a wrong or used code, while the login must wait, and for access that its
/// owner has not made his own yet.
pub async fn verify_second_factor(ctx: &Ctx, input: SecondFactor) -> Outcome<Opened> {
    let challenge = Challenge::read(ctx, &input.challenge)?;
    let county = ctx.kernel.tenants.by_id(challenge.county).await?;
    let tx = ctx.write(&county).await?;
    let account = challenge.still(store::account(&tx, challenge.account).await?)?;
    if !needs(&account).is_empty() {
        return Err(AccessRefusal::FirstAccess.into());
    }
    let device = input.browser.device.as_deref();
    let counted = Try::count(&tx, (&account.login, Some(account.id)), device).await?;
    if let Err(refusal) = use_code(&tx, &account, &input.code).await? {
        tx.commit().await?;
        return Err(refusal.into());
    }
    counted.forget(&tx).await?;
    let owner = custody::still(&tx, account.id, challenge.owner(ctx)?).await?;
    let opened = enter(&tx, &account, input.browser, owner).await?;
    tx.commit().await?;
    Ok(opened)
}

/// Uses up the code's step, or says why not.
pub async fn use_code(tx: &Tx, account: &account::Model, code: &str) -> Outcome<Result<(), StaffRefusal>> {
    let secret = totp::open(&tx.kernel.keys, account.id, &account.totp_secret)?;
    let Some(step) = secret.and_then(|secret| totp::step(&secret, code, tx.now)) else {
        return Ok(Err(StaffRefusal::WrongSecondFactor));
    };
    let fresh = store::use_step(tx, account.id, step).await?;
    Ok(if fresh { Ok(()) } else { Err(StaffRefusal::UsedSecondFactor) })
}

/// Opens the session of somebody who proved everything; his device is known from now on. What he can open goes into the
/// session, and to whoever waits for it.
pub async fn enter(tx: &Tx, account: &account::Model, browser: Browser, owner: Option<Owner>) -> Outcome<Opened> {
    let device = devices::remember(tx, account.id, browser.device.as_deref()).await?;
    let opened = open_session(tx, account, browser.user_agent).await?;
    let session = opened.claims.session;
    ledger::append(tx, &acting(account, session), Entry::public("staff.signed_in", session, json!({}))).await?;
    let mut hand = None;
    if let Some(owner) = owner {
        hand = Some(keys::hold(tx, session, &owner).await?.cookie().into());
        custody::tend(tx, Some(&owner)).await?;
    }
    Ok(Opened { device: Some(device), hand, ..opened })
}
