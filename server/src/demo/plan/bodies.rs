//! 县四大机构, departments with their organs, schools, hospitals, enterprises.

use super::posts::posts;
use super::{COMMISSION, Extent, OrganNo, OrganSeed, Plan, UnitNo, UnitSeed};
use crate::demo::content::{Content, CoreName, DepartmentPlan, Overseer};
use crate::kernel::{Failure, Outcome};
use entity::words::{OrganKind, UnitCategory};

/// The commission's own house.
const HOUSE: &str = "JW";

/// An institution to be: its code behind the county's, its name, and the department above it.
struct Institution<'a> {
    code: String,
    name: String,
    category: UnitCategory,
    file: &'a str,
    department: &'a str,
}

impl<'a> Plan<'a> {
    pub(super) fn core_organs(&mut self, content: &'a Content) -> Outcome<()> {
        let shape = content.shape(UnitCategory::CoreOrgan)?;
        for organ in &content.core_organs {
            let name = match organ.name {
                CoreName::Party => &self.county.party,
                CoreName::Congress => &self.county.congress,
                CoreName::Government => &self.county.government,
                CoreName::Consultative => &self.county.consultative,
            };
            let unit = UnitSeed {
                code: self.code(&organ.code),
                name: name.clone(),
                short_name: name.clone(),
                category: UnitCategory::CoreOrgan,
                parent: None,
                duties: &organ.duties,
                sections: &[],
                posts: posts(&shape.posts, &organ.titles, &[], None),
                powers: vec![format!("core-organ/{}", organ.powers), "core-organ/common".to_owned()],
                // One of the four reviews lists of powers for the county; the others need nobody who signs in.
                login: matches!(organ.name, CoreName::Government).then(|| organ.code.to_lowercase()),
            };
            self.add(unit);
        }
        Ok(())
    }

    pub(super) fn departments(&mut self, content: &'a Content) -> Outcome<()> {
        let (first, second) = self.dispatched_committees();
        for department in &content.departments {
            if !self.county.is_full && department.powers.as_deref() == Some("general") {
                continue;
            }
            let own = match department.overseen {
                Overseer::Commission => Some(COMMISSION),
                Overseer::Group => Some(self.organs.len()),
                Overseer::First | Overseer::Second => None,
            };
            let unit = self.department(content, department, own)?;
            match (department.overseen, first.zip(second)) {
                (Overseer::Commission, _) => self.house_of(COMMISSION, unit),
                (Overseer::Group, _) => self.group(department, unit),
                (Overseer::First, Some((first, _))) => self.cover(first, unit),
                (Overseer::Second, Some((_, second))) => self.cover(second, unit),
                (Overseer::First | Overseer::Second, None) => {}
            }
        }
        self.dispatched_members(content, first.zip(second))
    }

    fn department(&mut self, content: &'a Content, department: &'a DepartmentPlan, own: Option<OrganNo>) -> Outcome<UnitNo> {
        let shape = content.shape(UnitCategory::Department)?;
        let login = department.code.to_lowercase();
        let sections: Vec<_> = (shape.sections.len()..).zip(department.sections.iter().map(String::as_str)).collect();
        let mut all = posts(&shape.posts, &department.titles, &sections, None);
        let member = own.map(|organ| (organ, login.as_str()));
        if own == Some(COMMISSION) {
            // Whoever works in the house belongs to the commission: a report on him goes to the organ above.
            for post in &mut all {
                post.organ = own;
            }
        }
        all.extend(posts(&department.members, &[], &[], member));
        if department.overseen == Overseer::Group {
            all.extend(posts(&content.members.group, &[], &[], member));
        }
        let mut powers: Vec<_> = department.powers.iter().map(|file| format!("department/{file}")).collect();
        // Above the commission stands the city: its house money is accounted for there, as that of the 县四大机构.
        let shared = if own == Some(COMMISSION) { "core-organ/common" } else { "department/common" };
        powers.push(shared.to_owned());
        Ok(self.add(UnitSeed {
            code: self.code(&department.code),
            name: format!("{}{}", self.county.name, department.name),
            short_name: department.short.clone(),
            category: UnitCategory::Department,
            parent: None,
            duties: &department.duties,
            sections: &department.sections,
            posts: all,
            powers,
            login: Some(login),
        }))
    }

    /// The two dispatched committees; a small county has none.
    fn dispatched_committees(&mut self) -> (Option<OrganNo>, Option<OrganNo>) {
        if !self.county.is_full {
            return (None, None);
        }
        let no = self.organs.len();
        for (code, number) in [("P1", "一"), ("P2", "二")] {
            let name = format!("{}纪委派出第{number}纪工委", self.county.name);
            self.organs.push(OrganSeed::new(code, &name, OrganKind::DispatchedCommittee, Some(COMMISSION)));
        }
        (Some(no), Some(no + 1))
    }

    /// Their members sit in the commission's house.
    fn dispatched_members(&mut self, content: &'a Content, committees: Option<(OrganNo, OrganNo)>) -> Outcome<()> {
        let Some((first, second)) = committees else { return Ok(()) };
        let house = self.unit_with_code(HOUSE).and_then(|no| self.units.get_mut(no));
        let house = house.ok_or_else(|| Failure::fault("the demonstration has no house for the commission"))?;
        house.posts.extend(posts(&content.members.dispatched, &[], &[], Some((first, "p1"))));
        house.posts.extend(posts(&content.members.dispatched, &[], &[], Some((second, "p2"))));
        Ok(())
    }

    fn group(&mut self, department: &DepartmentPlan, unit: UnitNo) {
        let name = format!("派驻{}纪检组", department.short);
        self.organs
            .push(OrganSeed { unit: Some(unit), ..OrganSeed::new(&department.code, &name, OrganKind::DepartmentGroup, Some(COMMISSION)) });
    }

    fn house_of(&mut self, organ: OrganNo, unit: UnitNo) {
        if let Some(organ) = self.organs.get_mut(organ) {
            organ.unit = Some(unit);
        }
    }

    fn cover(&mut self, organ: OrganNo, unit: UnitNo) {
        if let Some(organ) = self.organs.get_mut(organ) {
            organ.covers.push(unit);
        }
    }

    pub(super) fn institutions(&mut self, content: &'a Content) -> Outcome<()> {
        let most = if self.county.is_full && self.extent == Extent::Whole { usize::MAX } else { 1 };
        let places = &content.institutions;
        let named = |names: &'a [String], letter: &'static str| {
            let county = self.county.name.clone();
            (1..).zip(names.iter().take(most)).map(move |(no, name)| (format!("{letter}{no:02}"), format!("{county}{name}")))
        };
        let school = |(code, name)| Institution { code, name, category: UnitCategory::School, file: "school", department: "JY" };
        let hospital = |(code, name)| Institution { code, name, category: UnitCategory::Hospital, file: "hospital", department: "WJ" };
        let company = |(code, name)| Institution { code, name, category: UnitCategory::Enterprise, file: "enterprise", department: "CZ" };
        let mut all: Vec<_> = named(&places.schools, "X").map(school).collect();
        all.extend(named(&places.hospitals, "Y").map(hospital));
        all.extend(named(&places.enterprises, "Q").map(company));
        if most > 1 {
            let towns = || self.units.iter().filter(|unit| unit.category == UnitCategory::Town);
            all.extend(towns().map(|town| school(of_town(town, "X", &places.town_school))));
            let large = |town: &&UnitSeed<'_>| self.county.staffed_towns.contains(&town.code);
            all.extend(towns().filter(large).map(|town| school(of_town(town, "Z", &places.town_middle_school))));
            all.extend(towns().map(|town| hospital(of_town(town, "Y", &places.town_hospital))));
        }
        all.into_iter().try_for_each(|institution| self.institution(content, institution))
    }

    fn institution(&mut self, content: &'a Content, new: Institution<'_>) -> Outcome<()> {
        let shape = content.shape(new.category)?;
        let unit = UnitSeed {
            code: self.code(&new.code),
            short_name: new.name.clone(),
            name: new.name,
            category: new.category,
            parent: self.unit_with_code(new.department),
            duties: &shape.duties,
            sections: &[],
            posts: posts(&shape.posts, &[], &[], None),
            powers: vec![new.file.to_owned()],
            login: None,
        };
        self.add(unit);
        Ok(())
    }
}

/// Code and name of a town's school or hospital.
fn of_town(town: &UnitSeed<'_>, letter: &str, kind: &str) -> (String, String) {
    let number: String = town.code.chars().skip(6).collect();
    (format!("{letter}{number}"), format!("{}{kind}", town.name))
}
