//! Frames of a WebSocket: read no further than they may be long, written no faster than they are taken.
//!
//! The codec under us waits for the whole of a frame before it says that it is too long, so the bound is kept here.

use actix_http::ws::{CloseCode, CloseReason, Codec, Frame, Item, Message, ProtocolError};
use actix_web::web::Payload;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_util::codec::{Decoder as _, Encoder as _};

/// Bytes of one message: a document and its variables.
pub const MAX_MESSAGE: usize = 64 << 10;
/// The longest head of a frame.
const HEAD: usize = 14;
/// Frames on their way to the network.
const ON_THE_WAY: usize = 4;
/// So long the network may take to accept one more frame.
const PATIENCE: Duration = Duration::from_secs(20);
/// So long it is waited for the peer's goodbye, and for what it is just sending.
const GOODBYE: Duration = Duration::from_secs(2);

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// A whole text.
    Text(String),
    /// A ping of the peer's.
    Ping(Bytes),
    /// The answer to ours.
    Pong,
    /// The peer's goodbye, or the end of the network.
    Gone,
    /// More than is taken.
    TooLarge,
    /// Nothing that is spoken here.
    Malformed,
}

/// What comes in.
pub struct Reader {
    network: Payload,
    codec: Codec,
    buffer: BytesMut,
    /// A text that comes in several frames.
    parts: Option<BytesMut>,
}

impl Reader {
    /// Reads a request's body as frames.
    #[must_use]
    pub fn new(network: Payload) -> Self {
        Self { network, codec: Codec::new().max_size(MAX_MESSAGE), buffer: BytesMut::new(), parts: None }
    }

    /// The next thing that came. May be dropped while it waits: nothing is lost.
    pub async fn next(&mut self) -> Heard {
        loop {
            match self.codec.decode(&mut self.buffer) {
                Ok(Some(frame)) => {
                    if let Some(heard) = self.take(frame) {
                        return heard;
                    }
                }
                Ok(None) if self.buffer.len() > MAX_MESSAGE + HEAD => return Heard::TooLarge,
                Ok(None) => match self.network.next().await {
                    Some(Ok(bytes)) => self.buffer.extend_from_slice(&bytes),
                    Some(Err(_)) | None => return Heard::Gone,
                },
                Err(ProtocolError::Overflow) => return Heard::TooLarge,
                Err(_) => return Heard::Malformed,
            }
        }
    }

    /// Throws away what still comes, for a moment: a connection that is closed over unread bytes is reset, and its
    /// peer might not read why.
    pub async fn forget(&mut self) {
        self.buffer.clear();
        let _ = timeout(GOODBYE, async { while let Some(Ok(_)) = self.network.next().await {} }).await;
    }

    fn take(&mut self, frame: Frame) -> Option<Heard> {
        match frame {
            Frame::Text(bytes) => Some(text(&bytes)),
            Frame::Continuation(Item::FirstText(bytes)) => self.begin(&bytes),
            Frame::Continuation(Item::Continue(bytes)) => self.go_on(&bytes),
            Frame::Continuation(Item::Last(bytes)) => {
                if let Some(end) = self.go_on(&bytes) {
                    return Some(end);
                }
                self.parts.take().map(|whole| text(&whole))
            }
            Frame::Ping(bytes) => Some(Heard::Ping(bytes)),
            Frame::Pong(_) => Some(Heard::Pong),
            Frame::Close(_) => Some(Heard::Gone),
            Frame::Binary(_) | Frame::Continuation(Item::FirstBinary(_)) => Some(Heard::Malformed),
        }
    }

    fn begin(&mut self, bytes: &[u8]) -> Option<Heard> {
        self.parts = Some(BytesMut::new());
        self.go_on(bytes)
    }

    fn go_on(&mut self, bytes: &[u8]) -> Option<Heard> {
        let Some(parts) = &mut self.parts else { return Some(Heard::Malformed) };
        if parts.len() + bytes.len() > MAX_MESSAGE {
            return Some(Heard::TooLarge);
        }
        parts.extend_from_slice(bytes);
        None
    }
}

fn text(bytes: &[u8]) -> Heard {
    String::from_utf8(bytes.to_vec()).map_or(Heard::Malformed, Heard::Text)
}

/// What goes out.
pub struct Writer {
    frames: mpsc::Sender<Bytes>,
    codec: Codec,
}

/// The network takes nothing any more.
#[derive(Debug)]
pub struct Lost;

impl Writer {
    /// A writer, and the body of the answer that carries its frames.
    pub fn new() -> (Self, impl Stream<Item = Result<Bytes, actix_web::Error>> + 'static) {
        let (frames, taken) = mpsc::channel(ON_THE_WAY);
        let body = futures_util::stream::unfold(taken, |mut taken| async move { taken.recv().await.map(|bytes| (Ok(bytes), taken)) });
        (Self { frames, codec: Codec::new() }, body)
    }

    /// Says a text.
    ///
    /// # Errors
    /// If the network does not take it in time.
    pub async fn say(&mut self, text: String) -> Result<(), Lost> {
        self.send(Message::Text(text.into())).await
    }

    /// Asks whether anybody is there.
    ///
    /// # Errors
    /// As [`Writer::say`].
    pub async fn ping(&mut self) -> Result<(), Lost> {
        self.send(Message::Ping(Bytes::new())).await
    }

    /// Answers a ping.
    ///
    /// # Errors
    /// As [`Writer::say`].
    pub async fn pong(&mut self, same: Bytes) -> Result<(), Lost> {
        self.send(Message::Pong(same)).await
    }

    /// Says goodbye.
    pub async fn close(mut self, code: u16, reason: &str) {
        let reason = CloseReason { code: CloseCode::from(code), description: Some(reason.to_owned()) };
        // Whoever has gone already need not be told.
        let _ = timeout(GOODBYE, self.send(Message::Close(Some(reason)))).await;
    }

    async fn send(&mut self, message: Message) -> Result<(), Lost> {
        let mut bytes = BytesMut::new();
        self.codec.encode(message, &mut bytes).map_err(|_| Lost)?;
        timeout(PATIENCE, self.frames.send(bytes.freeze())).await.map_err(|_| Lost)?.map_err(|_| Lost)
    }
}
