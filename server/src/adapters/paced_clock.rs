//! The calendar of a demonstration: as many times faster than the machine's clock as it was told, and never backwards.

use crate::kernel::Clock;
use entity::moment::Moment;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A calendar that runs faster. What people hold in hand for minutes (codes, tokens, leases) goes by the machine's clock.
pub struct PacedClock {
    real: Arc<dyn Clock>,
    /// When it began, by the machine's clock.
    began: Moment,
    /// Where it began.
    at: AtomicI64,
    pace: i64,
}

impl PacedClock {
    /// Begins now, at this pace.
    #[must_use]
    pub fn new(real: Arc<dyn Clock>, pace: u32) -> Self {
        let began = real.now();
        Self { real, began, at: AtomicI64::new(began.0), pace: i64::from(pace.max(1)) }
    }

    /// Goes on from where an earlier run came to, if that is later than today.
    pub fn go_on_from(&self, last: Moment) {
        self.at.fetch_max(last.0, Ordering::Relaxed);
    }
}

impl Clock for PacedClock {
    fn now(&self) -> Moment {
        let past = self.real.now().0.saturating_sub(self.began.0).saturating_mul(self.pace);
        Moment(self.at.load(Ordering::Relaxed).saturating_add(past))
    }

    /// What is past already is due now; a day to come is a fraction of one away, rounded up so that it is never too early.
    fn in_real_time(&self, at: Moment) -> Moment {
        let (real, ahead) = (self.real.now(), at.0.saturating_sub(self.now().0));
        if ahead <= 0 {
            return at.min(real);
        }
        Moment(real.0.saturating_add(ahead / self.pace).saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::clock::SetClock;
    use time::Duration;

    const BEGIN: Moment = Moment(1_772_413_200_000);

    #[test]
    fn three_months_pass_in_minutes() {
        let real = Arc::new(SetClock::at(BEGIN));
        let paced = PacedClock::new(Arc::clone(&real) as _, 8_640);
        assert_eq!(paced.now(), BEGIN);
        real.advance(Duration::seconds(10));
        assert_eq!(paced.now(), BEGIN.after(Duration::days(1)));
        real.advance(Duration::minutes(15));
        assert_eq!(paced.now(), BEGIN.after(Duration::days(91)));
    }

    #[test]
    fn it_goes_on_where_it_came_to_and_never_back() {
        let real = Arc::new(SetClock::at(BEGIN));
        let paced = PacedClock::new(Arc::clone(&real) as _, 100);
        paced.go_on_from(BEGIN.after(Duration::days(-3)));
        assert_eq!(paced.now(), BEGIN);
        paced.go_on_from(BEGIN.after(Duration::days(40)));
        assert_eq!(paced.now(), BEGIN.after(Duration::days(40)));
    }

    #[test]
    fn what_is_to_come_comes_in_real_time_and_never_too_early() {
        let real = Arc::new(SetClock::at(BEGIN));
        let paced = PacedClock::new(Arc::clone(&real) as _, 1_440);
        paced.go_on_from(BEGIN.after(Duration::days(100)));
        assert_eq!(paced.in_real_time(BEGIN.after(Duration::days(99))), BEGIN, "due now");
        assert_eq!(paced.in_real_time(BEGIN.after(Duration::days(-1))), BEGIN.after(Duration::days(-1)), "due before");
        let in_three_days = paced.now().after(Duration::days(3));
        let real_time = paced.in_real_time(in_three_days);
        assert_eq!(real_time, BEGIN.after(Duration::minutes(3)).after(Duration::MILLISECOND));
        real.advance(real_time.since(BEGIN));
        assert!(paced.now() >= in_three_days);
    }
}
