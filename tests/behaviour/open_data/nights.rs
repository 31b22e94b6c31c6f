//! An edition is there whole or not at all; the same rows give the same bytes; what was cut off leaves nothing.

use super::*;
use bytes::Bytes;
use entity::id::OpenDataEditionId;
use entity::open_data_edition;
use lianjing::domain::open_data::build;
use lianjing::ports::blobs::{BlobWriter, Blobs};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use time::Duration;

/// Hashes of all files of the served edition.
async fn hashes(world: &World) -> Vec<Value> {
    world.open_data("510824").await["files"].as_array().unwrap().iter().map(|file| file["sha256"].clone()).collect()
}

async fn editions(world: &World) -> usize {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<open_data_edition::Entity>().all(&tx).await.unwrap().len()
}

/// What a killed worker leaves: a row, and some bytes.
async fn killed(world: &World) -> OpenDataEditionId {
    let tx = world.ctx().by_calendar().write(&world.home().county).await.unwrap();
    let (id, begun_at): (OpenDataEditionId, _) = (tx.mint(), tx.now);
    let row =
        open_data_edition::Model { county_id: tx.county.id, id, building: Some(1), begun_at, removals: 0, sha256: None, built_at: None };
    tx.add(row).await.unwrap();
    tx.commit().await.unwrap();
    let blob = format!("open-data/510824/{}/0-csv", uuid::Uuid::from(id).simple());
    world.ports.blobs.put(&blob, Bytes::from_static(b"half")).await.unwrap();
    id
}

/// A store that is full after so many files.
struct Filling {
    inner: Arc<dyn Blobs>,
    left: AtomicI64,
}

#[async_trait::async_trait]
impl Blobs for Filling {
    async fn put(&self, name: &str, bytes: Bytes) -> Result<(), String> {
        self.inner.put(name, bytes).await
    }

    async fn create(&self, name: &str) -> Result<Box<dyn BlobWriter>, String> {
        let is_full = self.left.fetch_sub(1, Ordering::Relaxed) <= 0;
        if is_full { Err("no space left".to_owned()) } else { self.inner.create(name).await }
    }

    async fn read(&self, name: &str, start: u64, length: u64) -> Result<Bytes, String> {
        self.inner.read(name, start, length).await
    }

    async fn delete(&self, name: &str) -> Result<(), String> {
        self.inner.delete(name).await
    }

    async fn keep_only(&self, folder: &str, names: &[String]) -> Result<(), String> {
        self.inner.keep_only(folder, names).await
    }
}

story!(the_same_rows_give_the_same_bytes_each_night, |world| {
    outcome(world).await;
    result(world).await;
    world.works_at_night().await;
    let (first, as_of) = (hashes(world).await, world.open_data("510824").await["asOf"].clone());
    world.works_after(Duration::minutes(30)).await;
    assert_eq!(world.open_data("510824").await["asOf"], as_of, "once a night");
    world.works_at_night().await;
    assert_ne!(world.open_data("510824").await["asOf"], as_of);
    assert_eq!(hashes(world).await, first);
    for _ in 0..3 {
        world.works_at_night().await;
    }
    assert_eq!(editions(world).await, 2, "the newest, and the one before for who is in the middle of a file");
    let files = world.open_data("510824").await["files"].as_array().unwrap().len();
    let kept = world.blobs.names().iter().filter(|name| name.starts_with("open-data/510824/")).count();
    assert_eq!(kept, files * 2, "no other bytes are left");
});

story!(what_breaks_in_the_middle_leaves_the_last_edition, |world| {
    outcome(world).await;
    world.works_at_night().await;
    let (before, hashes_before) = (world.open_data("510824").await, hashes(world).await);
    let county = &world.home().county;
    world.wait(Duration::days(1));
    for left in [0, 1, 7, 20] {
        let store = Filling { inner: Arc::clone(&world.ports.blobs), left: AtomicI64::new(left) };
        let failed = build(&world.ctx().by_calendar(), &store, county).await;
        assert!(failed.is_err(), "after {left} files");
        assert_eq!((world.open_data("510824").await, editions(world).await), (before.clone(), 1));
    }
    let kept = world.blobs.names().iter().filter(|name| name.starts_with("open-data/510824/")).count();
    assert_eq!(kept, hashes_before.len(), "nothing of what broke is left");
    world.works_at_night().await;
    assert_eq!(hashes(world).await, hashes_before);
});

story!(a_build_that_was_killed_is_taken_over_and_two_at_once_make_one, |world| {
    outcome(world).await;
    let (county, ctx) = (&world.home().county, world.ctx().by_calendar());
    let both = futures_util::future::join_all([1, 2].map(|_| build(&ctx, &*world.ports.blobs, county))).await;
    let made = both.iter().filter(|done| matches!(done, Ok(true))).count();
    assert!(made >= 1 && both.iter().all(Result::is_ok), "{both:?}");
    let begun = killed(world).await;
    assert!(!build(&world.ctx().by_calendar(), &*world.ports.blobs, county).await.unwrap(), "somebody builds");
    world.wait(Duration::minutes(15));
    assert!(build(&world.ctx().by_calendar(), &*world.ports.blobs, county).await.unwrap(), "it was killed");
    let tx = world.ctx().read(county).await.unwrap();
    let rows = tx.rows().find::<open_data_edition::Entity>().all(&tx).await.unwrap();
    assert!(rows.iter().all(|row| row.id != begun && row.building.is_none()), "and nothing of it is left");
    let place = uuid::Uuid::from(begun).simple().to_string();
    assert!(world.blobs.names().iter().all(|name| !name.contains(&place)));
});
