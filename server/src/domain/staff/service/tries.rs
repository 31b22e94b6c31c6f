//! Tries at signing in: five are free, then they slow down. Names that exist and names that do not are counted alike,
//! in one of 65,536 buckets by their keyed hash, so that neither answer nor table tells which is which.

use crate::domain::keys;
use crate::domain::staff::model::wait_after;
use crate::domain::staff::refusal::StaffRefusal;
use crate::domain::staff::store;
use crate::kernel::{Outcome, Tx};
use entity::moment::Moment;

/// A try that was counted.
#[derive(Clone, Copy, Debug)]
pub struct Try {
    bucket: i32,
    wait: Option<Moment>,
}

impl Try {
    /// Counts a try with this login; the caller commits, also if it fails.
    ///
    /// # Errors
    /// Refused while the login must wait; nothing was written then.
    pub async fn count(tx: &Tx, login: &str) -> Outcome<Self> {
        let bucket = bucket(tx, login)?;
        let Some(failures) = store::count_try(tx, bucket).await? else {
            let until = store::retry_at(tx, bucket).await?.unwrap_or(tx.now);
            return Err(StaffRefusal::Wait(until.since(tx.now)).into());
        };
        let wait = wait_after(failures).map(|wait| tx.now.after(wait));
        if let Some(until) = wait {
            store::set_retry(tx, bucket, until).await?;
        }
        Ok(Self { bucket, wait })
    }

    /// It was right after all; failures that others made meanwhile stay counted.
    pub async fn take_back(self, tx: &Tx) -> Outcome<()> {
        store::take_back(tx, self.bucket, self.wait).await
    }

    /// Everything was proved: failures are forgotten.
    pub async fn forget(self, tx: &Tx) -> Outcome<()> {
        store::forget(tx, self.bucket).await
    }
}

/// Failures of a login are forgotten: it gets new access.
pub async fn forget(tx: &Tx, login: &str) -> Outcome<()> {
    store::forget(tx, bucket(tx, login)?).await
}

fn bucket(tx: &Tx, login: &str) -> Outcome<i32> {
    let hash = keys::keyed_hash(&tx.kernel.keys, "login", login.as_bytes())?;
    Ok(hash.first_chunk::<2>().map_or(0, |two| i32::from(u16::from_be_bytes(*two))))
}
