//! Lines along the side: each gets a lane of its own as far as it runs beside others.

use super::plan::{Plan, Side, Way};
use super::{Chart, Edge};

/// An edge in its lane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lane<'a> {
    /// The edge.
    pub edge: &'a Edge,
    /// On which side.
    pub side: Side,
    /// Whether it enters its target from the side.
    pub into_side: bool,
    /// Lane number, 0 is next to the boxes.
    pub number: usize,
    rows: (usize, usize),
}

/// All lanes of a chart, short ones inside.
pub(super) fn lanes<'a>(chart: &'a Chart, plan: &Plan) -> Vec<Lane<'a>> {
    let mut open: Vec<Lane<'a>> = chart.edges.iter().filter_map(|edge| open_lane(edge, plan)).collect();
    open.sort_by_key(|lane| (lane.rows.1 - lane.rows.0, lane.rows.0, lane.edge.from));
    let mut placed: Vec<Lane<'a>> = Vec::new();
    for mut lane in open {
        let busy = |number: usize| placed.iter().any(|other| other.number == number && other.meets(&lane));
        // The lanes placed so far cannot fill one more than there are of them.
        lane.number = (0..=placed.len()).find(|number| !busy(*number)).unwrap_or_default();
        placed.push(lane);
    }
    placed
}

/// How many lanes a side needs.
pub(super) fn width(lanes: &[Lane<'_>], side: Side) -> usize {
    lanes.iter().filter(|lane| lane.side == side).map(|lane| lane.number + 1).max().unwrap_or_default()
}

fn open_lane<'a>(edge: &'a Edge, plan: &Plan) -> Option<Lane<'a>> {
    let Way::Lane { side, into_side } = plan.way(edge) else { return None };
    let (from, to) = (plan.place(edge.from).row, plan.place(edge.to).row);
    Some(Lane { edge, side, into_side, number: 0, rows: (from.min(to), from.max(to)) })
}

impl Lane<'_> {
    fn meets(&self, other: &Self) -> bool {
        self.side == other.side && self.rows.0 <= other.rows.1 && other.rows.0 <= self.rows.1
    }

    /// Whether the line leaves or enters this step by the side.
    pub(super) fn touches(&self, step: i32) -> bool {
        self.edge.from == step || self.into_side && self.edge.to == step
    }

    /// Whether the line runs upwards from where it touches the step.
    pub(super) fn rises_from(&self, step: i32, plan: &Plan) -> bool {
        let (from, to) = (plan.place(self.edge.from).row, plan.place(self.edge.to).row);
        if self.edge.from == step { to < from } else { from < to }
    }
}
