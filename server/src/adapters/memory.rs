//! Adapters that keep everything in memory, for tests: what was sent can be read.

use crate::kernel::secret::Phone;
use crate::ports::blobs::{BlobWriter, Blobs, checked_folder, place};
use crate::ports::sms::{Found, SendOutcome, Sms, SmsGateway};
use bytes::{Bytes, BytesMut};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A gateway that takes everything and remembers it.
#[derive(Default)]
pub struct RecordedSms(Mutex<Vec<Sms>>);

impl RecordedSms {
    /// Everything taken so far, oldest first.
    #[must_use]
    pub fn taken(&self) -> Vec<Sms> {
        lock(&self.0).clone()
    }
}

#[async_trait::async_trait]
impl SmsGateway for RecordedSms {
    async fn send(&self, sms: &Sms) -> SendOutcome {
        lock(&self.0).push(sms.clone());
        SendOutcome::Accepted { provider_id: format!("memory-{}", sms.out_id) }
    }

    async fn look_up(&self, _: &Phone, _: time::Date, out_id: &str) -> Result<Found, String> {
        let found = lock(&self.0).iter().any(|sms| sms.out_id == out_id);
        Ok(if found { Found::Delivered } else { Found::Nothing })
    }
}

/// Files in memory.
#[derive(Clone, Default)]
pub struct MemoryBlobs(Arc<Mutex<BTreeMap<String, Bytes>>>);

impl MemoryBlobs {
    /// Names of all files.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        lock(&self.0).keys().cloned().collect()
    }
}

#[async_trait::async_trait]
impl Blobs for MemoryBlobs {
    async fn put(&self, name: &str, bytes: Bytes) -> Result<(), String> {
        place(name)?;
        lock(&self.0).insert(name.to_owned(), bytes);
        Ok(())
    }

    async fn create(&self, name: &str) -> Result<Box<dyn BlobWriter>, String> {
        place(name)?;
        Ok(Box::new(MemoryWriter { store: self.clone(), name: name.to_owned(), bytes: BytesMut::new() }))
    }

    async fn read(&self, name: &str, start: u64, length: u64) -> Result<Bytes, String> {
        place(name)?;
        let file = lock(&self.0).get(name).cloned().ok_or_else(|| format!("no file {name}"))?;
        let size = u64::try_from(file.len()).unwrap_or(u64::MAX);
        let (from, to) = (start.min(size), start.saturating_add(length).min(size));
        Ok(file.slice(usize::try_from(from).unwrap_or(0)..usize::try_from(to).unwrap_or(0)))
    }

    async fn length(&self, name: &str) -> Result<Option<u64>, String> {
        place(name)?;
        Ok(lock(&self.0).get(name).map(|file| u64::try_from(file.len()).unwrap_or(u64::MAX)))
    }

    async fn delete(&self, name: &str) -> Result<(), String> {
        place(name)?;
        lock(&self.0).remove(name);
        Ok(())
    }

    async fn keep_only(&self, folder: &str, names: &[String]) -> Result<(), String> {
        let folder = checked_folder(folder)?;
        let inside = |name: &str| place(name).is_ok_and(|(of, _)| of == folder);
        lock(&self.0).retain(|name, _| !inside(name) || names.contains(name));
        Ok(())
    }
}

struct MemoryWriter {
    store: MemoryBlobs,
    name: String,
    bytes: BytesMut,
}

#[async_trait::async_trait]
impl BlobWriter for MemoryWriter {
    async fn write(&mut self, bytes: Bytes) -> Result<(), String> {
        self.bytes.extend_from_slice(&bytes);
        Ok(())
    }

    async fn finish(self: Box<Self>) -> Result<(), String> {
        self.store.put(&self.name, self.bytes.freeze()).await
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
