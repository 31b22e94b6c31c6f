//! What the register says of powers, as whole texts.

use crate::domain::clearing::model::{Basis, CitedRule, Content, Guidance, Risk, Standard, Step, Way};
use crate::domain::powers::{self, Flow, Papers, RiskRow};
use crate::domain::risk_register;
use crate::kernel::{Outcome, Tx};
use entity::power;

/// Contents of these powers, in the same order, in a constant number of statements.
pub(super) async fn contents(tx: &Tx, rows: &[power::Model]) -> Outcome<Vec<Content>> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let papers = powers::batch_papers(tx, &ids).await?;
    let flow = powers::batch_flow(tx, &ids).await?;
    let risks = risk_register::of_powers(tx, &ids).await?;
    Ok(rows.iter().map(|row| content(row, &papers, &flow, &risks)).collect())
}

fn content(row: &power::Model, papers: &Papers, flow: &Flow, risks: &[RiskRow]) -> Content {
    Content {
        name: row.name.clone(),
        kind: row.kind,
        administrative_type: row.administrative_type.clone(),
        summary: row.summary.clone(),
        is_major: row.is_major,
        exercising_body: row.exercising_body.clone(),
        supervising_body: row.supervising_body.clone(),
        accountable_body: row.accountable_body.clone(),
        bases: bases(row, papers),
        standards: standards(row, papers),
        guides: guides(row, papers),
        steps: steps(row, flow),
        ways: ways(row, flow),
        risks: risks.iter().filter(|risk| risk.point.power_id == row.id).map(risk_of).collect(),
    }
}

fn bases(row: &power::Model, papers: &Papers) -> Vec<Basis> {
    let own = papers.bases.iter().filter(|one| one.power_id == row.id);
    own.map(|one| Basis { law: one.law.clone(), article: one.article.clone(), text: one.text.clone() }).collect()
}

fn standards(row: &power::Model, papers: &Papers) -> Vec<Standard> {
    let own = papers.standards.iter().filter(|one| one.power_id == row.id);
    own.map(|one| Standard { circumstance: one.circumstance.clone(), standard: one.standard.clone() }).collect()
}

fn guides(row: &power::Model, papers: &Papers) -> Vec<Guidance> {
    let own = papers.guides.iter().filter(|one| one.power_id == row.id);
    own.map(|one| Guidance { title: one.title.clone(), text: one.text.clone() }).collect()
}

fn steps(row: &power::Model, flow: &Flow) -> Vec<Step> {
    let step = |one: &entity::flow_step::Model| Step {
        number: one.number,
        title: one.title.clone(),
        actor: one.actor.clone(),
        duty: one.duty.clone(),
        time_limit: one.time_limit.clone(),
        document: one.document.clone(),
    };
    flow.steps.iter().filter(|one| one.power_id == row.id).map(step).collect()
}

fn ways(row: &power::Model, flow: &Flow) -> Vec<Way> {
    let way = |one: &entity::flow_edge::Model| Way {
        from: one.from_number,
        to: one.to_number,
        condition: one.condition.clone(),
        is_return: one.is_return,
    };
    flow.edges.iter().filter(|one| one.power_id == row.id).map(way).collect()
}

fn risk_of(row: &RiskRow) -> Risk {
    Risk {
        step_number: row.point.step_number,
        grade: row.point.grade,
        kind: row.point.kind,
        text: row.point.text.clone(),
        measures: row.measures.iter().map(|measure| measure.text.clone()).collect(),
        rules: row.rules.iter().map(|rule| CitedRule { code: rule.code.clone(), name: rule.name.clone() }).collect(),
    }
}
