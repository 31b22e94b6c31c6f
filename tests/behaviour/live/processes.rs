//! Two real processes on one PostgreSQL: the one tells of what the other did, at once where it hears of it, and a little later
//! where it does not.

use super::named;
use crate::kills::ground::{Ground, close};
use entity::account;
use kit::cases::{id, submission};
use kit::live::{INBOX, ONE_CASE, Told};
use kit::people::{REQUEST, VERIFY, solved};
use kit::program::{Program, Setup};
use kit::{Backend, database};
use lianjing::domain::{reporters, staff};
use lianjing::kernel::clock::SystemClock;
use lianjing::kernel::{Clock as _, Ctx, Kernel};
use serde_json::{Value, json};
use std::sync::Arc;

/// Nobody waits so long in a test: what is told before it was heard of, and not looked for.
const NEVER: &str = "3600";

/// Two processes, and a third ground that tells nobody of what it does.
struct Pair {
    ground: Ground,
    first: (Setup, Program),
    second: (Setup, Program),
    kernel: Arc<Kernel>,
    http: reqwest::Client,
}

impl Pair {
    /// Both look for news every so many seconds.
    async fn begins(look_seconds: &str) -> Self {
        let ground = Ground::prepare(Backend::Postgres).await;
        let http = reqwest::Client::new();
        let first = starts(&ground.setup, look_seconds, &http).await;
        let again =
            Setup::new(ground.setup.program.clone(), ground.setup.folder.clone(), ground.setup.urls.clone(), ground.setup.gateway.clone());
        let second = starts(&again, look_seconds, &http).await;
        let kernel = ground.kernel(SystemClock.now()).await;
        Self { ground, first, second, kernel, http }
    }

    async fn ends(self) {
        close(&self.kernel).await;
        self.first.1.ends().await;
        self.second.1.ends().await;
    }

    /// A token in a session that this process opened.
    async fn signed_in(&self, login: &str) -> String {
        let ctx = Ctx::system(&self.kernel);
        let tx = ctx.write(&self.ground.place().county).await.unwrap();
        let row = tx.rows().one::<account::Entity, _>(self.ground.place().account(login)).one(&tx).await.unwrap().unwrap();
        let opened = staff::open_session(&tx, &row, None).await.unwrap();
        tx.commit().await.unwrap();
        opened.access_token
    }

    /// Asks the first process.
    async fn asks(&self, token: Option<&str>, query: &str, variables: Value) -> Value {
        let request = self.http.post(format!("{}/graphql", self.first.0.url())).json(&json!({ "query": query, "variables": variables }));
        let request = if let Some(token) = token { request.bearer_auth(token) } else { request };
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert!(answer.get("errors").is_none_or(Value::is_null), "{query}\n{answer:#}");
        answer["data"].clone()
    }

    /// A villager reports something to the first process.
    async fn files(&self, phone: &str) {
        let challenge = self.asks(None, "{ phoneChallenge { json } }", json!({})).await;
        let proof = solved(challenge["phoneChallenge"]["json"].as_str().unwrap());
        let asked = json!({ "phone": phone, "purpose": "REPORT", "proofOfWork": proof });
        let request = self.asks(None, REQUEST, json!({ "input": asked })).await["requestPhoneCode"]["requestId"].clone();
        let ctx = Ctx::system(&self.kernel);
        let tx = ctx.write(&self.ground.place().county).await.unwrap();
        let drawn = reporters::draw_code(&tx, request.as_str().unwrap().parse().unwrap()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let typed = json!({ "phone": phone, "purpose": "REPORT", "code": drawn.code.to_string() });
        let token = self.asks(None, VERIFY, json!({ "input": typed })).await["verifyPhoneCode"]["token"].as_str().unwrap().to_owned();
        let input = submission(self.ground.place(), &format!("key-{phone}"), &[id(self.ground.place().unit("village"))]);
        let submit = "mutation($input: SubmitReportInput!) { submitReport(input: $input) { queryCode errors { message } } }";
        let filed = self.asks(Some(&token), submit, json!({ "input": input })).await;
        assert!(filed["submitReport"]["queryCode"].is_string(), "{filed}");
    }

    /// The town's head at the second process.
    async fn watches(&self, query: &str, variables: Value) -> Told {
        let token = self.signed_in("town-head").await;
        let mut told = Told::greeted(&self.second.0.url(), Some(&token)).await;
        told.subscribes("x", query, variables).await;
        told
    }

    async fn first_case(&self) -> Value {
        let token = self.signed_in("town-head").await;
        self.asks(Some(&token), "{ cases { nodes { id } } }", json!({})).await["cases"]["nodes"][0]["id"].clone()
    }

    /// The town's other handler acts at the first process.
    async fn acts(&self, verb: &str, case: &Value) {
        let token = self.signed_in("town-handler2").await;
        let kind = format!("{}{}Input", verb[..1].to_uppercase(), &verb[1..]);
        let query = format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ errors {{ message }} }} }}");
        let done = self.asks(Some(&token), &query, json!({ "input": { "caseId": case } })).await;
        assert_eq!(done[verb]["errors"], json!([]));
    }
}

async fn starts(setup: &Setup, look_seconds: &str, http: &reqwest::Client) -> (Setup, Program) {
    let more = [setup.more.clone(), vec![("LIVE__LOOK_SECONDS", look_seconds.to_owned())]].concat();
    let setup = Setup { more, ..setup.clone() };
    let mut program = setup.start(&["serve", "--no-work"]);
    program.is_ready(http).await;
    (setup, program)
}

#[actix_web::test]
async fn what_one_process_does_the_other_tells_at_once() {
    let pair = Pair::begins(NEVER).await;
    let mut inbox = pair.watches(INBOX, json!({})).await;
    pair.files("13800000001").await;
    let case = pair.first_case().await;
    assert_eq!(named(&inbox.hears_news("x").await), std::slice::from_ref(&case));
    let mut one = pair.watches(ONE_CASE, json!({ "id": case })).await;
    pair.acts("acceptCase", &case).await;
    assert_eq!(one.hears_news("x").await["id"], case);
    assert_eq!(named(&inbox.hears_news("x").await), std::slice::from_ref(&case));
    // The connection that hears is cut: what happened meanwhile is looked for when it is back.
    let name = pair.ground.setup.urls.app.rsplit('/').next().unwrap();
    let cut = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND query LIKE 'LISTEN%'");
    database::cluster().psql("postgres", &cut);
    pair.acts("startInvestigation", &case).await;
    assert_eq!(one.hears_news("x").await["id"], case);
    pair.ends().await;
}

#[actix_web::test]
async fn what_nobody_rang_for_is_found_by_looking() {
    let pair = Pair::begins("1").await;
    pair.files("13800000001").await;
    let case = pair.first_case().await;
    let mut one = pair.watches(ONE_CASE, json!({ "id": case })).await;
    let mut inbox = pair.watches(INBOX, json!({})).await;
    // This process passes no ring on.
    let token = pair.signed_in("town-handler2").await;
    let claims = staff::actor_from_token(&pair.kernel, &token).unwrap().unwrap();
    let actor = staff::load_actor(&pair.kernel, &claims).await.unwrap().unwrap();
    let ctx = Ctx::new(&pair.kernel, lianjing::kernel::Actor::Staff(actor), "test".to_owned());
    let id = case.as_str().unwrap().parse().unwrap();
    lianjing::domain::cases::service::accept(&ctx, id, None).await.unwrap();
    assert_eq!(one.hears_news("x").await["id"], case);
    assert_eq!(named(&inbox.hears_news("x").await), [case]);
    pair.ends().await;
}

#[actix_web::test]
async fn a_process_that_ends_says_goodbye_to_everybody() {
    let pair = Pair::begins("5").await;
    pair.files("13800000001").await;
    let mut inbox = pair.watches(INBOX, json!({})).await;
    let begun = std::time::Instant::now();
    let Pair { ground, first, second, kernel, .. } = pair;
    let ended = tokio::join!(second.1.ends(), async { inbox.closes().await });
    assert_eq!(ended.1, 1012);
    assert!(begun.elapsed() < std::time::Duration::from_secs(8), "it did not wait for those who were connected");
    close(&kernel).await;
    first.1.ends().await;
    drop(ground);
}
