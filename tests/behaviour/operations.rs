//! What operators need: figures, readiness, parked jobs, and rows that go when nobody needs them.

use bytes::Bytes;
use entity::{contact, envelope, ledger_entry, notice, outbox, phone_code, report, session, upload_grant};
use kit::cases::id;
use kit::{World, story};
use lianjing::api::schema;
use lianjing::http::body::Patience;
use lianjing::http::bounds::Bounds;
use lianjing::http::live::{Lines, Terms};
use lianjing::http::{Web, metrics, serve};
use lianjing::kernel::api_limits::ApiLimits;
use lianjing::kernel::outbox::{backlog, enqueue};
use lianjing::ports::Ports;
use lianjing::ports::blobs::{BlobWriter, Blobs};
use lianjing::worker::{parked_jobs, periodic, release_parked, run_due_now};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::json;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use time::Duration;

const PHONE: &str = "13800138000";
const OTHER: &str = "13900139000";

/// Another server on the world's database; its address.
fn served(world: &World, ports: Ports) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let kernel = Arc::clone(&world.kernel);
    let web = Web {
        kernel,
        ports,
        schema: schema::build(&ApiLimits::default()),
        demo_sms: None,
        report_secret: String::new(),
        workers: 1,
        patience: Patience::default(),
        lines: Lines::start(&world.kernel, Terms::default()),
        bounds: Bounds::holding(100),
    };
    tokio::spawn(serve(web, listener).unwrap());
    url
}

async fn get(world: &World, url: String) -> (u16, String) {
    let answer = world.http.get(url).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// One job that nobody handles.
async fn leaves_a_hopeless_job(world: &World) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    enqueue(&tx, "nobody.handles", json!({ "mediaId": "x" }), tx.now).await.unwrap();
    tx.commit().await.unwrap();
}

story!(figures_name_operations_and_nobody, |world| {
    let kept = metrics::keep().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/metrics", listener.local_addr().unwrap());
    tokio::spawn(metrics::serve(&world.kernel, kept, listener).unwrap());
    world.files(PHONE, &[id(world.home().unit("village"))]).await;
    world.ask(None, "query p13800138000 { nothingLikeThis13800138000 }", json!({})).await;
    leaves_a_hopeless_job(world).await;
    run_due_now(&world.kernel, &world.ports).await.unwrap();
    let (status, text) = get(world, url).await;
    assert_eq!(status, 200);
    for line in [
        "lianjing_graphql_seconds_bucket{operation=\"submitReport\"",
        "lianjing_graphql_statements_sum{operation=\"submitReport\"}",
        "lianjing_graphql_seconds_count{operation=\"refused\"}",
        "lianjing_http_seconds_count{route=\"/graphql\",status=\"2xx\"}",
        "lianjing_jobs_total{topic=\"nobody.handles\",result=\"parked\"}",
        "lianjing_outbox_parked ",
        "lianjing_outbox_due ",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    for word in [PHONE, "510824", "130982", "苍溪", "town-head", "nothingLikeThis"] {
        assert!(!text.contains(word), "{word}");
    }
    let (_, page) = get(world, format!("{}/metrics", world.url)).await;
    assert!(!page.contains("lianjing_"), "the public has the client's page there, and no figures");
});

story!(what_waits_is_counted, |world| {
    let count = async || backlog(&world.kernel.db, world.kernel.clock.now()).await.unwrap();
    let before = count().await;
    leaves_a_hopeless_job(world).await;
    world.wait(Duration::minutes(3));
    let waits = count().await;
    assert_eq!((waits.due - before.due, waits.parked, waits.oldest_due >= Duration::minutes(3)), (1, 0, true));
    run_due_now(&world.kernel, &world.ports).await.unwrap();
    assert_eq!((count().await.due, count().await.parked), (0, 1));
});

/// A store whose disk is full, and how often somebody tried it.
#[derive(Default)]
struct Full(AtomicU64);

#[async_trait::async_trait]
impl Blobs for Full {
    async fn put(&self, _: &str, _: Bytes) -> Result<(), String> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Err("no space".to_owned())
    }
    async fn create(&self, _: &str) -> Result<Box<dyn BlobWriter>, String> {
        Err("no space".to_owned())
    }
    async fn read(&self, _: &str, _: u64, _: u64) -> Result<Bytes, String> {
        Err("no space".to_owned())
    }
    async fn delete(&self, _: &str) -> Result<(), String> {
        Ok(())
    }
    async fn keep_only(&self, _: &str, _: &[String]) -> Result<(), String> {
        Ok(())
    }
}

story!(ready_is_said_only_when_all_is_there, |world| {
    assert_eq!(get(world, format!("{}/healthz", world.url)).await, (200, "ok\n".to_owned()));
    assert_eq!(get(world, format!("{}/readyz", world.url)).await, (200, "ready\n".to_owned()));
    assert_eq!(world.blobs.names(), Vec::<String>::new(), "looking leaves nothing");
    let full = served(world, Ports { blobs: Arc::new(Full::default()), ..world.ports.clone() });
    assert_eq!(get(world, format!("{full}/readyz")).await, (503, "blobs\n".to_owned()));
    let owner = lianjing::adapters::database::connect(&world.urls.owner, 1).await.unwrap();
    owner.execute_unprepared("DELETE FROM seaql_migrations WHERE version = (SELECT MAX(version) FROM seaql_migrations)").await.unwrap();
    let older = served(world, world.ports.clone());
    assert_eq!(get(world, format!("{older}/readyz")).await, (503, "migrations\n".to_owned()));
    assert_eq!(get(world, format!("{older}/healthz")).await.0, 200);
});

story!(whoever_asks_often_whether_all_is_ready_wears_out_no_disk, |world| {
    let store = Arc::new(Full::default());
    let url = served(world, Ports { blobs: Arc::clone(&store) as _, ..world.ports.clone() });
    let begun = std::time::Instant::now();
    for _ in 0..40 {
        assert_eq!(get(world, format!("{url}/readyz")).await.0, 503);
    }
    let looks = store.0.load(Ordering::SeqCst);
    // One look holds for three seconds, and this machine may be slow.
    assert!((1..=1 + begun.elapsed().as_secs() / 3).contains(&looks), "{looks} looks");
});

story!(parked_jobs_are_shown_and_taken_up_again, |world| {
    leaves_a_hopeless_job(world).await;
    run_due_now(&world.kernel, &world.ports).await.unwrap();
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let shown = parked_jobs(&tx, None).await.unwrap();
    assert_eq!((shown.len(), shown[0].topic.as_str()), (1, "nobody.handles"));
    assert!(shown[0].last_error.as_deref().unwrap().contains("nobody handles"), "why is told");
    assert_eq!(parked_jobs(&tx, Some("notices.send")).await.unwrap().len(), 0);
    assert_eq!(release_parked(&tx, Some("notices.send")).await.unwrap(), 0, "only what was meant");
    assert_eq!(release_parked(&tx, Some("nobody.handles")).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let other = world.ctx().read(&world.other().county).await.unwrap();
    assert_eq!(parked_jobs(&other, None).await.unwrap().len(), 0, "a county sees its own");
    assert_eq!(backlog(&world.kernel.db, world.kernel.clock.now()).await.unwrap().parked, 0);
});

macro_rules! count {
    ($world:ident, $table:ident) => {{
        let tx = $world.ctx().read(&$world.home().county).await.unwrap();
        tx.rows().find::<$table::Entity>().count(&tx).await.unwrap()
    }};
}

/// Entries of the ledger and notices of cases, by id.
async fn kept(world: &World) -> (Vec<String>, Vec<String>) {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().all(&tx).await.unwrap();
    let told = tx.rows().find::<notice::Entity>().filter(notice::Column::CaseId.is_not_null()).all(&tx).await.unwrap();
    (entries.iter().map(|row| row.id.to_string()).collect(), told.iter().map(|row| row.id.to_string()).collect())
}

story!(what_nobody_needs_any_more_is_forgotten, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let token = world.proves_later(OTHER, "REPORT").await;
    let grant = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken } }";
    world.data(Some(&token), grant, json!({ "input": { "submissionKey": "submission-key-0001" } })).await;
    world.signed_in(world.home(), "town-head").await;
    run_due_now(&world.kernel, &world.ports).await.unwrap();
    leaves_a_hopeless_job(world).await;
    run_due_now(&world.kernel, &world.ports).await.unwrap();
    let before = kept(world).await;
    let envelopes = count!(world, envelope);
    assert_eq!((count!(world, contact), count!(world, phone_code), count!(world, upload_grant)), (3, 2, 1));
    let sweep = async || periodic::work_all(&world.kernel, &world.ports).await;
    sweep().await;
    assert_eq!((count!(world, contact), count!(world, phone_code), count!(world, session)), (3, 2, 1), "nothing is over yet");
    world.wait(Duration::days(9));
    sweep().await;
    assert_eq!((count!(world, phone_code), count!(world, upload_grant), count!(world, session)), (0, 0, 1));
    assert_eq!((count!(world, contact), count!(world, report)), (1, 1), "a number is kept for its report, and for no code");
    assert_eq!(envelopes - count!(world, envelope), 2, "with what sealed it");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let forgotten = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("reporters.phones_forgotten"));
    let forgotten = forgotten.all(&tx).await.unwrap();
    assert_eq!(forgotten.iter().map(|entry| entry.facts["contacts"].as_array().unwrap().len()).sum::<usize>(), 2, "{forgotten:?}");
    let done = tx.rows().find::<outbox::Entity>().filter(outbox::Column::DoneAt.is_not_null());
    assert_eq!(done.filter(outbox::Column::DoneAt.lt(tx.now.after(-Duration::days(7)))).count(&tx).await.unwrap(), 0);
    assert_eq!(parked_jobs(&tx, None).await.unwrap().len(), 1, "what failed stays");
    drop(tx);
    world.wait(Duration::days(60));
    sweep().await;
    assert_eq!(count!(world, session), 0);
    let after = kept(world).await;
    assert!(before.0.iter().all(|entry| after.0.contains(entry)), "the ledger is never among it");
    assert!(before.1.iter().all(|told| after.1.contains(told)), "nor is what people were told");
    assert!(world.status(None, Some(&filed.code)).await["state"].is_string(), "the reporter still finds the report");
});

story!(the_log_can_name_the_county_of_a_verb, |world| {
    let ctx = world.ctx();
    assert_eq!(ctx.county_code.get(), None);
    drop(ctx.read(&world.home().county).await.unwrap());
    assert_eq!(ctx.county_code.get().map(String::as_str), Some("510824"));
});
