//! Tables of routes in a small county.

use super::*;
use crate::domain::directory::{PostFacts, UnitFacts};
use entity::id::{OfficialId, PowerId, SectionId};
use entity::words::UnitCategory;
use time::macros::date;
use uuid::Uuid;

pub(super) const TODAY: Date = date!(2026 - 11 - 22);
const CITY: u128 = 1;
const COMMISSION: u128 = 2;
const DISPATCHED: u128 = 3;
const EAST: u128 = 4;
const WEST: u128 = 5;
const BUREAU_GROUP: u128 = 6;
const COUNTY_UNIT: u128 = 20;
const EAST_TOWN: u128 = 40;
const EAST_VILLAGE: u128 = 41;
const WEST_TOWN: u128 = 50;
const BUREAU: u128 = 60;
const LONELY: u128 = 70;

fn unit_id(n: u128) -> UnitId {
    UnitId(Uuid::from_u128(n))
}

pub(super) fn organ_id(n: u128) -> OrganId {
    OrganId(Uuid::from_u128(n))
}

pub(super) fn organ(n: u128, kind: OrganKind, unit: Option<u128>, superior: Option<u128>) -> OrganFacts {
    OrganFacts {
        id: organ_id(n),
        code: n.to_string(),
        name: n.to_string(),
        kind,
        unit_id: unit.map(unit_id),
        superior_id: superior.map(organ_id),
        coverage: vec![],
        telephone: None,
        advice: None,
        external: kind == OrganKind::External,
    }
}

fn county() -> Vec<OrganFacts> {
    vec![
        organ(CITY, OrganKind::External, None, None),
        organ(COMMISSION, OrganKind::CountyCommission, Some(COUNTY_UNIT), Some(CITY)),
        organ(DISPATCHED, OrganKind::DispatchedCommittee, None, Some(COMMISSION)),
        organ(EAST, OrganKind::TownCommittee, Some(EAST_TOWN), Some(DISPATCHED)),
        organ(WEST, OrganKind::TownCommittee, Some(WEST_TOWN), Some(DISPATCHED)),
        organ(BUREAU_GROUP, OrganKind::DepartmentGroup, Some(BUREAU), Some(COMMISSION)),
    ]
}

fn chain(unit: u128) -> Vec<UnitId> {
    if unit == EAST_VILLAGE { vec![unit_id(EAST_VILLAGE), unit_id(EAST_TOWN)] } else { vec![unit_id(unit)] }
}

fn subject(id: SubjectId, unit: u128) -> SubjectFacts {
    let facts = UnitFacts { id: unit_id(unit), name: String::new(), category: UnitCategory::Village, chain: chain(unit) };
    SubjectFacts { id, kind: id.kind(), name: String::new(), title: None, unit: Some(facts), posts: vec![], managed_by: None }
}

pub(super) fn place(unit: u128) -> SubjectFacts {
    subject(SubjectId::Unit(unit_id(unit)), unit)
}

pub(super) fn power(unit: u128) -> SubjectFacts {
    subject(SubjectId::Power(PowerId(Uuid::from_u128(unit))), unit)
}

pub(super) fn official(unit: u128, change: impl Fn(&mut PostFacts)) -> SubjectFacts {
    let id = OfficialId(Uuid::from_u128(unit + 500));
    let mut post = PostFacts {
        official: id,
        title: String::new(),
        unit: unit_id(unit),
        chain: chain(unit),
        section: Some(SectionId(Uuid::nil())),
        in_leading_group: false,
        organ: None,
        leads_unit: false,
        leads_section: false,
        from: date!(2020 - 01 - 01),
        until: None,
    };
    change(&mut post);
    let plain = subject(SubjectId::Official(id), unit);
    SubjectFacts { posts: vec![post], managed_by: Some(CadreAuthority::County), ..plain }
}

fn leader(unit: u128) -> SubjectFacts {
    official(unit, |post| post.leads_unit = true)
}

fn route_with(subjects: &[SubjectFacts], organs: &[OrganFacts], exhausted: &[u128]) -> Route {
    let exhausted = exhausted.iter().copied().map(organ_id).collect();
    intake_route(&Question { subjects, organs, exhausted: &exhausted, of_the_house: &BTreeSet::new(), today: TODAY })
}

fn review_with(subjects: &[SubjectFacts], organs: &[OrganFacts], exhausted: &[u128], organ: u128) -> Review {
    let exhausted = exhausted.iter().copied().map(organ_id).collect();
    review_of(&Question { subjects, organs, exhausted: &exhausted, of_the_house: &BTreeSet::new(), today: TODAY }, organ_id(organ))
}

fn here(handling: u128, review: u128) -> Route {
    let review = Review { organ: organ_id(review), is_external: review == CITY, is_missing: false };
    Route::Here(Here { handling: organ_id(handling), review, is_alarm: false })
}

/// Above the county: the city's organ.
const AWAY: Option<Route> = None;

#[test]
fn the_table_of_routes() {
    let member = |organ: u128, unit: u128| official(unit, move |post| post.organ = Some(organ_id(organ)));
    let by_city = SubjectFacts { managed_by: Some(CadreAuthority::Superior), ..leader(COUNTY_UNIT) };
    let table = [
        ("a village", vec![place(EAST_VILLAGE)], Some(here(EAST, DISPATCHED))),
        ("a village's power", vec![power(EAST_VILLAGE)], Some(here(EAST, DISPATCHED))),
        ("a village head", vec![leader(EAST_VILLAGE)], Some(here(EAST, DISPATCHED))),
        ("a clerk of the town", vec![official(EAST_TOWN, |_| ())], Some(here(EAST, DISPATCHED))),
        ("the town itself", vec![place(EAST_TOWN)], Some(here(DISPATCHED, COMMISSION))),
        ("the head of the town", vec![leader(EAST_TOWN)], Some(here(DISPATCHED, COMMISSION))),
        ("a member of the town's committee", vec![member(EAST, EAST_TOWN)], Some(here(DISPATCHED, COMMISSION))),
        ("the head of a bureau", vec![leader(BUREAU)], Some(here(COMMISSION, CITY))),
        ("a bureau's power", vec![power(BUREAU)], Some(here(BUREAU_GROUP, COMMISSION))),
        ("a unit without organ", vec![place(LONELY)], Some(here(COMMISSION, CITY))),
        ("a member of the commission", vec![member(COMMISSION, COUNTY_UNIT)], AWAY),
        ("the commission's unit", vec![place(COUNTY_UNIT)], AWAY),
        ("managed by the city", vec![by_city.clone()], AWAY),
        ("village and its town's head", vec![place(EAST_VILLAGE), leader(EAST_TOWN)], Some(here(DISPATCHED, COMMISSION))),
        ("two towns", vec![power(EAST_TOWN), power(WEST_TOWN)], Some(here(DISPATCHED, COMMISSION))),
        ("a town and a bureau", vec![power(EAST_TOWN), power(BUREAU)], Some(here(COMMISSION, CITY))),
        ("one of them managed by the city", vec![place(EAST_VILLAGE), by_city], AWAY),
    ];
    for (what, subjects, expected) in table {
        let expected = expected.unwrap_or(Route::Elsewhere(Some(organ_id(CITY))));
        assert_eq!(route_with(&subjects, &county(), &[]), expected, "{what}");
    }
}

#[test]
fn a_post_of_the_past_bars_nobody() {
    let left = official(EAST_TOWN, |post| {
        post.leads_unit = true;
        post.until = Some(date!(2026 - 11 - 21));
    });
    assert_eq!(route_with(&[left], &county(), &[]), here(EAST, DISPATCHED));
}

#[test]
fn where_everybody_must_keep_away_the_superior_handles() {
    assert_eq!(route_with(&[place(EAST_VILLAGE)], &county(), &[EAST]), here(DISPATCHED, COMMISSION));
    assert_eq!(route_with(&[place(EAST_VILLAGE)], &county(), &[EAST, DISPATCHED]), here(COMMISSION, CITY));
    let all = [EAST, DISPATCHED, COMMISSION];
    assert_eq!(route_with(&[place(EAST_VILLAGE)], &county(), &all), Route::Elsewhere(Some(organ_id(CITY))));
}

#[test]
fn no_superior_on_file_is_an_alarm_and_not_a_stop() {
    let mut organs = county();
    organs[3].superior_id = None;
    let commission = Review { organ: organ_id(COMMISSION), is_external: false, is_missing: true };
    let simple = Here { handling: organ_id(EAST), review: commission, is_alarm: false };
    assert_eq!(route_with(&[place(EAST_VILLAGE)], &organs, &[]), Route::Here(simple));
    let Route::Here(climbed) = route_with(&[leader(EAST_TOWN)], &organs, &[]) else { panic!("nobody took it") };
    assert_eq!((climbed.handling, climbed.is_alarm), (organ_id(COMMISSION), true));
    organs[1].superior_id = None;
    assert_eq!(review_with(&[], &organs, &[], COMMISSION), Review { organ: organ_id(COMMISSION), ..commission });
    let city = Review { organ: organ_id(CITY), is_external: true, is_missing: true };
    assert_eq!(review_with(&[], &organs, &[COMMISSION], COMMISSION), city, "nobody left, and somebody above on file");
    organs.remove(0);
    assert_eq!(review_with(&[], &organs, &[COMMISSION], COMMISSION), commission, "nobody at all: it stays and is an alarm");
}

#[test]
fn the_review_climbs_over_whoever_may_not_have_it() {
    let review = |organ: u128| Review { organ: organ_id(organ), is_external: organ == CITY, is_missing: false };
    let member = official(COUNTY_UNIT, |post| post.organ = Some(organ_id(DISPATCHED)));
    let table = [
        ("the superior", vec![], vec![], EAST, DISPATCHED),
        ("the superior has nobody left", vec![], vec![DISPATCHED], EAST, COMMISSION),
        ("two of them", vec![], vec![DISPATCHED, COMMISSION], EAST, CITY),
        ("a member of the superior is reported too", vec![place(EAST_VILLAGE), member], vec![], EAST, COMMISSION),
        ("the commission's unit is reported too", vec![place(COUNTY_UNIT)], vec![], BUREAU_GROUP, CITY),
        ("that the organ itself has nobody left changes nothing", vec![], vec![EAST], EAST, DISPATCHED),
    ];
    for (what, subjects, exhausted, organ, expected) in table {
        assert_eq!(review_with(&subjects, &county(), &exhausted, organ), review(expected), "{what}");
    }
    let intake = route_with(&[place(EAST_VILLAGE)], &county(), &[DISPATCHED]);
    assert_eq!(intake, here(EAST, COMMISSION), "the review is chosen like the handling organ");
}

#[test]
fn a_head_who_sits_in_the_group_does_not_let_his_people_look_into_its_power() {
    let route = |subject: SubjectFacts, house: &[u128]| {
        let (organs, exhausted) = (county(), BTreeSet::new());
        let of_the_house = house.iter().copied().map(organ_id).collect();
        intake_route(&Question { subjects: &[subject], organs: &organs, exhausted: &exhausted, of_the_house: &of_the_house, today: TODAY })
    };
    assert_eq!(route(power(EAST_TOWN), &[]), here(EAST, DISPATCHED));
    assert_eq!(route(power(EAST_TOWN), &[EAST]), here(DISPATCHED, COMMISSION));
    assert_eq!(route(power(EAST_VILLAGE), &[EAST]), here(EAST, DISPATCHED), "a village's power is not the town's");
    assert_eq!(route(power(COUNTY_UNIT), &[COMMISSION]), Route::Elsewhere(Some(organ_id(CITY))));
    assert_eq!(route(power(BUREAU), &[EAST]), here(BUREAU_GROUP, COMMISSION), "another unit's power");
}

#[test]
fn what_came_up_moves_the_matter_up_and_never_down() {
    let by_city = SubjectFacts { managed_by: Some(CadreAuthority::Superior), ..leader(COUNTY_UNIT) };
    let table = [
        ("in the same village", EAST, leader(EAST_VILLAGE), None),
        ("in the town of the same organ", EAST, official(EAST_TOWN, |_| ()), None),
        ("the head of the organ's town", EAST, leader(EAST_TOWN), Some(DISPATCHED)),
        ("the other town", EAST, power(WEST_TOWN), Some(DISPATCHED)),
        ("a bureau", EAST, power(BUREAU), Some(COMMISSION)),
        ("lower down than where it is", COMMISSION, power(WEST_TOWN), None),
        ("the commission's unit, at the commission", COMMISSION, place(COUNTY_UNIT), Some(CITY)),
        ("where the first one stands, though it was given to another organ", WEST, leader(EAST_VILLAGE), None),
        ("managed by the city", EAST, by_city, Some(CITY)),
    ];
    for (what, organ, added, expected) in table {
        let (organs, none, added_id) = (county(), BTreeSet::new(), added.id);
        let subjects = [place(EAST_VILLAGE), added];
        let question = Question { subjects: &subjects, organs: &organs, exhausted: &none, of_the_house: &none, today: TODAY };
        let expected = expected.map(|organ| Review { organ: organ_id(organ), is_external: organ == CITY, is_missing: false });
        assert_eq!(moved_from(&question, organ_id(organ), added_id), expected, "{what}");
    }
}

#[test]
fn bad_data_ends() {
    assert_eq!(route_with(&[place(EAST_VILLAGE)], &[], &[]), Route::Elsewhere(None));
    let mut ring = county();
    ring[1].superior_id = Some(organ_id(EAST));
    assert!(matches!(route_with(&[leader(EAST_TOWN)], &ring, &[DISPATCHED, COMMISSION]), Route::Elsewhere(_)));
}
