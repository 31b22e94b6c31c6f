//! Faults on the real processes: the program and PostgreSQL are killed, connections are cut, the disk is full, the gateway and
//! the store of evidence break or fall silent, two workers race; while villagers report, an officer handles and reporters answer.
//!
//! After the last fault everything that was acknowledged is there, once; what the gateway accepted it accepted once; each
//! clock runs or has ended as the story says, and each act stands on the ledger. `LIANJING_FAULTS` says how many faults there
//! are on each database; the seed is printed, and `LIANJING_KILLS_SEED` gives the same ones again. `make reliability` runs many,
//! and writes what it saw into `docs/reliability.md`.

mod breaker;
mod clocks;
mod figures;
mod ground;

use crate::kills::audit;
use crate::kills::villager::{Told, Villager};
use crate::kills::{Street, by_chance, drain, from_env, life, says};
use breaker::Breaker;
use ground::Broken;
use kit::Backend;
use std::time::{Duration, Instant};

/// Villagers at once.
const CROWD: u32 = 4;

#[actix_web::test]
async fn faults_on_sqlite() {
    story(Backend::Sqlite).await;
}

#[actix_web::test]
async fn faults_on_postgres() {
    story(Backend::Postgres).await;
}

async fn story(backend: Backend) {
    let faults: u32 = from_env("LIANJING_FAULTS").unwrap_or(8);
    let seed: u64 = from_env("LIANJING_KILLS_SEED").unwrap_or_else(by_chance);
    says(&format!("faults: {faults} on {backend:?}; LIANJING_KILLS_SEED={seed} gives the same ones again"));
    let began = Instant::now();
    let broken = Broken::prepare(backend).await;
    let ground = &broken.ground;
    let street = Street { is_rough: true, ..Street::new() };
    let officer = life::officers_token(ground).await;
    let crowd = (0..CROWD).map(|number| Villager::new(number, (ground, &officer), &street).keeps_reporting());
    let mut breaker = Breaker::new(&broken, &street, seed ^ backend as u64);
    let all = async { tokio::join!(breaker.breaks(faults), futures_util::future::join_all(crowd)) };
    let limit = Duration::from_secs(90 + 8 * u64::from(faults));
    let ((programs, tally), told) = tokio::time::timeout(limit, all).await.expect("it ends within its time");
    let told = told.into_iter().fold(Told::default(), Told::and);
    audit::through_the_api(ground, &told).await;
    drain::what_is_free(ground).await;
    for program in programs {
        program.ends_after_faults().await;
    }
    drain::with_blobs(ground, broken.blobs()).await;
    audit::rows(ground, &told).await;
    broken.ledger_verifies().await;
    let row = figures::Row::new(&told, &street, ground);
    // Of a few faults each may fall between two requests.
    assert!(row.turned_away > 0 || faults < 16, "nobody noticed a fault: it would prove nothing");
    says(&format!("faults on {backend:?}: {row}; {tally}, {:.0?} in all", began.elapsed()));
    assert!(told.filed.len() >= faults as usize / 5, "too few submissions came through to prove anything");
    figures::write(backend, (seed, &tally), &row);
}
