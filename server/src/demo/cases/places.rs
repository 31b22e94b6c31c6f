//! Finds whom a story is about: units by place, officials by post, powers by name.

use crate::demo::content::SubjectSpec;
use crate::domain::directory::SubjectId;
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{OfficialId, UnitId};
use entity::words::UnitCategory;
use entity::{official, power, unit};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use std::collections::BTreeMap;

/// Units in order, and officials by code.
pub struct Places {
    units: Vec<unit::Model>,
    officials: BTreeMap<String, OfficialId>,
}

impl Places {
    /// Reads what there is.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn load(tx: &Tx) -> Outcome<Self> {
        let units = tx.rows().find::<unit::Entity>().order_by_asc(unit::Column::Ordinal).all(tx).await?;
        let officials = tx.rows().find::<official::Entity>().all(tx).await?;
        Ok(Self { units, officials: officials.into_iter().map(|row| (row.code, row.id)).collect() })
    }

    /// The subject of a story told in this town.
    ///
    /// # Errors
    /// A fault, if there is no such subject.
    pub async fn subject(&self, tx: &Tx, spec: &SubjectSpec, town: &str) -> Outcome<SubjectId> {
        let unit = self.unit(spec, town).ok_or_else(|| Failure::fault(format!("no unit for {spec:?} in {town}")))?;
        if let Some(number) = spec.post {
            let code = format!("{}-{number:02}", unit.code);
            let found = self.officials.get(&code).copied().map(SubjectId::Official);
            return found.ok_or_else(|| Failure::fault(format!("no official {code}")));
        }
        let Some(name) = &spec.power else { return Ok(SubjectId::Unit(unit.id)) };
        let of_unit = tx.rows().find::<power::Entity>().filter(power::Column::UnitId.eq(unit.id));
        let found = of_unit.filter(power::Column::Name.eq(name)).one(tx).await?;
        match found {
            Some(row) => Ok(SubjectId::Power(row.id)),
            // A community that stands in for a village lacks some of its powers: then the unit itself is meant.
            None if spec.village.is_some() && unit.category == UnitCategory::Community => Ok(SubjectId::Unit(unit.id)),
            None => Err(Failure::fault(format!("{} has no power {name}", unit.name))),
        }
    }

    fn unit(&self, spec: &SubjectSpec, town_code: &str) -> Option<&unit::Model> {
        let town = self.units.iter().find(|unit| unit.code == town_code)?;
        if let Some(code) = &spec.unit {
            let county: String = town_code.chars().take(6).collect();
            return self.units.iter().find(|unit| unit.code == format!("{county}-{code}"));
        }
        let below = |category: UnitCategory, no: usize| self.below(town.id, category, no);
        match (spec.village, spec.community) {
            // A subdistrict may have communities only, and a town villages only: the other kind stands in.
            (Some(no), _) => below(UnitCategory::Village, no).or_else(|| below(UnitCategory::Community, no)),
            (None, Some(no)) => below(UnitCategory::Community, no).or_else(|| below(UnitCategory::Village, no)),
            (None, None) => Some(town),
        }
    }

    fn below(&self, town: UnitId, category: UnitCategory, no: usize) -> Option<&unit::Model> {
        self.units.iter().filter(|unit| unit.parent_id == Some(town) && unit.category == category).nth(no)
    }
}
