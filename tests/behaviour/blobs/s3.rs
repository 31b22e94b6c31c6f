//! A bucket of S3: who may ask, and what happens while the store is away, busy or silent.

use super::*;
use crate::kills::ground::Ground;
use kit::s3::{KEY_ID, KEY_SECRET, PATIENT};
use kit::{Backend, Weather};
use lianjing::adapters::object_blobs::{ObjectBlobs, Patience};
use lianjing::config::{Bucket, Secret};

fn blobs(bucket: &Bucket) -> ObjectBlobs {
    ObjectBlobs::with(bucket, PATIENT, Arc::new(SystemClock)).unwrap()
}

const X: Bytes = Bytes::from_static(b"x");

#[actix_web::test]
async fn only_the_right_key_opens_the_store() {
    let store = S3Store::start().await;
    let secret = |text: &str| Secret::from(text.to_owned());
    let wrong_secret = Bucket { access_key_secret: secret("guessed"), ..store.bucket() };
    let wrong_id = Bucket { access_key_id: secret("Nobody"), ..store.bucket() };
    for (bucket, code) in [(wrong_secret, "SignatureDoesNotMatch"), (wrong_id, "NotSignedUp")] {
        let blobs = blobs(&bucket);
        let refused = [
            blobs.put("510824/m1/a", X).await.unwrap_err(),
            blobs.delete("510824/m1/a").await.unwrap_err(),
            blobs.keep_only("510824/m1", &[]).await.unwrap_err(),
            blobs.ready().await.unwrap_err(),
            blobs.at_start().await.unwrap_err(),
        ];
        for why in refused {
            assert!(why.contains(code), "{why}");
            assert!(!why.contains("guessed") && !why.contains("http"), "{why}");
        }
        assert!(blobs.read("510824/m1/a", 0, 1).await.is_err());
    }
    assert_eq!(store.holds(), Vec::<String>::new());
    assert_eq!(blobs(&store.bucket()).at_start().await, Ok(()));
    assert_eq!(store.holds(), Vec::<String>::new(), "trying leaves nothing");
}

/// The store is no friend of ours: it turns away who does not sign, and who signed something else.
#[actix_web::test]
async fn the_store_of_these_stories_checks_every_signature() {
    let store = S3Store::start().await;
    blobs(&store.bucket()).put("510824/m1/a", X).await.unwrap();
    let url = format!("{}/{}/lianjing/test/510824/m1/a", store.bucket().endpoint, store.bucket().name);
    let http = reqwest::Client::new();
    let bare = http.get(&url).send().await.unwrap();
    assert_eq!(bare.status(), 403, "unsigned");
    let day = "20260302/cn-north-1/s3/aws4_request";
    let made_up = format!("AWS4-HMAC-SHA256 Credential={KEY_ID}/{day},SignedHeaders=host;x-amz-date,Signature={}", "0".repeat(64));
    let signed = http.get(&url).header("x-amz-date", "20260302T010000Z").header("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    assert_eq!(signed.header("authorization", made_up).send().await.unwrap().status(), 403, "made up");
    assert_eq!(store.holds().len(), 1);
}

#[actix_web::test]
async fn a_bucket_that_is_not_there_is_told_at_start() {
    let store = S3Store::start().await;
    let why = blobs(&Bucket { name: "elsewhere".to_owned(), ..store.bucket() }).at_start().await.unwrap_err();
    assert!(why.contains("NoSuchBucket"), "{why}");
}

#[actix_web::test]
async fn files_lie_below_the_prefix() {
    let store = S3Store::start().await;
    blobs(&store.bucket()).put("510824/m1/a", X).await.unwrap();
    assert_eq!(store.holds(), ["evidence/lianjing/test/510824/m1/a"]);
    let bare = blobs(&Bucket { prefix: String::new(), ..store.bucket() });
    bare.put("510824/m1/b", X).await.unwrap();
    bare.keep_only("510824/m1", &[]).await.unwrap();
    assert_eq!(store.holds(), ["evidence/lianjing/test/510824/m1/a"], "one prefix knows nothing of another");
}

#[actix_web::test]
async fn a_store_that_is_away_is_a_clear_fault_and_not_the_end() {
    let mut store = S3Store::start().await;
    let blobs = blobs(&store.bucket());
    blobs.put("510824/m1/a", X).await.unwrap();
    store.goes_away().await;
    let why = blobs.put("510824/m1/b", X).await.unwrap_err();
    assert!(why.starts_with("510824/m1/b: ") && why.to_lowercase().contains("connection refused"), "{why}");
    assert!(blobs.read("510824/m1/a", 0, 1).await.is_err() && blobs.ready().await.is_err());
    assert_eq!(blobs.at_start().await, Ok(()), "pages are served all the same");
    store.comes_back().await;
    assert_eq!(blobs.read("510824/m1/a", 0, 1).await.unwrap(), X);
    assert_eq!(blobs.ready().await, Ok(()));
}

#[actix_web::test]
async fn a_busy_store_is_asked_again_and_not_for_ever() {
    let store = S3Store::start().await;
    let blobs = blobs(&store.bucket());
    store.turns(Weather::Busy(2));
    blobs.put("510824/m1/a", X).await.unwrap();
    assert_eq!(store.asked().len(), 3);
    store.turns(Weather::Busy(3));
    let why = blobs.put("510824/m1/b", X).await.unwrap_err();
    assert!(why.contains("SlowDown"), "{why}");
    assert_eq!(store.asked().len(), 3);
    assert_eq!(store.holds().len(), 1);
}

#[actix_web::test]
async fn a_part_that_fails_on_the_way_is_sent_again() {
    let store = S3Store::start().await;
    let blobs = blobs(&store.bucket());
    let mut writer = blobs.create("510824/m1/original-1").await.unwrap();
    let bytes: Vec<u8> = (0..12 << 20).map(|at: u32| u8::try_from(at % 251).unwrap()).collect();
    for piece in bytes.chunks(1 << 20) {
        store.turns(Weather::Busy(1));
        writer.write(Bytes::copy_from_slice(piece)).await.unwrap();
    }
    store.turns(Weather::Busy(2));
    writer.finish().await.unwrap();
    assert!(blobs.read("510824/m1/original-1", 0, u64::MAX).await.unwrap() == bytes);
    assert_eq!(store.holds().len(), 1);
}

#[actix_web::test]
async fn a_silent_store_is_not_waited_for() {
    let store = S3Store::start().await;
    store.blobs().put("510824/m1/a", X).await.unwrap();
    store.turns(Weather::Silent);
    let patience = Patience { one_try: Duration::from_millis(200), look: Duration::from_millis(700) };
    let blobs = ObjectBlobs::with(&store.bucket(), patience, Arc::new(SystemClock)).unwrap();
    for fault in [
        blobs.put("510824/m1/b", X).await,
        blobs.read("510824/m1/a", 0, 1).await.map(drop),
        blobs.delete("510824/m1/a").await,
        blobs.keep_only("510824/m1", &[]).await,
    ] {
        assert!(fault.is_err_and(|why| why.contains("timeout")));
    }
    assert!(blobs.ready().await.is_err_and(|why| why.contains("no answer")));
    store.turns(Weather::Fair);
    assert_eq!(store.blobs().read("510824/m1/a", 0, 1).await.unwrap(), X, "what was there is there");
}

/// More names than one answer lists, and more than one request deletes.
#[actix_web::test]
async fn a_folder_of_many_files_is_cleared_to_the_last() {
    let store = S3Store::start().await;
    let blobs = blobs(&store.bucket());
    let folder = store.file("510824/m1");
    std::fs::create_dir_all(&folder).unwrap();
    (0..1_003).for_each(|number| std::fs::write(folder.join(format!("part-{number}")), b"x").unwrap());
    blobs.keep_only("510824/m1", &["510824/m1/part-1000".to_owned()]).await.unwrap();
    assert_eq!(store.holds(), ["evidence/lianjing/test/510824/m1/part-1000"]);
}

#[actix_web::test]
async fn the_program_stops_at_a_store_that_refuses_and_not_at_one_that_is_away() {
    let mut ground = Ground::bare(Backend::Sqlite).await;
    let mut store = S3Store::start().await;
    let url = store.url();
    let settings = |secret: &str| {
        let key_id = ("BLOBS__ACCESS_KEY_ID", KEY_ID.to_owned());
        vec![("BLOBS__URL", url.clone()), key_id, ("BLOBS__ACCESS_KEY_SECRET", secret.to_owned())]
    };
    ground.setup.more = settings("guessed");
    assert_eq!(ground.setup.says(&["check-config"]).await.unwrap(), "the configuration is in order\n");
    let why = ground.setup.says(&["serve"]).await.unwrap_err();
    assert!(why.contains("blobs.url: the store refuses") && why.contains("SignatureDoesNotMatch") && !why.contains("guessed"), "{why}");
    ground.setup.more = settings(KEY_SECRET);
    store.goes_away().await;
    let mut program = ground.setup.start(&["serve"]);
    let told = async {
        while !std::fs::read_to_string(ground.path("log")).unwrap_or_default().contains("the blob store is away") {
            program.lives();
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), told).await.expect("it says that the store is away");
    store.comes_back().await;
    program.is_ready(&reqwest::Client::new()).await;
    program.dies().await;
    assert_eq!(store.holds(), Vec::<String>::new(), "looking leaves nothing");
}
