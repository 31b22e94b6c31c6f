//! What stands where on the sheet, in millimetres from its upper left corner.

use super::{Poster, TooLong};
use entity::words::UnitCategory;
use fast_qr::{ECL, QRBuilder};

const LEFT: f32 = 16.0;
const RIGHT: f32 = 194.0;

/// One thing on the sheet.
#[derive(Debug)]
pub(super) enum Item {
    /// A line of text on its baseline.
    Text(Text),
    /// A frame with round corners.
    Frame { x: f32, y: f32, w: f32, h: f32, radius: f32 },
    /// A ring.
    Ring { x: f32, y: f32, radius: f32, stroke: f32 },
    /// A square of dots: rows of (column, width) runs, in an area of this side.
    Dots { x: f32, y: f32, side: f32, modules: usize, runs: Vec<(usize, usize, usize)> },
}

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub text: String,
    pub bold: bool,
    pub red: bool,
    pub to_the_right: bool,
}

impl Text {
    fn at(x: f32, y: f32, size: f32, text: impl Into<String>) -> Self {
        Self { x, y, size, text: text.into(), bold: false, red: false, to_the_right: false }
    }
    fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
    fn red(self) -> Self {
        Self { red: true, ..self }
    }
    fn ending_here(self) -> Self {
        Self { to_the_right: true, ..self }
    }
    /// No larger than `room` millimetres allow.
    fn within(self, room: f32) -> Self {
        let width = width(&self.text);
        Self { size: if width * self.size > room { room / width } else { self.size }, ..self }
    }
}

/// Pieces of a line: Chinese, or Latin letters and digits, which have another type.
pub(super) fn pieces(text: &str) -> Vec<(bool, String)> {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for c in text.chars() {
        match pieces.last_mut() {
            Some((latin, piece)) if *latin == c.is_ascii() => piece.push(c),
            _ => pieces.push((c.is_ascii(), c.to_string())),
        }
    }
    pieces
}

/// Width of a line in its own size: Chinese is square, Latin type has one width of 0.6.
pub(super) fn width(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.6 } else { 1.0 }).sum()
}

/// Everything on the sheet.
pub(super) fn items(poster: &Poster) -> Result<Vec<Item>, TooLong> {
    let mut items = vec![
        Item::Ring { x: 21.0, y: 17.0, radius: 4.6, stroke: 0.8 },
        Item::Ring { x: 21.0, y: 17.0, radius: 2.8, stroke: 0.65 },
        Item::Frame { x: LEFT, y: 105.0, w: 94.0, h: 94.0, radius: 4.0 },
        Item::Frame { x: LEFT, y: 232.0, w: RIGHT - LEFT, h: 36.0, radius: 3.0 },
        Item::Ring { x: 26.5, y: 243.0, radius: 4.6, stroke: 0.9 },
        dots(&poster.url, (LEFT + 0.6, 105.6, 92.8))?,
    ];
    items.extend(lines(poster).into_iter().map(Item::Text));
    Ok(items)
}

fn lines(poster: &Poster) -> Vec<Text> {
    let (above, domain) = (heading(poster.category), &poster.domain);
    let mut lines = vec![
        Text::at(29.0, 19.0, 5.3, format!("廉镜·{}", poster.county_name)).bold(),
        Text::at(LEFT, 52.0, 21.0, above).bold(),
        Text::at(LEFT, 77.0, 21.0, "请您看着").bold(),
        Text::at(LEFT, 96.0, 11.6, poster.unit_name.as_str()).bold().within(RIGHT - LEFT),
        Text::at(121.0, 123.0, 10.2, "看").bold(),
        Text::at(121.0, 131.0, 5.3, "谁管什么、怎么管"),
        Text::at(121.0, 149.0, 10.2, "查").bold(),
        Text::at(121.0, 157.0, 5.3, "每件事该怎么办"),
        Text::at(121.0, 175.0, 10.2, "举报").bold().red(),
        Text::at(121.0, 183.0, 5.3, "实名受保护，"),
        Text::at(121.0, 190.5, 5.3, "每件有答复"),
        Text::at(LEFT, 211.0, 7.4, "打开微信，扫一扫").bold(),
        Text::at(LEFT, 219.0, 4.9, format!("扫不了，打开 {domain}")).within(112.0),
        Text::at(LEFT, 226.0, 4.9, "在首页输入右边的编码"),
        Text::at(RIGHT, 224.0, 14.0, poster.code.as_str()).bold().ending_here(),
        Text::at(24.8, 244.9, 5.6, "!").bold(),
        Text::at(36.0, 244.5, 6.7, "谨防有人盖上假码").bold(),
        Text::at(36.0, 253.0, 5.1, format!("打开后，网址必须是 {domain}")).within(150.0),
        Text::at(36.0, 261.0, 5.1, "不是的，什么都别填，打 12388。这里从不收钱。"),
        Text::at(LEFT, 277.0, 4.2, poster.operator.as_str()).within(110.0),
        Text::at(LEFT, 283.5, 4.2, format!("贴于 {} 年 {} 月", poster.printed.0, poster.printed.1)),
        Text::at(RIGHT, 275.0, 4.2, "举报电话").ending_here(),
        Text::at(RIGHT, 284.0, 8.5, "12388").bold().ending_here(),
    ];
    if poster.is_demo {
        lines.push(Text::at(RIGHT, 19.0, 5.3, "演示数据，请勿张贴").bold().ending_here());
    }
    lines
}

const fn heading(category: UnitCategory) -> &'static str {
    match category {
        UnitCategory::Village => "村里的权力，",
        UnitCategory::Community => "社区的权力，",
        UnitCategory::School => "学校的权力，",
        UnitCategory::Hospital => "医院的权力，",
        UnitCategory::Enterprise => "企业的权力，",
        UnitCategory::CoreOrgan | UnitCategory::Department | UnitCategory::Town => "公家的权力，",
    }
}

/// The QR code at level Q with the quiet zone of four modules inside the area.
fn dots(url: &str, (x, y, side): (f32, f32, f32)) -> Result<Item, TooLong> {
    let qr = QRBuilder::new(url).ecl(ECL::Q).build().map_err(|_| TooLong)?;
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for row in 0..qr.size {
        for column in 0..qr.size {
            if !qr.data.get(row * qr.size + column).is_some_and(|module| module.value()) {
                continue;
            }
            match runs.last_mut() {
                Some((last_row, from, width)) if *last_row == row + 4 && *from + *width == column + 4 => *width += 1,
                _ => runs.push((row + 4, column + 4, 1)),
            }
        }
    }
    Ok(Item::Dots { x, y, side, modules: qr.size + 8, runs })
}
