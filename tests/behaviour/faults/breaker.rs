//! Who breaks what, and when; and who mends it again.

use super::ground::{Broken, DATABASE};
use crate::kills::killer::Dice;
use crate::kills::{Phase, Street};
use kit::program::Program;
use kit::{Mood, Weather};
use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// SIGKILL to the program that answers.
    ServerKilled,
    /// SIGKILL to the second worker.
    WorkerKilled,
    /// SIGKILL to all of PostgreSQL.
    DatabaseKilled,
    /// Every connection of the program is ended in the middle of whatever it does.
    ConnectionsCut,
    /// No file of the program grows.
    DiskFull,
    /// The gateway takes a message and does not say so.
    GatewayBreaks,
    /// The gateway takes nothing for a while.
    GatewayRefuses,
    /// The store of evidence answers nothing.
    StoreSilent,
    /// The store of evidence is busy.
    StoreBusy,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ServerKilled => "kill -9 of the program",
            Self::WorkerKilled => "kill -9 of a second worker",
            Self::DatabaseKilled => "kill -9 of PostgreSQL",
            Self::ConnectionsCut => "all connections to the database cut",
            Self::DiskFull => "no file may grow (disk full)",
            Self::GatewayBreaks => "SMS gateway accepts and breaks off",
            Self::GatewayRefuses => "SMS gateway down or limiting",
            Self::StoreSilent => "store of evidence silent",
            Self::StoreBusy => "store of evidence busy",
        })
    }
}

const EMBEDDED: [Fault; 4] = [Fault::DiskFull, Fault::ServerKilled, Fault::GatewayBreaks, Fault::GatewayRefuses];
const SERVED: [Fault; 8] = [
    Fault::DatabaseKilled,
    Fault::ConnectionsCut,
    Fault::StoreSilent,
    Fault::ServerKilled,
    Fault::WorkerKilled,
    Fault::GatewayBreaks,
    Fault::GatewayRefuses,
    Fault::StoreBusy,
];

/// How often each was done, and how long it took until the program was ready again.
#[derive(Default)]
pub struct Tally {
    /// By kind.
    pub counts: BTreeMap<Fault, u32>,
    /// The longest.
    pub slowest: Duration,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts: Vec<_> = self.counts.iter().map(|(fault, count)| format!("{count} × {fault}")).collect();
        write!(f, "{}; ready again after {:.1?} at most", counts.join(", "), self.slowest)
    }
}

/// Breaks and mends.
pub struct Breaker<'a> {
    broken: &'a Broken,
    street: &'a Street,
    dice: Dice,
    http: reqwest::Client,
    tally: Tally,
}

impl<'a> Breaker<'a> {
    /// Ready to begin.
    pub fn new(broken: &'a Broken, street: &'a Street, seed: u64) -> Self {
        let http = reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap();
        Self { broken, street, dice: Dice::new(seed), http, tally: Tally::default() }
    }

    /// Breaks so many things, each kind by turns in an order of chance; the programs that are left alive, and what was done.
    pub async fn breaks(&mut self, faults: u32) -> (Vec<Program>, Tally) {
        let kinds: &[Fault] = if self.broken.cluster.is_some() { &SERVED } else { &EMBEDDED };
        let mut server = self.serves().await;
        let mut worker = self.broken.cluster.is_some().then(|| self.broken.ground.setup.start(&["work"]));
        let mut left = Vec::new();
        for _ in 0..faults {
            if left.is_empty() {
                left = kinds.to_vec();
            }
            let place = usize::try_from(self.dice.below(left.len() as u64)).unwrap();
            let fault = left.swap_remove(place);
            tokio::time::sleep(Duration::from_millis(200 + self.dice.below(700))).await;
            *self.tally.counts.entry(fault).or_default() += 1;
            match (fault, worker.take()) {
                (Fault::ServerKilled, other) => {
                    self.street.phase.send_replace(Phase::Down);
                    server.dies().await;
                    server = self.serves().await;
                    worker = other;
                }
                (Fault::WorkerKilled, Some(other)) => {
                    other.dies().await;
                    worker = Some(self.broken.ground.setup.start(&["work"]));
                }
                (fault, other) => {
                    self.breaks_around(fault, &server).await;
                    worker = other;
                }
            }
            self.is_ready(&mut server).await;
        }
        self.street.phase.send_replace(Phase::Safe);
        (worker.into_iter().chain([server]).collect(), std::mem::take(&mut self.tally))
    }

    /// Breaks something around the program, which lives on, and mends it.
    async fn breaks_around(&mut self, fault: Fault, server: &Program) {
        let span = Duration::from_millis(300 + self.dice.below(1_500));
        let gateway = &self.broken.ground.gateway;
        match (fault, &self.broken.cluster, &self.broken.store) {
            (Fault::DatabaseKilled, Some(cluster), _) => cluster.is_killed(),
            (Fault::ConnectionsCut, Some(cluster), _) => cluster.psql(
                DATABASE,
                &format!(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DATABASE}' AND usename = 'lianjing_app';"
                ),
            ),
            (Fault::DiskFull, ..) => {
                files_may_grow(server, "16384").await;
                // Somebody is to find out, if anybody has something to send.
                let mut bell = self.street.bell.subscribe();
                drop(tokio::time::timeout(Duration::from_secs(3), bell.changed()).await);
                tokio::time::sleep(span).await;
                files_may_grow(server, "unlimited").await;
            }
            (Fault::GatewayBreaks | Fault::GatewayRefuses, ..) => {
                let moods = match fault {
                    Fault::GatewayBreaks => [Mood::BreaksAfterAccepting, Mood::Garbage],
                    _ => [Mood::BreaksBeforeAccepting, Mood::Limit],
                };
                gateway.be(moods[usize::try_from(self.dice.below(2)).unwrap()]);
                tokio::time::sleep(span).await;
                gateway.be(Mood::Unhurried);
            }
            (Fault::StoreSilent, _, Some(store)) => {
                store.turns(Weather::Silent);
                tokio::time::sleep(span).await;
                store.turns(Weather::Fair);
            }
            (Fault::StoreBusy, _, Some(store)) => store.turns(Weather::Busy(10)),
            other => unreachable!("{:?} can't be broken here", other.0),
        }
    }

    async fn serves(&mut self) -> Program {
        let mut server = self.broken.ground.setup.start(&["serve"]);
        self.is_ready(&mut server).await;
        server
    }

    async fn is_ready(&mut self, server: &mut Program) {
        let began = Instant::now();
        server.is_ready(&self.http).await;
        self.tally.slowest = self.tally.slowest.max(began.elapsed());
        self.street.phase.send_replace(Phase::Up);
    }
}

/// The most bytes that a file of the program may have.
async fn files_may_grow(program: &Program, bytes: &str) {
    let limit = format!("--fsize={bytes}:");
    let told = tokio::process::Command::new("prlimit").args(["--pid", &program.id().to_string(), &limit]).status().await;
    assert!(told.unwrap().success(), "prlimit belongs to util-linux");
}
