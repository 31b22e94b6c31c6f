//! Officials with invented names, their posts, kinship, and who of them signs in.

use super::{Maker, Rows, StaffSeed};
use crate::demo::content::{Reach, StaffMark};
use crate::demo::dice::Dice;
use crate::demo::plan::{COMMISSION, OrganNo, PostSeed, UnitNo, UnitSeed};
use crate::demo::wording::Wording;
use crate::kernel::{Failure, Outcome};
use entity::id::OfficialId;
use entity::words::{CadreAuthority, StaffRole, UnitCategory};
use entity::{kinship, official, post};
use serde_json::json;
use time::{Date, Duration};

/// Where an official of the demonstration serves.
struct Place<'a> {
    no: UnitNo,
    unit: &'a UnitSeed<'a>,
    seed: &'a PostSeed<'a>,
    wording: &'a Wording,
    ordinal: i32,
}

impl Rows {
    pub(super) fn add_people(&mut self, maker: &Maker<'_>) -> Outcome<()> {
        for (no, unit) in maker.plan.units.iter().enumerate() {
            let mut dice = Dice::of(&format!("people {}", unit.code));
            let wording = maker.plan.wording(no);
            for (ordinal, seed) in (1..).zip(&unit.posts) {
                let place = Place { no, unit, seed, wording: &wording, ordinal };
                let person = self.official(maker, &place, maker.content.invent_name(&mut dice), &mut dice);
                self.posts_of(maker, &place, &person, &mut dice)?;
                self.staff_of(maker, &place, &person)?;
            }
        }
        self.entangle(maker)
    }

    fn official(&mut self, maker: &Maker<'_>, place: &Place<'_>, name: String, dice: &mut Dice) -> official::Model {
        let person = official::Model {
            county_id: maker.tx.county.id,
            id: maker.tx.mint(),
            code: format!("{}-{:02}", place.unit.code, place.ordinal),
            name,
            is_party_member: place.seed.shape.leads_unit || place.seed.organ.is_some() || dice.between(1, 10) <= 8,
            managed_by: if place.seed.shape.is_superior { CadreAuthority::Superior } else { CadreAuthority::County },
            is_demo: true,
        };
        self.officials.push(person.clone());
        person
    }

    /// One post; for a member of an organ who also serves in a section of the leading group, a second one that the
    /// unit's page does not show twice.
    fn posts_of(&mut self, maker: &Maker<'_>, place: &Place<'_>, person: &official::Model, dice: &mut Dice) -> Outcome<()> {
        let organ = place.seed.organ.map(|no| maker.organ(no)).transpose()?;
        let section = place.seed.shape.section.and_then(|no| maker.section(place.no, no));
        let is_leader = place.seed.shape.section == Some(0);
        let row = post::Model {
            county_id: maker.tx.county.id,
            id: maker.tx.mint(),
            official_id: person.id,
            unit_id: maker.unit(place.no)?,
            section_id: section,
            organ_id: if is_leader { None } else { organ },
            title: place.wording.fill(&place.seed.title),
            duties: json!(place.seed.shape.duties.iter().map(|duty| place.wording.fill(duty)).collect::<Vec<_>>()),
            leads_unit: place.seed.shape.leads_unit,
            leads_section: place.seed.shape.leads_section || place.seed.shape.leads_unit,
            is_public: true,
            ordinal: place.ordinal,
            valid_from: back(maker.today, dice.between(450, 1_600)),
            valid_until: None,
            end_known_at: None,
        };
        if is_leader && organ.is_some() {
            let member = post::Model { id: maker.tx.mint(), section_id: None, organ_id: organ, is_public: false, ..row.clone() };
            self.posts.push(member);
        }
        self.posts.push(row);
        Ok(())
    }

    fn staff_of(&mut self, maker: &Maker<'_>, place: &Place<'_>, person: &official::Model) -> Outcome<()> {
        let Some(mark) = place.seed.shape.staff.as_ref().filter(|mark| is_staffed(maker, place, mark)) else { return Ok(()) };
        let Some(prefix) = place.seed.login.as_ref().or(place.unit.login.as_ref()) else { return Ok(()) };
        let organ = place.seed.organ.unwrap_or_else(|| maker.plan.covering(place.no));
        let by_organ = matches!(mark.role, StaffRole::Handler | StaffRole::Head | StaffRole::Custodian);
        let by_unit = matches!(mark.role, StaffRole::Publisher | StaffRole::Reviewer);
        self.staff.push(StaffSeed {
            login: format!("{prefix}-{}", mark.login),
            name: person.name.clone(),
            official: person.id,
            role: mark.role,
            unit: by_unit.then(|| maker.unit(place.no)).transpose()?,
            organ: by_organ.then(|| maker.organ(organ)).transpose()?,
            place: if by_organ { organ_name(maker, organ) } else { place.unit.name.clone() },
        });
        Ok(())
    }

    /// Ties that recusal must find: in the second staffed town, a handler who is kin to the head of the first village
    /// and served in the second village's leading group until half a year ago.
    fn entangle(&mut self, maker: &Maker<'_>) -> Outcome<()> {
        let Some(town) = maker.plan.county.staffed_towns.get(1) else { return Ok(()) };
        let Some(town_no) = maker.plan.units.iter().position(|unit| unit.code == *town) else { return Ok(()) };
        let handler = self.staff.iter().find(|staff| staff.role == StaffRole::Handler && staff.login.ends_with(&last(town)));
        let Some(handler) = handler.map(|staff| staff.official) else { return Ok(()) };
        let is_village = |unit: &UnitSeed<'_>| unit.category == UnitCategory::Village && unit.parent == Some(town_no);
        let mut villages = maker.plan.units.iter().enumerate().filter(|(_, unit)| is_village(unit)).map(|(no, _)| no);
        let (Some(first), Some(second)) = (villages.next(), villages.next()) else { return Ok(()) };
        let relative_id = self.head_of(maker, first)?;
        self.kinships.push(kinship::Model {
            county_id: maker.tx.county.id,
            id: maker.tx.mint(),
            official_id: handler,
            relative_id,
            relation: "表兄弟".to_owned(),
            declared_at: maker.tx.now,
            is_noted: true,
            answered_by: None,
            answered_at: None,
        });
        self.posts.push(earlier_post(maker, handler, second)?);
        Ok(())
    }

    fn head_of(&self, maker: &Maker<'_>, unit: UnitNo) -> Outcome<OfficialId> {
        let id = maker.unit(unit)?;
        let head = self.posts.iter().find(|post| post.unit_id == id && post.leads_unit);
        head.map(|post| post.official_id).ok_or_else(|| Failure::fault("a village of the demonstration has no head"))
    }
}

/// Second half of the login of a town's first handler.
fn last(town: &str) -> String {
    let number: String = town.chars().skip(6).collect();
    format!("t{number}-handler")
}

fn earlier_post(maker: &Maker<'_>, handler: OfficialId, village: UnitNo) -> Outcome<post::Model> {
    Ok(post::Model {
        county_id: maker.tx.county.id,
        id: maker.tx.mint(),
        official_id: handler,
        unit_id: maker.unit(village)?,
        section_id: maker.section(village, 0),
        organ_id: None,
        title: "驻村第一书记".to_owned(),
        duties: json!([]),
        leads_unit: false,
        leads_section: false,
        is_public: false,
        ordinal: 99,
        valid_from: back(maker.today, 900),
        valid_until: Some(back(maker.today, 180)),
        end_known_at: None,
    })
}

/// Who gets an account: in a full county heads and handlers of all organs, every role in the commission and some
/// towns; in a small one the three that are needed, in the commission and one town.
fn is_staffed(maker: &Maker<'_>, place: &Place<'_>, mark: &StaffMark) -> bool {
    let county = maker.plan.county;
    let in_house = maker.plan.organs.get(COMMISSION).is_some_and(|organ| organ.unit == Some(place.no));
    let in_town = county.staffed_towns.contains(&place.unit.code);
    match mark.reach {
        Reach::Everywhere => county.is_full || in_house || in_town,
        Reach::Few => county.is_full && (in_house || in_town),
    }
}

fn organ_name(maker: &Maker<'_>, organ: OrganNo) -> String {
    maker.plan.organs.get(organ).map(|organ| organ.name.clone()).unwrap_or_default()
}

fn back(today: Date, days: i32) -> Date {
    today.saturating_sub(Duration::days(days.into()))
}
