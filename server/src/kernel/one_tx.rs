//! One transaction at a time: who holds a connection while waiting for a second one can make the pool wait for itself.
//!
//! Debug builds refuse the second one, so each story proves it for the verbs that it calls.

use sea_orm::DbErr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

tokio::task_local! {
    static OPEN: Arc<AtomicBool>;
}

/// Runs what goes step after step: a field of a question, a job, a request. Fields side by side have one each.
pub async fn one_at_a_time<F: Future>(steps: F) -> F::Output {
    if cfg!(debug_assertions) { OPEN.scope(Arc::default(), steps).await } else { steps.await }
}

/// The only open transaction of the steps that it belongs to.
pub struct Only(Option<Arc<AtomicBool>>);

impl Only {
    /// # Errors
    /// If another one is open.
    pub fn new() -> Result<Self, DbErr> {
        let Ok(open) = OPEN.try_with(Arc::clone) else { return Ok(Self(None)) };
        if open.swap(true, Ordering::Relaxed) {
            return Err(DbErr::Custom("a second transaction is opened while the first one holds its connection".to_owned()));
        }
        Ok(Self(Some(open)))
    }
}

impl Drop for Only {
    fn drop(&mut self) {
        if let Some(open) = &self.0 {
            open.store(false, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_second_is_refused_until_the_first_is_let_go() {
        one_at_a_time(async {
            let first = Only::new();
            assert!(first.is_ok() && Only::new().is_err());
            // Fields side by side have one each.
            assert!(one_at_a_time(async { Only::new() }).await.is_ok());
            drop(first);
            assert!(Only::new().is_ok());
        })
        .await;
        assert!(Only::new().is_ok() && Only::new().is_ok(), "outside of steps nobody counts");
    }
}
