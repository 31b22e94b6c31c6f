//! The demonstration's content as it lies in `demo/`: read once, checked by tests, filled in later.

mod clearings;
mod halts;
mod opinions;
mod outcomes;
mod powers;
mod rules;
mod shapes;
mod stories;
#[cfg(test)]
mod tests;

use crate::demo::dice::Dice;
use crate::kernel::{Failure, Outcome};
use entity::words::UnitCategory;
use rust_embed::Embed;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

pub use clearings::{CheckText, ClearingText, ItemText};
pub use halts::HaltText;
pub use opinions::OpinionText;
pub use outcomes::{KindText, OutcomeText, OutcomesText, SubsidyText};
pub use powers::{PowerText, RiskText, StepText};
pub use rules::RuleText;
pub use shapes::{
    CoreName, CoreOrganPlan, CountyPlan, DepartmentPlan, Institutions, Members, Names, Overseer, PostShape, Reach, SectionShape, Shape,
    StaffMark,
};
pub use stories::{Act, ActText, MeasureText, Story, SubjectSpec};

/// The files, within the program.
#[derive(Embed)]
#[folder = "../demo/"]
struct Files;

/// All of it.
#[derive(Debug)]
pub struct Content {
    /// Which counties, the full one first.
    pub counties: Vec<CountyPlan>,
    /// 县四大机构.
    pub core_organs: Vec<CoreOrganPlan>,
    /// 县级部门.
    pub departments: Vec<DepartmentPlan>,
    /// Schools, hospitals, enterprises.
    pub institutions: Institutions,
    /// Members of groups and dispatched committees.
    pub members: Members,
    /// What names are made of.
    pub names: Names,
    /// How a unit of each category is built.
    pub shapes: BTreeMap<UnitCategory, Shape>,
    /// Power lists by file, without the ending: `village`, `department/finance`.
    pub powers: BTreeMap<String, Vec<PowerText>>,
    /// Reports and what became of them.
    pub stories: Vec<Story>,
    /// 制度库.
    pub rules: Vec<RuleText>,
    /// Powers that were stopped, in the home county.
    pub halts: Vec<HaltText>,
    /// What people think of powers, in the home county.
    pub opinions: Vec<OpinionText>,
    /// Lists of powers that were cleared, or are being, in the home county.
    pub clearings: Vec<ClearingText>,
    /// What organs saw of powers, in the home county.
    pub checks: Vec<CheckText>,
    /// What was published and paid, in the home county.
    pub outcomes: OutcomesText,
    /// Statistical divisions, in order of code.
    pub divisions: Vec<Division>,
}

/// One statistical division.
#[derive(Clone, Debug, Deserialize)]
pub struct Division {
    /// Code of 6, 9 or 12 digits.
    pub code: String,
    /// Name.
    pub name: String,
    /// `county`, `town` or `village`.
    pub level: String,
    /// Code of the division above.
    pub parent_code: String,
}

impl Content {
    /// Reads all files.
    ///
    /// # Errors
    /// A fault, if a file is missing or not of its form.
    pub fn load() -> Outcome<Self> {
        let mut powers = BTreeMap::new();
        for path in Files::iter() {
            if let Some(name) = path.strip_prefix("powers/").and_then(|rest| rest.strip_suffix(".json")) {
                powers.insert(name.to_owned(), json(&path)?);
            }
        }
        Ok(Self {
            counties: json("counties.json")?,
            core_organs: json("core-organs.json")?,
            departments: json("departments.json")?,
            institutions: json("institutions.json")?,
            members: json("organs.json")?,
            names: json("names.json")?,
            shapes: json("categories.json")?,
            powers,
            stories: json("cases.json")?,
            rules: json("rules.json")?,
            halts: json("halts.json")?,
            opinions: json("opinions.json")?,
            clearings: json("clearings.json")?,
            checks: json("checks.json")?,
            outcomes: json("outcomes.json")?,
            divisions: divisions()?,
        })
    }

    /// Invents a name: a surname, frequent ones more often, and two characters.
    #[must_use]
    pub fn invent_name(&self, dice: &mut Dice) -> String {
        let Names { frequent, surnames, first, second } = &self.names;
        let surname = if dice.between(1, 3) == 1 { dice.pick(surnames) } else { dice.pick(frequent) };
        [surname, dice.pick(first), dice.pick(second)].iter().collect()
    }

    /// How a unit of a category is built.
    ///
    /// # Errors
    /// A fault, if the category is missing.
    pub fn shape(&self, category: UnitCategory) -> Outcome<&Shape> {
        self.shapes.get(&category).ok_or_else(|| Failure::fault(format!("the demonstration has no shape for {category:?}")))
    }
}

fn bytes(path: &str) -> Outcome<Vec<u8>> {
    let file = Files::get(path).ok_or_else(|| Failure::fault(format!("demo/{path} is missing")))?;
    Ok(file.data.into_owned())
}

fn json<T: DeserializeOwned>(path: &str) -> Outcome<T> {
    serde_json::from_slice(&bytes(path)?).map_err(|e| Failure::fault(format!("demo/{path}: {e}")))
}

fn divisions() -> Outcome<Vec<Division>> {
    let bytes = bytes("divisions.csv")?;
    csv::Reader::from_reader(bytes.as_slice())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|e| Failure::fault(format!("divisions: {e}")))
}
