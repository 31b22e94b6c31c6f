//! ClamAV's daemon, asked by its own protocol (`INSTREAM`) over a socket of this machine: files go to it as they are.

use crate::config::ScannerPlace;
use crate::ports::scanner::{Scan, Scanner, Verdict};
use std::fmt::Display;
use std::future::Future;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

/// So long it may take nothing of a piece, or not open at all.
const TAKING: Duration = Duration::from_secs(30);
/// So long it may look at a whole film, packed archives within included.
const LOOKING: Duration = Duration::from_mins(10);
/// Longer than any answer of its.
const LONGEST: u64 = 4_096;

/// The daemon.
#[derive(Clone, Debug)]
pub struct Clamd(ScannerPlace);

impl Clamd {
    /// One that listens there.
    #[must_use]
    pub const fn at(place: ScannerPlace) -> Self {
        Self(place)
    }
}

trait Line: AsyncRead + AsyncWrite + Send + Sync + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Sync + Unpin> Line for T {}

#[async_trait::async_trait]
impl Scanner for Clamd {
    async fn begin(&self) -> Result<Box<dyn Scan>, String> {
        let line: Box<dyn Line> = match &self.0 {
            ScannerPlace::Socket(path) => Box::new(within(TAKING, UnixStream::connect(path)).await?),
            ScannerPlace::Loopback(address) => Box::new(within(TAKING, TcpStream::connect(address)).await?),
        };
        let mut asking = Asking { line, said: None };
        asking.write(b"zINSTREAM\0").await?;
        Ok(Box::new(asking))
    }
}

/// A file on its way to the daemon.
struct Asking {
    line: Box<dyn Line>,
    /// What it said before it had all: it wants no more.
    said: Option<String>,
}

impl Asking {
    async fn write(&mut self, bytes: &[u8]) -> Result<(), String> {
        if self.said.is_some() {
            return Ok(());
        }
        let Err(error) = within(TAKING, self.line.write_all(bytes)).await else { return Ok(()) };
        // It closes once a file is too large for it, and says so first.
        self.said = Some(self.read().await.map_err(|_| error)?);
        Ok(())
    }

    async fn read(&mut self) -> Result<String, String> {
        let mut answer = Vec::new();
        let mut line = (&mut self.line).take(LONGEST);
        within(LOOKING, line.read_to_end(&mut answer)).await?;
        if answer.is_empty() { Err("clamd hung up".to_owned()) } else { Ok(String::from_utf8_lossy(&answer).into_owned()) }
    }
}

#[async_trait::async_trait]
impl Scan for Asking {
    async fn show(&mut self, piece: &[u8]) -> Result<(), String> {
        // An empty piece would be the end.
        if piece.is_empty() {
            return Ok(());
        }
        let length = u32::try_from(piece.len()).map_err(|_| "a piece is too long".to_owned())?;
        self.write(&length.to_be_bytes()).await?;
        self.write(piece).await
    }

    async fn end(mut self: Box<Self>) -> Result<Verdict, String> {
        self.write(&0u32.to_be_bytes()).await?;
        let said = match self.said.take() {
            Some(said) => said,
            None => self.read().await?,
        };
        verdict(&said)
    }
}

/// What an answer means. Whatever is not understood is no verdict: the file was not looked at.
fn verdict(said: &str) -> Result<Verdict, String> {
    let told = said.trim_end_matches(['\0', '\n', '\r', ' ']);
    match told.strip_prefix("stream: ") {
        Some("OK") => Ok(Verdict::Clean),
        Some(found) if found.ends_with(" FOUND") => Ok(Verdict::Found(found.trim_end_matches(" FOUND").chars().take(100).collect())),
        _ => Err(format!("clamd says: {}", told.chars().take(200).collect::<String>())),
    }
}

async fn within<T, E: Display>(time: Duration, doing: impl Future<Output = Result<T, E>>) -> Result<T, String> {
    match timeout(time, doing).await {
        Ok(done) => done.map_err(|error| format!("clamd: {error}")),
        Err(_) => Err("clamd does not answer".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_is_no_verdict() {
        assert_eq!(verdict("stream: OK\0"), Ok(Verdict::Clean));
        assert_eq!(verdict("stream: Eicar-Test FOUND\0"), Ok(Verdict::Found("Eicar-Test".to_owned())));
        for said in [
            "",
            "OK",
            "stream: ",
            "INSTREAM size limit exceeded. ERROR\0",
            "stream: Can't allocate memory ERROR\0",
            "stream: OK maybe",
            "FOUND",
        ] {
            assert!(verdict(said).is_err(), "{said}");
        }
    }
}
