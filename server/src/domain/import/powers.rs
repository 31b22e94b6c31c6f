//! powers.csv and the files of their children.

use super::cells::{Cells, GRADES, POWERS, RISKS, first, reference};
use super::load::Known;
use super::sheet::Book;
use super::write::Plan;
use crate::domain::rules;
use crate::kernel::Tx;
use entity::id::{PowerId, RiskPointId, RuleId};
use entity::words::{PowerKind, RiskGrade, RiskKind};
use entity::{control_measure, flow_edge, flow_step, guide, legal_basis, power, risk_point, risk_rule};
use std::collections::{BTreeMap, BTreeSet};

/// Reads the seven files.
pub(super) fn plan(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    powers(tx, book, known, plan);
    papers(tx, book, known, plan);
    steps(tx, book, known, plan);
    edges(tx, book, known, plan);
    risks(tx, book, known, plan);
}

/// A page must say what the unit's published list says.
const CLEARED: &str = "这个单位的权力清单已经按清权办理，不能从文件改。请由单位在清权里改。";

fn power_of(cells: &mut Cells<'_>, known: &Known) -> Option<PowerId> {
    let find = |code: &str| known.powers.get(code).map(|power| (power.id, power.unit_id));
    let (id, unit) = reference(cells, "power_code", find, "权力事项")?;
    if known.cleared.contains(&unit) {
        cells.fault("power_code", CLEARED);
        return None;
    }
    Some(id)
}

fn powers(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    let mut seen = BTreeSet::new();
    for (ordinal, row) in (1..).zip(&book.take("powers.csv")) {
        let mut cells = Cells { book, row };
        let Some(mut model) = power_row(tx, &mut cells, known, ordinal) else { continue };
        let was = known.powers.get(&model.code).cloned();
        model.id = was.as_ref().map_or_else(|| tx.mint(), |row| row.id);
        let mut units = was.iter().map(|row| row.unit_id).chain([model.unit_id]);
        if was.as_ref() != Some(&model) && units.any(|unit| known.cleared.contains(&unit)) {
            book.fault(row, "unit_code", CLEARED);
            continue;
        }
        if first(&mut seen, model.code.clone(), book, row, "code") {
            plan.powers.put(was.as_ref(), model.clone());
            known.powers.insert(model.code.clone(), model);
        }
    }
}

fn power_row(tx: &Tx, cells: &mut Cells<'_>, known: &Known, ordinal: i32) -> Option<power::Model> {
    let unit = reference(cells, "unit_code", |code| known.units.get(code).map(|row| row.id), "单位");
    let kind: Option<PowerKind> = cells.word("kind", POWERS, Some("EXTERNAL"));
    Some(power::Model {
        county_id: tx.county.id,
        id: PowerId(uuid::Uuid::nil()),
        code: cells.code("code"),
        name: cells.text("name", 80),
        administrative_type: cells.text("administrative_type", 30),
        summary: cells.text("summary", 300),
        is_major: cells.yes("is_major", false),
        exercising_body: cells.text("exercising_body", 80),
        supervising_body: cells.text("supervising_body", 80),
        accountable_body: cells.text("accountable_body", 80),
        ordinal: cells.number("ordinal").unwrap_or(ordinal),
        is_published: cells.yes("is_published", true),
        unit_id: unit?,
        kind: kind?,
    })
}

fn papers(tx: &Tx, book: &mut Book, known: &Known, plan: &mut Plan) {
    for (at, row) in (1..).zip(&book.take("legal_bases.csv")) {
        let mut cells = Cells { book, row };
        let (law, article, text) = (cells.text("law", 120), cells.optional("article", 60), cells.text("text", 2000));
        let ordinal = cells.number("ordinal").unwrap_or(at);
        let Some(power_id) = power_of(&mut cells, known) else { continue };
        plan.bases.push(legal_basis::Model { county_id: tx.county.id, id: tx.mint(), power_id, ordinal, law, article, text });
    }
    for (at, row) in (1..).zip(&book.take("guides.csv")) {
        let mut cells = Cells { book, row };
        let (title, text) = (cells.text("title", 80), cells.text("text", 2000));
        let ordinal = cells.number("ordinal").unwrap_or(at);
        let Some(power_id) = power_of(&mut cells, known) else { continue };
        plan.guides.push(guide::Model { county_id: tx.county.id, id: tx.mint(), power_id, ordinal, title, text });
    }
}

fn steps(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    let mut seen = BTreeSet::new();
    for row in &book.take("flow_steps.csv") {
        let mut cells = Cells { book, row };
        let (number, title, actor, duty) =
            (cells.needed("number"), cells.text("title", 40), cells.text("actor", 80), cells.text("duty", 300));
        let (time_limit, document) = (cells.optional("time_limit", 60), cells.optional("document", 120));
        let Some(power_id) = power_of(&mut cells, known) else { continue };
        if first(&mut seen, (power_id, number), book, row, "number") {
            plan.steps.push(flow_step::Model {
                county_id: tx.county.id,
                id: tx.mint(),
                power_id,
                number,
                title,
                actor,
                duty,
                time_limit,
                document,
            });
        }
    }
    let replaced: BTreeSet<PowerId> = seen.iter().map(|(power, _)| *power).collect();
    known.steps.retain(|(power, _)| !replaced.contains(power));
    known.steps.extend(seen);
}

fn edges(tx: &Tx, book: &mut Book, known: &Known, plan: &mut Plan) {
    for (at, row) in (1..).zip(&book.take("flow_edges.csv")) {
        let mut cells = Cells { book, row };
        let (from_number, to_number) = (cells.needed("from_number"), cells.needed("to_number"));
        let (condition, is_return) = (cells.optional("condition", 40), cells.yes("is_return", false));
        let ordinal = cells.number("ordinal").unwrap_or(at);
        let Some(power_id) = power_of(&mut cells, known) else { continue };
        for (column, number) in [("from_number", from_number), ("to_number", to_number)] {
            if !known.steps.contains(&(power_id, number)) {
                cells.fault(column, format!("这项权力没有第 {number} 步。"));
            }
        }
        plan.edges.push(flow_edge::Model {
            county_id: tx.county.id,
            id: tx.mint(),
            power_id,
            from_number,
            to_number,
            condition,
            is_return,
            ordinal,
        });
    }
}

/// Rules of the library that a risk point names, each once.
fn rules_of(tx: &Tx, cells: &mut Cells<'_>, known: &Known) -> Vec<RuleId> {
    let today = tx.now.in_china().date();
    let mut found = Vec::new();
    for code in cells.codes("rule_codes") {
        match known.rules.get(&code) {
            Some(rule) if !rules::holds(rule, today) => cells.fault("rule_codes", format!("《{}》已经废止，不能再引用。", rule.name)),
            Some(rule) if !found.contains(&rule.id) => found.push(rule.id),
            Some(_) => {}
            None => cells.fault("rule_codes", format!("制度库里没有编号“{code}”。")),
        }
    }
    found
}

fn risks(tx: &Tx, book: &mut Book, known: &Known, plan: &mut Plan) {
    let mut points: BTreeMap<(PowerId, i32), RiskPointId> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for row in &book.take("risk_points.csv") {
        let mut cells = Cells { book, row };
        let (ordinal, step_number, text) = (cells.needed("ordinal"), cells.number("step_number"), cells.text("text", 300));
        let grade: Option<RiskGrade> = cells.word("grade", GRADES, None);
        let kind: Option<RiskKind> = cells.word("kind", RISKS, None);
        let rules = rules_of(tx, &mut cells, known);
        let Some(power_id) = power_of(&mut cells, known) else { continue };
        if let Some(number) = step_number.filter(|number| !known.steps.contains(&(power_id, *number))) {
            cells.fault("step_number", format!("这项权力没有第 {number} 步。"));
        }
        let (Some(grade), Some(kind)) = (grade, kind) else { continue };
        if first(&mut seen, (power_id, ordinal), book, row, "ordinal") {
            let id = tx.mint();
            points.insert((power_id, ordinal), id);
            plan.points.push(risk_point::Model { county_id: tx.county.id, id, power_id, ordinal, step_number, grade, kind, text });
            plan.cited.extend((1..).zip(rules).map(|(ordinal, rule_id)| risk_rule::Model {
                county_id: tx.county.id,
                id: tx.mint(),
                risk_point_id: id,
                rule_id,
                ordinal,
            }));
        }
    }
    for (at, row) in (1..).zip(&book.take("control_measures.csv")) {
        let mut cells = Cells { book, row };
        let (risk_ordinal, text) = (cells.needed("risk_ordinal"), cells.text("text", 300));
        let ordinal = cells.number("ordinal").unwrap_or(at);
        let Some(power_id) = power_of(&mut cells, known) else { continue };
        match points.get(&(power_id, risk_ordinal)) {
            Some(risk_point_id) => {
                let risk_point_id = *risk_point_id;
                plan.measures.push(control_measure::Model { county_id: tx.county.id, id: tx.mint(), risk_point_id, ordinal, text });
            }
            None => cells.fault("risk_ordinal", format!("risk_points.csv 里没有这项权力的第 {risk_ordinal} 个风险点。")),
        }
    }
}
