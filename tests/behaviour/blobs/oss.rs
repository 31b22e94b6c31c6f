//! A bucket of Aliyun OSS: signatures of version 4, which the stub checks; what it checks with is held by Aliyun's vectors
//! (`kit/oss_signature.rs`). No bucket at Aliyun was asked.

use super::*;
use kit::world::BEGIN;
use lianjing::adapters::object_blobs::ObjectBlobs;
use lianjing::config::{Bucket, Secret, Style};
use lianjing::kernel::clock::SetClock;

const X: Bytes = Bytes::from_static(b"x");

#[actix_web::test]
async fn only_the_right_signature_opens_the_store() {
    let store = OssStore::start(Arc::new(SystemClock));
    let secret = |text: &str| Secret::from(text.to_owned());
    for (bucket, code) in [
        (Bucket { access_key_secret: secret("guessed"), ..store.bucket() }, "SignatureDoesNotMatch"),
        (Bucket { access_key_id: secret("Nobody"), ..store.bucket() }, "InvalidAccessKeyId"),
        (Bucket { region: "cn-elsewhere".to_owned(), ..store.bucket() }, "InvalidCredential"),
    ] {
        let blobs = ObjectBlobs::new(&bucket, Arc::new(SystemClock)).unwrap();
        for why in [blobs.put("510824/m1/a", X).await.unwrap_err(), blobs.at_start().await.unwrap_err()] {
            assert!(why.contains(code) && !why.contains("guessed"), "{why}");
        }
    }
    assert_eq!(store.holds(), Vec::<String>::new());
    assert_eq!(store.refused().len(), 6, "each was turned away at the door, and not asked again");
}

#[actix_web::test]
async fn a_request_is_signed_at_the_hour_of_the_clock() {
    let store = OssStore::start(Arc::new(SetClock::at(BEGIN)));
    let clock = Arc::new(SetClock::at(BEGIN.after(time::Duration::minutes(14))));
    let blobs = ObjectBlobs::new(&store.bucket(), Arc::clone(&clock) as _).unwrap();
    blobs.put("510824/m1/a", X).await.unwrap();
    clock.advance(time::Duration::minutes(2));
    let why = blobs.put("510824/m1/b", X).await.unwrap_err();
    assert!(why.contains("RequestTimeTooSkewed"), "{why}");
}

#[actix_web::test]
async fn a_bucket_that_is_not_there_is_told_at_start() {
    let store = OssStore::start(Arc::new(SystemClock));
    let bucket = Bucket { name: "elsewhere".to_owned(), style: Style::Path, ..store.bucket() };
    let why = ObjectBlobs::new(&bucket, Arc::new(SystemClock)).unwrap().at_start().await.unwrap_err();
    assert!(why.contains("NoSuchBucket"), "{why}");
}

/// More names than one answer lists.
#[actix_web::test]
async fn a_folder_of_many_files_is_cleared_to_the_last() {
    let store = OssStore::start(Arc::new(SystemClock));
    let blobs = store.blobs();
    let names: Vec<_> = (0..250).map(|number| format!("510824/m1/part-{number}")).collect();
    assert!(join_all(names.iter().map(|name| blobs.put(name, X))).await.into_iter().all(|put| put.is_ok()));
    blobs.keep_only("510824/m1", &names[249..]).await.unwrap();
    assert_eq!(store.holds(), ["lianjing/510824/m1/part-249"]);
    assert_eq!(store.refused(), Vec::<&str>::new());
}
