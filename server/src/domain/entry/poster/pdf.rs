//! The sheet as PDF: vector dots, Chinese by the reader's own Song type (Adobe-GB1), Latin by Courier.
//!
//! No font is embedded: every reader brings these, or puts its own Chinese type in their place. Outlines would need a
//! Chinese font among the sources, since unit names use any character: 8 MB and more, a licence to keep, and a parser.
//! A printer's computer without Chinese type prints the SVG from a browser.

use super::sheet::{Item, Text, pieces, width};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};

/// Points of a millimetre.
const MM: f32 = 72.0 / 25.4;
const HEIGHT: f32 = 297.0 * MM;
const SONG: Name<'static> = Name(b"STSong-Light");
/// How far a quarter of a circle's handle stands from its ends.
const ROUND: f32 = 0.552_285;

pub(super) fn draw(items: &[Item]) -> Vec<u8> {
    let [catalog, pages, page, contents, song, cid, descriptor, latin, latin_bold] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, 210.0 * MM, HEIGHT)).contents(contents);
    sheet.resources().fonts().pair(Name(b"C"), song).pair(Name(b"L"), latin).pair(Name(b"B"), latin_bold);
    sheet.finish();
    pdf.type1_font(latin).base_font(Name(b"Courier"));
    pdf.type1_font(latin_bold).base_font(Name(b"Courier-Bold"));
    pdf.type0_font(song).base_font(SONG).encoding_predefined(Name(b"UniGB-UTF16-H")).descendant_font(cid);
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
    let mut content = Content::new();
    for item in items {
        add(&mut content, item);
    }
    pdf.stream(contents, &content.finish());
    pdf.finish()
}

fn add(content: &mut Content, item: &Item) {
    content.save_state();
    match item {
        Item::Text(text) => add_text(content, text),
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

fn add_text(content: &mut Content, text: &Text) {
    let mut x = if text.to_the_right { text.x - width(&text.text) * text.size } else { text.x };
    let (red, green, blue) = if text.red { (0.694, 0.07, 0.106) } else { (0.0, 0.0, 0.0) };
    content.set_fill_rgb(red, green, blue).set_stroke_rgb(red, green, blue).set_line_width(text.size * MM * 0.035);
    for (latin, piece) in pieces(&text.text) {
        let thick = text.bold && !latin;
        content.begin_text().set_text_rendering_mode(if thick { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill });
        let font = if !latin {
            Name(b"C")
        } else if text.bold {
            Name(b"B")
        } else {
            Name(b"L")
        };
        content.set_font(font, text.size * MM).next_line(x * MM, HEIGHT - text.y * MM);
        if latin {
            content.show(Str(piece.as_bytes()));
        } else {
            let units: Vec<u8> = piece.encode_utf16().flat_map(u16::to_be_bytes).collect();
            content.show(Str(&units));
        }
        content.end_text();
        x += width(&piece) * text.size;
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
        assert!(pdf.starts_with(b"%PDF-") && pdf.len() < 60_000);
        let endless = Poster { url: "HTTPS://".to_owned() + &"A".repeat(4_000), ..poster };
        assert!(endless.svg().is_err());
    }
}
