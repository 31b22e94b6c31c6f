//! Measures the release program as a process, over HTTP, on both databases, and writes `docs/performance.md`.
//!
//! `make bench` calls it; it fails if a goal is missed. What is compared is CPU time of one run, never clock time of
//! two.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that can't be set up must fail loudly, and its table goes to the terminal"
)]

mod by_hand;
mod county;
mod crowd;
mod ground;
mod import;
mod inbox;
mod machine;
mod page;
mod ratings;
mod register;
mod report;
mod rest;
mod submission;
mod villagers;

use ground::Ground;
use kit::Backend;
use report::Figures;
use std::path::PathBuf;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() {
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let mut words = std::env::args().skip(1).map(PathBuf::from);
    let (program, target) = words.next().zip(words.next()).expect("usage: bench <release program> <report> [ratings]");
    let program = program.canonicalize().expect("the release program: make bench builds it");
    if words.next().is_some_and(|word| word.as_os_str() == "ratings") {
        return ratings_alone(program, &target).await;
    }
    let mut all = Vec::new();
    for backend in [Backend::Sqlite, Backend::Postgres] {
        all.push(measure(backend, program.clone()).await);
    }
    let text = report::write(&all);
    std::fs::write(&target, &text).expect("the report");
    println!("{text}");
    let missed: Vec<_> = all.iter().flat_map(report::missed).collect();
    assert!(missed.is_empty(), "goals that were missed: {missed:#?}");
}

/// What is measured beside a year of ratings, and nothing else: for whoever changes how a sheet is written.
async fn ratings_alone(program: PathBuf, target: &std::path::Path) {
    let (ground, _) = Ground::filled(Backend::Postgres, program).await;
    county::grow(&ground).await;
    let text = ratings::cost(&ground).await.section();
    std::fs::write(target, &text).expect("the report");
    println!("{text}");
}

/// Everything on one database, one thing after the other, so that nothing disturbs a measurement but the machine.
async fn measure(backend: Backend, program: PathBuf) -> Figures {
    let (ground, filling) = Ground::filled(backend, program).await;
    let database = ground.database_version().await;
    say(backend, &format!("filled, first page after {filling:.1?}"));
    let start = rest::starts(&ground).await;
    say(backend, &format!("{start:.0?}"));
    let memory = rest::memory(&ground).await;
    say(backend, &format!("{memory:?}"));
    let mut villagers = villagers::prepare(&ground, crowd::PEOPLE + submission::PEOPLE).await;
    let crowd = crowd::at_once(&ground, villagers.split_off(submission::PEOPLE)).await;
    say(backend, &format!("{crowd:?}"));
    let submission = submission::cost(&ground, &villagers).await;
    say(backend, &format!("{submission:?}"));
    let page = page::cost(&ground).await;
    say(backend, &format!("{page:?}"));
    let inbox = inbox::cost(&ground).await;
    say(backend, &format!("{inbox:?}"));
    let import = import::cost(&ground).await;
    say(backend, &format!("{import:?}"));
    let register = if backend == Backend::Postgres { Some(register::cost(&ground).await) } else { None };
    say(backend, &format!("{register:?}"));
    let ratings = if backend == Backend::Postgres { Some(ratings::cost(&ground).await) } else { None };
    say(backend, &format!("{ratings:?}"));
    Figures { backend, database, filling, start, memory, crowd, submission, page, inbox, import, register, ratings }
}

fn say(backend: Backend, what: &str) {
    println!("{backend:?}: {what}");
}
