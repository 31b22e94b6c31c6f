//! The rule library of a county, and which risks of powers cite it.

use super::{Maker, Rows};
use entity::id::PowerId;
use entity::words::RiskGrade;
use entity::{risk_rule, rule};

impl Rows {
    /// The whole library, in the order of its file.
    pub(super) fn add_rules(&mut self, maker: &Maker<'_>) {
        let wording = maker.plan.wording(0);
        let rows = (1..).zip(&maker.content.rules).map(|(no, text): (usize, _)| rule::Model {
            county_id: maker.tx.county.id,
            id: maker.tx.mint(),
            code: format!("ZD-{no:03}"),
            name: wording.fill(&text.name),
            area: text.area.clone(),
            issuer: wording.fill(&text.issuer),
            document_no: None,
            issued_on: None,
            ended_on: None,
            text: wording.fill(&text.text),
        });
        self.rules.extend(rows);
    }

    /// The gravest risks of a power are held down by the rules that name it.
    pub(super) fn cite(&mut self, maker: &Maker<'_>, (power, name): (PowerId, &str)) {
        let risks = self.risks.iter().filter(|risk| risk.power_id == power && risk.grade == RiskGrade::A);
        for risk in risks {
            let own = maker.content.rules.iter().zip(&self.rules).filter(|(text, _)| text.powers.iter().any(|of| of == name));
            self.cited.extend((1..).zip(own).map(|(ordinal, (_, rule))| risk_rule::Model {
                county_id: maker.tx.county.id,
                id: maker.tx.mint(),
                risk_point_id: risk.id,
                rule_id: rule.id,
                ordinal,
            }));
        }
    }
}
