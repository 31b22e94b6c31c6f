//! What a sheet costs, and an official's archive, beside sixteen million sheets on PostgreSQL.

use crate::by_hand::pgbench;
use crate::by_hand::recorder::Recorder;
use crate::by_hand::{Bound, Cell};
use crate::county::sheets::{self, Filled};
use crate::ground::Ground;
use crate::inbox::signed_in;
use crate::machine::{cpu, cpu_of};
use crate::register::{self, Cost, Question};
use crate::submission::Cpu;
use crate::villagers;
use entity::id::{AccountId, OfficialId};
use entity::official;
use entity::words::StaffRole;
use kit::program::Program;
use lianjing::domain::staff::{self, NewAccount, NewRole};
use lianjing::kernel::Ctx;
use reqwest::Client;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::Duration;

const ROUNDS: usize = 3;
/// Sheets of a round: fewer than the subjects that one phone rates in a month.
const EACH: usize = 100;
const WARM: usize = 30;
const EACH_BY_HAND: usize = 1_000;
/// A year's sheets of a large county. A smaller number is for whoever tries whether this runs.
const SHEETS: usize = 16_000_000;
const FEWER: &str = "LIANJING_BENCH_SHEETS";

/// What came of it.
#[derive(Debug)]
pub struct Ratings {
    /// What there was.
    filled: Filled,
    /// Each request with its cost.
    costs: Vec<Cost>,
}

/// Fills and measures. The county has its size already.
pub async fn cost(ground: &Ground) -> Ratings {
    let wanted = std::env::var(FEWER).ok().and_then(|number| number.parse().ok()).unwrap_or(SHEETS);
    let filled = sheets::fill(ground, wanted).await;
    let officials = officials(ground).await;
    let costs = vec![writing(ground, &officials).await, archive(ground, &officials).await];
    Ratings { filled, costs }
}

/// Officials that came with the county's size, by code.
async fn officials(ground: &Ground) -> Vec<OfficialId> {
    let tx = Ctx::system(&ground.kernel).read(&ground.county).await.expect("a transaction");
    let rows = tx.rows().find::<official::Entity>().filter(official::Column::Code.starts_with("SIZE-O"));
    rows.order_by_asc(official::Column::Code).all(&tx).await.expect("officials").into_iter().map(|row| row.id).collect()
}

/// A sheet of thirty answers on an official.
fn sheet(of: OfficialId, (no, codes): &(i32, Vec<String>)) -> Value {
    let answers: Vec<_> = codes.iter().enumerate().map(|(n, code)| json!({ "code": code, "score": 3 + n % 3 })).collect();
    let query = "mutation($input: RateInput!) { rate(input: $input) { month isReplaced isVerified errors { code field message } } }";
    json!({ "query": query, "variables": { "input": { "subjectId": of.to_string(), "setNo": no, "answers": answers } } })
}

async fn writing(ground: &Ground, officials: &[OfficialId]) -> Cost {
    let (http, form) = (Client::new(), sheets::form(ground).await);
    let mut tokens = Vec::new();
    let (program, _) = ground.serves(&[]).await;
    for number in 0..=ROUNDS + 1 {
        tokens.push(villagers::proves(ground, &http, (&format!("137{number:08}"), "RATE")).await);
    }
    program.ends().await;
    let mut all = officials.iter().map(|id| sheet(*id, &form));
    let recorder = Recorder::beside(ground).await;
    for _ in 0..2 {
        recorder.takes();
        says(&http, &recorder.url, (&tokens[0], &all.next().expect("an official"))).await;
    }
    let statements = recorder.takes();
    recorder.ends().await;
    let (program, _) = ground.serves(&["--no-work"]).await;
    say(ground, (&http, &program), &tokens[0], all.by_ref().take(WARM)).await;
    let mut sums = [Cpu::default(); 2];
    for token in tokens.iter().skip(2).take(ROUNDS) {
        sums[0].add(say(ground, (&http, &program), token, all.by_ref().take(EACH)).await);
        let by_hand = by_hand(ground, &statements).await;
        sums[1].add((by_hand.process, by_hand.database));
    }
    program.ends().await;
    let [program, by_hand] = [sums[0].mean(ROUNDS * EACH), sums[1].mean(ROUNDS * EACH_BY_HAND)];
    Cost { what: "a sheet of thirty answers", program, by_hand, statements: statements.len() }
}

async fn say(ground: &Ground, (http, program): (&Client, &Program), token: &str, all: impl Iterator<Item = Value>) -> (Duration, Duration) {
    let before = (cpu(program.id()), cpu_of(&ground.backends().await));
    for body in all {
        says(http, &ground.setup.url(), (token, &body)).await;
    }
    let database = cpu_of(&ground.backends().await);
    (cpu(program.id()).saturating_sub(before.0), database.saturating_sub(before.1))
}

async fn says(http: &Client, url: &str, (token, body): (&str, &Value)) {
    let sent = http.post(format!("{url}/graphql")).bearer_auth(token).json(body).send().await.expect("an answer");
    let answer: Value = sent.json().await.expect("JSON");
    assert!(answer["data"]["rate"]["isVerified"] == true && answer["data"]["rate"]["errors"] == json!([]), "{answer}");
}

/// The statements of a sheet, each time with a new id and a new rater: the place of a sheet is taken once.
async fn by_hand(ground: &Ground, statements: &[Bound]) -> Cpu {
    const INTO: &str = "INSERT INTO \"rating_sheet\"";
    let mut statements = statements.to_vec();
    let mut fresh = Vec::new();
    for statement in &mut statements {
        if statement.sql.starts_with(INTO) {
            let rater = statement.cells.iter().find(|cell| matches!(cell, Cell::Bytes(Some(bytes)) if bytes.len() == 16));
            fresh.push((statement.cells[1].clone(), "gen_random_uuid()"));
            fresh.push((rater.expect("a rater").clone(), "decode(md5(random()::text), 'hex')"));
        }
        if statement.sql.contains("rating_count")
            && let Some(most) = statement.cells.last_mut()
        {
            // As if the month's number never came.
            *most = Cell::Int(Some(i32::MAX));
        }
    }
    assert_eq!(fresh.len(), 2, "one sheet");
    pgbench::runs_anew(ground, &statements, (INTO, &fresh), EACH_BY_HAND).await
}

/// An archive as whoever keeps the files reads it: twelve months of ratings, posts, and all that there is besides.
async fn archive(ground: &Ground, officials: &[OfficialId]) -> Cost {
    let account = keeper(ground, officials[0]).await;
    let token = signed_in(ground, account).await;
    let (program, _) = ground.serves(&["--no-work"]).await;
    let opening = opens(ground, (&token, officials[1])).await;
    program.ends().await;
    let query = "query($id: ID!) { archive(openingId: $id) { archive { officialName remarks { text } entries { key kind on until \
        title lines source link answers { text } } } summary { heading more facts { text source link } } } }";
    let body = json!({ "query": query, "variables": { "id": opening } });
    register::one(ground, "an official's archive", &Question::Staff(body, token)).await
}

async fn keeper(ground: &Ground, official: OfficialId) -> AccountId {
    let tx = Ctx::system(&ground.kernel).write(&ground.county).await.expect("a transaction");
    let new = NewAccount {
        login: "bench-keeper".to_owned(),
        name: "量档案的人".to_owned(),
        official_id: Some(official),
        password_hash: String::new(),
        totp_secret: [1; 20],
    };
    let role = NewRole { role: StaffRole::Personnel, unit_id: None, organ_id: None };
    let id = staff::create_for_demo(&tx, new, &[role]).await.expect("an account");
    tx.commit().await.expect("committed");
    id
}

async fn opens(ground: &Ground, (token, official): (&str, OfficialId)) -> Value {
    let query = "mutation($input: OpenArchiveInput!) { openArchive(input: $input) { opening { id } errors { code message } } }";
    let input = json!({ "officialId": official.to_string(), "purpose": "APPOINTMENT", "reason": "量一份档案要多少时间" });
    let body = json!({ "query": query, "variables": { "input": input } });
    let sent = Client::new().post(format!("{}/graphql", ground.setup.url())).bearer_auth(token).json(&body).send().await;
    let answer: Value = sent.expect("an answer").json().await.expect("JSON");
    let id = answer["data"]["openArchive"]["opening"]["id"].clone();
    assert!(id.is_string(), "{answer}");
    id
}

impl Ratings {
    /// A section of the report.
    pub fn section(&self) -> String {
        let Filled { sheets, subjects, months, took, bytes } = self.filled;
        let mut text = format!(
            "## Beside a year of ratings, PostgreSQL\n\n{sheets} sheets on {subjects} officials and powers in {months} months, {} MiB with \
             their indexes, written by `COPY` in {} s.\n\n\
             | one request for | server + database | its statements by `pgbench`: client + database | ratio |\n| --- | ---: | ---: | ---: |\n",
            bytes >> 20,
            took.as_secs()
        );
        for cost in &self.costs {
            let _ = writeln!(text, "{}", cost.line());
        }
        text
    }
}
