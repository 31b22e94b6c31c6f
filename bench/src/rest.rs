//! The program at rest: how soon it answers after its start, and what it holds when nobody asks.

use crate::ground::Ground;
use crate::machine::{self, Memory};
use std::time::Duration;

/// Odd, so that the median is one of them.
const STARTS: usize = 7;
/// So long after the first page nobody asks anything.
const IDLE: Duration = Duration::from_secs(30);

/// From the start of `serve` to the whole of a unit's page.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// By the clock.
    pub took: Duration,
    /// In CPU time of the program: what the clock would say on a machine that does nothing else, and less.
    pub cpu: Duration,
}

/// Several starts, the shortest first.
pub async fn starts(ground: &Ground) -> Vec<Start> {
    let mut all = Vec::new();
    for _ in 0..STARTS {
        let (program, took) = ground.serves(&[]).await;
        all.push(Start { took, cpu: machine::cpu(program.id()) });
        program.ends().await;
    }
    all.sort_by_key(|start| start.took);
    all
}

/// What `serve` holds after one page and a while without work.
pub async fn memory(ground: &Ground) -> Memory {
    let (program, _) = ground.serves(&[]).await;
    tokio::time::sleep(IDLE).await;
    let memory = machine::memory(program.id());
    program.ends().await;
    memory
}
