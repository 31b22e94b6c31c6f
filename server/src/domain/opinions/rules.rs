//! Pure rules: which day an answer is due, which words sound like an accusation, what is shown of a name, how figures are made.

use crate::domain::calendar::Calendar;
use entity::moment::Moment;
use std::collections::BTreeMap;
use time::{Date, Duration, Time};

/// Opinions of one phone in a day: a family shares a phone.
pub const OPINIONS_A_DAY: u64 = 5;
/// How often the author of one opinion may ask on.
pub const FOLLOW_UPS: usize = 5;
/// So long after an answer an opinion is closed if its author says nothing.
pub const SILENCE: Duration = Duration::days(15);

/// Words that stand in accusations. Whoever uses one is asked whether it is a report; nobody is kept from saying that it is
/// none.
const ACCUSING: [&str; 38] = [
    "举报",
    "检举",
    "控告",
    "告发",
    "贪污",
    "贪官",
    "受贿",
    "行贿",
    "收钱",
    "收了钱",
    "拿钱",
    "拿了钱",
    "收礼",
    "收了礼",
    "送礼",
    "红包",
    "回扣",
    "好处费",
    "索要",
    "索贿",
    "勒索",
    "挪用",
    "侵占",
    "克扣",
    "截留",
    "私分",
    "套取",
    "骗取",
    "冒领",
    "虚报",
    "吃空饷",
    "吃拿卡要",
    "优亲厚友",
    "以权谋私",
    "滥用职权",
    "徇私",
    "违纪",
    "腐败",
];

/// Whether a text sounds like an accusation: something for the page of reports, where it is kept secret.
#[must_use]
pub fn accuses(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ACCUSING.iter().any(|word| bare.contains(word))
}

/// What the unit sees of a name: its first sign (王**).
#[must_use]
pub fn masked(name: &str) -> String {
    name.chars().next().map(|first| format!("{first}**")).unwrap_or_default()
}

/// The last day of a term of so many working days; the day on which it begins is not counted.
#[must_use]
pub fn due_on(calendar: &Calendar, from: Moment, days: i32) -> Date {
    let mut day = from.in_china().date();
    let mut left = days.max(1);
    // No holiday of China is longer than a fortnight: a calendar that never works ends here.
    for _ in 0..days.max(1).saturating_mul(15) {
        day = day.next_day().unwrap_or(day);
        left -= i32::from(calendar.is_working(day));
        if left == 0 {
            break;
        }
    }
    day
}

/// The first moment after a day, in China.
#[must_use]
pub fn day_after(day: Date) -> Moment {
    let next = day.next_day().unwrap_or(day);
    Moment::from(next.with_time(Time::MIDNIGHT).assume_offset(time::macros::offset!(+8)))
}

/// What is measured of one opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answering {
    /// When it came.
    pub received_at: Moment,
    /// The last day for the first answer.
    pub first_due_on: Date,
    /// When it was first answered.
    pub first_answered_at: Option<Moment>,
}

/// How a unit answers the opinions that came within a span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// So many came.
    pub received: u32,
    /// So many have a first answer.
    pub answered: u32,
    /// So many of them had it by their last day.
    pub in_time: u32,
    /// So many have none, and their day is over.
    pub overdue: u32,
    /// Minutes to the first answer that half of them did not exceed; none without any.
    pub half_within: Option<i64>,
}

impl Measure {
    /// Of a hundred whose time is over or that were answered, so many were answered in time; none without any.
    #[must_use]
    pub fn share_in_time(&self) -> Option<u32> {
        let all = self.answered.saturating_add(self.overdue);
        (all > 0).then(|| (self.in_time.saturating_mul(200).saturating_add(all)) / all.saturating_mul(2))
    }
}

/// Measures opinions, each with whose it is; all together stand under none.
#[must_use]
pub fn measured<K: Ord + Copy>(rows: &[(K, Answering)], today: Date) -> BTreeMap<Option<K>, Measure> {
    let mut times: BTreeMap<Option<K>, (Measure, Vec<i64>)> = BTreeMap::new();
    for (key, one) in rows {
        for of in [Some(*key), None] {
            let (measure, minutes) = times.entry(of).or_default();
            measure.received += 1;
            match one.first_answered_at {
                Some(at) => {
                    measure.answered += 1;
                    measure.in_time += u32::from(at.in_china().date() <= one.first_due_on);
                    minutes.push(at.since(one.received_at).whole_minutes());
                }
                None => measure.overdue += u32::from(one.first_due_on < today),
            }
        }
    }
    times.into_iter().map(|(key, (measure, minutes))| (key, Measure { half_within: half(minutes), ..measure })).collect()
}

/// What half of them do not exceed: the lower one of two in the middle.
fn half(mut minutes: Vec<i64>) -> Option<i64> {
    minutes.sort_unstable();
    let middle = minutes.len().checked_sub(1)? / 2;
    minutes.get(middle).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    fn at(day: time::OffsetDateTime) -> Moment {
        Moment::from(day)
    }

    #[test]
    fn what_sounds_like_an_accusation_is_known_however_it_is_spaced() {
        for text in ["村主任收 了 钱", "他吃拿卡要", "有人冒领低保", "我要举报"] {
            assert!(accuses(text), "{text}");
        }
        for text in ["办事大厅中午没有人", "低保评议请提前三天贴通知", "流程第二步能不能网上办", "公示的字太小，老人看不清"]
        {
            assert!(!accuses(text), "{text}");
        }
    }

    #[test]
    fn of_a_name_one_sign_is_shown() {
        assert_eq!(masked("王大山"), "王**");
        assert_eq!(masked("𠮷田"), "𠮷**");
        assert_eq!(masked(""), "");
    }

    #[test]
    fn a_term_counts_working_days_and_not_its_first() {
        let calendar = Calendar::announced();
        // Friday noon: fifteen working days later, without the days of rest of 清明 (4 to 6 April 2026).
        assert_eq!(due_on(calendar, at(datetime!(2026-03-20 12:00 +8)), 15), date!(2026 - 04 - 13));
        assert_eq!(due_on(calendar, at(datetime!(2026-03-20 12:00 +8)), 1), date!(2026 - 03 - 23));
        assert_eq!(day_after(date!(2026 - 04 - 13)), at(datetime!(2026-04-14 00:00 +8)));
    }

    #[test]
    fn figures_are_those_of_a_count_by_hand() {
        let (due, came) = (date!(2026 - 03 - 20), at(datetime!(2026-03-02 09:00 +8)));
        let one = |answered: Option<time::OffsetDateTime>| Answering {
            received_at: came,
            first_due_on: due,
            first_answered_at: answered.map(Moment::from),
        };
        let rows = [
            ('a', one(Some(datetime!(2026-03-02 10:00 +8)))),
            ('a', one(Some(datetime!(2026-03-20 23:59 +8)))),
            ('a', one(Some(datetime!(2026-03-21 00:00 +8)))),
            ('b', one(None)),
        ];
        let before = measured(&rows, due);
        assert_eq!(before[&Some('b')], Measure { received: 1, ..Measure::default() });
        assert_eq!(before[&Some('b')].share_in_time(), None, "its time is not over");
        let after = measured(&rows, date!(2026 - 03 - 21));
        let minutes = at(datetime!(2026-03-20 23:59 +8)).since(came).whole_minutes();
        assert_eq!(after[&Some('a')], Measure { received: 3, answered: 3, in_time: 2, overdue: 0, half_within: Some(minutes) });
        assert_eq!((after[&Some('a')].share_in_time(), after[&Some('b')].share_in_time()), (Some(67), Some(0)));
        assert_eq!((after[&None].received, after[&None].overdue, after[&None].share_in_time()), (4, 1, Some(50)));
        assert_eq!(measured::<char>(&[], due), BTreeMap::new());
    }
}
