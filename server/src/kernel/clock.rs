//! Time and chance as the rest of the house gets them: passed in, so that a test can be in March of next year.

use entity::moment::Moment;
use std::sync::Mutex;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;

    /// When the machine's clock will stand where this one says `at`: the same, unless this one runs faster.
    fn in_real_time(&self, at: Moment) -> Moment {
        at
    }
}

/// Random bytes.
pub trait Chance: Send + Sync {
    /// Fills the slice.
    fn fill(&self, bytes: &mut [u8]);
}

/// N random bytes.
pub fn random<const N: usize>(chance: &dyn Chance) -> [u8; N] {
    let mut bytes = [0; N];
    chance.fill(&mut bytes);
    bytes
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Moment {
        Moment::from(time::OffsetDateTime::now_utc())
    }
}

/// The machine's random numbers.
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        if aws_lc_rs::rand::fill(bytes).is_err() {
            // Without random numbers nothing here is safe: stop rather than go on with zeros.
            std::process::abort();
        }
    }
}

/// A clock for tests and demonstrations, which stands still until it is told to move.
pub struct SetClock(Mutex<Moment>);

impl SetClock {
    /// A clock that says `at`.
    #[must_use]
    pub fn at(at: Moment) -> Self {
        Self(Mutex::new(at))
    }

    /// Moves the clock forward.
    pub fn advance(&self, span: time::Duration) {
        let mut at = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *at = at.after(span);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Moment {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
