//! The lines between the boxes: straight down, or along the side.

use super::Edge;
use super::layout::{LANE, Label, Layout, NOTE, NOTE_LINE, Page, Path, Rect, count};
use super::plan::{Side, Way};
use super::words::measure;

impl Page<'_> {
    /// Adds the lines and their words.
    pub(super) fn join(&self, layout: &mut Layout) {
        for edge in &self.chart.edges {
            let points = match self.plan.way(edge) {
                Way::Drop => self.drop_points(layout, edge),
                Way::Lane { .. } => self.lane_points(layout, edge),
            };
            layout.paths.push(Path { from: edge.from, to: edge.to, is_back: edge.is_back, points });
        }
    }

    fn drop_points(&self, layout: &mut Layout, edge: &Edge) -> Vec<(i32, i32)> {
        let (start, aim) = (self.start(edge.from), self.aim(edge.to));
        let (from, to) = (layout.rect(edge.from), layout.rect(edge.to));
        let gap = self.gap(self.plan.place(edge.to).row);
        let words = self.drop_words(edge);
        let said_from = from.bottom() + gap.stub;
        let said_to = said_from + gap.said_below + gap.turn_height();
        if !words.is_empty() {
            let at_source = self.plan.is_said_at_source(self.chart, edge);
            let (x, y) = if at_source { (start, said_from) } else { (aim, said_to) };
            let w = words.iter().map(|line| measure(line, NOTE)).max().unwrap_or_default() + 8;
            layout.labels.push(Label { rect: Rect { x: x - w / 2, y, w, h: count(&words) * NOTE_LINE + 2 }, lines: words });
        }
        if start == aim {
            return vec![(start, from.bottom()), (aim, to.y)];
        }
        let turn = said_from + gap.said_below + gap.turns.get(&edge.from).copied().unwrap_or_default() * 10 + 5;
        vec![(start, from.bottom()), (start, turn), (aim, turn), (aim, to.y)]
    }

    fn lane_points(&self, layout: &mut Layout, edge: &Edge) -> Vec<(i32, i32)> {
        let Some(lane) = self.lanes.iter().find(|lane| lane.edge == edge) else { return Vec::new() };
        let Some((leave, words_y, words)) = self.port_y(layout, edge, edge.from, true) else { return Vec::new() };
        let (from, to) = (layout.rect(edge.from), layout.rect(edge.to));
        let offset = i32::try_from(lane.number).unwrap_or_default() * LANE + LANE - 4;
        let (at, out, into) = match lane.side {
            Side::Right => (self.right + offset, from.right(), to.right()),
            Side::Left => (self.left - offset, from.x, to.x),
        };
        if !words.is_empty() {
            let w = words.iter().map(|line| measure(line, NOTE)).max().unwrap_or_default();
            layout.labels.push(Label { rect: Rect { x: out + 6, y: words_y + 2, w, h: count(&words) * NOTE_LINE }, lines: words });
        }
        if let Some((enter, ..)) = self.port_y(layout, edge, edge.to, false).filter(|_| lane.into_side) {
            return vec![(out, leave), (at, leave), (at, enter), (into, enter)];
        }
        let row = self.plan.place(edge.to).row;
        let mut rank = self.lanes.iter().filter(|other| !other.into_side && self.plan.place(other.edge.to).row == row);
        let rank = rank.position(|other| other.edge == edge).and_then(|at| i32::try_from(at).ok()).unwrap_or_default();
        let level = to.y - self.gap(row).arrow - rank * 12;
        vec![(out, leave), (at, leave), (at, level), (self.aim(edge.to), level), (self.aim(edge.to), to.y)]
    }

    /// Where a lane's end lies, and where its words begin.
    fn port_y(&self, layout: &Layout, edge: &Edge, number: i32, leaves: bool) -> Option<(i32, i32, Vec<String>)> {
        let side = self.lanes.iter().find(|lane| lane.edge == edge)?.side;
        let rect = layout.rect(number);
        let ports = self.ports(number, side);
        let mut y = rect.y + (rect.h - ports.iter().map(|port| port.height).sum::<i32>()) / 2;
        for port in ports {
            if port.lane.edge == edge && port.leaves == leaves {
                let line = if port.words.is_empty() { y + port.height / 2 } else { y + port.height - 8 };
                return Some((line, y, port.words));
            }
            y += port.height;
        }
        None
    }
}
