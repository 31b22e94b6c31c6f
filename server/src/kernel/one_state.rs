//! One state for all fields of a question: they read in one transaction, one after the other, over one connection.
//!
//! A page whose fields read side by side took a connection for each of them, and showed what was true at eight moments.
//! A field that writes lets the transaction go first, so nobody waits for a second connection while he holds one; what is
//! read afterwards is what was written.

use crate::kernel::db::{Db, RawTx};
use crate::kernel::one_tx::Only;
use crate::kernel::tenants::County;
use entity::id::CountyId;
use sea_orm::error::ConnAcquireErr;
use sea_orm::{DatabaseTransaction, DbErr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit};
use tokio::time::timeout;

/// What the fields of one question share; it ends with the question.
#[derive(Clone, Default)]
pub struct OneState(Arc<Mutex<Option<Opened>>>);

struct Opened {
    county: CountyId,
    raw: RawTx,
    /// A part of the pool stays free for whoever holds no state.
    _place: OwnedSemaphorePermit,
}

impl OneState {
    /// The transaction of this county, for one field until it drops it.
    ///
    /// # Errors
    /// A fault of the database.
    pub(super) async fn lend(&self, db: &Db, county: &County) -> Result<Lent, DbErr> {
        let only = Only::new()?;
        let mut guard = in_time(Arc::clone(&self.0).lock_owned()).await?;
        if guard.as_ref().is_none_or(|opened| opened.county != county.id) {
            *guard = None;
            let place = in_time(db.place_to_read()).await??;
            *guard = Some(Opened { county: county.id, raw: db.begin_read(county).await?, _place: place });
        }
        Ok(Lent { guard, is_broken: AtomicBool::new(false), _only: only })
    }

    /// Lets the transaction go: the next field reads what is true then.
    pub(super) async fn let_go(&self) {
        *self.0.lock().await = None;
    }
}

/// So long, as for a connection: people have gone by then.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who gets no turn in time is told that too many are served.
async fn in_time<T>(turn: impl Future<Output = T>) -> Result<T, DbErr> {
    timeout(PATIENCE, turn).await.map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))
}

/// The transaction while one field has it.
pub(super) struct Lent {
    guard: OwnedMutexGuard<Option<Opened>>,
    is_broken: AtomicBool,
    _only: Only,
}

impl Lent {
    /// What the statements go through.
    ///
    /// # Errors
    /// None in practice: what is lent is open.
    pub(super) fn inner(&self) -> Result<&DatabaseTransaction, DbErr> {
        self.guard.as_ref().map(|opened| &opened.raw.inner).ok_or_else(|| DbErr::Custom("nothing is open".to_owned()))
    }

    /// A statement failed: PostgreSQL takes no further one in this transaction, so the next field gets another.
    pub(super) fn breaks(&self) {
        self.is_broken.store(true, Ordering::Relaxed);
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if self.is_broken.load(Ordering::Relaxed) {
            *self.guard = None;
        }
    }
}
