//! The one place of a process that looks: at each ring, and now and then without one.

use super::desks::Desks;
use super::log::Log;
use super::look::look;
use super::seat::Seat;
use super::sight::Sight;
use super::watch::Watch;
use super::watcher::{Watcher, What};
use crate::kernel::bell::Ring;
use crate::kernel::{Actor, County, Ctx, Failure, Kernel, Outcome};
use entity::id::CaseId;
use futures_util::StreamExt as _;
use futures_util::stream;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::{OwnedMutexGuard, watch};
use tokio::time::{Instant, sleep, sleep_until};

/// Counties that are looked at together: requests need connections too.
const TOGETHER: usize = 4;

/// How often is looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Without a ring.
    pub look: Duration,
    /// Until a watcher's rights and versions are asked again, whatever happened.
    pub again: Duration,
    /// After a ring: what rings together is looked at together.
    pub settle: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { look: Duration::from_secs(5), again: Duration::from_mins(1), settle: Duration::from_millis(150) }
    }
}

/// Everybody in this process who waits.
#[derive(Clone)]
pub struct Live(Arc<Inner>);

struct Inner {
    kernel: Arc<Kernel>,
    pace: Pace,
    desks: Arc<Desks>,
    numbers: AtomicU64,
    closing: watch::Sender<bool>,
}

impl Live {
    /// Begins to look, as long as somebody waits, until [`Live::close`].
    #[must_use]
    pub fn start(kernel: &Arc<Kernel>, pace: Pace) -> Self {
        let (kernel, closing) = (Arc::clone(kernel), watch::channel(false).0);
        let live = Self(Arc::new(Inner { kernel, pace, desks: Arc::default(), numbers: AtomicU64::new(0), closing }));
        tokio::spawn(live.clone().run());
        live
    }

    /// Lets go of everybody: the process ends.
    pub fn close(&self) {
        self.0.closing.send_replace(true);
    }

    /// Waits for [`Live::close`].
    pub async fn closing(&self) {
        // The sender is a part of this: it can't be gone.
        let _ = self.0.closing.subscribe().wait_for(|closing| *closing).await;
    }

    /// A seat for the actor of this token.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn sit(&self, actor: Actor, token: Option<&str>) -> Outcome<Arc<Seat>> {
        let seat = Arc::new(Seat::new(self.0.numbers.fetch_add(1, Ordering::Relaxed), &actor, token));
        if let Some(county) = seat.home {
            let county = self.0.kernel.tenants.by_id(county).await?;
            self.0.desks.sit(&county, &seat);
        }
        Ok(seat)
    }

    /// Who sits there now; none, and the seat ends, if the session or the token has ended.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn actor_of(&self, seat: &Seat) -> Outcome<Option<Actor>> {
        let Some(county) = seat.home else { return Ok(Some(Actor::Nobody)) };
        let county = self.0.kernel.tenants.by_id(county).await?;
        seat.now(&Ctx::system(&self.0.kernel).read(&county).await?).await
    }

    async fn run(self) {
        let mut bell = self.0.kernel.db.bell.listen();
        let mut next = Instant::now() + self.0.pace.look;
        loop {
            let mut rung = tokio::select! {
                () = self.closing() => return,
                ring = bell.next() => vec![ring.unwrap_or(Ring::Anywhere)],
                () = sleep_until(next) => vec![Ring::Anywhere],
            };
            sleep(self.0.pace.settle).await;
            rung.extend(std::iter::from_fn(|| bell.waiting()));
            let everywhere = rung.contains(&Ring::Anywhere) || Instant::now() >= next;
            if everywhere {
                next = Instant::now() + self.0.pace.look;
            }
            let is_meant = |number| everywhere || rung.contains(&Ring::Here(number)) || rung.contains(&Ring::Elsewhere(number));
            let counties = self.0.desks.counties().into_iter().filter(|county| is_meant(county.number));
            self.look_at(counties.collect()).await;
        }
    }

    async fn look_at(&self, counties: Vec<County>) {
        let looks = counties.into_iter().map(|county| async move {
            let begun = Instant::now();
            match self.turn(&county).await {
                Ok(_) => {}
                // Requests come first; there will be another look.
                Err(Failure::Busy) => tracing::warn!(county = %county.code, "no connection to look for news of a county"),
                Err(failure) => tracing::error!(county = %county.code, error = %failure, "news of a county could not be looked for"),
            }
            metrics::histogram!("lianjing_live_look_seconds").record(begun.elapsed().as_secs_f64());
        });
        stream::iter(looks).for_each_concurrent(TOGETHER, |look| look).await;
    }

    /// Looks at a county, and keeps others from it until the guard is gone: whoever joins meanwhile misses nothing.
    pub(super) async fn turn(&self, county: &County) -> Outcome<OwnedMutexGuard<Log>> {
        let mut log = self.0.desks.log(county).lock_owned().await;
        let waiting = self.0.desks.waiting(county.id);
        if waiting.watchers.is_empty() {
            *log = Log::default();
        }
        let tx = Ctx::system(&self.0.kernel).read(county).await?;
        let now = Instant::now();
        look(tx, &mut log, &waiting, (now, now + self.0.pace.again)).await?;
        Ok(log)
    }

    /// Puts a watcher to those who wait.
    pub(super) fn join(&self, county: &County, seat: &Arc<Seat>, (what, sight, known): (What, Sight, BTreeMap<CaseId, String>)) -> Watch {
        let again_at = Instant::now() + self.0.pace.again;
        let watcher = Arc::new(Watcher::new(Arc::clone(seat), what, (sight, known), again_at));
        self.0.desks.join(county, &watcher);
        Watch { watcher, county: county.id, desks: Arc::clone(&self.0.desks) }
    }
}
