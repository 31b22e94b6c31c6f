//! The machine's clock jumps under the real program, by an hour and by a year, forwards and back: each clock of a case ends
//! once, and no message goes out twice. The clock is that of Debian's libfaketime, which the program does not know of.

use super::ground::wrapped;
use crate::kills::ground::{Ground, close};
use crate::kills::life;
use crate::kills::villager::Villager;
use crate::kills::{Phase, Street};
use entity::moment::Moment;
use entity::words::{CaseEventKind, DeadlineState};
use entity::{case_event, deadline, outbox};
use kit::gateway::Gateway;
use kit::program::Program;
use kit::{Backend, Mood};
use lianjing::kernel::clock::SystemClock;
use lianjing::kernel::{Clock, Ctx};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

const HOUR: i64 = 3_600;
const YEAR: i64 = 365 * 24 * HOUR;

/// The clock that the program sees, for whoever looks at it from outside.
#[derive(Default)]
struct Jumping(AtomicI64);

impl Clock for Jumping {
    fn now(&self) -> Moment {
        SystemClock.now().after(time::Duration::seconds(self.0.load(Ordering::Relaxed)))
    }
}

/// Everything around the programs, and their clock.
struct Faked {
    ground: Ground,
    clock: Arc<Jumping>,
    file: PathBuf,
}

impl Faked {
    async fn prepare(backend: Backend) -> Self {
        let mut ground = Ground::prepare(backend).await;
        let clock = Arc::new(Jumping::default());
        ground.gateway = Arc::new(Gateway::start(Arc::clone(&clock) as _));
        ground.gateway.be(Mood::Unhurried);
        ground.setup.gateway.clone_from(&ground.gateway.url);
        let file = ground.path("clock");
        let library = format!("LD_PRELOAD={}", library().display());
        let said = format!("FAKETIME_TIMESTAMP_FILE='{}'", file.display());
        wrapped(&mut ground, &format!("export {library} {said} FAKETIME_NO_CACHE=1 DONT_FAKE_MONOTONIC=1"));
        let faked = Self { ground, clock, file };
        faked.jumps(0);
        faked
    }

    /// From now on the clock is so many seconds away from the true one.
    fn jumps(&self, seconds: i64) {
        let aside = self.file.with_extension("new");
        std::fs::write(&aside, format!("{seconds:+}\n")).unwrap();
        std::fs::rename(&aside, &self.file).unwrap();
        self.clock.0.store(seconds, Ordering::Relaxed);
    }

    /// Waits until nothing is due any more.
    async fn settles(&self) {
        let began = Instant::now();
        loop {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let due = self.due().await;
            if due.is_empty() {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(40), "still due: {due:#?}");
        }
    }

    /// Clocks and jobs that should be worked by now.
    async fn due(&self) -> Vec<String> {
        let (kernel, now) = (self.ground.kernel(self.clock.now()).await, self.clock.now());
        let tx = Ctx::system(&kernel).read(&self.ground.place().county).await.unwrap();
        let clocks = tx.rows().find::<deadline::Entity>().all(&tx).await.unwrap();
        let clocks = clocks.into_iter().filter(|clock| clock.state == DeadlineState::Running && clock.due_at <= now);
        let mut due: Vec<_> = clocks.map(|clock| format!("{:?} of {}", clock.kind, clock.case_id)).collect();
        let jobs = tx.rows().find::<outbox::Entity>().all(&tx).await.unwrap();
        let jobs = jobs.into_iter().filter(|job| job.done_at.is_none() && job.parked_at.is_none() && job.run_at <= now);
        due.extend(jobs.map(|job| format!("{} {:?}", job.topic, job.last_error)));
        drop(tx);
        close(&kernel).await;
        due
    }

    /// What happened to each case, by kind.
    async fn happened(&self) -> BTreeMap<(String, CaseEventKind), usize> {
        let kernel = self.ground.kernel(self.clock.now()).await;
        let tx = Ctx::system(&kernel).read(&self.ground.place().county).await.unwrap();
        let mut counts = BTreeMap::new();
        for event in tx.rows().find::<case_event::Entity>().all(&tx).await.unwrap() {
            *counts.entry((event.case_id.to_string(), event.kind)).or_default() += 1;
        }
        drop(tx);
        close(&kernel).await;
        counts
    }

    async fn starts(&self, backend: Backend) -> Vec<Program> {
        let mut server = self.ground.setup.start(&["serve"]);
        server.is_ready(&reqwest::Client::new()).await;
        let racing = (backend == Backend::Postgres).then(|| self.ground.setup.start(&["work"]));
        [server].into_iter().chain(racing).collect()
    }
}

/// Where Debian puts it.
fn library() -> PathBuf {
    let found = std::fs::read_dir("/usr/lib").unwrap().flatten().map(|entry| entry.path().join("faketime/libfaketime.so.1"));
    found.into_iter().find(|path| path.exists()).expect("apt-get install libfaketime")
}

async fn jumps(backend: Backend) {
    let faked = Faked::prepare(backend).await;
    let officer = life::officers_token(&faked.ground).await;
    let programs = faked.starts(backend).await;
    let street = Street::new();
    street.phase.send_replace(Phase::Safe);
    let told = Villager::new(0, (&faked.ground, &officer), &street).keeps_reporting().await;
    faked.settles().await;
    let before = faked.happened().await;
    for hour in [HOUR, -HOUR, 0] {
        faked.jumps(hour);
        faked.settles().await;
        assert_eq!(faked.happened().await, before, "nothing ends within an hour");
    }
    faked.jumps(YEAR);
    faked.settles().await;
    let after = faked.happened().await;
    let overdue = after.iter().filter(|((_, kind), _)| *kind == CaseEventKind::Overdue);
    let counts: Vec<_> = overdue.map(|(_, count)| *count).collect();
    assert!(!counts.is_empty() && counts.iter().all(|count| *count == 1), "{after:#?}");
    for program in programs {
        program.ends_after_faults().await;
    }
    let programs = faked.starts(backend).await;
    for seconds in [0, YEAR + HOUR, YEAR - HOUR, YEAR] {
        faked.jumps(seconds);
        faked.settles().await;
    }
    assert_eq!(faked.happened().await, after, "each clock ends once, whatever the machine's clock says");
    for program in programs {
        program.ends_after_faults().await;
    }
    let mut accepted = BTreeMap::new();
    for message in faked.ground.gateway.accepted() {
        *accepted.entry(message.out_id.rsplit_once('-').unwrap().0.to_owned()).or_insert(0) += 1;
    }
    assert!(accepted.len() > told.filed.len() && accepted.values().all(|count| *count == 1), "{accepted:#?}");
}

#[actix_web::test]
async fn the_clock_jumps_on_sqlite() {
    jumps(Backend::Sqlite).await;
}

#[actix_web::test]
async fn the_clock_jumps_on_postgres() {
    jumps(Backend::Postgres).await;
}
