//! How often, how long, how much: numbers of the phone code and of uploads, and the rule for one phone.

use crate::kernel::token::LONGEST_LIFE;
use entity::moment::Moment;
use entity::words::MediaKind;
use time::Duration;

/// A code works so long after it was sent.
pub const CODE_LIFE: Duration = Duration::minutes(5);
/// Wrong guesses that one code takes.
pub const TRIES: i32 = 5;
/// A code that waited longer than this for the gateway is not sent any more.
pub const STALE: Duration = Duration::minutes(10);
/// A proven phone stays proven so long.
pub const TOKEN_LIFE: Duration = Duration::minutes(30);
/// Leave to upload lasts so long from its last use.
pub const UPLOAD_LIFE: Duration = Duration::hours(24);
/// The token of an upload; its grant ends earlier unless it is renewed.
pub const UPLOAD_TOKEN_LIFE: Duration = LONGEST_LIFE;
/// A challenge may be solved and used so long.
pub const CHALLENGE_LIFE: Duration = Duration::minutes(20);

/// Sends of one phone: at most so many within a span, the shortest span first.
const SENDS: [(Duration, usize); 3] = [(Duration::minutes(1), 1), (Duration::hours(1), 5), (Duration::days(1), 8)];

/// Query codes that there are not, from one phone: at most so many within a span.
const WRONG_CODES: (Duration, usize) = (Duration::days(1), 10);
/// Reports of one phone in a day. A family shares a phone, and a helper may file for a few old people one after the
/// other; more on one day comes from somebody who wants to bury an organ under paper.
pub const REPORTS_A_DAY: u64 = 10;
/// Further tellings on one report in a day.
pub const SUPPLEMENTS_A_DAY: usize = 10;
/// How often one report may be withdrawn in a day: each time sends an SMS, and tells officers.
pub const WITHDRAWALS_A_DAY: usize = 3;
/// How often an answer to one reply may be changed, or said with other words, in a day. What climbs is never held up.
pub const ANSWERS_A_DAY: usize = 5;
/// Submissions that one phone may get leave to upload for in a day: as many as files that no report has yet.
pub const GRANTS_A_DAY: u64 = UPLOADS_A_DAY.loose_files;

/// What one phone may announce for uploads within a day. A report has room for 17 files and 400 MiB; so two may be on
/// their way at once, and a few more in the day. What no report has yet lies there for nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhoneUploads {
    /// Files that no report has, refused ones too.
    pub loose_files: u64,
    /// Bytes of files that no report has.
    pub loose_bytes: u64,
    /// Bytes of all files, those of reports too.
    pub bytes: u64,
}

/// The most that one phone may announce within a day.
pub const UPLOADS_A_DAY: PhoneUploads = PhoneUploads { loose_files: 40, loose_bytes: 600 << 20, bytes: 2 << 30 };

/// The span within which reports and uploads of a phone are counted.
pub const A_DAY: Duration = Duration::days(1);

/// What one submission may upload of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadMaximum {
    /// The kind.
    pub kind: MediaKind,
    /// Bytes of one file.
    pub bytes: i32,
    /// Files of one submission.
    pub count: i32,
}

/// The most that one submission may upload, by kind.
pub const MAXIMA: [UploadMaximum; 3] = [
    UploadMaximum { kind: MediaKind::Photo, bytes: 10 << 20, count: 9 },
    UploadMaximum { kind: MediaKind::Audio, bytes: 20 << 20, count: 5 },
    UploadMaximum { kind: MediaKind::Video, bytes: 100 << 20, count: 3 },
];

/// The wait until the next resend, as clients show it.
pub const fn resend_after() -> Duration {
    Duration::minutes(1)
}

/// The sends to remember if one more is allowed now; otherwise how long to wait for it.
///
/// # Errors
/// The wait.
pub fn one_more(sends: &[Moment], now: Moment) -> Result<Vec<Moment>, Duration> {
    let mut recent: Vec<_> = sends.iter().copied().filter(|at| now.since(*at) < Duration::days(1)).collect();
    recent.sort_unstable();
    let wait = SENDS.iter().filter_map(|(span, most)| wait_for(&recent, now, *span, *most)).max();
    if let Some(wait) = wait {
        return Err(wait);
    }
    recent.push(now);
    Ok(recent)
}

/// The wrong query codes that still count, and whether one more may be tried.
#[must_use]
pub fn still_counted(wrong: &[Moment], now: Moment) -> (Vec<Moment>, bool) {
    let (span, most) = WRONG_CODES;
    let recent: Vec<_> = wrong.iter().copied().filter(|at| now.since(*at) < span).collect();
    let may = recent.len() < most;
    (recent, may)
}

/// How long until fewer than `most` of the sends lie within `span`.
fn wait_for(recent: &[Moment], now: Moment, span: Duration, most: usize) -> Option<Duration> {
    let within: Vec<_> = recent.iter().filter(|at| now.since(**at) < span).collect();
    let first_to_leave = within.len().checked_sub(most).and_then(|index| within.get(index))?;
    Some(first_to_leave.after(span).since(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Moment {
        Moment(1_795_000_000_000).after(Duration::minutes(minutes))
    }

    /// Asks at each minute; answers how many were allowed.
    fn allowed(minutes: impl Iterator<Item = i64>) -> usize {
        let mut sends = Vec::new();
        minutes.filter(|minute| one_more(&sends, at(*minute)).map(|next| sends = next).is_ok()).count()
    }

    #[test]
    fn one_a_minute_five_an_hour_eight_a_day() {
        assert_eq!(allowed([0, 0].into_iter()), 1);
        assert_eq!(allowed(0..60), 5);
        assert_eq!(allowed(0..24 * 60), 8);
        assert_eq!(allowed(0..2 * 24 * 60), 16);
    }

    #[test]
    fn ten_wrong_query_codes_a_day() {
        let ten: Vec<_> = (0..10).map(at).collect();
        assert!(still_counted(&ten[..9], at(10)).1);
        assert!(!still_counted(&ten, at(10)).1);
        assert_eq!(still_counted(&ten, at(24 * 60 + 4)).0.len(), 5);
    }

    #[test]
    fn the_wait_is_the_longest_that_holds() {
        assert_eq!(one_more(&[at(0)], at(0).after(Duration::seconds(20))), Err(Duration::seconds(40)));
        let five = [at(0), at(2), at(4), at(6), at(8)];
        assert_eq!(one_more(&five, at(10)), Err(Duration::minutes(50)));
        assert_eq!(one_more(&five, at(60)).map(|sends| sends.len()), Ok(6));
    }

    #[test]
    fn what_is_older_than_a_day_is_forgotten() {
        assert_eq!(one_more(&[at(0)], at(24 * 60)), Ok(vec![at(24 * 60)]));
    }
}
