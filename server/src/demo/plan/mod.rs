//! The plan of a county, before there is any row: its units, their posts, and the organs over them.

mod bodies;
mod places;
mod posts;
#[cfg(test)]
mod tests;

use crate::demo::content::{Content, CountyPlan, PostShape};
use crate::demo::wording::Wording;
use crate::kernel::Outcome;
use entity::words::{OrganKind, UnitCategory};

/// How much of the demonstration is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// A few towns with three villages each: the same in small, for tests.
    Sample,
}

/// Place of a unit in the plan.
pub type UnitNo = usize;
/// Place of an organ in the plan.
pub type OrganNo = usize;

/// The organ above the county stands first.
pub const ABOVE: OrganNo = 0;
/// The county commission stands second.
pub const COMMISSION: OrganNo = 1;

/// A county to be.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What it is called.
    pub county: &'a CountyPlan,
    /// How much of it.
    pub extent: Extent,
    /// Its units, each after the one it belongs to.
    pub units: Vec<UnitSeed<'a>>,
    /// Its organs, each after its superior.
    pub organs: Vec<OrganSeed>,
}

/// A unit to be.
#[derive(Debug)]
pub struct UnitSeed<'a> {
    /// Stable code; the division's where there is one.
    pub code: String,
    /// Full name: 龙山镇红旗村.
    pub name: String,
    /// For buttons: 红旗村.
    pub short_name: String,
    /// Its category.
    pub category: UnitCategory,
    /// The unit above it.
    pub parent: Option<UnitNo>,
    /// What it does; empty: what its category does.
    pub duties: &'a [String],
    /// Sections besides those of its category.
    pub sections: &'a [String],
    /// Its posts in order.
    pub posts: Vec<PostSeed<'a>>,
    /// Files of its power lists.
    pub powers: Vec<String>,
    /// First half of its staff's logins.
    pub login: Option<String>,
}

/// A post to be.
#[derive(Debug)]
pub struct PostSeed<'a> {
    /// Its form.
    pub shape: &'a PostShape,
    /// The title, worded for its unit.
    pub title: String,
    /// The organ it belongs to.
    pub organ: Option<OrganNo>,
    /// First half of the login, if a member of the staff stands behind it.
    pub login: Option<String>,
}

/// An organ to be.
#[derive(Debug)]
pub struct OrganSeed {
    /// Stable code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganKind,
    /// The unit it belongs to.
    pub unit: Option<UnitNo>,
    /// The organ above it.
    pub superior: Option<OrganNo>,
    /// Units it covers besides.
    pub covers: Vec<UnitNo>,
}

impl<'a> Plan<'a> {
    /// Plans a county.
    ///
    /// # Errors
    /// A fault, if the content lacks something.
    pub fn of(content: &'a Content, county: &'a CountyPlan, extent: Extent) -> Outcome<Self> {
        let mut plan = Self { county, extent, units: Vec::new(), organs: Vec::new() };
        plan.organs.push(OrganSeed::new("ABOVE", &county.above, OrganKind::External, None));
        plan.organs.push(OrganSeed::new("COMMISSION", &county.commission, OrganKind::CountyCommission, Some(ABOVE)));
        plan.core_organs(content)?;
        plan.departments(content)?;
        plan.towns(content)?;
        plan.institutions(content)?;
        Ok(plan)
    }

    /// The organ that covers a unit: the nearest at or above it, else the commission.
    #[must_use]
    pub fn covering(&self, unit: UnitNo) -> OrganNo {
        let mut at = Some(unit);
        while let Some(no) = at {
            if let Some(organ) = self.organs.iter().position(|organ| organ.unit == Some(no) || organ.covers.contains(&no)) {
                return organ;
            }
            at = self.units.get(no).and_then(|unit| unit.parent);
        }
        COMMISSION
    }

    /// The words to fill in for a unit. Over the commission's own house stands the organ above.
    #[must_use]
    pub fn wording(&self, no: UnitNo) -> Wording {
        let name = |unit: Option<&UnitSeed<'_>>| unit.map(|unit| unit.name.clone()).unwrap_or_default();
        let unit = self.units.get(no);
        let town = unit.and_then(|unit| match unit.category {
            UnitCategory::Village | UnitCategory::Community => unit.parent.and_then(|parent| self.units.get(parent)),
            _ => Some(unit),
        });
        let covering = self.covering(no);
        let is_house = covering == COMMISSION && self.organs.get(COMMISSION).is_some_and(|organ| organ.unit == Some(no));
        let over = self.organs.get(if is_house { ABOVE } else { covering });
        Wording {
            unit: name(unit),
            town: name(town),
            county: self.county.name.clone(),
            organ: over.map(|organ| organ.name.clone()).unwrap_or_default(),
            above: self.county.above.clone(),
            level: self.county.level.clone(),
        }
    }

    fn add(&mut self, unit: UnitSeed<'a>) -> UnitNo {
        self.units.push(unit);
        self.units.len() - 1
    }

    fn code(&self, rest: &str) -> String {
        format!("{}-{rest}", self.county.code)
    }

    fn unit_with_code(&self, rest: &str) -> Option<UnitNo> {
        let code = self.code(rest);
        self.units.iter().position(|unit| unit.code == code)
    }
}

impl OrganSeed {
    fn new(code: &str, name: &str, kind: OrganKind, superior: Option<OrganNo>) -> Self {
        Self { code: code.to_owned(), name: name.to_owned(), kind, unit: None, superior, covers: Vec::new() }
    }
}
