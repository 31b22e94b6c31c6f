//! Tries at signing in: five are free, then they slow down. They are counted against the device that signed in to the
//! account before, else against the account, else against the name that is nobody's: so strangers slow strangers down,
//! never the device on somebody's desk, and the names they make up slow no account. Names that exist and names that do
//! not are answered alike, by the same statements.

use crate::domain::keys;
use crate::domain::staff::model::wait_after;
use crate::domain::staff::refusal::StaffRefusal;
use crate::domain::staff::service::devices;
use crate::domain::staff::store;
use crate::kernel::{Outcome, Tx};
use entity::id::AccountId;
use entity::moment::Moment;

/// A try that was counted.
#[derive(Clone, Debug)]
pub struct Try {
    who: Vec<u8>,
    wait: Option<Moment>,
}

impl Try {
    /// Counts a try with this login, which belongs to the account or to nobody, by a browser with this device cookie;
    /// the caller commits, also if it fails.
    ///
    /// # Errors
    /// Refused while whoever tries must wait; nothing was written then.
    pub async fn count(tx: &Tx, (login, account): (&str, Option<AccountId>), device: Option<&str>) -> Outcome<Self> {
        let who = whom(tx, (login, account), device).await?;
        let Some(failures) = store::count_try(tx, &who).await? else {
            let until = store::retry_at(tx, &who).await?.unwrap_or(tx.now);
            return Err(StaffRefusal::Wait(until.since(tx.now)).into());
        };
        let wait = wait_after(failures).map(|wait| tx.now.after(wait));
        if let Some(until) = wait {
            store::set_retry(tx, &who, until).await?;
        }
        Ok(Self { who, wait })
    }

    /// It was right after all; failures that others made meanwhile stay counted.
    pub async fn take_back(self, tx: &Tx) -> Outcome<()> {
        store::take_back(tx, &self.who, self.wait).await
    }

    /// Everything was proved: failures are forgotten.
    pub async fn forget(self, tx: &Tx) -> Outcome<()> {
        store::forget(tx, &self.who).await
    }
}

/// Failures of strangers at an account are forgotten: it gets new access.
pub async fn forget(tx: &Tx, account: AccountId) -> Outcome<()> {
    store::forget(tx, &of_account(account)).await
}

/// Against whom a try is counted. A made-up name costs the same statements as one that exists.
async fn whom(tx: &Tx, (login, account): (&str, Option<AccountId>), device: Option<&str>) -> Outcome<Vec<u8>> {
    let known = devices::known(tx, account.unwrap_or(NOBODY), device).await?;
    Ok(match (known, account) {
        (Some(device), _) => marked(b'd', device.0.as_bytes()),
        (None, Some(account)) => of_account(account),
        (None, None) => marked(b'n', &of_name(tx, login)?),
    })
}

/// No account has this id.
const NOBODY: AccountId = AccountId(uuid::Uuid::nil());

fn of_account(account: AccountId) -> Vec<u8> {
    marked(b'a', account.0.as_bytes())
}

/// Four bytes: whoever fills so many rows that a made-up name meets one of them tries longer than a day, and then they
/// are forgotten.
fn of_name(tx: &Tx, login: &str) -> Outcome<[u8; 4]> {
    let hash = keys::keyed_hash(&tx.kernel.keys, "login", login.as_bytes())?;
    Ok(hash.first_chunk().copied().unwrap_or_default())
}

fn marked(kind: u8, whom: &[u8]) -> Vec<u8> {
    [&[kind], whom].concat()
}
