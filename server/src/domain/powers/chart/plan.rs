//! Which row and column each step stands in, and which way each edge takes.

use super::{Chart, Edge};
use std::collections::BTreeMap;

/// Where a box stands in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The only one.
    Alone,
    /// The left of two.
    Left,
    /// The right of two.
    Right,
}

/// On which side of the boxes a long line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Left of them.
    Left,
    /// Right of them.
    Right,
}

/// Row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub row: usize,
    pub column: Column,
}

/// How an edge is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Straight down into the next row.
    Drop,
    /// Along the side; `into_side` when it can enter the target from there, else it enters from above.
    Lane { side: Side, into_side: bool },
}

/// The plan of a chart.
#[derive(Debug)]
pub(super) struct Plan {
    /// Step numbers, row by row; one or two in a row.
    pub rows: Vec<Vec<i32>>,
    /// Where each step stands.
    pub places: BTreeMap<i32, Place>,
}

impl Plan {
    /// Steps that follow each other stand below each other; those at the same distance from the start side by side.
    pub(super) fn of(chart: &Chart) -> Self {
        let mut ranks: BTreeMap<i32, usize> = BTreeMap::new();
        let mut last = None;
        for step in &chart.steps {
            let before = chart.edges.iter().filter(|edge| !edge.is_back && edge.to == step.number);
            let after_them = before.filter_map(|edge| ranks.get(&edge.from)).max();
            // A step that nothing leads to follows the one written before it.
            let rank = after_them.or(last.as_ref()).map_or(0, |rank| rank + 1);
            ranks.insert(step.number, rank);
            last = Some(rank);
        }
        let mut by_rank: BTreeMap<usize, Vec<i32>> = BTreeMap::new();
        for (number, rank) in ranks {
            by_rank.entry(rank).or_default().push(number);
        }
        let rows: Vec<Vec<i32>> = by_rank.values().flat_map(|numbers| numbers.chunks(2).map(<[i32]>::to_vec)).collect();
        let places = rows.iter().enumerate().flat_map(|(row, numbers)| places_in(row, numbers)).collect();
        Self { rows, places }
    }

    /// The place of a step.
    pub(super) fn place(&self, number: i32) -> Place {
        self.places.get(&number).copied().unwrap_or(Place { row: 0, column: Column::Alone })
    }

    /// How an edge is drawn.
    pub(super) fn way(&self, edge: &Edge) -> Way {
        let (from, to) = (self.place(edge.from), self.place(edge.to));
        if !edge.is_back && to.row == from.row + 1 {
            return Way::Drop;
        }
        let side = match (from.column, to.column) {
            (Column::Left, _) | (Column::Alone, Column::Left) => Side::Left,
            (Column::Right | Column::Alone, _) => Side::Right,
        };
        let into_side = match to.column {
            Column::Alone => true,
            Column::Left => side == Side::Left,
            Column::Right => side == Side::Right,
        };
        Way::Lane { side, into_side }
    }

    /// Whether the edge's words stand beside its line; else they stand in the box it comes from.
    pub(super) fn has_room(&self, chart: &Chart, edge: &Edge) -> bool {
        match self.way(edge) {
            Way::Lane { side, .. } => side == Side::Right && self.place(edge.from).column == Column::Alone,
            Way::Drop => self.outgoing(chart, edge.from) == 1 || self.incoming(chart, edge.to) == 1,
        }
    }

    /// Whether the words of a drop stand under the box it comes from; else above the one it leads to.
    pub(super) fn is_said_at_source(&self, chart: &Chart, edge: &Edge) -> bool {
        self.incoming(chart, edge.to) > 1
    }

    fn outgoing(&self, chart: &Chart, from: i32) -> usize {
        chart.edges.iter().filter(|edge| edge.from == from && self.way(edge) == Way::Drop).count()
    }

    fn incoming(&self, chart: &Chart, to: i32) -> usize {
        chart.edges.iter().filter(|edge| edge.to == to && self.way(edge) == Way::Drop).count()
    }
}

fn places_in(row: usize, numbers: &[i32]) -> Vec<(i32, Place)> {
    match numbers {
        [only] => vec![(*only, Place { row, column: Column::Alone })],
        [left, right, ..] => vec![(*left, Place { row, column: Column::Left }), (*right, Place { row, column: Column::Right })],
        [] => Vec::new(),
    }
}
