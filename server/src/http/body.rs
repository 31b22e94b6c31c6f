//! Bodies of requests, read within a time: a slow phone is waited for, a silent one is not.

use crate::kernel::graphql::codes::TopCode;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::StreamExt as _;
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// How long a body may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// A body that is read whole before it is looked at.
    pub whole: Duration,
    /// Between two pieces of an upload.
    pub silence: Duration,
    /// In each such span an upload must bring [`Patience::least`].
    pub span: Duration,
    /// Bytes that an upload must bring in each span.
    pub least: usize,
    /// One request of an upload, however much it brings. What came is kept, and the next request goes on from there.
    pub upload: Duration,
}

/// Fit for a phone at the edge of an old network, which sends 1 to 4 KiB/s and now and then nothing for half a minute.
/// A report of 5,000 characters has 20 KiB: it gets through with a tenth of that. A piece of our client has 512 KiB,
/// which takes 32 minutes at the least pace.
impl Default for Patience {
    fn default() -> Self {
        Self {
            whole: Duration::from_mins(3),
            silence: Duration::from_mins(1),
            span: Duration::from_mins(1),
            least: 16 << 10,
            upload: Duration::from_mins(40),
        }
    }
}

/// Why a body was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It took too long.
    Slow,
    /// It has more bytes than are taken.
    Large,
    /// The connection broke, or the body is not what its headers say.
    Broken,
}

impl Unread {
    /// The status that says so.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Large => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Broken => StatusCode::BAD_REQUEST,
        }
    }

    /// What programs read.
    #[must_use]
    pub const fn code(self) -> TopCode {
        match self {
            Self::Slow => TopCode::Timeout,
            Self::Large => TopCode::Limit,
            Self::Broken => TopCode::Incomplete,
        }
    }

    /// What people read.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Slow => "网络太慢，等了太久没有收全。请换个信号好的地方再试一次。",
            Self::Large => "请求太大了，没有收。",
            Self::Broken => "请求没有收全，请再试一次。",
        }
    }
}

/// Reads a body to its end.
///
/// # Errors
/// If it is larger than `most`, takes longer than the patience, or breaks off.
pub async fn whole(body: &mut Payload, most: usize, patience: Patience) -> Result<Bytes, Unread> {
    let read = async {
        let mut bytes = BytesMut::new();
        while let Some(piece) = body.next().await {
            let piece = piece.map_err(|_| Unread::Broken)?;
            if bytes.len() + piece.len() > most {
                return Err(Unread::Large);
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes.freeze())
    };
    timeout(patience.whole, read).await.unwrap_or(Err(Unread::Slow))
}

/// The pace of one upload's request.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    patience: Patience,
    end: Instant,
    span_end: Instant,
    brought: usize,
}

impl Pace {
    /// Begins now.
    #[must_use]
    pub fn begin(patience: Patience) -> Self {
        let now = Instant::now();
        Self { patience, end: now + patience.upload, span_end: now + patience.span, brought: 0 }
    }

    /// The next piece, none at the end.
    ///
    /// # Errors
    /// If it did not come in time, the pieces are too few, or the connection broke.
    pub async fn next(&mut self, body: &mut Payload) -> Result<Option<Bytes>, Unread> {
        let now = Instant::now();
        if now >= self.span_end {
            if self.brought < self.patience.least {
                return Err(Unread::Slow);
            }
            (self.span_end, self.brought) = (now + self.patience.span, 0);
        }
        let until = self.end.min(now + self.patience.silence);
        match timeout_at(until, body.next()).await {
            Ok(Some(Ok(bytes))) => {
                self.brought = self.brought.saturating_add(bytes.len());
                Ok(Some(bytes))
            }
            Ok(None) => Ok(None),
            Ok(Some(Err(_))) => Err(Unread::Broken),
            Err(_) => Err(Unread::Slow),
        }
    }
}
