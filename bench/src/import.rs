//! What it costs to publish 200,000 outcomes from one file, beside `COPY` of the same rows into tables of the same form.

use crate::ground::Ground;
use crate::inbox::signed_in;
use crate::machine::{cpu, cpu_of, peak};
use crate::submission::Cpu;
use entity::id::AccountId;
use entity::words::{StaffRole, UnitCategory};
use entity::{outcome_kind, role_grant, unit};
use kit::Backend;
use lianjing::kernel::Ctx;
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{Connection as _, query_as, query_scalar, raw_sql};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Outcomes of a county in years.
pub const ROWS: usize = 200_000;
/// Odd, so that the median is one of them.
const QUESTIONS: usize = 31;
/// What an import fills.
const TABLES: [&str; 2] = ["outcome", "outcome_gram"];

/// What came of it.
#[derive(Debug)]
pub struct Import {
    /// Through the program: looked at, checked, masked, hashed, written; program and database.
    pub program: Cpu,
    /// By the clock.
    pub took: Duration,
    /// The program's largest memory, in KiB, before the file came and after it was published.
    pub peak: [u64; 2],
    /// The first page of the county's outcomes, and that of a search for two characters which all of them have: median by the clock.
    pub asked: [Duration; 2],
    /// `COPY` of the same rows: the database's session; none on SQLite, which has none.
    pub copied: Option<(Cpu, Duration)>,
}

/// Measures.
pub async fn cost(ground: &Ground) -> Import {
    let (account, unit, kind) = publisher(ground).await;
    let token = signed_in(ground, account).await;
    let (program, _) = ground.serves(&["--no-work"]).await;
    let sessions = ground.backends().await;
    let before = (cpu(program.id()), cpu_of(&sessions), peak(program.id()));
    let began = Instant::now();
    publish(ground, (&token, &unit, &kind)).await;
    let took = began.elapsed();
    // Sessions that were opened for it count from their beginning.
    let database = cpu_of(&ground.backends().await).saturating_sub(before.1);
    let program_cpu = Cpu { process: cpu(program.id()).saturating_sub(before.0), database };
    let peak = [before.2, peak(program.id())];
    ground.analyse().await;
    let asked = [asks(ground, "").await, asks(ground, "低保").await];
    program.ends().await;
    let copied = if ground.backend == Backend::Postgres { Some(copy(ground).await) } else { None };
    Import { program: program_cpu, took, peak, asked, copied }
}

/// A town's publisher, one of its villages, and a kind of the demonstration.
async fn publisher(ground: &Ground) -> (AccountId, String, outcome_kind::Model) {
    let tx = Ctx::system(&ground.kernel).read(&ground.county).await.expect("a transaction");
    let grants = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::Role.eq(StaffRole::Publisher)).all(&tx).await;
    let villages = tx.rows().find::<unit::Entity>().filter(unit::Column::Category.eq(UnitCategory::Village)).all(&tx).await;
    let (grants, villages) = (grants.expect("publishers"), villages.expect("villages"));
    let found = grants.into_iter().find_map(|grant| {
        let village = villages.iter().find(|village| village.parent_id.is_some() && village.parent_id == grant.unit_id)?;
        Some((grant.account_id, village.id.to_string()))
    });
    let (account, village) = found.expect("a publisher of a town with villages");
    let kinds = tx.rows().find::<outcome_kind::Entity>().filter(outcome_kind::Column::Code.eq("dibao"));
    (account, village, kinds.one(&tx).await.expect("read").expect("a kind of the demonstration"))
}

/// A file as a county keeps it: no two rows alike, words as they are written.
fn sheet() -> String {
    const NAMES: [&str; 8] = ["王桂芳", "赵长根", "何秀珍", "孙德富", "陈玉莲", "吴永贵", "周建国", "刘春燕"];
    const NOTES: [&str; 4] = ["评议会到会二十三人，同意十九人。", "家里多了一个人务工，收入核过。", "", "和上季度一样。"];
    let mut text = "标题,日期,户主姓名,享受人数,每月金额,结果,说明\n".to_owned();
    for n in 0..ROWS {
        let (year, month, day) = (2015 + n % 10, n / 10 % 12 + 1, n / 120 % 28 + 1);
        let (name, note) = (NAMES[n % NAMES.len()], NOTES[n % NOTES.len()]);
        let _ = writeln!(
            text,
            "{year}年第{}批低保评定,{year}-{month:02}-{day:02},{name}{n},{},{}.50,纳入,{note}",
            n % 97,
            n % 5 + 1,
            300 + n % 900
        );
    }
    text
}

async fn publish(ground: &Ground, (token, unit, kind): (&str, &str, &outcome_kind::Model)) {
    let (kind_id, no) = (kind.id.to_string(), kind.no.to_string());
    let query = [("unitId", unit), ("kindId", &kind_id), ("kindNo", &no), ("name", "低保.csv"), ("dryRun", "false")];
    let http = reqwest::Client::new();
    let request = http.post(format!("{}/staff-files/outcomes", ground.setup.url())).query(&query).bearer_auth(token).body(sheet());
    let answer: Value = request.send().await.expect("an answer").json().await.expect("JSON");
    assert!(answer["rows"] == ROWS && answer["importId"].is_string(), "{answer}");
}

/// A page of twenty, with all that a list shows, and how many there are: as it is put to `/graphql`.
pub fn asked_for(text: &str) -> Value {
    asked(&if text.is_empty() { json!({}) } else { json!({ "text": text }) })
}

/// The same within one unit.
pub fn asked_within(unit: &str, text: &str) -> Value {
    asked(&json!({ "unit": unit, "text": text }))
}

fn asked(filter: &Value) -> Value {
    let query = "query($filter: OutcomeFilter) { outcomes(county: \"510824\", filter: $filter) { totalCount isMore nodes { code title \
        decidedOn kind { name } unit { name } } } }";
    json!({ "query": query, "variables": { "filter": filter } })
}

async fn asks(ground: &Ground, text: &str) -> Duration {
    let (http, body) = (reqwest::Client::new(), asked_for(text));
    let mut took = Vec::new();
    for _ in 0..QUESTIONS {
        let began = Instant::now();
        let sent = http.post(format!("{}/graphql", ground.setup.url())).json(&body).send().await.expect("an answer");
        let answer: Value = sent.json().await.expect("JSON");
        took.push(began.elapsed());
        assert!(answer["data"]["outcomes"]["isMore"] == true, "{answer}");
    }
    took.sort_unstable();
    took[QUESTIONS / 2]
}

/// Takes the rows out and copies them into tables with the same columns, indexes and references, as one who is let through.
async fn copy(ground: &Ground) -> (Cpu, Duration) {
    let mut connection = PgConnection::connect(&ground.setup.urls.owner).await.expect("the owner");
    let county = format!("SET app.county_id = '{}'", Uuid::from(ground.county.id)).leak() as &'static str;
    raw_sql(county).execute(&mut connection).await.expect("a county");
    let (mut database, mut took) = (Duration::ZERO, Duration::ZERO);
    for table in TABLES {
        let rows = taken_out(&mut connection, table).await;
        twin(&mut connection, table).await;
        let pid: i32 = query_scalar("SELECT pg_backend_pid()").fetch_one(&mut connection).await.expect("a session");
        let pid = u32::try_from(pid).expect("a process");
        let (before, began) = (cpu(pid), Instant::now());
        let mut copy = connection.copy_in_raw(&format!("COPY \"{table}_copied\" FROM STDIN")).await.expect("COPY");
        for part in rows.chunks(1 << 20) {
            copy.send(part).await.expect("sent");
        }
        copy.finish().await.expect("copied");
        database += cpu(pid).saturating_sub(before);
        took += began.elapsed();
    }
    connection.close().await.expect("closed");
    (Cpu { process: Duration::ZERO, database }, took)
}

async fn taken_out(connection: &mut PgConnection, table: &str) -> Vec<u8> {
    use futures_util::TryStreamExt as _;
    let sql = format!("COPY (SELECT * FROM \"{table}\") TO STDOUT");
    let parts = connection.copy_out_raw(&sql).await.expect("COPY");
    parts
        .try_fold(Vec::new(), async |mut all, part| {
            all.extend_from_slice(&part);
            Ok(all)
        })
        .await
        .expect("all rows")
}

/// An empty table of the same form.
async fn twin(connection: &mut PgConnection, table: &str) {
    let create = format!("CREATE TABLE \"{table}_copied\" (LIKE \"{table}\" INCLUDING ALL)").leak() as &'static str;
    raw_sql(create).execute(&mut *connection).await.expect("a table");
    let references = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'f'";
    let rules: Vec<(String,)> = query_as(references).bind(table).fetch_all(&mut *connection).await.expect("references");
    for (rule,) in rules {
        let add = format!("ALTER TABLE \"{table}_copied\" ADD {rule}").leak() as &'static str;
        raw_sql(add).execute(&mut *connection).await.expect("a reference");
    }
}
