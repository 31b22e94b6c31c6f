//! What the open register costs at a large county's size, on PostgreSQL, beside the same statements by `pgbench`.

use crate::by_hand::recorder::Recorder;
use crate::by_hand::{Bound, pgbench};
use crate::county::{self, Size};
use crate::ground::Ground;
use crate::import;
use crate::machine::{cpu, cpu_of};
use crate::submission::Cpu;
use kit::program::Program;
use reqwest::Client;
use serde_json::Value;
use std::fmt::Write as _;
use std::time::Duration;

const ROUNDS: usize = 3;
const EACH: usize = 100;
const WARM: usize = 30;
/// Times by `pgbench` in a round: more, so that the start of its session weighs nothing.
const EACH_BY_HAND: usize = 1_000;

/// What came of it.
#[derive(Debug)]
pub struct Register {
    /// What the county had.
    pub size: Size,
    /// Each question with its cost.
    pub costs: Vec<Cost>,
}

/// A question.
#[derive(Debug)]
pub struct Cost {
    /// What is asked for.
    pub what: &'static str,
    /// Through the program: one request.
    pub program: Cpu,
    /// Its statements by `pgbench`: one transaction.
    pub by_hand: Cpu,
    /// How many they are.
    pub statements: usize,
}

/// How a question is put.
pub enum Question {
    /// A page as a browser asks for it, with the data of the client inside.
    Page(String),
    /// A question to `/graphql`.
    Graph(Value),
    /// The same by somebody who is signed in with this token.
    Staff(Value, String),
}

/// Lets the county grow and measures. The outcomes of an import are there already.
pub async fn cost(ground: &Ground) -> Register {
    let size = county::grow(ground).await;
    let village = &ground.village;
    let questions = [
        ("a village's page", Question::Page(Ground::page(&village.code))),
        ("a power's page", Question::Page(Ground::power_page(&village.power_code))),
        ("the first twenty of all outcomes", Question::Graph(import::asked_for(""))),
        ("the first twenty of a search for 低保", Question::Graph(import::asked_for("低保"))),
        ("a search for 低保评定 within a village", Question::Graph(import::asked_within(&village.code, "低保评定"))),
    ];
    let mut costs = Vec::new();
    for (what, question) in &questions {
        costs.push(one(ground, what, question).await);
    }
    Register { size, costs }
}

/// Measures one question.
pub async fn one(ground: &Ground, what: &'static str, question: &Question) -> Cost {
    let http = Client::new();
    let statements = written_down(ground, &http, question).await;
    let (program, _) = ground.serves(&["--no-work"]).await;
    asks((ground, &program), &http, question, WARM).await;
    let mut sums = [Cpu::default(); 2];
    for _ in 0..ROUNDS {
        sums[0].add(asks((ground, &program), &http, question, EACH).await);
        let by_hand = pgbench::runs(ground, &statements, EACH_BY_HAND).await;
        sums[1].add((by_hand.process, by_hand.database));
    }
    program.ends().await;
    let [program, by_hand] = [sums[0].mean(ROUNDS * EACH), sums[1].mean(ROUNDS * EACH_BY_HAND)];
    Cost { what, program, by_hand, statements: statements.len() }
}

/// The statements of the second time: the first one also reads the counties, which are kept in memory from then on.
async fn written_down(ground: &Ground, http: &Client, question: &Question) -> Vec<Bound> {
    let recorder = Recorder::beside(ground).await;
    put(http, &recorder.url, question).await;
    recorder.takes();
    put(http, &recorder.url, question).await;
    let statements = recorder.takes();
    recorder.ends().await;
    statements
}

async fn asks(at: (&Ground, &Program), http: &Client, question: &Question, count: usize) -> (Duration, Duration) {
    let (ground, program) = at;
    let before = (cpu(program.id()), cpu_of(&ground.backends().await));
    for _ in 0..count {
        put(http, &ground.setup.url(), question).await;
    }
    let database = cpu_of(&ground.backends().await);
    (cpu(program.id()).saturating_sub(before.0), database.saturating_sub(before.1))
}

async fn put(http: &Client, url: &str, question: &Question) {
    let sent = match question {
        Question::Page(path) => http.get(format!("{url}{path}")).send().await,
        Question::Graph(body) => http.post(format!("{url}/graphql")).json(body).send().await,
        Question::Staff(body, token) => http.post(format!("{url}/graphql")).bearer_auth(token).json(body).send().await,
    };
    let answer = sent.expect("an answer");
    assert!(answer.status().is_success(), "{}", answer.status());
    let bytes = answer.bytes().await.expect("the whole answer");
    let told = String::from_utf8_lossy(&bytes);
    assert!(!told.contains("\"errors\":"), "{told}");
}

impl Register {
    /// A section of the report.
    pub fn section(&self) -> String {
        let Size { units, officials, powers, risks, measures, rules } = self.size;
        let mut text = format!(
            "## At a large county's size, PostgreSQL\n\n{units} units, {officials} officials, {powers} powers, {risks} risk points, \
             {measures} measures, {rules} rules, {} outcomes.\n\n\
             | one request for | server + database | its statements by `pgbench`: client + database | ratio |\n| --- | ---: | ---: | ---: |\n",
            import::ROWS
        );
        for cost in &self.costs {
            let _ = writeln!(text, "{}", cost.line());
        }
        text
    }
}

impl Cost {
    /// A line of the report.
    pub fn line(&self) -> String {
        let Self { what, program, by_hand, statements } = self;
        let [program_text, hand_text] =
            [program, by_hand].map(|cpu| format!("{} + {} µs", cpu.process.as_micros(), cpu.database.as_micros()));
        format!("| {what} | {program_text} | {hand_text} ({statements}) | {:.2} |", program.times(*by_hand))
    }
}
