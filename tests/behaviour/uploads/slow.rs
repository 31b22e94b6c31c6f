//! Uploads that trickle: what came is kept, and the connection is let go.

use super::*;
use crate::slow::{IMPATIENT, trickles};
use lianjing::adapters::memory::MemoryBlobs;
use lianjing::ports::Ports;
use lianjing::ports::blobs::{BlobWriter, Blobs};
use lianjing::ports::sms::{Found, SendOutcome, Sms, SmsGateway};
use std::sync::Arc;
use tokio::sync::Notify;

fn patch(sender: &Sender<'_>, path: &str, length: usize) -> String {
    format!(
        "PATCH {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nTus-Resumable: 1.0.0\r\nContent-Type: {PIECE}\r\n\
         Upload-Offset: 0\r\nContent-Length: {length}\r\n\r\n",
        sender.token
    )
}

story!(an_upload_that_trickles_is_let_go_and_what_came_is_kept, |world| {
    let to = world.serves_with(IMPATIENT).await;
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = jpeg(500_000);
    for drop in [&b"x"[..], b""] {
        let path = sender.creates(bytes.len(), "image/jpeg").await;
        let begin = [patch(&sender, &path, bytes.len()).as_bytes(), &bytes[..2_000]].concat();
        let answer = trickles(to, &begin, drop).await;
        assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
        let kept = sender.offset(&path).await.unwrap();
        assert!((2_000..3_000).contains(&kept), "{kept}");
        assert_eq!(sender.sends(&path, kept, &bytes[kept..]).await, 204, "it goes on from there");
    }
});

story!(an_upload_that_goes_on_for_ever_is_let_go_too, |world| {
    let to = world.serves_with(IMPATIENT).await;
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = film(90 << 20);
    let path = sender.creates(bytes.len(), "video/mp4").await;
    // Fast enough for its pace, and still far from its end after the longest time for one request.
    let begin = [patch(&sender, &path, bytes.len()).as_bytes(), &bytes[..2_000]].concat();
    let answer = trickles(to, &begin, &[7; 2_000]).await;
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    assert!(sender.offset(&path).await.unwrap() > 20_000);
});

/// A store that takes very long to clear a folder away.
struct StuckBlobs {
    inner: MemoryBlobs,
    began: Notify,
    may_end: Notify,
}

#[async_trait::async_trait]
impl Blobs for StuckBlobs {
    async fn put(&self, name: &str, bytes: ::bytes::Bytes) -> Result<(), String> {
        self.inner.put(name, bytes).await
    }

    async fn create(&self, name: &str) -> Result<Box<dyn BlobWriter>, String> {
        self.inner.create(name).await
    }

    async fn read(&self, name: &str, start: u64, length: u64) -> Result<::bytes::Bytes, String> {
        self.inner.read(name, start, length).await
    }

    async fn delete(&self, name: &str) -> Result<(), String> {
        self.inner.delete(name).await
    }

    async fn keep_only(&self, folder: &str, names: &[String]) -> Result<(), String> {
        self.began.notify_one();
        self.may_end.notified().await;
        self.inner.keep_only(folder, names).await
    }
}

/// A gateway that rings when it takes a message.
#[derive(Default)]
struct RingingSms(Notify);

#[async_trait::async_trait]
impl SmsGateway for RingingSms {
    async fn send(&self, sms: &Sms) -> SendOutcome {
        self.0.notify_one();
        SendOutcome::Accepted { provider_id: sms.out_id.clone() }
    }

    async fn look_up(&self, _: &lianjing::kernel::Phone, _: time::Date, _: &str) -> Result<Found, String> {
        Ok(Found::Nothing)
    }
}

story!(codes_do_not_wait_for_the_calendar, |world| {
    Sender::of(world, PHONE, KEY).await.creates(1_000, "image/jpeg").await;
    world.wait(time::Duration::hours(25));
    let blobs = Arc::new(StuckBlobs { inner: world.blobs.clone(), began: Notify::new(), may_end: Notify::new() });
    let sms = Arc::new(RingingSms::default());
    let ports = Ports { sms: Arc::clone(&sms) as _, blobs: Arc::clone(&blobs) as _, ..world.ports.clone() };
    let worker = lianjing::worker::start(&world.kernel, &ports);
    let soon = std::time::Duration::from_secs(20);
    tokio::time::timeout(soon, blobs.began.notified()).await.expect("the sweep has begun");
    world.asks_for_code(OTHER_PHONE, "REPORT").await;
    tokio::time::timeout(soon, sms.0.notified()).await.expect("the code went out while the sweep hangs");
    blobs.may_end.notify_one();
    worker.stop().await;
    assert_eq!(world.blobs.names(), Vec::<String>::new(), "what was begun was ended");
});
