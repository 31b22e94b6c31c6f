//! What a published list does to the register: pages, halts, stickers and reports go on with the same ids.

use super::read::ItemView;
use crate::domain::clearing::model::Content;
use crate::domain::clearing::rules::cited;
use crate::domain::clearing::store::{self, Children};
use crate::domain::rules;
use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{PowerId, RiskPointId, RuleId};
use entity::words::ItemDecision;
use entity::{control_measure, discretion_standard, flow_edge, flow_step, guide, legal_basis, power, risk_point, risk_rule, unit};
use std::collections::{BTreeMap, BTreeSet};

/// One power as a version keeps it.
pub(super) struct Placed {
    pub power: PowerId,
    pub code: String,
    pub ordinal: i32,
    pub decision: ItemDecision,
    pub reason: Option<String>,
    pub content: Content,
}

/// Writes the list into the register: new powers get a code, cancelled ones leave the pages, what was adjusted gets its text.
pub(super) async fn apply(tx: &Tx, unit: &unit::Model, items: Vec<ItemView>) -> Outcome<Vec<Placed>> {
    let known = items.iter().filter_map(|item| item.row.power_id).collect();
    let known: BTreeMap<PowerId, power::Model> = store::powers(tx, known).await?.into_iter().map(|row| (row.id, row)).collect();
    let mut codes = Codes::of(tx, unit).await?;
    let (mut placed, mut fresh, mut cancelled) = (Vec::new(), Vec::new(), Vec::new());
    for (ordinal, item) in (1..).zip(items) {
        let decision = item.row.decision.ok_or_else(|| Failure::fault("an item without a decision is published"))?;
        let was = item.row.power_id.and_then(|id| known.get(&id));
        let row = power_row(tx, (unit, &item.content), (was, ordinal), &mut codes);
        match (decision, was) {
            (ItemDecision::Cancelled, _) => cancelled.push(row.id),
            (_, None) => fresh.push(row.clone()),
            (_, Some(was)) if *was != row => store::put_power(tx, row.clone()).await?,
            (_, Some(_)) => {}
        }
        placed.push(Placed { power: row.id, code: row.code, ordinal, decision, reason: item.row.reason, content: item.content });
    }
    tx.add_all(fresh).await?;
    if !cancelled.is_empty() {
        store::take_down(tx, &cancelled).await?;
    }
    let rewritten = |one: &&Placed| matches!(one.decision, ItemDecision::Adjusted | ItemDecision::Added);
    let written: Vec<&Placed> = placed.iter().filter(rewritten).collect();
    let ids: Vec<PowerId> = written.iter().map(|one| one.power).collect();
    let rules = library(tx, &written).await?;
    store::replace_children(tx, &ids, children(tx, &written, &rules)).await?;
    Ok(placed)
}

fn power_row(
    tx: &Tx,
    (unit, content): (&unit::Model, &Content),
    (was, ordinal): (Option<&power::Model>, i32),
    codes: &mut Codes,
) -> power::Model {
    power::Model {
        county_id: tx.county.id,
        id: was.map_or_else(|| tx.mint(), |was| was.id),
        unit_id: unit.id,
        code: was.map_or_else(|| codes.free(), |was| was.code.clone()),
        name: content.name.clone(),
        kind: content.kind,
        administrative_type: content.administrative_type.clone(),
        summary: content.summary.clone(),
        is_major: content.is_major,
        exercising_body: content.exercising_body.clone(),
        supervising_body: content.supervising_body.clone(),
        accountable_body: content.accountable_body.clone(),
        ordinal,
        is_published: true,
    }
}

/// Codes for new powers of a unit: its own code and the next free number.
struct Codes {
    unit: String,
    taken: BTreeSet<String>,
    number: usize,
}

impl Codes {
    async fn of(tx: &Tx, unit: &unit::Model) -> Outcome<Self> {
        // A code has at most 40 characters, the number behind it included.
        let unit: String = unit.code.chars().take(34).collect();
        Ok(Self { taken: store::codes_beginning(tx, &unit).await?, unit, number: 0 })
    }

    fn free(&mut self) -> String {
        loop {
            self.number = self.number.saturating_add(1);
            let code = format!("{}-{:02}", self.unit, self.number);
            if self.taken.insert(code.clone()) {
                return code;
            }
        }
    }
}

/// Rules that the contents cite, by code.
async fn library(tx: &Tx, placed: &[&Placed]) -> Outcome<BTreeMap<String, RuleId>> {
    let mut codes: Vec<String> = placed.iter().flat_map(|one| cited(&one.content)).collect();
    codes.sort_unstable();
    codes.dedup();
    Ok(rules::of_codes(tx, codes).await?.into_iter().map(|row| (row.code, row.id)).collect())
}

fn children(tx: &Tx, placed: &[&Placed], rules: &BTreeMap<String, RuleId>) -> Children {
    let mut all = Children::default();
    for one in placed {
        papers(tx, &mut all, one);
        flow(tx, &mut all, one);
        risks(tx, &mut all, (one, rules));
    }
    all
}

fn papers(tx: &Tx, all: &mut Children, one: &Placed) {
    let (county_id, power_id) = (tx.county.id, one.power);
    all.bases.extend((1..).zip(&one.content.bases).map(|(ordinal, row)| legal_basis::Model {
        county_id,
        id: tx.mint(),
        power_id,
        ordinal,
        law: row.law.clone(),
        article: row.article.clone(),
        text: row.text.clone(),
    }));
    all.standards.extend((1..).zip(&one.content.standards).map(|(ordinal, row)| discretion_standard::Model {
        county_id,
        id: tx.mint(),
        power_id,
        ordinal,
        circumstance: row.circumstance.clone(),
        standard: row.standard.clone(),
    }));
    all.guides.extend((1..).zip(&one.content.guides).map(|(ordinal, row)| guide::Model {
        county_id,
        id: tx.mint(),
        power_id,
        ordinal,
        title: row.title.clone(),
        text: row.text.clone(),
    }));
}

fn flow(tx: &Tx, all: &mut Children, one: &Placed) {
    let (county_id, power_id) = (tx.county.id, one.power);
    all.steps.extend(one.content.steps.iter().map(|row| flow_step::Model {
        county_id,
        id: tx.mint(),
        power_id,
        number: row.number,
        title: row.title.clone(),
        actor: row.actor.clone(),
        duty: row.duty.clone(),
        time_limit: row.time_limit.clone(),
        document: row.document.clone(),
    }));
    all.edges.extend((1..).zip(&one.content.ways).map(|(ordinal, row)| flow_edge::Model {
        county_id,
        id: tx.mint(),
        power_id,
        from_number: row.from,
        to_number: row.to,
        condition: row.condition.clone(),
        is_return: row.is_return,
        ordinal,
    }));
}

fn risks(tx: &Tx, all: &mut Children, (one, rules): (&Placed, &BTreeMap<String, RuleId>)) {
    let county_id = tx.county.id;
    for (ordinal, row) in (1..).zip(&one.content.risks) {
        let id: RiskPointId = tx.mint();
        all.points.push(risk_point::Model {
            county_id,
            id,
            power_id: one.power,
            ordinal,
            step_number: row.step_number,
            grade: row.grade,
            kind: row.kind,
            text: row.text.clone(),
        });
        all.measures.extend((1..).zip(&row.measures).map(|(ordinal, text)| control_measure::Model {
            county_id,
            id: tx.mint(),
            risk_point_id: id,
            ordinal,
            text: text.clone(),
        }));
        let cited = row.rules.iter().filter_map(|rule| rules.get(&rule.code).copied());
        all.rules.extend((1..).zip(cited).map(|(ordinal, rule_id)| risk_rule::Model {
            county_id,
            id: tx.mint(),
            risk_point_id: id,
            rule_id,
            ordinal,
        }));
    }
}
