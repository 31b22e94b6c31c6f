//! When an edition is due.

use entity::moment::{CHINA, Moment};
use time::{Duration, Time};

/// The hours of the night in China in which editions are made: few people read then.
const FROM: u8 = 2;
const UNTIL: u8 = 5;
/// An edition that is older than this is made anew at any hour: the program was off at night.
const OLDEST: Duration = Duration::hours(30);

/// Whether a county's edition is to be made now. A county's first one comes at night too.
#[must_use]
pub fn is_due(now: Moment, built: Option<Moment>) -> bool {
    let here = now.in_china();
    let begin = here.date().with_time(Time::from_hms(FROM, 0, 0).unwrap_or(Time::MIDNIGHT)).assume_offset(CHINA);
    let is_night = (FROM..UNTIL).contains(&here.hour());
    match built {
        None => is_night,
        Some(at) => is_night && at < Moment::from(begin) || now.since(at) > OLDEST,
    }
}

#[cfg(test)]
mod tests {
    use super::is_due;
    use entity::moment::Moment;
    use time::OffsetDateTime;
    use time::macros::datetime;

    #[test]
    fn it_is_made_once_a_night_and_caught_up_with() {
        let at = |moment: OffsetDateTime| Moment::from(moment);
        let night = at(datetime!(2026-03-03 02:10 +8));
        for (now, built, is) in [
            (night, None, true),
            (at(datetime!(2026-03-03 09:00 +8)), None, false),
            (night, Some(at(datetime!(2026-03-02 02:10 +8))), true),
            (night, Some(at(datetime!(2026-03-03 01:59 +8))), true),
            (night, Some(at(datetime!(2026-03-03 02:00 +8))), false),
            (at(datetime!(2026-03-03 09:00 +8)), Some(at(datetime!(2026-03-02 02:10 +8))), true),
            (at(datetime!(2026-03-03 08:00 +8)), Some(at(datetime!(2026-03-02 02:10 +8))), false),
            (at(datetime!(2026-03-03 01:00 +8)), Some(at(datetime!(2026-03-02 20:00 +8))), false),
        ] {
            assert_eq!(is_due(now, built), is, "{now:?} {built:?}");
        }
    }
}
