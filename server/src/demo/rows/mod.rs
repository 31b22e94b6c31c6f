//! Rows made from the plan, kept until all are there, then written in few statements.

mod organs;
mod people;
mod powers;
mod rules;
mod stickers;
mod units;

use crate::demo::content::Content;
use crate::demo::plan::{OrganNo, Plan, UnitNo};
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{OfficialId, OrganId, SectionId, UnitId};
use entity::words::StaffRole;
use entity::{
    control_measure, flow_edge, flow_step, guide, kinship, legal_basis, official, organ, organ_coverage, post, power, risk_point,
    risk_rule, rule, section, sticker, sticker_index, unit,
};
use time::Date;

/// All rows of a county, in the order in which they may be written.
#[derive(Debug, Default)]
pub struct Rows {
    units: Vec<unit::Model>,
    sections: Vec<section::Model>,
    officials: Vec<official::Model>,
    organs: Vec<organ::Model>,
    coverages: Vec<organ_coverage::Model>,
    posts: Vec<post::Model>,
    kinships: Vec<kinship::Model>,
    powers: Vec<power::Model>,
    bases: Vec<legal_basis::Model>,
    guides: Vec<guide::Model>,
    steps: Vec<flow_step::Model>,
    edges: Vec<flow_edge::Model>,
    risks: Vec<risk_point::Model>,
    measures: Vec<control_measure::Model>,
    rules: Vec<rule::Model>,
    cited: Vec<risk_rule::Model>,
    stickers: Vec<sticker::Model>,
    sticker_index: Vec<sticker_index::Model>,
    /// Members of the staff that are to get an account.
    pub staff: Vec<StaffSeed>,
}

/// A member of the staff to be.
#[derive(Debug)]
pub struct StaffSeed {
    /// Login.
    pub login: String,
    /// The official's name.
    pub name: String,
    /// The official.
    pub official: OfficialId,
    /// The role.
    pub role: StaffRole,
    /// For roles by unit.
    pub unit: Option<UnitId>,
    /// For roles by organ.
    pub organ: Option<OrganId>,
    /// Name of the organ or unit, for the list of accounts.
    pub place: String,
}

/// What rows are made with.
struct Maker<'a> {
    tx: &'a Tx,
    content: &'a Content,
    plan: &'a Plan<'a>,
    today: Date,
    units: Vec<UnitId>,
    organs: Vec<OrganId>,
    sections: Vec<Vec<SectionId>>,
}

impl Maker<'_> {
    fn unit(&self, no: UnitNo) -> Outcome<UnitId> {
        self.units.get(no).copied().ok_or_else(|| Failure::fault("the plan names a unit that it does not have"))
    }

    fn organ(&self, no: OrganNo) -> Outcome<OrganId> {
        self.organs.get(no).copied().ok_or_else(|| Failure::fault("the plan names an organ that it does not have"))
    }

    fn section(&self, unit: UnitNo, no: usize) -> Option<SectionId> {
        self.sections.get(unit).and_then(|sections| sections.get(no)).copied()
    }
}

/// How many things were filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 单位.
    pub units: usize,
    /// 权力事项.
    pub powers: usize,
    /// 干部.
    pub officials: usize,
    /// 纪检组织.
    pub organs: usize,
    /// 二维码.
    pub stickers: usize,
}

impl Rows {
    /// Makes all rows of a county; writes nothing. `today` is the day that posts and dates are counted back from.
    ///
    /// # Errors
    /// A fault, if plan and content do not fit.
    pub fn make(tx: &Tx, content: &Content, plan: &Plan<'_>, today: Date) -> Outcome<Self> {
        let units = plan.units.iter().map(|_| tx.mint()).collect();
        let organs = plan.organs.iter().map(|_| tx.mint()).collect();
        let mut maker = Maker { tx, content, plan, today, units, organs, sections: Vec::new() };
        let mut rows = Self::default();
        rows.add_units(&mut maker)?;
        rows.add_organs(&maker)?;
        rows.add_people(&maker)?;
        rows.add_rules(&maker);
        rows.add_powers(&maker)?;
        rows.add_stickers(&maker)?;
        Ok(rows)
    }

    /// How many.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        Counts {
            units: self.units.len(),
            powers: self.powers.len(),
            officials: self.officials.len(),
            organs: self.organs.len(),
            stickers: self.stickers.len(),
        }
    }

    /// Writes all rows.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn write(self, tx: &Tx) -> Outcome<()> {
        tx.add_all(self.units).await?;
        tx.add_all(self.sections).await?;
        tx.add_all(self.officials).await?;
        tx.add_all(self.organs).await?;
        tx.add_all(self.coverages).await?;
        tx.add_all(self.posts).await?;
        tx.add_all(self.kinships).await?;
        tx.add_all(self.powers).await?;
        tx.add_all(self.bases).await?;
        tx.add_all(self.guides).await?;
        tx.add_all(self.steps).await?;
        tx.add_all(self.edges).await?;
        tx.add_all(self.risks).await?;
        tx.add_all(self.measures).await?;
        tx.add_all(self.rules).await?;
        tx.add_all(self.cited).await?;
        tx.add_all(self.stickers).await?;
        for row in self.sticker_index {
            entity::scope::platform_insert(row).exec_without_returning(tx).await?;
        }
        Ok(())
    }
}
