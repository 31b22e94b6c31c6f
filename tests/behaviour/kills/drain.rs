//! After the last kill everything that was left behind is worked off.

use super::ground::{Ground, close};
use entity::outbox;
use lianjing::adapters::aliyun_sms::{AliyunConfig, AliyunSms, ConfigSecret, Signing, TemplateCodes};
use lianjing::adapters::folder_blobs::FolderBlobs;
use lianjing::kernel::Kernel;
use lianjing::kernel::clock::{SystemChance, SystemClock};
use lianjing::kernel::{Clock as _, Ctx};
use lianjing::ports::Ports;
use lianjing::ports::blobs::Blobs;
use lianjing::ports::films::NoFilms;
use lianjing::worker::run_due_now;
use std::sync::Arc;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(20);

/// The living program works what no lease and no waiting time holds.
pub async fn what_is_free(ground: &Ground) {
    let begin = Instant::now();
    let kernel = ground.kernel(SystemClock.now()).await;
    loop {
        let now = SystemClock.now();
        let left = open_jobs(ground, &kernel).await;
        let free = left.iter().filter(|job| job.run_at <= now && job.leased_until.is_none_or(|end| end <= now)).count();
        if free == 0 {
            break;
        }
        assert!(begin.elapsed() < PATIENCE, "{free} jobs stay: {left:#?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    close(&kernel).await;
}

/// What a dead worker's lease holds, and what waits for the gateway's last word, is worked as soon as time has passed.
pub async fn what_waits(ground: &Ground) {
    let blobs = Arc::new(FolderBlobs::open(&ground.path("data/blobs")).unwrap());
    with_blobs(ground, blobs).await;
}

/// The same, with the files in another store.
pub async fn with_blobs(ground: &Ground, blobs: Arc<dyn Blobs>) {
    let kernel = ground.kernel(SystemClock.now()).await;
    let ports = ports(ground, blobs);
    // A gateway that had too much of us is left alone for a while.
    for minute in (1..10).chain([15, 30, 60, 120, 240]) {
        let ahead = ground.kernel(SystemClock.now().after(time::Duration::minutes(minute))).await;
        run_due_now(&ahead, &ports).await.unwrap();
        close(&ahead).await;
        if open_jobs(ground, &kernel).await.is_empty() {
            close(&kernel).await;
            return;
        }
    }
    panic!("not drained: {:#?}", open_jobs(ground, &kernel).await);
}

async fn open_jobs(ground: &Ground, kernel: &Arc<Kernel>) -> Vec<outbox::Model> {
    let tx = Ctx::system(kernel).read(&ground.place().county).await.unwrap();
    let jobs = tx.rows().find::<outbox::Entity>().all(&tx).await.unwrap();
    jobs.into_iter().filter(|job| job.done_at.is_none() && job.parked_at.is_none()).collect()
}

/// Ports with the real time, because the gateway checks it.
fn ports(ground: &Ground, blobs: Arc<dyn Blobs>) -> Ports {
    let code = |number: u32| format!("SMS_{number}");
    let config = AliyunConfig {
        endpoint: ground.gateway.url.clone(),
        access_key_id: kit::gateway::KEY_ID.to_owned(),
        access_key_secret: ConfigSecret::new(kit::gateway::KEY_SECRET),
        sign_name: kit::gateway::SIGN_NAME.to_owned(),
        templates: TemplateCodes {
            phone_code: code(1),
            received: code(2),
            news: code(3),
            answer: code(4),
            withdrawing: code(5),
            new_code: code(6),
            unfinished: code(7),
            opinion: code(8),
        },
        signing: Signing::Acs3,
        timeout: Duration::from_secs(10),
    };
    let sms = AliyunSms::new(config, Arc::new(SystemClock), Arc::new(SystemChance)).unwrap();
    let (films, hooks) = (Arc::new(NoFilms), kit::world::hooks());
    Ports { sms: Arc::new(sms), mail: None, blobs, films, scanner: None, hooks }
}
