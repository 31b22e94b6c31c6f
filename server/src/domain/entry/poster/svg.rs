//! The sheet as SVG: prints as it is from any browser.

use super::sheet::{Item, Text, pieces};
use std::fmt::Write as _;

const FONT: &str = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";
const MONO: &str = "'DejaVu Sans Mono',Menlo,Consolas,'Courier New',monospace";

pub(super) fn draw(items: &[Item]) -> String {
    let mut out = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297" font-family="{FONT}"><path d="M0 0h210v297H0z" fill="#fff"/>"##
    );
    for item in items {
        add(&mut out, item);
    }
    out.push_str("</svg>\n");
    out
}

fn add(out: &mut String, item: &Item) {
    match item {
        Item::Text(text) => add_text(out, text),
        Item::Frame { x, y, w, h, radius } => {
            _ = write!(
                out,
                r##"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{radius}" fill="none" stroke="#000" stroke-width="1"/>"##
            );
        }
        Item::Ring { x, y, radius, stroke } => {
            _ = write!(out, r##"<circle cx="{x}" cy="{y}" r="{radius}" fill="none" stroke="#000" stroke-width="{stroke}"/>"##);
        }
        Item::Dots { x, y, side, modules, runs } => {
            let way: String = runs.iter().map(|(row, column, width)| format!("M{column} {row}h{width}v1h-{width}z")).collect();
            _ = write!(
                out,
                r##"<svg x="{x}" y="{y}" width="{side}" height="{side}" viewBox="0 0 {modules} {modules}" shape-rendering="crispEdges"><path d="{way}" fill="#000"/></svg>"##
            );
        }
    }
}

fn add_text(out: &mut String, text: &Text) {
    let weight = if text.bold { r#" font-weight="700""# } else { "" };
    let anchor = if text.to_the_right { r#" text-anchor="end""# } else { "" };
    let ink = if text.red { "#b1121b" } else { "#000" };
    _ = write!(
        out,
        r#"<text x="{}" y="{}" font-size="{:.2}" fill="{ink}"{weight}{anchor} xml:space="preserve">"#,
        text.x, text.y, text.size
    );
    for (latin, piece) in pieces(&text.text) {
        let is_word = latin && piece.contains(|c: char| c.is_ascii_alphabetic());
        let piece = piece.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        if is_word {
            _ = write!(out, r#"<tspan font-family="{MONO}">{piece}</tspan>"#);
        } else {
            out.push_str(&piece);
        }
    }
    out.push_str("</text>");
}
