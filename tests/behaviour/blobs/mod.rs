//! What every store of files promises, told of each of them: memory, a folder, S3 (`s3s`, which checks SigV4) and Aliyun
//! OSS (a stub, which checks OSS4).

mod oss;
mod s3;

use bytes::Bytes;
use futures_util::future::join_all;
use kit::{OssStore, S3Store};
use lianjing::adapters::folder_blobs::FolderBlobs;
use lianjing::adapters::memory::MemoryBlobs;
use lianjing::kernel::clock::SystemClock;
use lianjing::ports::blobs::Blobs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A store under test.
struct Shop {
    blobs: Arc<dyn Blobs>,
    /// How many files lie in it, half written ones too.
    count: Box<dyn Fn() -> usize>,
}

impl Shop {
    fn memory() -> Self {
        let blobs = MemoryBlobs::default();
        Self { blobs: Arc::new(blobs.clone()), count: Box::new(move || blobs.names().len()) }
    }

    fn folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Arc::new(FolderBlobs::open(&folder.path().join("blobs")).unwrap());
        Self { blobs, count: Box::new(move || files(folder.path())) }
    }

    async fn s3() -> Self {
        let store = S3Store::start().await;
        let blobs = Arc::new(store.blobs());
        Self { blobs, count: Box::new(move || store.holds().len()) }
    }

    fn oss() -> Self {
        let store = OssStore::start(Arc::new(SystemClock));
        let blobs = Arc::new(store.blobs());
        Self { blobs, count: Box::new(move || store.holds().len()) }
    }

    async fn reads(&self, name: &str, start: u64, length: u64) -> Bytes {
        self.blobs.read(name, start, length).await.unwrap()
    }

    async fn has(&self, name: &str) -> bool {
        self.blobs.read(name, 0, 1).await.is_ok()
    }

    async fn puts(&self, names: &[&str]) {
        for name in names {
            self.blobs.put(name, Bytes::from_static(b"x")).await.unwrap();
        }
    }

    /// What is given up is cleared away beside us, in a moment.
    async fn comes_to(&self, files: usize) {
        let settled = async {
            while (self.count)() != files {
                tokio::task::yield_now().await;
            }
        };
        let in_time = tokio::time::timeout(Duration::from_mins(2), settled).await;
        assert!(in_time.is_ok(), "{} files, not {files}", (self.count)());
    }
}

fn files(root: &Path) -> usize {
    let entries = std::fs::read_dir(root).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

/// Tells the same of every store.
macro_rules! promise {
    ($(#[$doc:meta])* $name:ident, |$shop:ident| $body:block) => {
        $(#[$doc])*
        mod $name {
            use super::*;
            async fn of($shop: Shop) $body
            #[actix_web::test]
            async fn memory() { of(Shop::memory()).await; }
            #[actix_web::test]
            async fn folder() { of(Shop::folder()).await; }
            #[actix_web::test]
            async fn s3() { of(Shop::s3().await).await; }
            #[actix_web::test]
            async fn oss() { of(Shop::oss()).await; }
        }
    };
}

promise!(a_file_is_read_whole_and_in_parts, |shop| {
    shop.blobs.put("510824/m1/part-1", Bytes::from_static(b"0123456789")).await.unwrap();
    for (start, length, found) in
        [(0, 100, "0123456789"), (0, u64::MAX, "0123456789"), (3, 4, "3456"), (8, 9, "89"), (3, 10, "3456789"), (10, 1, ""), (99, 1, "")]
    {
        assert_eq!(shop.reads("510824/m1/part-1", start, length).await, found.as_bytes(), "{start} {length}");
    }
    assert!(!shop.has("510824/m1/part-2").await, "no file");
    assert_eq!(shop.blobs.length("510824/m1/part-1").await, Ok(Some(10)));
    assert_eq!(shop.blobs.length("510824/m1/part-2").await, Ok(None), "who makes a backup must know that it is gone");
    shop.blobs.put("510824/m1/empty", Bytes::new()).await.unwrap();
    assert_eq!(shop.reads("510824/m1/empty", 0, 9).await, "".as_bytes());
    assert_eq!(shop.blobs.length("510824/m1/empty").await, Ok(Some(0)));
});

// Sizes around those in which stores take large files.
promise!(a_large_file_is_there_only_once_finished, |shop| {
    let byte = |at: usize| u8::try_from((at * 7 + at / 251) % 256).unwrap();
    for (number, length) in [0, 1, 5 << 20, (5 << 20) + 1, (11 << 20) + 77].into_iter().enumerate() {
        let name = format!("510824/m1/original-{number}");
        let bytes: Vec<u8> = (0..length).map(byte).collect();
        let mut writer = shop.blobs.create(&name).await.unwrap();
        // As a sealer gives them: pieces of odd lengths, and sometimes nothing.
        for piece in [&[][..]].into_iter().chain(bytes.chunks(1_049_148)) {
            writer.write(Bytes::copy_from_slice(piece)).await.unwrap();
        }
        assert!(!shop.has(&name).await, "not there before its end");
        writer.finish().await.unwrap();
        let whole = shop.reads(&name, 0, u64::MAX).await;
        assert!(whole == bytes, "{length} came back as {}", whole.len());
        let (from, to) = (length.saturating_sub(6 << 20), length.saturating_sub(1));
        let part = shop.reads(&name, u64::try_from(from).unwrap(), u64::try_from(to - from).unwrap()).await;
        assert!(part == bytes[from..to], "{length}");
    }
    assert_eq!((shop.count)(), 5);
});

promise!(what_is_given_up_leaves_nothing, |shop| {
    for pieces in 0..8 {
        let mut writer = shop.blobs.create("510824/m1/original-1").await.unwrap();
        for _ in 0..pieces {
            writer.write(Bytes::from(vec![7; 1 << 20])).await.unwrap();
        }
        drop(writer);
        shop.comes_to(0).await;
        assert!(!shop.has("510824/m1/original-1").await);
    }
});

promise!(deleting_twice_is_no_error_and_a_folder_can_be_cleared, |shop| {
    shop.puts(&["510824/m1/a", "510824/m1/b", "510824/m1/c", "510824/m1/inner/a", "510824/m10/a", "510824/m2/a"]).await;
    shop.blobs.delete("510824/m1/a").await.unwrap();
    shop.blobs.delete("510824/m1/a").await.unwrap();
    // A file of another folder, and one that is not there, are none of those to keep.
    let keep = ["510824/m1/c", "510824/m2/b", "510824/m1/z"].map(str::to_owned);
    shop.blobs.keep_only("510824/m1", &keep).await.unwrap();
    assert!(shop.has("510824/m1/c").await && !shop.has("510824/m1/b").await);
    assert!(shop.has("510824/m1/inner/a").await, "a folder inside is a folder of its own");
    assert!(shop.has("510824/m10/a").await && shop.has("510824/m2/a").await, "a name that begins alike");
    shop.blobs.keep_only("510824", &[]).await.unwrap();
    assert_eq!((shop.count)(), 4);
    shop.blobs.keep_only("510824/m1", &[]).await.unwrap();
    shop.blobs.keep_only("510824/m1", &[]).await.unwrap();
    assert_eq!((shop.count)(), 3);
    shop.puts(&["510824/m1/d"]).await;
});

promise!(a_name_that_leads_elsewhere_is_refused, |shop| {
    for name in ["../x", "a/../x", "/etc/passwd", "a//b", "a/.", "a/..", "a/b\0", "a/B", "a", "", "a/b/c/d/e", "a\\b/c", "a/村", "%2e%2e/x"]
    {
        assert!(shop.blobs.put(name, Bytes::new()).await.is_err(), "{name}");
        assert!(shop.blobs.create(name).await.is_err() && shop.blobs.read(name, 0, 1).await.is_err(), "{name}");
        assert!(shop.blobs.delete(name).await.is_err() && shop.blobs.length(name).await.is_err(), "{name}");
    }
    assert!(shop.blobs.keep_only("..", &[]).await.is_err() && shop.blobs.keep_only("", &[]).await.is_err());
    assert_eq!((shop.count)(), 0);
});

promise!(looking_whether_it_is_ready_leaves_nothing, |shop| {
    for looked in join_all((0..3).map(|_| shop.blobs.ready())).await {
        // Of looks at the same moment one may find the other's file gone; the next one finds all well.
        drop(looked);
    }
    assert_eq!(shop.blobs.ready().await, Ok(()));
    assert_eq!((shop.count)(), 0);
});

promise!(many_write_at_once, |shop| {
    let names: Vec<_> = (0..40).map(|number| format!("510824/m{}/part-{number}", number % 3)).collect();
    let puts = names.iter().map(|name| shop.blobs.put(name, Bytes::from(name.clone().into_bytes())));
    assert!(join_all(puts).await.into_iter().all(|put| put.is_ok()));
    for name in &names {
        assert_eq!(shop.reads(name, 0, 99).await, name.as_bytes());
    }
});
