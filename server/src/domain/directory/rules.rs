//! Pure rules: which organ covers a unit, and from whom an official must keep away (回避, domain.md "Routing" 3).

use super::model::{Kin, OrganFacts, PostFacts, Recusals};
use entity::id::{OfficialId, UnitId};
use entity::words::OrganKind;
use std::collections::BTreeSet;
use time::{Date, Duration};

/// Two years: who served together within them keeps away (domain.md "Routing" 3).
const LOOKING_BACK: Duration = Duration::days(731);

/// The days that recusal looks at: two years back until today.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// First day that still counts for having served together.
    pub since: Date,
    /// The day on which somebody leads or is led.
    pub today: Date,
}

impl Span {
    /// The two years until this day.
    #[must_use]
    pub fn until(today: Date) -> Self {
        Self { since: two_years_before(today), today }
    }
}

/// The first day that still counts for having served together, seen from this one.
#[must_use]
pub fn two_years_before(today: Date) -> Date {
    today.checked_sub(LOOKING_BACK).unwrap_or(Date::MIN)
}

/// The nearest organ at or above a unit, given the unit's chain; the county commission where none is nearer.
///
/// An organ that belongs to a unit goes before one that only covers it.
#[must_use]
pub fn covering_organ<'a>(organs: &'a [OrganFacts], chain: &[UnitId]) -> Option<&'a OrganFacts> {
    let inside = || organs.iter().filter(|organ| !organ.external);
    let at = |unit: &UnitId| {
        let owned = inside().find(|organ| organ.unit_id == Some(*unit) && organ.kind != OrganKind::CountyCommission);
        let covered = || inside().find(|organ| organ.coverage.contains(unit));
        let commission = || inside().find(|organ| organ.unit_id == Some(*unit));
        owned.or_else(covered).or_else(commission)
    };
    chain.iter().find_map(at).or_else(|| inside().find(|organ| organ.kind == OrganKind::CountyCommission))
}

/// Whether the post is one of those who answer for what the unit does: its leaders and its leading group (班子), today and
/// within the span (docs/adr/0011).
pub(super) fn steers(post: &PostFacts, span: Span) -> bool {
    (post.leads_unit || post.in_leading_group) && post.held_within(span.since, span.today)
}

/// Officials that `of` must not handle, and the units he leads.
///
/// Himself; who serves or within the span served in a section in which he did; who leads him directly or is led by
/// him directly today; to whom he said that he is kin, or is by the register or the note of a head.
pub(super) fn recusals(of: OfficialId, posts: &[PostFacts], kin: &[Kin], span: Span) -> Recusals {
    let mut officials = colleagues(of, posts, span);
    officials.extend(kin.iter().filter(|kin| kin.declarer == of).map(|kin| kin.relative));
    officials.extend(kin.iter().filter(|kin| kin.relative == of && kin.is_noted).map(|kin| kin.declarer));
    let units_led: BTreeSet<_> = posts.iter().filter(|post| post.official == of && steers(post, span)).map(|post| post.unit).collect();
    Recusals { of: Some(of), officials: officials.into_iter().collect(), units_led: units_led.into_iter().collect() }
}

/// Officials who must not handle what is about `of`: the same as [`recusals`], asked from the other side. Whom he calls his kin
/// is none of them: else whoever is reported could choose who looks into it.
pub(super) fn kept_away_by(of: OfficialId, posts: &[PostFacts], kin: &[Kin], span: Span) -> BTreeSet<OfficialId> {
    let mut officials = colleagues(of, posts, span);
    officials.extend(kin.iter().filter(|kin| kin.relative == of).map(|kin| kin.declarer));
    officials.extend(kin.iter().filter(|kin| kin.declarer == of && kin.is_noted).map(|kin| kin.relative));
    officials
}

/// Himself and whom he serves or served with; it holds from both sides.
fn colleagues(of: OfficialId, posts: &[PostFacts], span: Span) -> BTreeSet<OfficialId> {
    let mut officials = BTreeSet::from([of]);
    for own in posts.iter().filter(|post| post.official == of && post.held_within(span.since, span.today)) {
        let others = posts.iter().filter(|post| post.official != of && post.held_within(span.since, span.today));
        officials.extend(others.filter(|other| is_near(own, other, span.today)).map(|other| other.official));
    }
    officials
}

fn is_near(own: &PostFacts, other: &PostFacts, today: Date) -> bool {
    let share_section = own.section.is_some() && own.section == other.section;
    let both_hold = own.holds_on(today) && other.holds_on(today);
    share_section || both_hold && (leads_directly(own, other) || leads_directly(other, own))
}

/// The head of a unit leads its leading group, the heads of its sections, and who has no section between; the head of
/// a section leads its members. Membership of an organ is not work in the unit. It never crosses units: villagers
/// elect their village's head, and whoever leads a town would else keep away from everybody in it (docs/adr/0010).
fn leads_directly(head: &PostFacts, member: &PostFacts) -> bool {
    if head.unit != member.unit {
        return false;
    }
    let under_unit = match member.section {
        Some(_) => member.in_leading_group || member.leads_section,
        None => member.organ.is_none(),
    };
    head.leads_unit && under_unit || head.leads_section && head.section.is_some() && head.section == member.section
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::id::{OrganId, SectionId};
    use time::macros::date;
    use uuid::Uuid;

    const TODAY: Date = date!(2026 - 11 - 22);
    const SPAN: Span = Span { since: date!(2024 - 11 - 22), today: TODAY };

    const fn official(n: u128) -> OfficialId {
        OfficialId(Uuid::from_u128(n))
    }

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn post(who: u128, section: Option<u128>) -> PostFacts {
        PostFacts {
            official: official(who),
            title: String::new(),
            unit: unit(1),
            chain: Vec::new(),
            section: section.map(|n| SectionId(Uuid::from_u128(n))),
            in_leading_group: section == Some(10),
            organ: None,
            leads_unit: false,
            leads_section: false,
            from: date!(2020 - 01 - 01),
            until: None,
        }
    }

    fn near(who: u128, posts: &[PostFacts]) -> Vec<u128> {
        recusals(official(who), posts, &[], SPAN).officials.into_iter().map(|id| id.0.as_u128()).filter(|id| *id != who).collect()
    }

    #[test]
    fn himself_always() {
        assert_eq!(recusals(official(1), &[], &[], SPAN).officials, vec![official(1)]);
    }

    #[test]
    fn who_shares_a_section_now_or_did_within_two_years() {
        let left = PostFacts { until: Some(date!(2025 - 01 - 31)), ..post(3, Some(11)) };
        let long_gone = PostFacts { until: Some(date!(2024 - 11 - 21)), ..post(4, Some(11)) };
        let posts = [post(1, Some(11)), post(2, Some(11)), left, long_gone, post(5, Some(12))];
        assert_eq!(near(1, &posts), vec![2, 3]);
        assert_eq!(near(3, &posts), vec![1, 2], "he left the section, his old colleagues stay near");
        assert_eq!(near(4, &posts), Vec::<u128>::new());
    }

    #[test]
    fn the_head_of_a_unit_leads_group_section_heads_and_those_without_section() {
        let head = PostFacts { leads_unit: true, ..post(1, Some(10)) };
        let section_head = PostFacts { leads_section: true, ..post(3, Some(11)) };
        let elsewhere = PostFacts { unit: unit(2), ..post(6, None) };
        let posts = [head, post(2, Some(10)), section_head, post(4, Some(11)), post(5, None), elsewhere];
        assert_eq!(near(1, &posts), vec![2, 3, 5]);
        assert_eq!(near(3, &posts), vec![1, 4]);
        assert_eq!(near(4, &posts), vec![3]);
        assert_eq!(recusals(official(1), &posts, &[], SPAN).units_led, vec![unit(1)]);
    }

    #[test]
    fn belonging_to_the_organ_is_not_working_in_the_unit() {
        let head = PostFacts { leads_unit: true, ..post(1, Some(10)) };
        let member = PostFacts { organ: Some(OrganId(Uuid::from_u128(9))), ..post(2, None) };
        assert_eq!(near(2, &[head, member]), Vec::<u128>::new());
    }

    #[test]
    fn who_no_longer_leads_is_no_longer_led() {
        let was_head = PostFacts { leads_unit: true, until: Some(date!(2026 - 11 - 21)), ..post(1, None) };
        let posts = [was_head, post(2, None)];
        assert_eq!(near(1, &posts), Vec::<u128>::new());
    }

    #[test]
    fn who_leads_a_unit_or_sits_in_its_group_keeps_away_from_it_for_two_years() {
        let led = |post: PostFacts| recusals(official(1), &[post], &[], SPAN).units_led;
        let (group, clerk) = (post(1, Some(10)), post(1, Some(11)));
        let leader = PostFacts { leads_unit: true, ..clerk.clone() };
        for steering in [group, leader] {
            let until = |last| PostFacts { until: Some(last), ..steering.clone() };
            assert_eq!(led(steering.clone()), [unit(1)]);
            assert_eq!(led(until(date!(2024 - 11 - 22))), [unit(1)], "on the first day of the span");
            assert_eq!(led(until(date!(2024 - 11 - 21))), []);
            assert_eq!(led(PostFacts { from: date!(2026 - 11 - 23), ..steering.clone() }), [], "not yet");
        }
        assert_eq!(led(clerk.clone()), []);
        assert_eq!(led(PostFacts { leads_section: true, ..clerk }), [], "the head of a section answers for his section");
    }

    #[test]
    fn a_declaration_keeps_its_declarer_away_and_the_other_one_only_when_it_is_noted() {
        let kin = |declarer, relative, is_noted| Kin { declarer: official(declarer), relative: official(relative), is_noted };
        let all = [kin(1, 2, false), kin(3, 1, false), kin(4, 1, true), kin(1, 5, true), kin(2, 6, true)];
        let away = |of| recusals(official(of), &[], &all, SPAN).officials;
        assert_eq!(away(1), [1, 2, 4, 5].map(official), "whom he named, and who was noted for him");
        assert_eq!(away(2), [2, 6].map(official), "whoever names him takes nothing from him");
        assert_eq!(away(3), [1, 3].map(official));
        assert_eq!(kept_away_by(official(1), &[], &all, SPAN), [1, 3, 4, 5].map(official).into());
        // Both questions are one: who keeps away from whom.
        let people = (1..=6).map(official);
        for (one, other) in people.clone().flat_map(|one| people.clone().map(move |other| (one, other))) {
            let asked = recusals(one, &[], &all, SPAN).officials.contains(&other);
            assert_eq!(asked, kept_away_by(other, &[], &all, SPAN).contains(&one), "{one:?} from {other:?}");
        }
    }

    fn organ(n: u128, kind: OrganKind, unit_id: Option<UnitId>, coverage: Vec<UnitId>) -> OrganFacts {
        OrganFacts {
            id: OrganId(Uuid::from_u128(n)),
            code: n.to_string(),
            name: n.to_string(),
            kind,
            unit_id,
            superior_id: None,
            coverage,
            telephone: None,
            advice: None,
            external: kind == OrganKind::External,
        }
    }

    #[test]
    fn the_nearest_organ_covers() {
        let organs = [
            organ(1, OrganKind::External, None, vec![]),
            organ(2, OrganKind::CountyCommission, Some(unit(90)), vec![]),
            organ(3, OrganKind::DispatchedCommittee, None, vec![unit(20), unit(10)]),
            organ(4, OrganKind::TownCommittee, Some(unit(10)), vec![]),
        ];
        let of = |chain: &[UnitId]| covering_organ(&organs, chain).map(|organ| organ.code.clone()).unwrap_or_default();
        assert_eq!(of(&[unit(11), unit(10)]), "4", "a village's organ is its town's committee");
        assert_eq!(of(&[unit(21), unit(20)]), "3");
        assert_eq!(of(&[unit(90)]), "2");
        assert_eq!(of(&[unit(77)]), "2", "nothing nearer");
        assert_eq!(covering_organ(&organs[..1], &[unit(77)]), None);
    }
}
