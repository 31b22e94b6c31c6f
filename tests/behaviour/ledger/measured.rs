//! What the log costs, for docs/performance.md: `make ledger-figures`. No part of `make test`.

use super::*;
use entity::ledger_entry;
use kit::Backend;
use kit::cases::submission;
use lianjing::domain::ledger_tree::{merge_job, promise};
use std::time::Instant;

/// Leaves, entries of all kinds among them.
const MANY: usize = 1_000_000;
/// Entries written in one transaction.
const AT_ONCE: usize = 10_000;

#[expect(clippy::print_stdout, reason = "it is run to be read")]
async fn a_million(backend: Backend) {
    let world = World::new(backend).await;
    let county = world.home().county.clone();
    let begun = Instant::now();
    for _ in 0..MANY / AT_ONCE {
        acts(&world, AT_ONCE).await;
    }
    let written = begun.elapsed();
    let begun = Instant::now();
    merge_job(world.ctx(), county).await.unwrap();
    let merged = begun.elapsed();
    let begun = Instant::now();
    let found = verified(&world, &[]).await;
    let checked = begun.elapsed();
    assert_eq!((found.verdict().to_string(), found.faults), ("consistent".to_owned(), vec![]));
    let begun = Instant::now();
    for index in 0..100_u64 {
        let leaf = &leaves(&world, index * 9_973).await[0];
        assert_eq!(place(&world, leaf).await, Some(index * 9_973));
    }
    let proven = begun.elapsed() / 100;
    println!(
        "{backend:?}: {} leaves: written {written:?}, merged {merged:?}, verified {checked:?}; a leaf and its proof by HTTP {proven:?}",
        found.leaves
    );
}

#[expect(clippy::print_stdout, reason = "it is run to be read")]
async fn a_promise(backend: Backend) {
    const TIMES: u32 = 200;
    let world = World::new(backend).await;
    let (mut submitting, place) = (std::time::Duration::ZERO, world.home());
    for n in 0..TIMES {
        let token = world.proves_later(&format!("138{n:08}"), "REPORT").await;
        let input = submission(place, &format!("measured-{n}"), &[id(place.unit("village"))]);
        let begun = Instant::now();
        let payload = world.submits(&token, input).await;
        submitting += begun.elapsed();
        assert!(payload["receipt"]["promise"].is_object(), "{payload}");
    }
    let tx = world.ctx().write(&place.county).await.unwrap();
    let entry = ledger::append_kept(&tx, &Actor::System, Entry::sealed("cases.submit", tx.county.id, json!({}))).await.unwrap();
    let promised = of_one(&tx, &entry).await;
    println!("{backend:?}: a submission by HTTP {:?}; a promise in it {promised:?}", submitting / TIMES);
}

/// How long one promise takes, over many in one transaction.
async fn of_one(tx: &lianjing::kernel::Tx, entry: &ledger_entry::Model) -> std::time::Duration {
    const TIMES: u32 = 500;
    let begun = Instant::now();
    for _ in 0..TIMES {
        promise(tx, entry, (tx.mint(), &[7; 32])).await.unwrap();
    }
    begun.elapsed() / TIMES
}

#[actix_web::test]
#[ignore = "takes minutes; it measures and proves nothing that a story does not"]
async fn a_million_leaves_on_sqlite() {
    a_million(Backend::Sqlite).await;
}

#[actix_web::test]
#[ignore = "takes minutes; it measures and proves nothing that a story does not"]
async fn a_million_leaves_on_postgres() {
    a_million(Backend::Postgres).await;
}

#[actix_web::test]
#[ignore = "it measures"]
async fn a_promise_beside_a_submission() {
    a_promise(Backend::Sqlite).await;
    a_promise(Backend::Postgres).await;
}
