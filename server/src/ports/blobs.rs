//! Files: written once, read whole or in part, deleted. Narrow enough for a folder and for object storage.
//!
//! A file is there whole or not at all, and is never written twice. What a store promises is told once, by the stories
//! of `tests/behaviour/blobs`, which every adapter must pass.

use crate::kernel::clock::{SystemChance, random};
use bytes::Bytes;
use std::sync::OnceLock;

/// A store of files; names are ours, never a client's: `folder/file`, see [`place`].
#[async_trait::async_trait]
pub trait Blobs: Send + Sync {
    /// Writes a file that survives a power cut once this returns.
    ///
    /// # Errors
    /// Why it could not be written; nothing is kept then, unless the store's answer was lost.
    async fn put(&self, name: &str, bytes: Bytes) -> Result<(), String>;

    /// Opens a large file for writing piece by piece; it is there under its name only once finished.
    ///
    /// # Errors
    /// Why it could not be opened.
    async fn create(&self, name: &str) -> Result<Box<dyn BlobWriter>, String>;

    /// Reads `length` bytes from `start`, fewer at the end of the file.
    ///
    /// # Errors
    /// Why it could not be read, also if there is no such file.
    async fn read(&self, name: &str, start: u64, length: u64) -> Result<Bytes, String>;

    /// How many bytes a file has; none if there is no such file. Who makes a backup must tell a file that is gone from a
    /// store that is away.
    ///
    /// # Errors
    /// Why nobody knows.
    async fn length(&self, name: &str) -> Result<Option<u64>, String> {
        Err(format!("{name}: this store does not say how long a file is"))
    }

    /// Deletes a file; no error if it is not there.
    ///
    /// # Errors
    /// Why it could not be deleted.
    async fn delete(&self, name: &str) -> Result<(), String>;

    /// Deletes every file of a folder but the named ones. Folders inside it are folders of their own, and stay.
    ///
    /// # Errors
    /// Why they could not be deleted; some may be gone.
    async fn keep_only(&self, folder: &str, names: &[String]) -> Result<(), String>;

    /// Tries the store with a small file of this process.
    ///
    /// # Errors
    /// Why files can't be written or read now.
    async fn ready(&self) -> Result<(), String> {
        try_out(self).await
    }
}

/// Writes a small file of this process, reads it back and deletes it.
///
/// # Errors
/// Why files can't be written or read now.
pub async fn try_out(blobs: &(impl Blobs + ?Sized)) -> Result<(), String> {
    let name = probe_name();
    blobs.put(&name, Bytes::from_static(b"ready")).await?;
    let read = blobs.read(&name, 0, 5).await?;
    blobs.delete(&name).await?;
    if read.as_ref() == b"ready" { Ok(()) } else { Err("what was written is not what is read".to_owned()) }
}

/// A large file on its way; dropped unfinished, nothing of it stays.
#[async_trait::async_trait]
pub trait BlobWriter: Send {
    /// Writes the next bytes.
    ///
    /// # Errors
    /// Why they could not be written; the file can't be finished then.
    async fn write(&mut self, bytes: Bytes) -> Result<(), String>;

    /// Makes the file durable under its name.
    ///
    /// # Errors
    /// Why it could not be finished.
    async fn finish(self: Box<Self>) -> Result<(), String>;
}

/// The folder and the file of a name. Names are ours, but a mistake here would reach any file of the store, so they are
/// checked: up to three folders and a file, each of 1 to 80 small letters, digits and dashes.
///
/// # Errors
/// If it is not such a name.
pub fn place(name: &str) -> Result<(&str, &str), String> {
    let (folder, file) = name.rsplit_once('/').ok_or_else(|| bad_name(name))?;
    if is_plain(file) { Ok((checked_folder(folder)?, file)) } else { Err(bad_name(name)) }
}

/// The same for the name of a folder.
///
/// # Errors
/// If it is not such a name.
pub fn checked_folder(folder: &str) -> Result<&str, String> {
    let plain = folder.split('/').count() <= 3 && folder.split('/').all(is_plain);
    if plain { Ok(folder) } else { Err(bad_name(folder)) }
}

/// A file that belongs to this process alone, though others, on other machines, look at the same store.
#[must_use]
pub fn probe_name() -> String {
    static OURS: OnceLock<String> = OnceLock::new();
    format!("ready/{}", OURS.get_or_init(|| format!("probe-{}", hex::encode(random::<8>(&SystemChance)))))
}

fn is_plain(part: &str) -> bool {
    (1..=80).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn bad_name(name: &str) -> String {
    format!("{name:?} is not a name of ours")
}
