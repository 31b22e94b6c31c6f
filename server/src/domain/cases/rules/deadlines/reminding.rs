//! Mornings on which an organ is reminded: at half time, seven days before, one day before the last day; and the reporter of
//! what he was asked for, at half time.

use super::terms::is_legal;
use entity::moment::{CHINA, Moment};
use entity::words::DeadlineKind;
use time::{Date, Duration, Time};

/// The hour of the morning's notice, in China.
const MORNING: u8 = 8;

/// The next morning after `day` that is one of a clock's mornings, given by its kind, its begin and its last day; none if
/// there is none, or if nothing is the organ's to do.
///
/// A clock that ends soon has fewer of them: two that fall on one day are one, and none falls on the day of the begin.
#[must_use]
pub fn morning_after((kind, starts_at, due_on): (DeadlineKind, Moment, Date), day: Date) -> Option<Moment> {
    let start = starts_at.in_china().date();
    let half = start.saturating_add(Duration::days((due_on - start).whole_days() / 2));
    let before = |days| due_on.saturating_sub(Duration::days(days));
    let mornings = match kind {
        // The reporter is reminded, once, of what he was asked for.
        DeadlineKind::Material => vec![half],
        kind if is_legal(kind) => vec![half, before(7), before(1)],
        _ => return None,
    };
    let next = mornings.into_iter().filter(|morning| *morning > day && *morning > start).min()?;
    let eight = Time::from_hms(MORNING, 0, 0).unwrap_or(Time::MIDNIGHT);
    Some(Moment::from(next.with_time(eight).assume_offset(CHINA)))
}
