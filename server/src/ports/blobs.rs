//! Files: written once, read whole or in part, deleted. Narrow enough for a folder and for object storage.

use bytes::Bytes;

/// A store of files; names are ours, never a client's: `folder/file`, parts of small letters, digits and dashes.
#[async_trait::async_trait]
pub trait Blobs: Send + Sync {
    /// Writes a file that survives a power cut once this returns.
    ///
    /// # Errors
    /// Why it could not be written; nothing is kept then.
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

    /// Deletes a file; no error if it is not there.
    ///
    /// # Errors
    /// Why it could not be deleted.
    async fn delete(&self, name: &str) -> Result<(), String>;

    /// Deletes every file of a folder but the named ones, also what a killed process left half written.
    ///
    /// # Errors
    /// Why they could not be deleted; some may be gone.
    async fn keep_only(&self, folder: &str, names: &[String]) -> Result<(), String>;

    /// Tries the store with a small file of this process.
    ///
    /// # Errors
    /// Why files can't be written or read now.
    async fn ready(&self) -> Result<(), String> {
        let name = format!("ready/probe-{}", std::process::id());
        self.put(&name, Bytes::from_static(b"ready")).await?;
        let read = self.read(&name, 0, 5).await?;
        self.delete(&name).await?;
        if read.as_ref() == b"ready" { Ok(()) } else { Err("what was written is not what is read".to_owned()) }
    }
}

/// A large file on its way.
#[async_trait::async_trait]
pub trait BlobWriter: Send {
    /// Writes the next bytes.
    ///
    /// # Errors
    /// Why they could not be written.
    async fn write(&mut self, bytes: Bytes) -> Result<(), String>;

    /// Makes the file durable under its name.
    ///
    /// # Errors
    /// Why it could not be finished.
    async fn finish(self: Box<Self>) -> Result<(), String>;
}
