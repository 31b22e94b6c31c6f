//! Files as offices make them, and files that are none.

use super::*;
use encoding_rs::GB18030;
use std::io::{Cursor, Write as _};

fn lines(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let mut all = Vec::new();
    read(bytes, &mut |line| {
        all.push(line);
        ControlFlow::Continue(())
    })?;
    Ok(all)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn number(text: &str) -> Cell {
    Cell::Number(text.to_owned())
}

/// A workbook with this sheet, as small as it may be.
pub(super) fn xlsx(sheet: &str) -> Vec<u8> {
    workbook(&[("表", "visible", sheet)])
}

/// Name, whether it is shown, what is in it.
type WrittenSheet<'a> = (&'a str, &'a str, &'a str);

/// A workbook with these sheets.
fn workbook(sheets: &[WrittenSheet<'_>]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let relation = |at: usize, kind: &str, to: &str| format!(r#"<Relationship Id="rId{at}" Type="{office}/{kind}" Target="{to}"/>"#);
    let relations = |all: String| format!(r#"<Relationships xmlns="{package}/relationships">{all}</Relationships>"#);
    let each = |shown: &dyn Fn(usize, &WrittenSheet<'_>) -> String| -> String {
        sheets.iter().enumerate().map(|(at, sheet)| shown(at + 1, sheet)).collect()
    };
    let named = each(&|at, (name, state, _)| format!(r#"<sheet name="{name}" sheetId="{at}" state="{state}" r:id="rId{at}"/>"#));
    let mut files = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(r#"<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#),
        ),
        ("_rels/.rels".to_owned(), relations(relation(1, "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml".to_owned(), format!(r#"<workbook xmlns="{spread}" xmlns:r="{office}"><sheets>{named}</sheets></workbook>"#)),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            relations(each(&|at, _| relation(at, "worksheet", &format!("worksheets/sheet{at}.xml")))),
        ),
    ];
    for (at, (_, _, sheet)) in sheets.iter().enumerate() {
        files.push((format!("xl/worksheets/sheet{}.xml", at + 1), format!(r#"<worksheet xmlns="{spread}">{sheet}</worksheet>"#)));
    }
    for (name, content) in files {
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn one_table_reads_alike_in_every_encoding() {
    let table = "户主,金额,日期\r\n王大山,520,2026年3月1日\r\n,,\r\n\"李,小河\",\"1,040\",\r\n";
    let expected = lines(table.as_bytes()).unwrap();
    assert_eq!(expected[1], Line { sheet: Sheet::default(), number: 2, cells: vec![text("王大山"), text("520"), text("2026年3月1日")] });
    assert_eq!(expected[2].cells, [text("李,小河"), text("1,040"), Cell::Empty]);
    assert_eq!((expected.len(), expected[2].number), (3, 4), "an empty row is left out and counted");
    let (gb, _, _) = GB18030.encode(table);
    assert_eq!(lines(&gb), Ok(expected.clone()));
    assert_eq!(lines(format!("\u{FEFF}{table}").as_bytes()), Ok(expected.clone()));
    let tabs = "户主\t金额\t日期\r\n王大山\t520\t2026年3月1日\r\n\t\t\r\n\"李,小河\"\t1,040\t\r\n";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(tabs.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(lines(&utf16), Ok(expected.clone()));
    assert_eq!(lines(tabs.as_bytes()), Ok(expected));
}

#[test]
fn what_divides_cells_is_found_below_a_heading() {
    for divider in ["\t", ";", ","] {
        let table = ["龙山镇甲村,公示表", "户主|金额|日期", "王大山|\"1,040\"|2026-03-01"].join("\n").replace('|', divider);
        let all = lines(table.as_bytes()).unwrap();
        assert_eq!(all[2].cells, [text("王大山"), text("1,040"), text("2026-03-01")], "{divider:?}");
    }
}

#[test]
fn all_sheets_that_are_shown_are_read_with_their_names() {
    let cell = |text: &str| format!(r#"<sheetData><row r="3"><c r="A3" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData>"#);
    let (one, two, hidden) = (cell("王大山"), cell("李小河"), cell("旧的"));
    let sheets =
        [("甲村", "visible", one.as_str()), ("旧", "hidden", &hidden), ("空", "visible", "<sheetData/>"), ("乙村", "visible", &two)];
    let all = lines(&workbook(&sheets)).unwrap();
    let told: Vec<_> = all.iter().map(|line| (line.sheet.name.as_deref().unwrap(), line.number, &line.cells[0])).collect();
    assert_eq!(told, [("甲村", 3, &text("王大山")), ("乙村", 3, &text("李小河"))]);
    assert!(all[0].spot() < all[1].spot() && all[0].spot().number() != all[1].spot().number());
}

#[test]
fn what_a_formula_came_to_has_fifteen_digits() {
    let sheet = r#"<sheetData><row r="1"><c r="A1"><v>624.1200000000001</v></c><c r="B1"><v>333.3333333333333</v></c>
        <c r="C1"><v>30.000000000000004</v></c><c r="D1"><v>0.1</v></c><c r="E1"><v>13912345678</v></c></row></sheetData>"#;
    let all = lines(&xlsx(sheet)).unwrap();
    assert_eq!(all[0].cells, ["624.12", "333.333333333333", "30", "0.1", "13912345678"].map(number));
}

#[test]
fn rows_have_the_number_that_programs_of_tables_show() {
    let numbers = |table: &str| lines(table.as_bytes()).unwrap().iter().map(|line| line.number).collect::<Vec<_>>();
    assert_eq!(numbers("甲,乙\r\n1,2\r\n\r\n3,4\r\n"), [1, 2, 4]);
    assert_eq!(numbers("甲,乙\n\n\n1,2\n3,4"), [1, 4, 5]);
    assert_eq!(numbers("甲,\"两\n行\"\n1,2\n"), [1, 2]);
    assert_eq!(numbers("甲,乙\r1,2\r3,4"), [1, 2, 3]);
}

#[test]
fn a_long_table_is_decoded_piece_by_piece() {
    let table: String = (0..20_000).map(|n| format!("王大山{n},{n}\n")).collect();
    let (gb, _, _) = GB18030.encode(&table);
    let all = lines(&gb).unwrap();
    assert_eq!((all.len(), &all[19_999].cells[0]), (20_000, &text("王大山19999")));
}

#[test]
fn what_is_no_table_is_refused_in_words() {
    assert_eq!(lines(b""), Err(Unreadable::Empty));
    assert_eq!(lines(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]), Err(Unreadable::Old));
    assert_eq!(lines(b"\x89PNG\0\0\0"), Err(Unreadable::Broken));
    assert_eq!(lines(b"PK\x03\x04broken"), Err(Unreadable::Broken));
    assert_eq!(lines(&[0xC3, 0x28, 0xFF, 0xFF, 0x0A]), Err(Unreadable::Encoding));
    assert_eq!(lines(&vec![b'a'; MOST_BYTES + 1]), Err(Unreadable::Large));
    assert_eq!(lines("1\n".repeat(210_001).as_bytes()), Err(Unreadable::Rows));
    let empty = ",,,\n".repeat(1_000_000);
    assert_eq!(lines(empty.as_bytes()), Ok(Vec::new()), "a million empty rows are nothing");
}

#[test]
fn a_cell_is_measured_in_characters() {
    let long = |count: usize| lines(format!("{},a\n", "字".repeat(count)).as_bytes()).unwrap();
    assert_eq!(long(2_000)[0].cells[0], text(&"字".repeat(2_000)));
    assert!(matches!(long(2_001)[0].cells[0], Cell::Wrong(_)));
}

#[test]
fn a_formula_of_a_text_table_is_refused() {
    let all = lines("=1+1,a\n".as_bytes()).unwrap();
    assert!(matches!(all[0].cells[0], Cell::Wrong(_)));
}

#[test]
fn a_sheet_gives_values_and_not_formulas() {
    let sheet = r#"<sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>户主</t></is></c><c r="C2" t="inlineStr"><is><t>金额</t></is></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><t>王大山</t></is></c><c r="C3"><v>520.5</v></c><c r="D3"><f>C3*2</f><v>1041</v></c></row>
        <row r="4"><c r="A4"><f>A3</f></c><c r="B4"><v>510824196801011234</v></c><c r="C4" t="e"><v>#DIV/0!</v></c></row>
        <row r="900000"/></sheetData>"#;
    let all = lines(&xlsx(sheet)).unwrap();
    assert_eq!(all[0], Line { sheet: Sheet::default(), number: 2, cells: vec![text("户主"), Cell::Empty, text("金额")] });
    assert_eq!(all[1].cells, [text("王大山"), Cell::Empty, number("520.5"), number("1041")]);
    assert_eq!((all.len(), all[2].cells.iter().filter(|cell| matches!(cell, Cell::Wrong(_))).count()), (3, 3));
}

#[test]
fn merged_cells_are_named_and_not_guessed() {
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>公示表</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>王大山</t></is></c><c r="B2"><v>1</v></c></row><row r="3"><c r="A3"/><c r="B3"><v>2</v></c></row>
        </sheetData><mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>"#;
    let all = lines(&xlsx(sheet)).unwrap();
    assert_eq!(all[0].cells, [text("公示表")], "over columns of one row: a heading");
    assert_eq!((&all[1].cells[0], &all[2].cells[0]), (&Cell::Merged(Some("王大山".to_owned())), &Cell::Merged(None)));
    assert_eq!((&all[1].cells[1], &all[2].cells[1]), (&number("1"), &number("2")));
}

#[test]
fn a_small_file_that_is_huge_inside_is_refused_also_if_it_lies() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..65 {
        zip.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let mut file = zip.finish().unwrap().into_inner();
    assert!(file.len() < 1 << 20, "{}", file.len());
    assert_eq!(lines(&file), Err(Unreadable::Large));
    let (size, lie) = ((65_u32 << 20).to_le_bytes(), 10_u32.to_le_bytes());
    let places: Vec<usize> = (0..file.len() - 4).filter(|at| file[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        file[at..at + 4].copy_from_slice(&lie);
    }
    let told = lines(&file);
    assert!(matches!(told, Err(Unreadable::Large | Unreadable::Broken)), "{told:?}");
}

#[test]
fn a_quote_that_nobody_closed_does_not_shift_the_number_of_its_row() {
    for (table, numbers) in
        [("户主\r\n\"王大山", &[1, 2][..]), ("\"", &[]), ("户主\n\"王\n大\n山", &[1, 2]), ("甲\n\"乙\n丙\"\n丁", &[1, 2, 3])]
    {
        let found: Vec<_> = lines(table.as_bytes()).unwrap().iter().map(|line| line.number).collect();
        assert_eq!(found, numbers, "{table:?}");
    }
}

#[test]
fn a_workbook_whose_numbers_lie_is_refused_or_read_and_breaks_nothing() {
    for merged in ["B9:A1", "A1:B99999999999", "A0:B1", "A1", ""] {
        let book = xlsx(&format!(
            "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"{merged}\"/></mergeCells>"
        ));
        assert!(matches!(lines(&book), Ok(_) | Err(Unreadable::Broken)), "{merged}");
    }
}
