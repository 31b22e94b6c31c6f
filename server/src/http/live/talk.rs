//! One connection from its greeting to its end.

use super::Terms;
use super::frames::{Heard, Lost, Reader, Writer};
use super::places::{Place, Whose};
use super::subscriptions::{Ground, Subscriptions};
use super::words::{self, Asked, Close};
use crate::domain::cases::live::Seat;
use crate::http::session::{self, BadToken};
use crate::kernel::clock::random;
use crate::kernel::{Actor, Failure};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Events that may be on their way before the client has shown that it reads. Further news waits, and what waits is
/// bounded: see `News`.
const UNREAD: u32 = 16;
/// Messages of the client in one minute.
const MOST_MESSAGES: u32 = 120;
/// Bytes of the client's name for a subscription: it comes back with each event.
const LONGEST_NAME: usize = 256;

/// A connection.
pub struct Talk {
    ground: Ground,
    terms: Terms,
    place: Place,
    reader: Reader,
    writer: Writer,
    subscriptions: Subscriptions,
    /// Events since the client last showed that it reads.
    unread: u32,
    /// When the client last answered a ping of ours: whoever only talks may read nothing.
    heard_at: Instant,
    pinged_at: Instant,
    /// A ping is on its way that was not answered yet.
    is_asked: bool,
    /// Since when nothing has been subscribed to.
    idle_since: Instant,
    minute: (Instant, u32),
}

impl Talk {
    /// A connection that was just opened.
    #[must_use]
    pub fn new(ground: Ground, terms: Terms, place: Place, (reader, writer): (Reader, Writer)) -> Self {
        let now = Instant::now();
        Self {
            ground,
            terms,
            place,
            reader,
            writer,
            subscriptions: Subscriptions::default(),
            unread: 0,
            heard_at: now,
            pinged_at: now,
            is_asked: false,
            idle_since: now,
            minute: (now, 0),
        }
    }

    /// Talks until one of both has had enough.
    pub async fn run(mut self) {
        let close = match self.greeting().await {
            Ok(seat) => self.talks(&seat).await,
            Err(close) => close,
        };
        self.end(close).await;
    }

    /// Speaks of nothing but why it ends.
    pub async fn end(self, close: Close) {
        metrics::counter!("lianjing_live_closed_total", "code" => close.code().to_string()).increment(1);
        let Self { place, mut reader, writer, subscriptions, .. } = self;
        // Both are free before the goodbye, which a peer who reads no more may draw out.
        drop((subscriptions, place));
        writer.close(close.code(), close.reason()).await;
        reader.forget().await;
    }

    /// Who it is.
    async fn greeting(&mut self) -> Result<Arc<Seat>, Close> {
        let until = Instant::now() + self.terms.init;
        loop {
            let heard = tokio::select! {
                heard = self.reader.next() => heard,
                () = sleep_until(until) => return Err(Close::TooLate),
                () = self.ground.live.closing() => return Err(Close::Restart),
            };
            match self.asked(heard).await? {
                Some(Asked::ConnectionInit { payload }) => {
                    let seat = self.seat(payload.and_then(|greeting| greeting.token).as_deref()).await?;
                    self.say(words::ack()).await?;
                    return Ok(seat);
                }
                Some(Asked::Subscribe { .. }) => return Err(Close::Unknown),
                Some(_) | None => {}
            }
        }
    }

    async fn seat(&mut self, token: Option<&str>) -> Result<Arc<Seat>, Close> {
        let kernel = &self.ground.kernel;
        let actor = match token {
            None => Actor::Nobody,
            Some(token) => session::behind(kernel, token).await.map_err(|bad| match bad {
                BadToken::Rejected => Close::Forbidden,
                BadToken::Fault(failure) => unread(&failure),
            })?,
        };
        let whose = match &actor {
            Actor::Staff(staff) => Whose::Session(staff.session_id),
            Actor::Reporter(reporter) => Whose::Phone(reporter.phone_hash.clone()),
            Actor::Nobody | Actor::Client(_) | Actor::System => Whose::Anybody,
        };
        if !self.place.belongs_to(whose) {
            return Err(Close::TooMany);
        }
        self.ground.live.sit(actor, token).await.map_err(|failure| unread(&failure))
    }

    async fn talks(&mut self, seat: &Arc<Seat>) -> Close {
        let (end, limits) = (Instant::now() + self.life(), self.ground.kernel.settings.api);
        loop {
            let may_tell = self.unread < UNREAD;
            let done = tokio::select! {
                // News before answers: once a ping is answered, all that was known by then has been said.
                biased;
                () = seat.ended() => Err(Close::Forbidden),
                () = self.ground.live.closing() => Err(Close::Restart),
                () = sleep_until(end) => Err(Close::Old),
                message = self.subscriptions.next(&limits), if may_tell => self.tells(message).await,
                heard = self.reader.next() => self.answers(seat, heard).await,
                () = sleep_until(self.pinged_at + self.terms.ping) => self.looks_after().await,
            };
            if let Err(close) = done {
                return close;
            }
        }
    }

    /// The longest life, cut a little by chance: those who came together need not come back together.
    fn life(&self) -> Duration {
        let [chance] = random::<1>(&*self.ground.kernel.chance);
        self.terms.life.mul_f64(1.0 - f64::from(chance) / 2_560.0)
    }

    /// Is anybody there, and for anything?
    async fn looks_after(&mut self) -> Result<(), Close> {
        if self.heard_at.elapsed() > self.terms.silence {
            return Err(Close::Silent);
        }
        if !self.subscriptions.is_empty() {
            self.idle_since = Instant::now();
        } else if self.idle_since.elapsed() > self.terms.silence {
            return Err(Close::Idle);
        }
        self.pings().await
    }

    async fn pings(&mut self) -> Result<(), Close> {
        self.pinged_at = Instant::now();
        self.is_asked = true;
        self.writer.ping().await.map_err(gone)
    }

    async fn tells(&mut self, message: String) -> Result<(), Close> {
        self.unread += 1;
        self.say(message).await?;
        // Half way, so that a reader who keeps up is never kept waiting.
        if self.unread == UNREAD / 2 { self.pings().await } else { Ok(()) }
    }

    async fn answers(&mut self, seat: &Arc<Seat>, heard: Heard) -> Result<(), Close> {
        match self.asked(heard).await? {
            Some(Asked::Subscribe { id, .. }) if self.subscriptions.has(&id) => Err(Close::Doubled),
            Some(Asked::Subscribe { id, .. }) if id.len() > LONGEST_NAME => Err(Close::Malformed),
            Some(Asked::Subscribe { id, payload }) => {
                let refusal = tokio::select! {
                    biased;
                    () = seat.ended() => return Err(Close::Forbidden),
                    () = self.ground.live.closing() => return Err(Close::Restart),
                    refusal = self.subscriptions.begin(&self.ground, seat, (&id, payload)) => refusal,
                };
                match refusal {
                    Some(refusal) => self.say(refusal).await,
                    None => Ok(()),
                }
            }
            Some(Asked::Complete { id }) => {
                self.subscriptions.end(&id);
                Ok(())
            }
            Some(Asked::ConnectionInit { .. }) => Err(Close::TooMany),
            Some(Asked::Ping | Asked::Pong) | None => Ok(()),
        }
    }

    /// A message, if it is one of the protocol's; pings are answered on the way.
    async fn asked(&mut self, heard: Heard) -> Result<Option<Asked>, Close> {
        match heard {
            Heard::Pong if self.is_asked => {
                self.is_asked = false;
                self.unread = 0;
                self.heard_at = Instant::now();
            }
            // It answers nothing.
            Heard::Pong => self.counts()?,
            Heard::Ping(same) => {
                self.counts()?;
                self.writer.pong(same).await.map_err(gone)?;
            }
            Heard::Text(text) => {
                self.counts()?;
                let asked = serde_json::from_str(&text).map_err(|_| Close::Malformed)?;
                if matches!(asked, Asked::Ping) {
                    self.say(words::pong()).await?;
                }
                return Ok(Some(asked));
            }
            Heard::Gone => return Err(Close::Gone),
            Heard::TooLarge => return Err(Close::TooLarge),
            Heard::Malformed => return Err(Close::Malformed),
        }
        Ok(None)
    }

    fn counts(&mut self) -> Result<(), Close> {
        if self.minute.0.elapsed() > Duration::from_mins(1) {
            self.minute = (Instant::now(), 0);
        }
        self.minute.1 += 1;
        if self.minute.1 > MOST_MESSAGES { Err(Close::TooMany) } else { Ok(()) }
    }

    async fn say(&mut self, text: String) -> Result<(), Close> {
        self.writer.say(text).await.map_err(gone)
    }
}

/// A session that could not be read: later, if the database has no connection just now.
fn unread(failure: &Failure) -> Close {
    if matches!(failure, Failure::Busy) {
        return Close::TooMany;
    }
    tracing::error!(error = %failure, "could not read a session");
    Close::Fault
}

fn gone(_: Lost) -> Close {
    Close::Gone
}
