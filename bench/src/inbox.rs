//! What an in-box costs that holds fifty open cases, and the same one with five thousand; both in one run, as the client asks.

use crate::ground::Ground;
use crate::machine::{cpu, cpu_of};
use crate::submission::Cpu;
use entity::id::{AccountId, CaseId, OrganId};
use entity::words::{DeadlineState, GrantState, StaffRole};
use entity::{account, case, deadline, role_grant};
use kit::many::{Copies, copy};
use kit::program::Program;
use lianjing::domain::staff;
use lianjing::kernel::clock::SystemClock;
use lianjing::kernel::{Clock as _, Ctx};
use reqwest::Client;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

const ROUNDS: usize = 3;
const EACH: usize = 60;
const WARM: usize = 20;
/// A list that fits a morning, and one that nobody reads to its end.
const FEW: usize = 50;
const MANY: usize = 5_000;
/// Finished cases of the same organ, beside the many.
const FINISHED: usize = 20_000;

/// The client's own documents.
const DOCUMENTS: &str = include_str!("../../mobile-web/src/features/cases/staff/list/cases.graphql");

/// What came of it.
#[derive(Debug)]
pub struct InBox {
    /// 今天: the first fifty by due day with all numbers of the day, with few open cases and with many.
    pub today: [Cpu; 2],
    /// 全部: the first twenty open ones and how many there are.
    pub list: [Cpu; 2],
    /// How many open cases the two had.
    pub open: [usize; 2],
}

/// Whose in-box it is.
struct Head {
    account: AccountId,
    case: CaseId,
    open: usize,
}

/// Measures.
pub async fn cost(ground: &Ground) -> InBox {
    let head = quietest_head(ground).await;
    let ctx = Ctx::system(&ground.kernel);
    copy(&ctx, &ground.county, head.case, (FEW.saturating_sub(head.open), Copies::Open)).await;
    let few = ask(ground, &head).await;
    copy(&ctx, &ground.county, head.case, (MANY - few.2, Copies::Open)).await;
    copy(&ctx, &ground.county, head.case, (FINISHED, Copies::Finished)).await;
    ground.analyse().await;
    let many = ask(ground, &head).await;
    InBox { today: [few.0, many.0], list: [few.1, many.1], open: [few.2, many.2] }
}

/// Both documents, and how many open cases the list has.
async fn ask(ground: &Ground, head: &Head) -> (Cpu, Cpu, usize) {
    let token = signed_in(ground, head.account).await;
    let (program, _) = ground.serves(&["--no-work"]).await;
    let http = Client::new();
    let list = json!({ "filter": { "open": true }, "first": 20 });
    let open = through(ground, &http, (&token, "Cases", &list)).await["cases"]["totalCount"].as_u64().expect("a number");
    let mut sums = [Cpu::default(); 2];
    for round in 0..=ROUNDS {
        for (sum, (name, variables)) in sums.iter_mut().zip([("Today", &Value::Null), ("Cases", &list)]) {
            let took = repeated(ground, &program, (&http, &token, (name, variables)), if round == 0 { WARM } else { EACH }).await;
            if round > 0 {
                sum.add(took);
            }
        }
    }
    program.ends().await;
    let [today, cases] = sums.map(|sum| sum.mean(ROUNDS * EACH));
    (today, cases, usize::try_from(open).expect("small"))
}

async fn repeated(
    ground: &Ground,
    program: &Program,
    (http, token, (name, variables)): (&Client, &str, (&str, &Value)),
    count: usize,
) -> (Duration, Duration) {
    let sessions = ground.backends().await;
    let before = (cpu(program.id()), cpu_of(&sessions));
    for _ in 0..count {
        through(ground, http, (token, name, variables)).await;
    }
    let sessions = ground.backends().await;
    (cpu(program.id()).saturating_sub(before.0), cpu_of(&sessions).saturating_sub(before.1))
}

async fn through(ground: &Ground, http: &Client, (token, name, variables): (&str, &str, &Value)) -> Value {
    let body = json!({ "query": document(name), "operationName": name, "variables": variables });
    let sent = http.post(format!("{}/graphql", ground.setup.url())).bearer_auth(token).json(&body).send().await.expect("an answer");
    let mut answer: Value = sent.json().await.expect("JSON");
    assert!(answer.get("errors").is_none_or(Value::is_null), "{answer}");
    answer["data"].take()
}

/// One question of the client, with the row that its lists share.
fn document(name: &str) -> String {
    let is_asked = |part: &&str| part.contains("fragment CaseRow on") || part.starts_with(&format!("query {name}"));
    DOCUMENTS.split("\n\n").filter(is_asked).collect::<Vec<_>>().join("\n")
}

/// A head of an organ that has an open case with a running clock, and of those the one with the fewest.
async fn quietest_head(ground: &Ground) -> Head {
    let tx = Ctx::system(&ground.kernel).read(&ground.county).await.expect("a transaction");
    let grants = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::Role.eq(StaffRole::Head));
    let grants = grants.filter(role_grant::Column::State.eq(GrantState::Active)).all(&tx).await.expect("heads");
    let running = tx.rows().find::<deadline::Entity>().filter(deadline::Column::State.eq(DeadlineState::Running));
    let running: Vec<_> = running.all(&tx).await.expect("clocks").into_iter().map(|row| row.case_id).collect();
    let mut open: BTreeMap<OrganId, Vec<case::Model>> = BTreeMap::new();
    for row in tx.rows().find::<case::Entity>().filter(case::Column::ClosedAt.is_null()).all(&tx).await.expect("cases") {
        open.entry(row.organ_id).or_default().push(row);
    }
    let heads = grants.into_iter().filter_map(|grant| {
        let rows = open.get(&grant.organ_id?)?;
        let first = rows.iter().find(|row| running.contains(&row.id) && row.instance_no == 1)?;
        Some(Head { account: grant.account_id, case: first.id, open: rows.len() })
    });
    heads.min_by_key(|head| head.open).expect("a head with an open case")
}

/// An access token of this account.
pub async fn signed_in(ground: &Ground, account: AccountId) -> String {
    // Sessions go by the clock of this moment, and not by that of the filling.
    let ctx = Ctx { now: SystemClock.now(), ..Ctx::system(&ground.kernel) };
    let tx = ctx.write(&ground.county).await.expect("a transaction");
    let row = tx.rows().one::<account::Entity, _>(account).one(&tx).await.expect("read").expect("an account");
    let opened = staff::open_session(&tx, &row, None).await.expect("a session");
    tx.commit().await.expect("committed");
    opened.access_token
}
