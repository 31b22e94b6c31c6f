//! Pure rules: in which order entries stand, what the official finds in his own archive, whose stops count.

use super::model::Entry;
use crate::domain::cases::ArchivedFinding;
use crate::domain::publications::ArchivedPublication;
use entity::id::UnitId;
use entity::moment::{CHINA, Moment};
use entity::post;
use entity::words::{Finding, MeasureKind, PublicationKind};
use std::collections::BTreeSet;
use time::{Date, Duration};

/// The last moment of a day in China.
#[must_use]
pub fn end_of(day: Date) -> Moment {
    let next = day.saturating_add(Duration::DAY).midnight().assume_offset(CHINA);
    Moment::from(next).after(-Duration::MILLISECOND)
}

/// The newest first. Of two that began on one day the one that ended on it came before the one that went on; of two that both
/// ended then, the one that was written down first.
pub fn sort(entries: &mut [Entry]) {
    let place = |entry: &Entry| (entry.on, entry.until.unwrap_or(Date::MAX), entry.known_at, entry.key.clone());
    entries.sort_by_cached_key(|entry| std::cmp::Reverse(place(entry)));
}

/// Units that he led on this day by these posts (一把手).
#[must_use]
pub fn led_on(posts: &[post::Model], unit: UnitId, day: Date) -> bool {
    let led = |post: &post::Model| {
        post.leads_unit && post.unit_id == unit && post.valid_from <= day && post.valid_until.is_none_or(|last| day <= last)
    };
    posts.iter().any(led)
}

/// Units that he led at any time by these posts.
#[must_use]
pub fn units_led(posts: &[post::Model]) -> Vec<UnitId> {
    posts.iter().filter(|post| post.leads_unit).map(|post| post.unit_id).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether everybody reads a publication on this day.
#[must_use]
pub fn is_public(one: &ArchivedPublication, on: Date) -> bool {
    one.hidden.is_none() && one.title.is_some() && one.ends_on.is_none_or(|last| on <= last)
}

/// Whether the official finds a publication in his own archive: what names him in public, the clarification that he wished, and
/// the result of a finding against him alone of which a measure told him. That somebody else's report was about him, or that
/// nothing was found, he does not learn here: it would tell him to look for the reporter.
#[must_use]
pub fn is_his_to_read(one: &ArchivedPublication, finding: Option<&ArchivedFinding>, name: &str) -> bool {
    let says_name = |text: &Option<String>| text.as_deref().is_some_and(|text| !name.is_empty() && text.contains(name));
    match one.kind {
        PublicationKind::Exposure => says_name(&one.text) || says_name(&one.title),
        PublicationKind::Clarification => one.clears_him,
        PublicationKind::Result => finding.is_some_and(was_told),
    }
}

/// Whether a finding is his alone, and he was told of it by a measure.
fn was_told(finding: &ArchivedFinding) -> bool {
    let is_told = |kind: &MeasureKind| !matches!(kind, MeasureKind::MoneyRecovered | MeasureKind::MoneyReturned);
    let is_found = matches!(finding.finding, Finding::Substantiated | Finding::PartlySubstantiated);
    is_found && !finding.is_shared && finding.measures.iter().any(|(kind, _)| is_told(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::archives::kind::EntryKind;
    use time::macros::{date, datetime};
    use uuid::Uuid;

    fn post(title: &str, (on, until, known_at): (Date, Option<Date>, i64)) -> Entry {
        Entry {
            key: title.to_owned(),
            kind: EntryKind::Post,
            on,
            until,
            known_at: Moment(known_at),
            title: title.to_owned(),
            lines: Vec::new(),
            words: None,
            source: String::new(),
            link: None,
            published: None,
            answers: Vec::new(),
            matter: None,
        }
    }

    #[test]
    fn posts_of_one_day_stand_in_the_order_in_which_he_moved() {
        let day = date!(2026 - 03 - 02);
        let mut entries = vec![
            post("第三", (day, None, 3)),
            post("第一", (day, Some(day), 1)),
            post("第二", (day, Some(day), 2)),
            post("从前", (date!(2021 - 01 - 01), Some(day), 0)),
        ];
        sort(&mut entries);
        let titles: Vec<_> = entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, ["第三", "第二", "第一", "从前"]);
    }

    #[test]
    fn a_day_ends_at_midnight_in_china() {
        assert_eq!(end_of(date!(2026 - 03 - 02)).after(Duration::MILLISECOND), Moment::from(datetime!(2026-03-02 16:00 UTC)));
    }

    fn found(finding: Finding, is_shared: bool, measures: &[MeasureKind]) -> ArchivedFinding {
        ArchivedFinding {
            id: Uuid::nil().into(),
            case_id: Uuid::nil().into(),
            instance_no: 1,
            organ: String::new(),
            finding,
            measures: measures.iter().map(|kind| (*kind, None)).collect(),
            concluded_at: Moment(0),
            known_at: Moment(0),
            is_corrected: false,
            is_shared,
        }
    }

    fn published(kind: PublicationKind, text: &str, clears_him: bool) -> ArchivedPublication {
        ArchivedPublication {
            case_id: Uuid::nil().into(),
            instance_no: 1,
            kind,
            code: String::new(),
            title: Some("题目".to_owned()),
            text: Some(text.to_owned()),
            organ: String::new(),
            published_at: Moment(0),
            document: None,
            ends_on: None,
            hidden: None,
            clears_him,
        }
    }

    #[test]
    fn he_reads_what_names_him_and_what_he_was_told_of() {
        use Finding as F;
        use MeasureKind as M;
        use PublicationKind as K;
        let reads = |one: &ArchivedPublication, finding: Option<ArchivedFinding>| is_his_to_read(one, finding.as_ref(), "王五");
        let result = published(K::Result, "某某", false);
        assert!(reads(&result, Some(found(F::Substantiated, false, &[M::Talk]))));
        assert!(!reads(&result, Some(found(F::Substantiated, false, &[M::MoneyReturned]))), "no measure told him");
        assert!(!reads(&result, Some(found(F::Substantiated, true, &[M::Talk]))), "it may have been about another one");
        assert!(!reads(&result, Some(found(F::NotSubstantiated, false, &[M::Talk]))), "nothing was found");
        assert!(!reads(&result, None));
        assert!(reads(&published(K::Exposure, "王五被诫勉", false), None) && !reads(&published(K::Exposure, "赵六", false), None));
        assert!(reads(&published(K::Clarification, "", true), None) && !reads(&published(K::Clarification, "王五", false), None));
    }
}
