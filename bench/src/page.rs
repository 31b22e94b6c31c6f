//! What the page of a unit costs, beside the same questions by hand.

use crate::by_hand::recorder::Recorder;
use crate::by_hand::{Aim, Bound, Hand};
use crate::ground::Ground;
use crate::machine::{cpu, cpu_of, own_cpu};
use crate::submission::Cpu;
use kit::program::Program;
use lianjing::demo::HOME;
use lianjing::domain::import::{self, SourceFile};
use lianjing::kernel::Ctx;
use reqwest::Client;
use std::time::Duration;

const ROUNDS: usize = 4;
const EACH: usize = 150;
const WARM: usize = 50;
/// So many powers the village gets besides its own.
const MORE: usize = 60;

/// What came of it.
#[derive(Debug)]
pub struct Page {
    /// Powers and statements of the village's page as it is, and with sixty powers more.
    pub sizes: [(usize, usize); 2],
    /// The village's page as HTML, with the data of the client inside.
    pub program: Cpu,
    /// Its statements by hand, in one transaction.
    pub by_hand: Cpu,
    /// How many they are.
    pub statements: usize,
}

/// Measures.
pub async fn cost(ground: &Ground) -> Page {
    let recorder = Recorder::beside(ground).await;
    let http = Client::new();
    // The first page also reads the counties, which are kept in memory from then on.
    get(&http, &format!("{}{}", recorder.url, Ground::page(&ground.village.code))).await;
    recorder.takes();
    get(&http, &format!("{}{}", recorder.url, Ground::page(&ground.village.code))).await;
    let statements = recorder.takes();
    recorder.ends().await;
    let (program, _) = ground.serves(&["--no-work"]).await;
    let mut hand = Hand::of(ground).await;
    through(ground, &program, &http, WARM).await;
    by_hand(ground, &mut hand, &statements, WARM).await;
    let mut sums = [Cpu::default(); 2];
    for _ in 0..ROUNDS {
        sums[0].add(through(ground, &program, &http, EACH).await);
        sums[1].add(by_hand(ground, &mut hand, &statements, EACH).await);
    }
    program.ends().await;
    let [program, by_hand] = sums.map(|sum| sum.mean(ROUNDS * EACH));
    let powers = ground.village.powers;
    let sizes = [(powers, statements.len()), (powers + MORE, with_more_powers(ground, &http).await)];
    Page { sizes, program, by_hand, statements: statements.len() }
}

/// The statements of the same page once the village has more powers.
async fn with_more_powers(ground: &Ground, http: &Client) -> usize {
    let head = "unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body\n";
    let line = |n| format!("{},BENCH-{n},权力{n},评议,说明,村委会,监委会,镇纪委\n", ground.village.code);
    let bytes = format!("{head}{}", (1..=MORE).map(line).collect::<String>()).into_bytes();
    let files = [SourceFile { name: "powers.csv".to_owned(), bytes }];
    import::run(&Ctx::system(&ground.kernel), HOME, &files, false).await.expect("more powers");
    let recorder = Recorder::beside(ground).await;
    let url = format!("{}{}", recorder.url, Ground::page(&ground.village.code));
    get(http, &url).await;
    recorder.takes();
    get(http, &url).await;
    let statements = recorder.takes().len();
    recorder.ends().await;
    statements
}

async fn through(ground: &Ground, program: &Program, http: &Client, count: usize) -> (Duration, Duration) {
    let url = format!("{}{}", ground.setup.url(), Ground::page(&ground.village.code));
    let sessions = ground.backends().await;
    let before = (cpu(program.id()), cpu_of(&sessions));
    for _ in 0..count {
        get(http, &url).await;
    }
    let sessions = ground.backends().await;
    (cpu(program.id()).saturating_sub(before.0), cpu_of(&sessions).saturating_sub(before.1))
}

async fn by_hand(ground: &Ground, hand: &mut Hand, statements: &[Bound], count: usize) -> (Duration, Duration) {
    let sessions = ground.backends().await;
    let before = (own_cpu(), cpu_of(&sessions));
    for _ in 0..count {
        hand.runs(Aim::Read, statements).await;
    }
    (own_cpu().saturating_sub(before.0), cpu_of(&sessions).saturating_sub(before.1))
}

async fn get(http: &Client, url: &str) {
    let answer = http.get(url).send().await.expect("an answer");
    assert!(answer.status().is_success(), "{url}: {}", answer.status());
    answer.bytes().await.expect("the whole page");
}
