//! Where everything stands, in pixels of a page 328 px wide inside.

use super::lanes::{self, Lane};
use super::plan::{Column, Plan, Side, Way};
use super::words::wrap;
use super::{Chart, Edge};
use entity::words::RiskGrade;
use std::collections::BTreeMap;

/// Width of the drawing: a phone of 360 px less the gutters.
pub(super) const WIDTH: i32 = 328;
/// Type of titles.
pub(super) const TITLE: i32 = 18;
/// Type of conditions.
pub(super) const NOTE: i32 = 15;
const TITLE_LINE: i32 = 23;
pub(super) const NOTE_LINE: i32 = 19;
pub(super) const LANE: i32 = 15;
const EDGE: i32 = 4;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rect {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

/// A step's box.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub number: i32,
    pub rect: Rect,
    pub lines: Vec<String>,
    pub notes: Vec<String>,
    pub is_end: bool,
    pub grade: Option<RiskGrade>,
}

/// An edge's line; the arrow's head is at its last point.
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub from: i32,
    pub to: i32,
    pub is_back: bool,
    pub points: Vec<(i32, i32)>,
}

/// Words on a line.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub rect: Rect,
    pub lines: Vec<String>,
}

/// The whole drawing.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub height: i32,
    pub frames: Vec<Frame>,
    pub paths: Vec<Path>,
    pub labels: Vec<Label>,
}

impl Rect {
    /// Middle, left to right.
    pub(super) const fn middle(self) -> i32 {
        self.x + self.w / 2
    }
    /// Right edge.
    pub(super) const fn right(self) -> i32 {
        self.x + self.w
    }
    /// Lower edge.
    pub(super) const fn bottom(self) -> i32 {
        self.y + self.h
    }
}

impl Layout {
    /// Measures, stacks the rows, then draws the lines between them.
    pub(super) fn of(chart: &Chart) -> Self {
        let plan = Plan::of(chart);
        let lanes = lanes::lanes(chart, &plan);
        let page = Page::new(chart, &plan, &lanes);
        let mut layout = Self::default();
        let mut y = 0;
        for (row, numbers) in plan.rows.iter().enumerate() {
            let gap = page.gap(row);
            y += gap.height();
            let frames: Vec<_> = numbers.iter().map(|number| page.frame(*number, y)).collect();
            let height = frames.iter().map(|frame| frame.rect.h).max().unwrap_or_default();
            layout.frames.extend(frames.into_iter().map(|mut frame| {
                frame.rect.h = height;
                frame
            }));
            y += height;
        }
        layout.height = y + EDGE;
        page.join(&mut layout);
        layout
    }

    /// The box of a step.
    pub(super) fn rect(&self, number: i32) -> Rect {
        self.frames.iter().find(|frame| frame.number == number).map_or(Rect { x: 0, y: 0, w: 0, h: 0 }, |frame| frame.rect)
    }
}

/// What the drawing is made from, and the widths that follow.
pub(super) struct Page<'a> {
    pub chart: &'a Chart,
    pub plan: &'a Plan,
    pub lanes: &'a [Lane<'a>],
    pub left: i32,
    pub right: i32,
}

/// The space above a row, from top to bottom.
#[derive(Default)]
pub(super) struct Gap {
    pub stub: i32,
    pub said_below: i32,
    pub turns: BTreeMap<i32, i32>,
    pub said_above: i32,
    pub entries: i32,
    pub arrow: i32,
}

impl Gap {
    fn height(&self) -> i32 {
        self.stub + self.said_below + self.turn_height() + self.said_above + self.entries * 12 + self.arrow
    }
    pub(super) fn turn_height(&self) -> i32 {
        i32::try_from(self.turns.len()).unwrap_or_default() * 10
    }
}

/// One end of a lane at the side of a box.
pub(super) struct Port<'a> {
    pub lane: &'a Lane<'a>,
    pub leaves: bool,
    pub height: i32,
    pub words: Vec<String>,
}

impl<'a> Page<'a> {
    fn new(chart: &'a Chart, plan: &'a Plan, lanes: &'a [Lane<'a>]) -> Self {
        let room = |side| match i32::try_from(lanes::width(lanes, side)).unwrap_or_default() {
            0 => 0,
            count => count * LANE + 6,
        };
        Self { chart, plan, lanes, left: EDGE + room(Side::Left), right: WIDTH - EDGE - room(Side::Right) }
    }

    /// Left edge and width of a box in this column.
    fn span(&self, column: Column) -> (i32, i32) {
        let room = self.right - self.left;
        let half = (room - 14) / 2;
        match column {
            Column::Left => (self.left, half),
            Column::Right => (self.right - half, half),
            Column::Alone if self.lanes.iter().any(|lane| lane.side == Side::Right) => (self.left, room * 62 / 100),
            Column::Alone => (self.left + room / 6, room * 2 / 3),
        }
    }

    fn frame(&self, number: i32, y: i32) -> Frame {
        let (x, w) = self.span(self.plan.place(number).column);
        let step = self.chart.steps.iter().find(|step| step.number == number);
        let lines = wrap(&format!("{number} {}", step.map_or("", |step| step.title.as_str())), w - 20, TITLE);
        let notes: Vec<_> = self.inner_notes(number).iter().flat_map(|note| wrap(note, w - 16, NOTE)).collect();
        let sides = [Side::Left, Side::Right].map(|side| self.ports(number, side).iter().map(|port| port.height).sum::<i32>() + 12);
        let text = 24 + count(&lines) * TITLE_LINE + count(&notes) * NOTE_LINE;
        let h = sides.into_iter().fold(text.max(48), i32::max);
        let is_end = !self.chart.edges.iter().any(|edge| edge.from == number && !edge.is_back);
        Frame { number, rect: Rect { x, y, w, h }, lines, notes, is_end, grade: step.and_then(|step| step.grade) }
    }

    /// Conditions that have no room beside their line.
    fn inner_notes(&self, number: i32) -> Vec<String> {
        let own = self.chart.edges.iter().filter(|edge| edge.from == number && !self.plan.has_room(self.chart, edge));
        own.filter_map(|edge| {
            let condition = edge.condition.as_deref()?;
            Some(if edge.is_back { format!("{condition}，退回 {}", edge.to) } else { format!("{condition}，到 {}", edge.to) })
        })
        .collect()
    }

    /// Ends of lanes at one side of a box, from top to bottom: those that run upwards first.
    pub(super) fn ports(&self, number: i32, side: Side) -> Vec<Port<'a>> {
        let (x, w) = self.span(self.plan.place(number).column);
        let room = self.right - (x + w) - 10;
        let mut ports = Vec::new();
        for lane in self.lanes.iter().filter(|lane| lane.side == side && lane.touches(number)) {
            if lane.edge.from == number {
                let said = lane.edge.condition.as_deref().filter(|_| self.plan.has_room(self.chart, lane.edge));
                let words = said.map(|text| wrap(text, room, NOTE)).unwrap_or_default();
                ports.push(Port { lane, leaves: true, height: 16 + count(&words) * NOTE_LINE, words });
            }
            if lane.into_side && lane.edge.to == number {
                ports.push(Port { lane, leaves: false, height: 16, words: Vec::new() });
            }
        }
        ports.sort_by_key(|port| (!port.lane.rises_from(number, self.plan), !port.leaves));
        ports
    }

    fn drops_into(&self, row: usize) -> Vec<&'a Edge> {
        let into = |edge: &&Edge| self.plan.way(edge) == Way::Drop && self.plan.place(edge.to).row == row;
        self.chart.edges.iter().filter(into).collect()
    }

    pub(super) fn gap(&self, row: usize) -> Gap {
        let drops = self.drops_into(row);
        let entries = self.lanes.iter().filter(|lane| !lane.into_side && self.plan.place(lane.edge.to).row == row).count();
        let said = |at_source: bool| {
            let own = drops.iter().filter(|edge| self.plan.is_said_at_source(self.chart, edge) == at_source);
            let lines = own.map(|edge| count(&self.drop_words(edge))).max().unwrap_or_default();
            if lines == 0 { 0 } else { lines * NOTE_LINE + 4 }
        };
        let mut turns = BTreeMap::new();
        for edge in drops.iter().filter(|edge| self.start(edge.from) != self.aim(edge.to)) {
            let next = i32::try_from(turns.len()).unwrap_or_default();
            turns.entry(edge.from).or_insert(next);
        }
        let entries = i32::try_from(entries).unwrap_or_default();
        let arrow = if row == 0 && entries == 0 { 14 } else { 20 };
        Gap { stub: if row == 0 { 0 } else { 8 }, said_below: said(true), turns, said_above: said(false), entries, arrow }
    }

    /// Where drops leave a box.
    pub(super) fn start(&self, number: i32) -> i32 {
        let (x, w) = self.span(self.plan.place(number).column);
        x + w / 2
    }

    /// Where drops enter a box: straight below a box above if that is near the middle, else in the middle.
    pub(super) fn aim(&self, number: i32) -> i32 {
        let (x, w) = self.span(self.plan.place(number).column);
        let above = self.drops_into(self.plan.place(number).row).into_iter().filter(|edge| edge.to == number);
        let mut straight = above.map(|edge| self.start(edge.from)).filter(|at| (at - x - w / 2).abs() <= w / 5);
        straight.next().unwrap_or(x + w / 2)
    }

    /// The words of a drop, no wider than the box they stand at allows on both sides of the line.
    pub(super) fn drop_words(&self, edge: &Edge) -> Vec<String> {
        let Some(condition) = edge.condition.as_deref().filter(|_| self.plan.has_room(self.chart, edge)) else { return Vec::new() };
        let at_source = self.plan.is_said_at_source(self.chart, edge);
        let (number, at) = if at_source { (edge.from, self.start(edge.from)) } else { (edge.to, self.aim(edge.to)) };
        let (x, w) = self.span(self.plan.place(number).column);
        wrap(condition, 2 * (at - x).min(x + w - at) - 8, NOTE)
    }
}

pub(super) fn count(lines: &[String]) -> i32 {
    i32::try_from(lines.len()).unwrap_or_default()
}
