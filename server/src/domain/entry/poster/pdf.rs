//! The sheet as PDF: vector dots, Chinese letters that the file brings along, Latin by Courier.
//!
//! Courier is one of the fourteen fonts that every reader has. A character that our Chinese font lacks (names of places
//! may use any) is left to the reader's own Song type (Adobe-GB1).

use super::letters::{BadFont, Letters};
use super::sheet::{Item, Text, width};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};

/// Points of a millimetre.
const MM: f32 = 72.0 / 25.4;
const HEIGHT: f32 = 297.0 * MM;
const SONG: Name<'static> = Name(b"STSong-Light");
/// How far a quarter of a circle's handle stands from its ends.
const ROUND: f32 = 0.552_285;

/// Whose letters a piece of a line takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    /// Courier.
    Latin,
    /// Those that the file brings along.
    Own,
    /// The reader's.
    Song,
}

pub(super) fn draw(items: &[Item]) -> Result<Vec<u8>, BadFont> {
    let [catalog, pages, page, contents, fonts @ ..]: [Ref; 14] =
        std::array::from_fn(|at| Ref::new(i32::try_from(at).unwrap_or_default() + 1));
    let texts = || items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text.text.as_str()) } else { None });
    let letters = Letters::of(texts())?;
    // Named only where it is needed: a reader without it asks for a download as soon as it is named.
    let needs_song = texts().flat_map(str::chars).any(|c| type_of(&letters, c) == Type::Song);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, 210.0 * MM, HEIGHT)).contents(contents);
    let [latin, latin_bold, own, own_parts @ .., song, song_cid, song_descriptor] = fonts;
    let mut resources = sheet.resources();
    let mut names = resources.fonts();
    names.pair(Name(b"L"), latin).pair(Name(b"B"), latin_bold).pair(Name(b"C"), own);
    if needs_song {
        names.pair(Name(b"S"), song);
    }
    names.finish();
    resources.finish();
    sheet.finish();
    pdf.type1_font(latin).base_font(Name(b"Courier"));
    pdf.type1_font(latin_bold).base_font(Name(b"Courier-Bold"));
    letters.write(&mut pdf, own, own_parts);
    if needs_song {
        name_song(&mut pdf, song, [song_cid, song_descriptor]);
    }
    let mut content = Content::new();
    for item in items {
        add(&mut content, &letters, item);
    }
    pdf.stream(contents, &content.finish());
    Ok(pdf.finish())
}

/// The reader's own Song type, by its name alone.
#[derive(Clone, Copy, Debug)]
pub struct Song;

impl Song {
    /// Names it under `font`; the other objects take the places behind it.
    pub fn write(self, pdf: &mut Pdf, font: Ref, places: [Ref; 2]) {
        name_song(pdf, font, places);
    }
}

fn name_song(pdf: &mut Pdf, font: Ref, [cid, descriptor]: [Ref; 2]) {
    pdf.type0_font(font).base_font(SONG).encoding_predefined(Name(b"UniGB-UTF16-H")).descendant_font(cid);
    let gb1 = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"GB1"), supplement: 5 };
    pdf.cid_font(cid).subtype(CidFontType::Type0).base_font(SONG).system_info(gb1).font_descriptor(descriptor).default_width(1000.0);
    pdf.font_descriptor(descriptor)
        .name(SONG)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(-134.0, -254.0, 1001.0, 905.0))
        .italic_angle(0.0)
        .ascent(880.0)
        .descent(-120.0)
        .cap_height(880.0)
        .stem_v(93.0);
}

fn type_of(letters: &Letters, c: char) -> Type {
    if c.is_ascii() {
        Type::Latin
    } else if letters.letter(c).is_some() {
        Type::Own
    } else {
        Type::Song
    }
}

/// Pieces of a line that take the same letters.
fn pieces(letters: &Letters, text: &str) -> Vec<(Type, String)> {
    let mut pieces: Vec<(Type, String)> = Vec::new();
    for c in text.chars() {
        let kind = type_of(letters, c);
        match pieces.last_mut() {
            Some((last, piece)) if *last == kind => piece.push(c),
            _ => pieces.push((kind, c.to_string())),
        }
    }
    pieces
}

fn add(content: &mut Content, letters: &Letters, item: &Item) {
    content.save_state();
    match item {
        Item::Text(text) => add_text(content, letters, text),
        Item::Frame { x, y, w, h, radius } => {
            content.set_line_width(MM);
            frame(content, (*x, *y), (*w, *h), *radius);
            content.stroke();
        }
        Item::Ring { x, y, radius, stroke } => {
            content.set_line_width(stroke * MM);
            frame(content, (x - radius, y - radius), (radius * 2.0, radius * 2.0), *radius);
            content.stroke();
        }
        Item::Dots { x, y, side, modules, runs } => dots(content, (*x, *y, *side), *modules, runs),
    }
    content.restore_state();
}

fn add_text(content: &mut Content, letters: &Letters, text: &Text) {
    let mut x = if text.to_the_right { text.x - width(&text.text) * text.size } else { text.x };
    let (red, green, blue) = if text.red { (0.694, 0.07, 0.106) } else { (0.0, 0.0, 0.0) };
    content.set_fill_rgb(red, green, blue).set_stroke_rgb(red, green, blue).set_line_width(text.size * MM * 0.035);
    for (kind, piece) in pieces(letters, &text.text) {
        let thick = text.bold && kind != Type::Latin;
        content.begin_text().set_text_rendering_mode(if thick { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill });
        let font: &[u8] = match kind {
            Type::Own => b"C",
            Type::Song => b"S",
            Type::Latin if text.bold => b"B",
            Type::Latin => b"L",
        };
        content.set_font(Name(font), text.size * MM).next_line(x * MM, HEIGHT - text.y * MM);
        show(content, letters, kind, &piece);
        content.end_text();
        x += width(&piece) * text.size;
    }
}

fn show(content: &mut Content, letters: &Letters, kind: Type, piece: &str) {
    match kind {
        Type::Latin => drop(content.show(Str(piece.as_bytes()))),
        Type::Song => {
            let units: Vec<u8> = piece.encode_utf16().flat_map(u16::to_be_bytes).collect();
            content.show(Str(&units));
        }
        Type::Own => {
            let mut line = content.show_positioned();
            let mut line = line.items();
            for letter in piece.chars().filter_map(|c| letters.letter(c)) {
                // A narrow one, as the dot in a name, stands in the middle of its square.
                let side = (letter.width - 1_000.0) / 2.0;
                line.adjust(side).show(Str(&letter.id.to_be_bytes())).adjust(side);
            }
        }
    }
}

fn dots(content: &mut Content, (x, y, side): (f32, f32, f32), modules: usize, runs: &[(usize, usize, usize)]) {
    #[expect(clippy::cast_precision_loss, reason = "a QR code has fewer than 200 modules")]
    let at = |module: usize| module as f32 * side / modules as f32;
    for (row, column, width) in runs {
        let (left, top) = (x + at(*column), y + at(*row));
        content.rect(left * MM, HEIGHT - (top + at(1)) * MM, at(*width) * MM, at(1) * MM);
    }
    content.fill_nonzero();
}

/// A rectangle with round corners; a ring, when the corners meet.
#[expect(clippy::many_single_char_names, reason = "the letters of geometry")]
fn frame(content: &mut Content, (x, y): (f32, f32), (w, h): (f32, f32), radius: f32) {
    let (left, right, top, bottom) = (x * MM, (x + w) * MM, HEIGHT - y * MM, HEIGHT - (y + h) * MM);
    let (r, k) = (radius * MM, radius * MM * (1.0 - ROUND));
    content.move_to(left + r, top).line_to(right - r, top);
    content.cubic_to(right - k, top, right, top - k, right, top - r).line_to(right, bottom + r);
    content.cubic_to(right, bottom + k, right - k, bottom, right - r, bottom).line_to(left + r, bottom);
    content.cubic_to(left + k, bottom, left, bottom + k, left, bottom + r).line_to(left, top - r);
    content.cubic_to(left, top - k, left + k, top, left + r, top).close_path();
}

#[cfg(test)]
mod tests {
    use super::super::Poster;
    use entity::words::UnitCategory;

    #[test]
    fn a_poster_says_code_domain_and_warning() {
        let poster = Poster {
            county_name: "苍溪县".to_owned(),
            unit_name: "龙山镇<甲>村".to_owned(),
            category: UnitCategory::Village,
            code: "7K3M9PX".to_owned(),
            url: "HTTPS://LIANJING.CANGXI.GOV.CN/Q/7K3M9PX".to_owned(),
            domain: "lianjing.cangxi.gov.cn".to_owned(),
            operator: "苍溪县纪委监委（演示）".to_owned(),
            printed: (2026, 11),
            is_demo: true,
        };
        let (svg, pdf) = (poster.svg().unwrap(), poster.pdf().unwrap());
        if let Ok(folder) = std::env::var("LIANJING_CHARTS") {
            std::fs::write(format!("{folder}/poster.svg"), &svg).unwrap();
            std::fs::write(format!("{folder}/poster.pdf"), &pdf).unwrap();
        }
        for said in ["7K3M9PX", "lianjing.cangxi.gov.cn", "龙山镇&lt;", "12388", "谨防有人盖上假码", "演示数据，请勿张贴"]
        {
            assert!(svg.contains(said), "{said}");
        }
        assert!(pdf.starts_with(b"%PDF-") && pdf.len() < 60_000, "{} bytes", pdf.len());
        let names = |pdf: &[u8], name: &[u8]| pdf.windows(name.len()).any(|bytes| bytes == name);
        assert!(names(&pdf, b"CIDFontType0C") && !names(&pdf, b"STSong"), "its letters come along");
        let rare = Poster { unit_name: "㐀家村".to_owned(), ..poster.clone() };
        assert!(names(&rare.pdf().unwrap(), b"STSong"), "what is missing is left to the reader");
        let endless = Poster { url: "HTTPS://".to_owned() + &"A".repeat(4_000), ..poster };
        assert!(endless.svg().is_err());
    }
}
