//! Files that no office made: they are read in order and within bounds, or refused; a reader never breaks on them.

use super::tests::xlsx;
use super::*;
use encoding_rs::GB18030;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What a sheet's XML is made of, whole and torn.
const TAGS: [&str; 36] = [
    "<sheetData>",
    "</sheetData>",
    "<row r=\"1\">",
    "<row r=\"2\">",
    "<row r=\"1048577\">",
    "<row>",
    "</row>",
    "<c r=\"A1\">",
    "<c r=\"B1\">",
    "<c r=\"A0\">",
    "<c r=\"ZZZZ99999999999\">",
    "<c r=\"1\">",
    "<c r=\"\">",
    "<c t=\"s\">",
    "<c t=\"b\">",
    "<c t=\"e\">",
    "<c t=\"inlineStr\">",
    "<c t=\"d\">",
    "<c s=\"9\">",
    "</c>",
    "<v>",
    "</v>",
    "<v>1</v>",
    "<v>-1</v>",
    "<v>1e308</v>",
    "<v>99999999999</v>",
    "<v>#REF!</v>",
    "<f>",
    "</f>",
    "<f>1+1</f>",
    "<is><t>",
    "</t></is>",
    "<mergeCells><mergeCell ref=\"A1:B3\"/></mergeCells>",
    "<mergeCells><mergeCell ref=\"B9:A1\"/></mergeCells>",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "&amp;&#0;&nope;",
];

/// What came of it; rows come in order, and no row is wider than what is looked at.
fn read_well(bytes: &[u8]) -> Result<(), TestCaseError> {
    let (mut last, mut count, mut is_well) = (0, 0u32, true);
    let read = read(bytes, &mut |line| {
        is_well &= line.number > last || bytes.starts_with(b"PK");
        is_well &= line.cells.len() <= MOST_COLUMNS + 1 && !line.is_empty();
        (last, count) = (line.number, count + 1);
        ControlFlow::Continue(())
    });
    prop_assert!(is_well);
    prop_assert!(count <= MOST_ROWS || read.is_err());
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..400)) {
        read_well(&bytes)?;
        read_well(&[b"PK\x03\x04", bytes.as_slice()].concat())?;
        read_well(&[b"\xD0\xCF\x11\xE0", bytes.as_slice()].concat())?;
    }

    #[test]
    fn any_lines_of_cells_are_read_or_refused(
        pieces in vec(select(&["户主", "520", ",", "\"", "\"\"", "\r\n", "\n", "\r", ";", "\t", "=1+1", " ", "\u{FEFF}", "\u{0}"][..]), 0..120),
        is_gb: bool,
    ) {
        let text = pieces.concat();
        if is_gb { read_well(&GB18030.encode(&text).0)? } else { read_well(text.as_bytes())? }
    }

    #[test]
    fn a_table_comes_back_as_it_was_written(rows in vec(vec("[a-z0-9 ,\"\n举报]{0,8}", 1..6), 1..12)) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let text: String = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n").collect();
        let mut found = Vec::new();
        read(text.as_bytes(), &mut |line| { found.push(line.cells); ControlFlow::Continue(()) }).unwrap();
        let wanted = rows.iter().map(|row| row.iter().map(|text| cell(text)).collect::<Vec<_>>());
        let wanted: Vec<_> = wanted.filter(|cells| cells.iter().any(|cell| *cell != Cell::Empty)).collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn any_sheet_in_a_workbook_is_read_or_refused(tags in vec(select(&TAGS[..]), 0..60)) {
        read_well(&xlsx(&tags.concat()))?;
        read_well(&xlsx(&format!("<sheetData>{}</sheetData>", tags.concat())))?;
    }

    #[test]
    fn a_workbook_that_was_torn_is_read_or_refused(places in vec((any::<u16>(), any::<u8>()), 1..12), cut: u16) {
        let mut bytes = xlsx("<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>王大山</t></is></c><c r=\"B1\"><v>520</v></c></row></sheetData>");
        let length = bytes.len();
        for (place, byte) in places {
            bytes[usize::from(place) % length] = byte;
        }
        read_well(&bytes)?;
        bytes.truncate(usize::from(cut) % length);
        read_well(&bytes)?;
    }
}
