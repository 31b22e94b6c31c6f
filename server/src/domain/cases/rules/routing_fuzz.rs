//! Registers as nobody would keep them, rings of superiors too: a report still comes to somebody who may have it.

use super::tests::{TODAY, official, organ, organ_id, place, power};
use super::*;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

/// Organs 1 to 7, each with any superior, or with one that does not exist.
fn organs() -> impl Strategy<Value = Vec<OrganFacts>> {
    let kinds = [
        OrganKind::External,
        OrganKind::CountyCommission,
        OrganKind::DispatchedCommittee,
        OrganKind::TownCommittee,
        OrganKind::DepartmentGroup,
    ];
    let one = (0..kinds.len(), option::of(20u128..26), option::of(1u128..9));
    vec(one, 1..8)
        .prop_map(move |all| all.into_iter().zip(1..).map(|((kind, unit, superior), n)| organ(n, kinds[kind], unit, superior)).collect())
}

/// The same, each but the first below one that stands before it.
fn tree() -> impl Strategy<Value = Vec<OrganFacts>> {
    (organs(), vec(any::<proptest::sample::Index>(), 8)).prop_map(|(mut organs, above)| {
        let ids: Vec<_> = organs.iter().map(|organ| organ.id).collect();
        for (n, (organ, index)) in organs.iter_mut().zip(above).enumerate() {
            organ.superior_id = (n > 0).then(|| ids[index.index(n)]);
        }
        organs
    })
}

fn subjects() -> impl Strategy<Value = Vec<SubjectFacts>> {
    let one = (0u8..4, 20u128..27, option::of(1u128..8), any::<bool>());
    let facts = |(kind, unit, organ, leads): (u8, u128, Option<u128>, bool)| match kind {
        0 => place(unit),
        1 => power(unit),
        2 => SubjectFacts { managed_by: Some(CadreAuthority::Superior), ..official(unit, |_| ()) },
        _ => official(unit, |post| (post.organ, post.leads_unit) = (organ.map(organ_id), leads)),
    };
    vec(one.prop_map(facts), 1..6)
}

proptest! {
    #[test]
    fn whoever_handles_may_have_it_and_is_not_his_own_reviewer(
        organs in organs(), subjects in subjects(), none_left in btree_set(1u128..8, 0..5), of_the_house in btree_set(1u128..8, 0..4),
    ) {
        let (exhausted, of_the_house) = (none_left.into_iter().map(organ_id).collect(), of_the_house.into_iter().map(organ_id).collect());
        let ask = |subjects: &[SubjectFacts]| {
            let question = Question { subjects, organs: &organs, exhausted: &exhausted, of_the_house: &of_the_house, today: TODAY };
            (intake_route(&question), organs.iter().filter(|organ| may_have(&question, organ)).map(|organ| organ.id).collect::<Vec<_>>())
        };
        let (route, able) = ask(&subjects);
        match route {
            Route::Here(here) => {
                prop_assert!(able.contains(&here.handling), "who handles may have it");
                let is_platform = organs.iter().any(|organ| organ.id == here.handling && !organ.external);
                prop_assert!(is_platform, "what stays here is handled here");
                prop_assert!(here.review.organ != here.handling || here.review.is_missing, "nobody reviews himself but by an alarm");
            }
            Route::Elsewhere(Some(organ)) => prop_assert!(organs.iter().any(|one| one.id == organ && one.external)),
            Route::Elsewhere(None) => {}
        }
        let managed_above = subjects.iter().any(|subject| subject.managed_by == Some(CadreAuthority::Superior));
        prop_assert!(!managed_above || matches!(route, Route::Elsewhere(_)), "what belongs above stays above");
    }

    // Rings and registers that fall apart have no highest organ that all would agree on; those the program refuses to keep.
    #[test]
    fn in_a_register_with_one_root_the_order_of_choosing_says_nothing(
        organs in tree(), mut subjects in subjects(), none_left in btree_set(1u128..8, 0..5), of_the_house in btree_set(1u128..8, 0..4),
    ) {
        let (exhausted, of_the_house) = (none_left.into_iter().map(organ_id).collect(), of_the_house.into_iter().map(organ_id).collect());
        let ask = |subjects: &[SubjectFacts]| {
            intake_route(&Question { subjects, organs: &organs, exhausted: &exhausted, of_the_house: &of_the_house, today: TODAY })
        };
        let route = ask(&subjects);
        for _ in 0..subjects.len() {
            subjects.rotate_left(1);
            prop_assert_eq!(ask(&subjects), route, "in whatever order they were chosen");
        }
        subjects.extend(subjects.clone());
        prop_assert_eq!(ask(&subjects), route, "naming somebody twice changes nothing");
    }
}
