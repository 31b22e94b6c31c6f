//! The page as PDF, with the letters that it needs of the font that the program carries; a rare character that the font lacks is
//! left to the reader's own Song type.

use super::super::model::Chapter;
use super::layout::{Head, Line, MARGIN, lines};
use crate::domain::entry::poster::{BadFont, Letters, Song};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

const HEIGHT: f32 = 842.0;

/// Draws the page.
///
/// # Errors
/// If the program's own font can't be read.
pub fn pdf(head: &Head, chapters: &[Chapter]) -> Result<Vec<u8>, BadFont> {
    let [catalog, pages, page, contents, info, own, cid, descriptor, file, unicode, song, song_cid, song_descriptor]: [Ref; 13] =
        std::array::from_fn(|at| Ref::new(i32::try_from(at).unwrap_or_default() + 1));
    let lines = lines(head, chapters);
    let letters = Letters::with_latin(lines.iter().map(|line| line.text.as_str()))?;
    let needs_song = lines.iter().flat_map(|line| line.text.chars()).any(|c| letters.letter(c).is_none());
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages).lang(TextStr("zh-CN"));
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, 595.0, HEIGHT)).contents(contents);
    let mut resources = sheet.resources();
    let mut names = resources.fonts();
    names.pair(Name(b"C"), own);
    if needs_song {
        names.pair(Name(b"S"), song);
    }
    names.finish();
    resources.finish();
    sheet.finish();
    pdf.document_info(info).title(TextStr(&format!("廉洁档案摘要 {}", head.official)));
    letters.write(&mut pdf, own, [cid, descriptor, file, unicode]);
    if needs_song {
        Song.write(&mut pdf, song, [song_cid, song_descriptor]);
    }
    pdf.stream(contents, &drawn(&letters, &lines));
    Ok(pdf.finish())
}

fn drawn(letters: &Letters, lines: &[Line]) -> Vec<u8> {
    let mut content = Content::new();
    let mut y = HEIGHT - MARGIN;
    for line in lines {
        let (size, height) = line.style.size();
        y -= height;
        let mut x = MARGIN;
        for c in line.text.chars() {
            content.begin_text();
            let width = match letters.letter(c) {
                Some(letter) => {
                    content.set_font(Name(b"C"), size).next_line(x, y).show(Str(&letter.id.to_be_bytes()));
                    letter.width / 1_000.0
                }
                None => {
                    let units: Vec<u8> = c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()).collect();
                    content.set_font(Name(b"S"), size).next_line(x, y).show(Str(&units));
                    1.0
                }
            };
            content.end_text();
            x += width * size;
        }
    }
    content.finish().to_vec()
}

#[cfg(test)]
mod tests {
    use super::super::super::model::Fact;
    use super::*;
    use time::macros::date;

    #[test]
    fn a_page_brings_its_letters_along() {
        let head = Head {
            county: "苍溪县".to_owned(),
            official: "演示甲".to_owned(),
            posts: Vec::new(),
            purpose: "提拔任用",
            document: "苍组〔2026〕12 号".to_owned(),
            opened_by: "演示查阅人".to_owned(),
            printed_on: date!(2026 - 03 - 02),
            known_on: date!(2026 - 03 - 01),
            is_demo: true,
        };
        let fact =
            Fact {
                text: "2026-02-01 结论：属实。提醒谈话；退还款项 27.30 元".to_owned(), source: "县纪委监委".to_owned(), link: None
            };
        let chapters = [Chapter { heading: "办结的举报：结论和措施", facts: vec![fact], more: 0 }];
        let bytes = pdf(&head, &chapters).unwrap();
        if let Ok(folder) = std::env::var("LIANJING_CHARTS") {
            std::fs::write(format!("{folder}/archive.pdf"), &bytes).unwrap();
        }
        let names = |bytes: &[u8], name: &[u8]| bytes.windows(name.len()).any(|some| some == name);
        assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 80_000, "{} bytes", bytes.len());
        assert!(names(&bytes, b"CIDFontType0C") && names(&bytes, b"ToUnicode") && !names(&bytes, b"STSong"), "its letters come along");
        assert!(!names(&bytes, b"Courier"), "the Latin ones too");
        let rare = Head { official: "㐀甲".to_owned(), ..head };
        assert!(names(&pdf(&rare, &chapters).unwrap(), b"STSong"), "what is missing is left to the reader");
    }
}
