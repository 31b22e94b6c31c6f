//! A village hall full of people who all press the button at the same moment.

use crate::ground::Ground;
use crate::villagers::Villager;
use entity::report;
use lianjing::kernel::Ctx;
use reqwest::Client;
use sea_orm::PaginatorTrait as _;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Barrier;

/// How many.
pub const PEOPLE: usize = 128;

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub struct Crowd {
    /// Submissions without acknowledgement.
    pub failures: usize,
    /// From the first press to the last acknowledgement.
    pub last: Duration,
}

/// All submit at once, each over a line of their own, to the program as it is always run.
pub async fn at_once(ground: &Ground, people: Vec<Villager>) -> Crowd {
    let (program, _) = ground.serves(&[]).await;
    let before = reports(ground).await;
    let (count, url) = (people.len(), ground.setup.url());
    let ready = Arc::new(Barrier::new(count + 1));
    let pressed = people.into_iter().map(|one| {
        let (ready, url, http) = (Arc::clone(&ready), url.clone(), Client::new());
        tokio::spawn(async move {
            ready.wait().await;
            one.submits(&http, &url).await
        })
    });
    let pressed: Vec<_> = pressed.collect();
    ready.wait().await;
    let began = Instant::now();
    let answers = futures_util::future::join_all(pressed).await;
    let last = began.elapsed();
    let codes: BTreeSet<_> = answers.into_iter().filter_map(|answer| answer.expect("a whole task").ok()).collect();
    assert_eq!(reports(ground).await - before, codes.len() as u64, "each acknowledged report is there, and no other");
    program.ends().await;
    Crowd { failures: count - codes.len(), last }
}

async fn reports(ground: &Ground) -> u64 {
    let tx = Ctx::system(&ground.kernel).read(&ground.county).await.expect("a transaction");
    tx.rows().find::<report::Entity>().count(&tx).await.expect("a number")
}
