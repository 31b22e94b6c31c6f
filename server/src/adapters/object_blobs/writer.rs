//! A large file on its way into a bucket, in parts. Until the store joins them there is nothing under its name.

use super::told::tell;
use crate::ports::blobs::BlobWriter;
use bytes::Bytes;
use opendal::{Operator, Writer};

/// The smallest part that S3 takes. A smaller file goes in one request.
const PART: usize = 5 << 20;

/// A large file on its way.
pub struct BucketWriter {
    name: String,
    /// Gone once it is finished or given up.
    writer: Option<Writer>,
}

impl BucketWriter {
    /// A file that will have this name.
    ///
    /// # Errors
    /// What the store says.
    pub async fn open(store: &Operator, name: &str) -> opendal::Result<Self> {
        let writer = store.writer_with(name).chunk(PART).await?;
        Ok(Self { name: name.to_owned(), writer: Some(writer) })
    }
}

#[async_trait::async_trait]
impl BlobWriter for BucketWriter {
    async fn write(&mut self, bytes: Bytes) -> Result<(), String> {
        let mut writer = self.writer.take().ok_or_else(|| format!("{}: an earlier write failed", self.name))?;
        if let Err(error) = writer.write(bytes).await {
            give_up(&self.name, writer).await;
            return Err(tell(&self.name, &error));
        }
        self.writer = Some(writer);
        Ok(())
    }

    async fn finish(mut self: Box<Self>) -> Result<(), String> {
        let mut writer = self.writer.take().ok_or_else(|| format!("{}: an earlier write failed", self.name))?;
        if let Err(error) = writer.close().await {
            give_up(&self.name, writer).await;
            return Err(tell(&self.name, &error));
        }
        Ok(())
    }
}

impl Drop for BucketWriter {
    fn drop(&mut self) {
        // Parts that are never joined are seen in no list, and paid for all the same.
        if let (Some(writer), Ok(runtime)) = (self.writer.take(), tokio::runtime::Handle::try_current()) {
            let name = std::mem::take(&mut self.name);
            runtime.spawn(async move { give_up(&name, writer).await });
        }
    }
}

/// Asks the store to forget the parts. If it does not hear, the bucket's own rule for unfinished parts does it in time.
async fn give_up(name: &str, mut writer: Writer) {
    if let Err(error) = writer.abort().await {
        tracing::warn!(error = tell(name, &error), "parts of a file that is not finished stay in the bucket");
    }
}
