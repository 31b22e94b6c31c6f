//! Shows that the first step of signing in was done, with the access that still stands.

use crate::domain::keys::{self, Owner};
use crate::domain::staff::model::{CHALLENGE_LIFE, TAKING_LIFE};
use crate::domain::staff::refusal::StaffRefusal;
use crate::kernel::token::{self, Audience};
use crate::kernel::{Ctx, Outcome};
use entity::account;
use entity::id::{AccountId, CountyId};
use serde::{Deserialize, Serialize};

/// What a challenge says.
#[derive(Clone, Serialize, Deserialize)]
pub struct Challenge {
    /// The tenant.
    pub county: CountyId,
    /// The account.
    pub account: AccountId,
    /// Part of a hash of the access: new access makes old challenges void.
    stamp: String,
    /// The secret of a second factor to be set up, sealed for the account's row: the database learns it only when its
    /// owner has proved it, and another first step gives another one.
    pub offered: Option<String>,
    /// The owner's private key, sealed for the server: opened by his password, for the session to come.
    #[serde(default)]
    own: Option<String>,
}

impl Challenge {
    /// For somebody who knew the password.
    #[must_use]
    pub fn new(account: &account::Model, offered: Option<&[u8]>, own: Option<String>) -> Self {
        Self { county: account.county_id, account: account.id, stamp: stamp(account), offered: offered.map(hex::encode), own }
    }

    /// The owner's private key, if his password opened one.
    pub fn owner(&self, ctx: &Ctx) -> Outcome<Option<Owner>> {
        let Some(own) = &self.own else { return Ok(None) };
        keys::carried(&ctx.kernel, self.account, own)
    }

    /// As text, for a short time.
    pub fn sign(&self, ctx: &Ctx, takes: bool) -> Outcome<String> {
        let life = if takes { TAKING_LIFE } else { CHALLENGE_LIFE };
        token::sign(&ctx.kernel.keys, Audience::SecondFactor, self, ctx.now.after(life))
    }

    /// From text.
    ///
    /// # Errors
    /// Refused if it is worn out or forged.
    pub fn read(ctx: &Ctx, text: &str) -> Outcome<Self> {
        let read = token::read::<Self>(&ctx.kernel.keys, Audience::SecondFactor, text, ctx.now)?;
        read.ok_or_else(|| StaffRefusal::ChallengeExpired.into())
    }

    /// The account, if its access is still that of the first step.
    ///
    /// # Errors
    /// Refused if it changed, or the account is closed.
    pub fn still(&self, account: Option<account::Model>) -> Outcome<account::Model> {
        let stands = |account: &account::Model| account.state == entity::words::AccountState::Active && stamp(account) == self.stamp;
        account.filter(stands).ok_or_else(|| StaffRefusal::ChallengeExpired.into())
    }
}

fn stamp(account: &account::Model) -> String {
    let access = [account.password_hash.as_bytes(), &[0], &account.totp_secret].concat();
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &access);
    hex::encode(hash.as_ref().first_chunk::<8>().copied().unwrap_or_default())
}
