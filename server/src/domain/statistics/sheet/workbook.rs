//! The table as a workbook (XLSX, ISO/IEC 29500): one sheet, its head kept in view, words as words and numbers as numbers.

use super::packed::packed;
use super::table::WORDS;
use std::fmt::Write as _;
use std::num::TryFromIntError;

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
    <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
    </Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
    <sheets><sheet name=\"统计\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const BOOK_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
    Target=\"worksheets/sheet1.xml\"/></Relationships>";
const SHEET: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
    </sheetView></sheetViews><sheetData>";

/// The table as a workbook.
///
/// # Errors
/// If it would be larger than four gibibytes.
pub fn workbook(table: &[Vec<String>]) -> Result<Vec<u8>, TryFromIntError> {
    packed(&[
        ("[Content_Types].xml", TYPES.into()),
        ("_rels/.rels", RELATIONS.into()),
        ("xl/workbook.xml", BOOK.into()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.into()),
        ("xl/worksheets/sheet1.xml", sheet(table).into_bytes()),
    ])
}

fn sheet(table: &[Vec<String>]) -> String {
    let mut xml = SHEET.to_owned();
    for (row, line) in (1usize..).zip(table) {
        let _ = write!(xml, "<row r=\"{row}\">");
        for (column, cell) in line.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let place = format!("{}{row}", letters(column));
            // The head is words too. No cell is a formula: those would stand in an element of their own.
            let _ = if row > 1 && column >= WORDS && cell.parse::<f64>().is_ok_and(f64::is_finite) {
                write!(xml, "<c r=\"{place}\"><v>{cell}</v></c>")
            } else {
                write!(xml, "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(cell))
            };
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    xml
}

/// The name of a column, counted from 0: A to Z, then AA.
fn letters(column: usize) -> String {
    let last = char::from(b'A'.saturating_add(u8::try_from(column % 26).unwrap_or_default()));
    if column < 26 { last.to_string() } else { letters((column / 26).saturating_sub(1)) + &last.to_string() }
}

/// Without what XML takes for its own, and without characters that it can't say.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '\r' => xml.push_str("&#13;"),
            '\t' | '\n' => xml.push(c),
            _ if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            _ => xml.push(c),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_programs_of_tables_name_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (53, "BB"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn words_stay_words_and_numbers_are_numbers() {
        let line = ["2026-03-02", "12", "<b>&", "a\u{1}b", "'=1+1", "7", "3.5", "", "inf"].map(str::to_owned);
        let xml = sheet(&[line.clone().into(), line.into()]);
        let second = xml.split("<row r=\"2\">").nth(1).unwrap();
        for cell in [
            "<c r=\"B2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">12</t></is></c>",
            "&lt;b&gt;&amp;",
            ">ab</t>",
            ">'=1+1</t>",
            "<c r=\"F2\"><v>7</v></c><c r=\"G2\"><v>3.5</v></c><c r=\"I2\" t=\"inlineStr\">",
        ] {
            assert!(second.contains(cell), "{cell}: {second}");
        }
        assert!(!xml.contains("<f>") && !xml.split("<row r=\"2\">").next().unwrap().contains("<v>"), "{xml}");
    }
}
