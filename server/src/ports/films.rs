//! Films and recordings: what is made of them so that they can be looked at and listened to anywhere.

use entity::words::MediaKind;
use std::fs::File;
use tokio::sync::OwnedSemaphorePermit;

/// A film or recording as it arrived, in a file that lies in memory and has no name: never unsealed on a disk.
#[derive(Debug)]
pub struct Film {
    /// Its bytes.
    pub file: File,
    /// Its media type, as its first bytes say.
    pub mime: String,
    /// Film or recording.
    pub kind: MediaKind,
}

/// What makes copies for looking. What it can't make is none, and no fault: the original is always there.
#[async_trait::async_trait]
pub trait Films: Send + Sync {
    /// Leave to work on one film, which lies in memory meanwhile; none while another is worked on.
    fn place(&self) -> Option<OwnedSemaphorePermit>;

    /// A copy that plays everywhere and says nothing of place, time or device: MP4 with H.264 and AAC.
    async fn view(&self, film: &Film) -> Option<File>;

    /// One frame, as JPEG.
    async fn frame(&self, film: &Film) -> Option<Vec<u8>>;
}

/// Where nothing is installed that can open films.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFilms;

#[async_trait::async_trait]
impl Films for NoFilms {
    fn place(&self) -> Option<OwnedSemaphorePermit> {
        std::sync::Arc::new(tokio::sync::Semaphore::new(1)).try_acquire_owned().ok()
    }

    async fn view(&self, _: &Film) -> Option<File> {
        None
    }

    async fn frame(&self, _: &Film) -> Option<Vec<u8>> {
        None
    }
}
