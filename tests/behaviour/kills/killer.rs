//! Who kills the program, and when.

use super::ground::Ground;
use super::{Phase, Street};
use kit::program::Program;
use std::fmt;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Numbers by chance from a seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// The same seed gives the same numbers.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }

    fn moment(&mut self, millis: u64) -> Duration {
        Duration::from_micros(self.below(millis * 1_000))
    }
}

/// How often it was killed at which kind of moment, and how long it took to come back.
#[derive(Default)]
pub struct Tally {
    starting: u32,
    idle: u32,
    sending: u32,
    writing: u32,
    starts: u32,
    slowest: Duration,
    total: Duration,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { starting, idle, sending, writing, .. } = self;
        let (mean, slowest) = (self.total / self.starts.max(1), self.slowest);
        write!(f, "{} kills ({starting} while starting, {idle} at any time, ", starting + idle + sending + writing)?;
        write!(f, "{sending} after a message, {writing} after a submission), ready after {mean:.0?}, at most {slowest:.0?}")
    }
}

/// Kills and starts again.
pub struct Killer<'a> {
    ground: &'a Ground,
    street: &'a Street,
    dice: Dice,
    http: reqwest::Client,
    tally: Tally,
}

impl<'a> Killer<'a> {
    /// Ready to begin.
    pub fn new(ground: &'a Ground, street: &'a Street, dice: Dice) -> Self {
        // Each question on a connection of its own: an old one may belong to a dead program.
        let http = reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap();
        Self { ground, street, dice, http, tally: Tally::default() }
    }

    /// Kills so often; the program that is left alive, and what happened.
    pub async fn kills(&mut self, kills: u32) -> (Program, Tally) {
        for _ in 0..kills {
            let mut program = self.ground.setup.start(&["serve"]);
            if self.dice.below(8) == 0 {
                tokio::time::sleep(self.dice.moment(250)).await;
                self.tally.starting += 1;
            } else {
                self.ready(&mut program, Phase::Up).await;
                self.chance().await;
            }
            self.street.phase.send_replace(Phase::Down);
            program.dies().await;
        }
        let mut program = self.ground.setup.start(&["serve"]);
        self.ready(&mut program, Phase::Safe).await;
        (program, std::mem::take(&mut self.tally))
    }

    async fn ready(&mut self, program: &mut Program, phase: Phase) {
        let begin = Instant::now();
        program.is_ready(&self.http).await;
        let took = begin.elapsed();
        self.tally.starts += 1;
        self.tally.total += took;
        self.tally.slowest = self.tally.slowest.max(took);
        self.street.phase.send_replace(phase);
    }

    /// Waits for the moment: any, one while the gateway is answering, or one while something is being written.
    async fn chance(&mut self) {
        let turns = self.dice.below(6);
        match self.dice.below(3) {
            0 => {
                self.tally.idle += 1;
                tokio::time::sleep(self.dice.moment(900)).await;
            }
            1 => {
                self.tally.sending += 1;
                nth(self.ground.gateway.count(), turns).await;
                tokio::time::sleep(self.dice.moment(30)).await;
            }
            _ => {
                self.tally.writing += 1;
                nth(self.street.bell.subscribe(), turns).await;
                tokio::time::sleep(self.dice.moment(60)).await;
            }
        }
    }
}

/// Waits for the change after so many others, but not for ever.
async fn nth<T>(mut changes: watch::Receiver<T>, others: u64) {
    let wait = async {
        for _ in 0..=others {
            changes.changed().await.unwrap();
        }
    };
    // Nobody may have anything to send just now: then this is a moment like any other.
    drop(tokio::time::timeout(Duration::from_millis(900), wait).await);
}
