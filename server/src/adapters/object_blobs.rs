//! Files in a bucket of S3 or Aliyun OSS, through opendal: bounded in time, tried again where that may help.

mod open;
mod oss;
mod sign;
mod told;
mod writer;

pub use open::Patience;

use crate::config::Bucket;
use crate::kernel::clock::Clock;
use crate::ports::blobs::{BlobWriter, Blobs, checked_folder, place, probe_name, try_out};
use bytes::Bytes;
use open::Opened;
use opendal::{ErrorKind, Operator};
use std::sync::Arc;
use told::{short, tell};
use writer::BucketWriter;

/// A bucket that holds files; any number of processes may share it.
pub struct ObjectBlobs {
    store: Operator,
    once: Operator,
    patience: Patience,
}

impl ObjectBlobs {
    /// Files in this bucket. Nothing is asked of it yet: see [`Self::at_start`].
    ///
    /// # Errors
    /// What can't be a bucket.
    pub fn new(bucket: &Bucket, clock: Arc<dyn Clock>) -> Result<Self, String> {
        Self::with(bucket, Patience::default(), clock)
    }

    /// The same, with this patience.
    ///
    /// # Errors
    /// What can't be a bucket.
    pub fn with(bucket: &Bucket, patience: Patience, clock: Arc<dyn Clock>) -> Result<Self, String> {
        let Opened { once, again } = open::open(bucket, patience, clock)?;
        Ok(Self { store: again, once, patience })
    }

    /// Tries the bucket before anything is served, all that is ever asked of it. What will not pass by itself (a wrong key,
    /// no such bucket, a right that is missing) stops the start; a store that is away does not: pages need no evidence, and
    /// uploads wait at their senders.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn at_start(&self) -> Result<(), String> {
        let name = probe_name();
        let tried = async {
            self.once.list("ready/").await?;
            self.once.write(&name, Bytes::from_static(b"ready")).await?;
            self.once.delete(&name).await
        };
        match tried.await {
            Err(error) if error.is_permanent() => Err(format!("blobs.url: the store refuses: {}", short(&error))),
            Err(error) => {
                tracing::error!(error = short(&error), "the blob store is away; starting all the same");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// Reads a range that goes beyond the end of the file, which stores and their clients answer in many ways; none if it
    /// does not.
    async fn read_to_end(&self, name: &str, start: u64, length: u64) -> opendal::Result<Option<Bytes>> {
        let size = self.once.stat(name).await?.content_length();
        if start.saturating_add(length) <= size {
            return Ok(None);
        }
        if start >= size {
            return Ok(Some(Bytes::new()));
        }
        self.store.read_with(name).range(start..size).await.map(|found| Some(found.to_bytes()))
    }
}

#[async_trait::async_trait]
impl Blobs for ObjectBlobs {
    async fn put(&self, name: &str, bytes: Bytes) -> Result<(), String> {
        place(name)?;
        self.store.write(name, bytes).await.map(drop).map_err(|error| tell(name, &error))
    }

    async fn create(&self, name: &str) -> Result<Box<dyn BlobWriter>, String> {
        place(name)?;
        let writer = BucketWriter::open(&self.store, name).await.map_err(|error| tell(name, &error))?;
        Ok(Box::new(writer))
    }

    async fn read(&self, name: &str, start: u64, length: u64) -> Result<Bytes, String> {
        place(name)?;
        let error = match self.store.read_with(name).range(start..start.saturating_add(length)).await {
            Ok(found) => return Ok(found.to_bytes()),
            Err(error) => error,
        };
        if matches!(error.kind(), ErrorKind::RangeNotSatisfied | ErrorKind::Unexpected)
            && let Ok(Some(found)) = self.read_to_end(name, start, length).await
        {
            return Ok(found);
        }
        Err(tell(name, &error))
    }

    async fn length(&self, name: &str) -> Result<Option<u64>, String> {
        place(name)?;
        match self.store.stat(name).await {
            Ok(found) => Ok(Some(found.content_length())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(tell(name, &error)),
        }
    }

    async fn delete(&self, name: &str) -> Result<(), String> {
        place(name)?;
        self.store.delete(name).await.map_err(|error| tell(name, &error))
    }

    async fn keep_only(&self, folder: &str, names: &[String]) -> Result<(), String> {
        checked_folder(folder)?;
        let gone = async {
            let there = self.store.list(&format!("{folder}/")).await?;
            let files = there.into_iter().filter(|entry| entry.metadata().is_file()).map(|entry| entry.path().to_owned());
            self.store.delete_iter(files.filter(|path| !names.contains(path)).collect::<Vec<_>>()).await
        };
        gone.await.map_err(|error| tell(folder, &error))
    }

    async fn ready(&self) -> Result<(), String> {
        let late = |_| format!("no answer in {:?}", self.patience.look);
        tokio::time::timeout(self.patience.look, try_out(self)).await.map_err(late)?
    }
}
