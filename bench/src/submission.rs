//! What one submission costs in CPU, beside the same rows by hand; both in one run, by turns.

use crate::by_hand::recorder::Recorder;
use crate::by_hand::rows::{Grouping, RowSet};
use crate::by_hand::{Aim, Hand};
use crate::ground::Ground;
use crate::machine::{cpu, cpu_of, own_cpu};
use crate::villagers::Villager;
use entity::id::mint;
use kit::program::Program;
use lianjing::kernel::Clock as _;
use lianjing::kernel::clock::SystemClock;
use reqwest::Client;
use std::time::Duration;
use uuid::Uuid;

const ROUNDS: usize = 6;
/// Submissions of a round.
const EACH: usize = 60;
/// Transactions by hand of a round, of each grouping: more, because they are shorter and the kernel counts in ticks.
const EACH_BY_HAND: usize = 300;
/// Submissions before the first round: prepared statements, buffers, pools.
const WARM: usize = 60;
/// One is written down, one shows its rows.
pub const PEOPLE: usize = ROUNDS * EACH + WARM + 2;

/// CPU time of one transaction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cpu {
    /// In the process that asks: the program, or this one.
    pub process: Duration,
    /// In the database's sessions; nothing on SQLite.
    pub database: Duration,
}

impl Cpu {
    /// Both.
    pub fn sum(self) -> Duration {
        self.process + self.database
    }

    pub fn add(&mut self, (process, database): (Duration, Duration)) {
        self.process += process;
        self.database += database;
    }

    pub fn mean(self, count: usize) -> Self {
        let count = u32::try_from(count).expect("a small number");
        Self { process: self.process / count, database: self.database / count }
    }

    /// How many times the other.
    pub fn times(self, other: Self) -> f64 {
        self.sum().as_secs_f64() / other.sum().as_secs_f64()
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Submission {
    /// Through the program: HTTP, GraphQL, routing, encryption, rows.
    pub program: Cpu,
    /// By hand, one statement a table.
    pub by_table: Cpu,
    /// By hand, one statement a row.
    pub by_row: Cpu,
    /// Statements of the program, without those that open and end the transaction.
    pub statements: usize,
    /// Rows of one submission.
    pub rows: usize,
    /// Which ones.
    pub list: String,
}

/// Measures.
pub async fn cost(ground: &Ground, villagers: &[Villager]) -> Submission {
    let mut villagers = villagers.iter();
    let recorder = Recorder::beside(ground).await;
    let http = Client::new();
    let first = villagers.next().expect("a villager").submits(&http, &recorder.url).await;
    first.expect("a query code");
    // The first statements belong to the counties, which the program keeps in memory.
    let statements = recorder.takes().iter().filter(|statement| statement.sql.contains("county_id")).count();
    recorder.ends().await;
    let (program, _) = ground.serves(&["--no-work"]).await;
    let mut hand = Hand::of(ground).await;
    submit(ground, &program, &http, villagers.by_ref().take(WARM)).await;
    let set = one_set(ground, &http, &mut hand, villagers.next().expect("a villager")).await;
    by_hand(ground, &mut hand, &set, Grouping::Tables).await;
    by_hand(ground, &mut hand, &set, Grouping::Rows).await;
    let mut sums = [Cpu::default(); 3];
    for _ in 0..ROUNDS {
        sums[0].add(submit(ground, &program, &http, villagers.by_ref().take(EACH)).await);
        sums[1].add(by_hand(ground, &mut hand, &set, Grouping::Tables).await);
        sums[2].add(by_hand(ground, &mut hand, &set, Grouping::Rows).await);
    }
    program.ends().await;
    let (program, by_table) = (sums[0].mean(ROUNDS * EACH), sums[1].mean(ROUNDS * EACH_BY_HAND));
    Submission { program, by_table, by_row: sums[2].mean(ROUNDS * EACH_BY_HAND), statements, rows: set.rows(), list: set.list() }
}

/// The rows that one submission writes now.
async fn one_set(ground: &Ground, http: &Client, hand: &mut Hand, villager: &Villager) -> RowSet {
    // Ids begin with the millisecond: no row of before may share it.
    tokio::time::sleep(Duration::from_millis(5)).await;
    let floor: Uuid = mint(SystemClock.now().0, 0, [0; 9]);
    villager.submits(http, &ground.setup.url()).await.expect("a query code");
    hand.rows_since(floor).await
}

async fn submit(ground: &Ground, program: &Program, http: &Client, some: impl Iterator<Item = &Villager>) -> (Duration, Duration) {
    let url = ground.setup.url();
    let sessions = ground.backends().await;
    let before = (cpu(program.id()), cpu_of(&sessions));
    for villager in some {
        villager.submits(http, &url).await.expect("a query code");
    }
    // Sessions that came since count whole.
    let sessions = ground.backends().await;
    (cpu(program.id()).saturating_sub(before.0), cpu_of(&sessions).saturating_sub(before.1))
}

async fn by_hand(ground: &Ground, hand: &mut Hand, set: &RowSet, grouping: Grouping) -> (Duration, Duration) {
    // Made before the time is taken: only the writing counts.
    let all: Vec<_> = (0..EACH_BY_HAND).map(|_| set.anew(ground.county.number, grouping)).collect();
    let sessions = ground.backends().await;
    let before = (own_cpu(), cpu_of(&sessions));
    for statements in &all {
        hand.runs(Aim::Write, statements).await;
    }
    (own_cpu().saturating_sub(before.0), cpu_of(&sessions).saturating_sub(before.1))
}
