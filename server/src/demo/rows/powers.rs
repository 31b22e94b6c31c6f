//! Power lists of all units, with bases, guides, flows and risks.

use super::{Maker, Rows};
use crate::demo::content::{PowerText, RiskText};
use crate::demo::wording::Wording;
use crate::kernel::{Failure, Outcome};
use entity::id::PowerId;
use entity::{control_measure, flow_edge, flow_step, guide, legal_basis, power, risk_point};

impl Rows {
    pub(super) fn add_powers(&mut self, maker: &Maker<'_>) -> Outcome<()> {
        for (no, unit) in maker.plan.units.iter().enumerate() {
            let wording = maker.plan.wording(no);
            let unit_id = maker.unit(no)?;
            let mut ordinal = 0;
            for file in &unit.powers {
                let list = maker.content.powers.get(file).ok_or_else(|| Failure::fault(format!("demo/powers/{file} is missing")))?;
                for text in list {
                    ordinal += 1;
                    let id = maker.tx.mint();
                    self.powers.push(power::Model {
                        county_id: maker.tx.county.id,
                        id,
                        unit_id,
                        code: format!("{}-{ordinal:02}", unit.code),
                        name: text.name.clone(),
                        kind: text.kind,
                        administrative_type: text.administrative_type.clone(),
                        summary: wording.fill(&text.summary),
                        is_major: text.is_major,
                        exercising_body: wording.fill(&text.exercising),
                        supervising_body: wording.fill(&text.supervising),
                        accountable_body: wording.fill(&text.accountable),
                        ordinal,
                        is_published: true,
                    });
                    self.add_words(maker, id, text, &wording);
                    self.add_flow(maker, id, text, &wording);
                    (1..).zip(&text.risks).for_each(|(ordinal, risk)| self.add_risk(maker, id, ordinal, (risk, &wording)));
                    self.cite(maker, (id, &text.name));
                }
            }
        }
        Ok(())
    }

    /// Bases, whose law is quoted as it stands, and guides.
    fn add_words(&mut self, maker: &Maker<'_>, power_id: PowerId, text: &PowerText, wording: &Wording) {
        let county_id = maker.tx.county.id;
        self.bases.extend((1..).zip(&text.bases).map(|(ordinal, basis)| legal_basis::Model {
            county_id,
            id: maker.tx.mint(),
            power_id,
            ordinal,
            law: basis.law.clone(),
            article: basis.article.clone(),
            text: basis.text.clone(),
        }));
        self.guides.extend((1..).zip(&text.guides).map(|(ordinal, guide)| guide::Model {
            county_id,
            id: maker.tx.mint(),
            power_id,
            ordinal,
            title: guide.title.clone(),
            text: wording.fill(&guide.text),
        }));
    }

    fn add_flow(&mut self, maker: &Maker<'_>, power_id: PowerId, text: &PowerText, wording: &Wording) {
        let county_id = maker.tx.county.id;
        self.steps.extend((1..).zip(&text.steps).map(|(number, step)| flow_step::Model {
            county_id,
            id: maker.tx.mint(),
            power_id,
            number,
            title: wording.fill(&step.title),
            actor: wording.fill(&step.actor),
            duty: wording.fill(&step.duty),
            time_limit: step.limit.clone(),
            document: step.document.clone(),
        }));
        self.edges.extend((1..).zip(&text.edges).map(|(ordinal, edge)| flow_edge::Model {
            county_id,
            id: maker.tx.mint(),
            power_id,
            from_number: edge.from,
            to_number: edge.to,
            condition: edge.when.clone(),
            is_return: edge.back,
            ordinal,
        }));
    }

    fn add_risk(&mut self, maker: &Maker<'_>, power_id: PowerId, ordinal: i32, (risk, wording): (&RiskText, &Wording)) {
        let county_id = maker.tx.county.id;
        let id = maker.tx.mint();
        self.risks.push(risk_point::Model {
            county_id,
            id,
            power_id,
            ordinal,
            step_number: risk.step,
            grade: risk.grade,
            kind: risk.kind,
            text: wording.fill(&risk.text),
        });
        self.measures.extend((1..).zip(&risk.measures).map(|(ordinal, measure)| control_measure::Model {
            county_id,
            id: maker.tx.mint(),
            risk_point_id: id,
            ordinal,
            text: wording.fill(measure),
        }));
    }
}
