//! How much is held at once, and for how long, for those who ask much and take little.

use actix_web::rt::net::TcpStream;
use std::any::Any;
use std::num::NonZero;
use std::time::Duration;

/// What one process holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Connections of one thread; further ones wait until one is closed.
    pub connections: usize,
    /// Heavy questions that are answered at the same time to others than staff.
    pub heavy: usize,
    /// Bytes of large answers that are on their way at the same time to others than staff.
    pub answers: usize,
    /// How long a connection may take nothing of what is sent.
    pub unread: Duration,
}

/// Connections of the database that one process opens for requests and jobs.
pub const POOL: u32 = 16;

/// The same of an embedded database, which works inside the process: one reader a core, the writer, and one to spare. Each
/// has a thread, the schema and a cache of its own.
#[must_use]
pub fn embedded_pool() -> u32 {
    u32::try_from(cores()).unwrap_or(POOL).saturating_add(2).min(POOL)
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

impl Bounds {
    /// So many connections of one thread; of heavy questions one a core, since more of them at once only make everybody
    /// wait, and at most half as many as the database has connections.
    #[must_use]
    pub fn holding(connections: usize) -> Self {
        Self { connections, heavy: cores().clamp(2, POOL as usize / 2), answers: 256 << 20, unread: Duration::from_mins(1) }
    }
}

/// Asks the system to close a connection whose other end takes nothing for so long. Only the system can: a program that
/// waits for room to write is not woken. Elsewhere than on Linux the proxy in front has to do it.
#[cfg(target_os = "linux")]
pub fn let_go(connection: &dyn Any, unread: Duration) {
    let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
    if let Err(error) = socket2::SockRef::from(stream).set_tcp_user_timeout(Some(unread)) {
        tracing::warn!(%error, "a connection may be held by whoever takes nothing");
    }
}

/// See the other one.
#[cfg(not(target_os = "linux"))]
pub fn let_go(_: &dyn Any, _: Duration) {}
