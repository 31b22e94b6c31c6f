//! The layout as SVG; colours are the page's custom properties, with plain ones for a page without them.

use super::layout::{Frame, Label, Layout, NOTE, Path, TITLE, WIDTH};
use entity::words::RiskGrade;
use std::fmt::Write as _;

const INK: &str = "var(--ink,#16202b)";
const PAPER: &str = "var(--paper,#fff)";
const ACCENT: &str = "var(--accent,#14507f)";

/// The drawing; lines first, so that boxes and words lie over them.
pub(super) fn svg(layout: &Layout) -> String {
    let mut out = format!(
        r#"<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {}" role="img" font-size="{TITLE}" text-anchor="middle">"#,
        layout.height
    );
    told(&mut out, layout);
    layout.paths.iter().for_each(|path| line(&mut out, path));
    layout.labels.iter().for_each(|label| words(&mut out, label));
    layout.frames.iter().for_each(|frame| step(&mut out, frame));
    out.push_str("</svg>");
    out
}

/// What a screen reader says instead of the drawing: what it is, and the steps by their titles; all else stands beside it.
fn told(out: &mut String, layout: &Layout) {
    let steps: Vec<String> = layout.frames.iter().map(|frame| escape(&frame.lines.concat())).collect();
    _ = write!(out, "<title>流程图</title><desc>共 {} 步：{}。每一步的文字说明在图下面。</desc>", steps.len(), steps.join("；"));
}

fn line(out: &mut String, path: &Path) {
    let mut points = path.points.iter();
    let Some((x, y)) = points.next() else { return };
    let mut way = format!("M{x} {y}");
    for (x, y) in points {
        _ = write!(way, "L{x} {y}");
    }
    let dash = if path.is_back { r#" stroke-dasharray="6 4""# } else { "" };
    _ = write!(
        out,
        r#"<g data-edge="{}-{}"><path d="{way}" fill="none" stroke="{INK}" stroke-width="2"{dash}/>{}</g>"#,
        path.from,
        path.to,
        head(path)
    );
}

/// The arrow's head, pointing the way of the last piece.
fn head(path: &Path) -> String {
    let mut last = path.points.iter().rev();
    let (Some((x, y)), Some((before_x, before_y))) = (last.next(), last.next()) else { return String::new() };
    let (a, b) = match ((x - before_x).signum(), (y - before_y).signum()) {
        (1, _) => ((x - 9, y - 5), (x - 9, y + 5)),
        (-1, _) => ((x + 9, y - 5), (x + 9, y + 5)),
        (_, -1) => ((x - 5, y + 9), (x + 5, y + 9)),
        _ => ((x - 5, y - 9), (x + 5, y - 9)),
    };
    format!(r#"<path d="M{x} {y}L{} {}L{} {}z" fill="{INK}"/>"#, a.0, a.1, b.0, b.1)
}

fn words(out: &mut String, label: &Label) {
    let rect = label.rect;
    _ = write!(out, r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{PAPER}"/>"#, rect.x, rect.y, rect.w, rect.h);
    let line_height = rect.h / i32::try_from(label.lines.len().max(1)).unwrap_or(1);
    let mut y = rect.y + NOTE - 1;
    for text in &label.lines {
        _ = write!(out, r#"<text x="{}" y="{y}" font-size="{NOTE}" fill="{INK}">{}</text>"#, rect.middle(), escape(text));
        y += line_height;
    }
}

fn step(out: &mut String, frame: &Frame) {
    let rect = frame.rect;
    let (radius, stroke) = if frame.is_end { (rect.h.min(48) / 2, INK) } else { (6, ACCENT) };
    _ = write!(
        out,
        r#"<g data-step="{}"><rect x="{}" y="{}" width="{}" height="{}" rx="{radius}" fill="{PAPER}" stroke="{stroke}" stroke-width="2"/>"#,
        frame.number, rect.x, rect.y, rect.w, rect.h
    );
    let (title, note) = (lines(&frame.lines, 23), lines(&frame.notes, 19));
    let mut y = rect.y + (rect.h - title - note) / 2 + TITLE - 1;
    for text in &frame.lines {
        _ = write!(out, r#"<text x="{}" y="{y}" fill="{INK}">{}</text>"#, rect.middle(), escape(text));
        y += 23;
    }
    y -= 2;
    for text in &frame.notes {
        _ = write!(out, r#"<text x="{}" y="{y}" font-size="{NOTE}" fill="{INK}">{}</text>"#, rect.middle(), escape(text));
        y += 19;
    }
    if let Some(grade) = frame.grade {
        badge(out, frame, grade);
    }
    out.push_str("</g>");
}

/// The grade of the gravest risk, on the box's upper left corner: A solid, B and C outlined, C dashed, always with its letter.
fn badge(out: &mut String, frame: &Frame, grade: RiskGrade) {
    let (x, y) = (frame.rect.x + 8, frame.rect.y - 12);
    // The page's style for texts goes before an attribute, hence the class on dark ground.
    let (letter, fill, ink, more) = match grade {
        RiskGrade::A => ("A", INK, PAPER, r#" class="inv""#),
        RiskGrade::B => ("B", "var(--ground,#f3f5f7)", INK, ""),
        RiskGrade::C => ("C", PAPER, INK, ""),
    };
    let dash = if grade == RiskGrade::C { r#" stroke-dasharray="3 2""# } else { "" };
    _ = write!(
        out,
        r#"<rect x="{x}" y="{y}" width="24" height="24" rx="4" fill="{fill}" stroke="{INK}" stroke-width="2"{dash}/><text x="{}" y="{}" font-size="16" font-weight="700" fill="{ink}"{more}>{letter}</text>"#,
        x + 12,
        y + 18
    );
}

fn lines(lines: &[String], height: i32) -> i32 {
    i32::try_from(lines.len()).unwrap_or_default() * height
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
