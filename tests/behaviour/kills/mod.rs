//! SIGKILL at random moments: what was acknowledged is never lost, what the gateway accepted is never sent twice.
//!
//! The real program runs as a process of its own on each database, while villagers verify their phones, send photos
//! and file reports, an officer handles some, and their reporters let them climb or take them back: each request is sent
//! again until it is answered, and what was acknowledged is counted by whoever sent it. `LIANJING_KILLS` says how often it is killed on
//! each database; the seed of the moments is printed, also where all goes well, and `LIANJING_KILLS_SEED` gives it again.

pub(crate) mod audit;
pub(crate) mod drain;
pub(crate) mod ground;
pub(crate) mod killer;
pub(crate) mod life;
pub(crate) mod villager;

use ground::Ground;
use killer::{Dice, Killer};
use kit::Backend;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use villager::{Told, Villager};

/// Villagers at once.
const CROWD: u32 = 6;

/// Whether requests have a chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The program is dead, or not ready yet.
    Down,
    /// It answers.
    Up,
    /// It answers and will not be killed again.
    Safe,
}

/// What killer and villagers know of each other.
#[derive(Clone)]
pub(crate) struct Street {
    pub(crate) phase: watch::Sender<Phase>,
    /// Rung when a villager is about to send what must not be lost.
    pub(crate) bell: watch::Sender<u32>,
    /// Whether the server may answer that it can't just now: what it stands on is broken too.
    pub(crate) is_rough: bool,
    /// How often it said so.
    pub(crate) turned_away: Arc<AtomicU32>,
}

impl Street {
    pub(crate) fn new() -> Self {
        Self { phase: watch::Sender::new(Phase::Down), bell: watch::Sender::new(0), is_rough: false, turned_away: Arc::default() }
    }

    /// The server said that it can't just now; the same is asked again in a moment.
    async fn is_turned_away(&self) {
        self.turned_away.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    fn ring(&self) {
        self.bell.send_modify(|count| *count += 1);
    }

    /// Waits until requests have a chance.
    async fn open(&self) -> Phase {
        *self.phase.subscribe().wait_for(|phase| *phase != Phase::Down).await.unwrap()
    }
}

#[actix_web::test]
async fn kills_on_sqlite() {
    story(Backend::Sqlite).await;
}

#[actix_web::test]
async fn kills_on_postgres() {
    story(Backend::Postgres).await;
}

async fn story(backend: Backend) {
    let kills: u32 = from_env("LIANJING_KILLS").unwrap_or(50);
    let seed: u64 = from_env("LIANJING_KILLS_SEED").unwrap_or_else(by_chance);
    says(&format!("kills: {kills} on {backend:?}; LIANJING_KILLS_SEED={seed} gives the same moments again"));
    let began = std::time::Instant::now();
    let ground = Ground::prepare(backend).await;
    let street = Street::new();
    let officer = life::officers_token(&ground).await;
    let crowd = (0..CROWD).map(|number| Villager::new(number, (&ground, &officer), &street).keeps_reporting());
    let mut killer = Killer::new(&ground, &street, Dice::new(seed ^ backend as u64));
    let all = async { tokio::join!(killer.kills(kills), futures_util::future::join_all(crowd)) };
    let limit = Duration::from_secs(60 + 4 * u64::from(kills));
    let ((program, tally), told) = tokio::time::timeout(limit, all).await.expect("it ends within its time");
    let told = told.into_iter().fold(Told::default(), Told::and);
    audit::through_the_api(&ground, &told).await;
    drain::what_is_free(&ground).await;
    program.ends().await;
    drain::what_waits(&ground).await;
    audit::rows(&ground, &told).await;
    let messages = ground.gateway.accepted().len();
    let (acknowledged, photos, look_ups) = (told.filed.len(), told.photos(), ground.gateway.look_ups());
    says(&format!(
        "kills on {backend:?}: {tally}; {acknowledged} reports acknowledged, {photos} photos, {:?}, {} given up without code, \
         {messages} messages accepted, {look_ups} look-ups, {:.0?} in all",
        told.verbs(),
        told.given_up,
        began.elapsed()
    ));
    assert!(acknowledged >= kills as usize / 5, "too few submissions came through to prove anything");
    for proof in villager::PROOFS {
        let seen = told.verbs().get(&proof).copied().unwrap_or_default();
        assert!(seen >= CROWD as usize, "each villager goes on until it was acknowledged: {proof:?} {seen} times");
    }
}

/// To the operator himself: the harness keeps back what a story prints, unless it fails.
#[expect(clippy::explicit_write, reason = "what the macro prints is what the harness keeps back")]
pub(crate) fn says(line: &str) {
    writeln!(std::io::stderr(), "{line}").unwrap();
}

pub(crate) fn from_env<T: std::str::FromStr>(name: &str) -> Option<T> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} must be a number, not {text:?}")))
}

pub(crate) fn by_chance() -> u64 {
    u64::from_be_bytes(lianjing::kernel::clock::random(&lianjing::kernel::clock::SystemChance))
}
