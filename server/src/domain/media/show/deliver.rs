//! A file on its way to a viewer, piece by piece. Each piece is held by its seals; a file that goes out whole is held by
//! its hash too, the original by the one that was taken when it arrived: the last piece leaves only if it is right.

use crate::domain::media::read::count_fault;
use crate::domain::media::show::file::File;
use crate::kernel::{Failure, Outcome};
use crate::ports::Ports;
use aws_lc_rs::digest::{Context, SHA256};

/// Bytes that are opened at a time.
const PIECE: u64 = 256 << 10;

/// A file, or a range of it, on its way.
pub struct Delivery {
    file: File,
    at: u64,
    end: u64,
    /// Of what went out so far; none for a range.
    hash: Option<Context>,
}

impl Delivery {
    /// The bytes from `start` to before `end`, which is at most the file's length.
    #[must_use]
    pub fn of(file: File, start: u64, end: u64) -> Self {
        let whole = start == 0 && end == file.length && file.sha256().is_some();
        Self { file, at: start, end, hash: whole.then(|| Context::new(&SHA256)) }
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// A fault of the store, or if the file is not what it was. What went out before is worth nothing then: who reads
    /// must see it break off.
    pub async fn next(&mut self, ports: &Ports) -> Outcome<Option<Vec<u8>>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let piece = self.file.read(ports, self.at, PIECE.min(self.end - self.at)).await?;
        if piece.is_empty() {
            return Err(Failure::fault("a file ends before its end"));
        }
        self.at += piece.len() as u64;
        if let Some(hash) = &mut self.hash {
            hash.update(&piece);
        }
        if self.at >= self.end { self.check().map(|()| Some(piece)) } else { Ok(Some(piece)) }
    }

    /// All of it at once.
    ///
    /// # Errors
    /// As for a piece.
    pub async fn collect(mut self, ports: &Ports) -> Outcome<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(piece) = self.next(ports).await? {
            all.extend_from_slice(&piece);
        }
        Ok(all)
    }

    fn check(&mut self) -> Outcome<()> {
        let Some(hash) = self.hash.take() else { return Ok(()) };
        if self.file.sha256() == Some(hash.finish().as_ref()) {
            return Ok(());
        }
        count_fault("altered");
        Err(Failure::fault("a file has another hash than it arrived with"))
    }
}
