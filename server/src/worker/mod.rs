//! The worker: takes what the outbox holds, county by county, and what the calendar asks for.
//!
//! Polling is the truth; the bell that rings after a commit is a hint. A job is leased, so that a worker that dies
//! loses nothing; it is finished by whoever still holds the lease. Counties take turns: the one served longest ago
//! comes first, and gets only a few of the places.

mod claim;
mod job;
mod parked;
pub mod periodic;
pub mod registry;

pub use claim::free_leases;
pub use parked::{parked_jobs, release_parked};

use crate::kernel::Kernel;
use crate::kernel::{Ctx, Outcome};
use crate::ports::Ports;
use crate::worker::claim::claim;
use entity::id::CountyId;
use sea_orm::DbBackend;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};

/// Jobs at once.
const PLACES: usize = 8;
/// Jobs that one county may claim in its turn.
const TURN: usize = 4;
/// Between looks at the outbox, if nobody rings.
const POLL: Duration = Duration::from_secs(1);

/// A worker beside the server, or alone.
pub struct Worker {
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

/// Starts a worker. On SQLite nobody else can be alive, so leases of a process that was killed are freed first.
#[must_use]
pub fn start(kernel: &Arc<Kernel>, ports: &Ports) -> Worker {
    let (stop, stopped) = watch::channel(false);
    let (kernel, ports) = (Arc::clone(kernel), ports.clone());
    let running = tokio::spawn(async move {
        if kernel.db.backend() == DbBackend::Sqlite
            && let Err(failure) = free_leases(&kernel).await
        {
            tracing::error!(error = %failure, "old leases could not be freed: they run out by themselves");
        }
        run(kernel, ports, stopped).await;
    });
    Worker { stop, running }
}

impl Worker {
    /// Takes up nothing more, and waits until what was begun is done.
    pub async fn stop(self) {
        // Without a listener the worker has ended already.
        let _ = self.stop.send(true);
        if let Err(error) = self.running.await {
            tracing::error!(%error, "the worker broke");
        }
    }
}

/// Works until `stop` turns true (or its sender is gone), then finishes what it has begun.
pub async fn run(kernel: Arc<Kernel>, ports: Ports, mut stop: watch::Receiver<bool>) {
    // Beside the outbox: a code lives five minutes and may not wait for the clocks of all counties.
    let calendar = tokio::spawn(keep_calendar(Arc::clone(&kernel), ports.clone(), stop.clone()));
    let mut floor = Floor::new(kernel, ports);
    while !*stop.borrow() {
        let more = floor.fill().await.unwrap_or_else(|failure| {
            tracing::error!(error = %failure, "the outbox could not be read");
            false
        });
        let full = floor.places.available_permits() == 0;
        let pause = if more && !full { Duration::ZERO } else { POLL };
        tokio::select! {
            _ = stop.changed() => break,
            Some(_) = floor.running.join_next() => {}
            () = floor.kernel.db.wake.notified(), if !full => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    while floor.running.join_next().await.is_some() {}
    if let Err(error) = calendar.await {
        tracing::error!(%error, "the calendar broke");
    }
}

/// Works what the calendar asks for until `stop` turns true, and ends what it has begun.
async fn keep_calendar(kernel: Arc<Kernel>, ports: Ports, mut stop: watch::Receiver<bool>) {
    let mut calendar = periodic::Calendar::default();
    while !*stop.borrow() {
        calendar.work_due(&kernel, &ports).await;
        tokio::select! {
            _ = stop.changed() => break,
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Works everything that is due now, one job after the other, until nothing is left: for tests and commands.
///
/// # Errors
/// A fault of the database.
pub async fn run_due_now(kernel: &Arc<Kernel>, ports: &Ports) -> Outcome<()> {
    periodic::work_all(kernel, ports).await;
    loop {
        let due = claim::due_counties(kernel).await?;
        if due.is_empty() {
            return Ok(());
        }
        for county in due {
            let county = kernel.tenants.by_id(county).await?;
            for claimed in claim(&Ctx::system(kernel), &county, TURN).await? {
                job::work(kernel, ports, county.clone(), claimed).await;
            }
        }
    }
}

/// Where the jobs run.
struct Floor {
    kernel: Arc<Kernel>,
    ports: Ports,
    places: Arc<Semaphore>,
    running: JoinSet<()>,
    turns: u64,
    served: HashMap<CountyId, u64>,
}

impl Floor {
    fn new(kernel: Arc<Kernel>, ports: Ports) -> Self {
        let places = Arc::new(Semaphore::new(PLACES));
        Self { kernel, ports, places, running: JoinSet::new(), turns: 0, served: HashMap::new() }
    }

    /// Gives free places to due jobs; whether any was found.
    async fn fill(&mut self) -> Outcome<bool> {
        if self.places.available_permits() == 0 {
            return Ok(false);
        }
        let mut due = claim::due_counties(&self.kernel).await?;
        due.sort_by_key(|county| self.served.get(county).copied().unwrap_or_default());
        let mut found = false;
        for county in due {
            let free = self.places.available_permits().min(TURN);
            if free == 0 {
                break;
            }
            found |= self.serve(county, free).await?;
        }
        Ok(found)
    }

    async fn serve(&mut self, county: CountyId, most: usize) -> Outcome<bool> {
        self.turns += 1;
        self.served.insert(county, self.turns);
        let county = self.kernel.tenants.by_id(county).await?;
        let claimed = claim(&Ctx::system(&self.kernel), &county, most).await?;
        let found = !claimed.is_empty();
        for claimed in claimed {
            let (kernel, ports, county) = (Arc::clone(&self.kernel), self.ports.clone(), county.clone());
            let place = Arc::clone(&self.places).try_acquire_owned().ok();
            self.running.spawn(async move {
                job::work(&kernel, &ports, county, claimed).await;
                drop(place);
            });
        }
        Ok(found)
    }
}
