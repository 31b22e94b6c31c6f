//! 流程图: the flow of a power drawn for a phone, and the same in sentences; pure, no colours of its own.
//!
//! Invariants: 1. every step is one box, every edge one line. 2. No two boxes, and no box and label, overlap; no line
//! crosses a box. 3. The sentences say all that the drawing says.

mod draw;
mod lanes;
mod layout;
mod plan;
mod route;
#[cfg(test)]
mod tests;
mod text;
mod words;

use crate::domain::powers::Flow;
use entity::id::PowerId;
use entity::words::RiskGrade;

/// A power's flow, ready to be drawn or told.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    steps: Vec<Step>,
    edges: Vec<Edge>,
}

/// One box.
#[derive(Clone, Debug)]
pub struct Step {
    /// Number within the power.
    pub number: i32,
    /// Short title.
    pub title: String,
    /// Who does it.
    pub actor: String,
    /// What is done.
    pub duty: String,
    /// By when.
    pub time_limit: Option<String>,
    /// With which paper.
    pub document: Option<String>,
    /// The gravest risk at this step.
    pub grade: Option<RiskGrade>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// From the step with this number.
    pub from: i32,
    /// To the step with this number.
    pub to: i32,
    /// When this way is taken.
    pub condition: Option<String>,
    /// Whether it leads back (退回): dashed.
    pub is_back: bool,
}

impl Chart {
    /// The chart of one power out of the flows that were read together; `grades` are the risks at its steps.
    #[must_use]
    pub fn of(power: PowerId, flow: &Flow, grades: &[(i32, RiskGrade)]) -> Self {
        let steps = flow.steps.iter().filter(|step| step.power_id == power).map(|step| Step {
            number: step.number,
            title: step.title.clone(),
            actor: step.actor.clone(),
            duty: step.duty.clone(),
            time_limit: step.time_limit.clone(),
            document: step.document.clone(),
            grade: grades.iter().filter(|(number, _)| *number == step.number).map(|(_, grade)| *grade).min(),
        });
        let edges = flow.edges.iter().filter(|edge| edge.power_id == power).map(|edge| Edge {
            from: edge.from_number,
            to: edge.to_number,
            condition: edge.condition.clone(),
            is_back: edge.is_return,
        });
        Self::new(steps.collect(), edges.collect())
    }

    /// A chart of steps and edges; without any edge the steps follow one another.
    ///
    /// Edges to steps that do not exist are dropped, two between the same steps become one, and one that leads to the
    /// same or an earlier step counts as leading back.
    #[must_use]
    pub fn new(mut steps: Vec<Step>, edges: Vec<Edge>) -> Self {
        steps.sort_by_key(|step| step.number);
        steps.dedup_by_key(|step| step.number);
        let known = |number: i32| steps.iter().any(|step| step.number == number);
        let mut kept: Vec<Edge> = Vec::new();
        for mut edge in edges.into_iter().filter(|edge| known(edge.from) && known(edge.to)) {
            edge.is_back = edge.is_back || edge.to <= edge.from;
            edge.condition = edge.condition.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            match kept.iter_mut().find(|other| (other.from, other.to) == (edge.from, edge.to)) {
                Some(other) => other.condition = either(other.condition.take(), edge.condition),
                None => kept.push(edge),
            }
        }
        if kept.is_empty() {
            let pairs = steps.iter().zip(steps.iter().skip(1));
            kept = pairs.map(|(one, next)| Edge { from: one.number, to: next.number, condition: None, is_back: false }).collect();
        }
        Self { steps, edges: kept }
    }

    /// The drawing, as SVG for a page 360 px wide; empty if there are no steps.
    #[must_use]
    pub fn svg(&self) -> String {
        if self.steps.is_empty() {
            return String::new();
        }
        draw::svg(&layout::Layout::of(self))
    }

    /// The sentences, in the order in which they are read.
    #[must_use]
    pub fn text(&self) -> Vec<String> {
        text::sentences(self)
    }
}

fn either(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(format!("{one}，或者{other}")),
        _ => None,
    }
}
