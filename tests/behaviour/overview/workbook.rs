//! 导出 as a workbook: an independent reader finds in it, cell by cell, what the CSV says.

use super::{files, village};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::id::OrganId;
use entity::{ledger_entry, organ};
use kit::cases::id;
use kit::{World, story};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use std::process::Stdio;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

/// Opens the archive, checks each sum, and prints the lines of the first sheet that the workbook names: a word as a text,
/// a number as a number, nothing as null; a formula as an object.
const READER: &str = r"
import io, json, re, sys, zipfile
from xml.etree import ElementTree as E
book = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert book.testzip() is None
M = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
P = '{http://schemas.openxmlformats.org/package/2006/relationships}'
for name in book.namelist():
    E.fromstring(book.read(name))
sheet = E.fromstring(book.read('xl/workbook.xml')).find(f'.//{M}sheet')
relations = E.fromstring(book.read('xl/_rels/workbook.xml.rels'))
target = next(one.get('Target') for one in relations.iter(f'{P}Relationship') if one.get('Id') == sheet.get(f'{R}id'))
def column(place):
    number = 0
    for letter in re.match('[A-Z]+', place).group():
        number = number * 26 + ord(letter) - 64
    return number - 1
words = [''.join(one.itertext()) for one in E.fromstring(book.read('xl/sharedStrings.xml')).iter(f'{M}si')]
lines = []
for row in E.fromstring(book.read('xl/' + target)).iter(f'{M}row'):
    assert int(row.get('r')) == len(lines) + 1
    line = {}
    for cell in row:
        if cell.find(f'{M}f') is not None:
            line[column(cell.get('r'))] = {'formula': cell.find(f'{M}f').text}
        elif cell.get('t') == 's':
            line[column(cell.get('r'))] = words[int(cell.find(f'{M}v').text)]
        elif cell.get('t') == 'inlineStr':
            line[column(cell.get('r'))] = ''.join(cell.itertext())
        else:
            line[column(cell.get('r'))] = float(cell.find(f'{M}v').text)
    lines.append([line.get(at) for at in range(30)])
print(json.dumps({'name': sheet.get('name'), 'lines': lines}))
";

async fn read(bytes: &[u8]) -> Value {
    let mut python = Command::new("python3").args(["-c", READER]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python3");
    python.stdin.take().unwrap().write_all(bytes).await.unwrap();
    let said = python.wait_with_output().await.unwrap();
    assert!(said.status.success(), "the reader refuses the file");
    serde_json::from_slice(&said.stdout).unwrap()
}

/// Both files of one moment.
async fn both(world: &World) -> (String, Value) {
    let csv = world.exports_as("county-head", ("THIS_YEAR", "CSV")).await;
    let payload = world.exports_as("county-head", ("THIS_YEAR", "XLSX")).await;
    assert_eq!((&payload["errors"], &payload["csv"]), (&json!([]), &Value::Null));
    assert_eq!(payload["fileName"], "统计-苍溪县-2026-03-02.xlsx");
    let bytes = STANDARD.decode(payload["xlsx"].as_str().unwrap()).unwrap();
    (csv["csv"].as_str().unwrap().trim_start_matches('\u{feff}').to_owned(), read(&bytes).await)
}

async fn names(world: &World, organ: OrganId, name: &str) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let change = tx.rows().update::<organ::Entity>().filter(organ::Column::Id.eq(organ));
    change.col_expr(organ::Column::Name, Expr::value(name)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

story!(a_workbook_says_what_the_csv_says, |world| {
    files(world, "13800000001", (&village(world), "town-head")).await;
    files(world, "13800000002", (&[id(world.home().unit("village3"))], "town2-head")).await;
    names(world, world.home().organ("town"), "=HYPERLINK(1)<b>&").await;
    let (csv, book) = both(world).await;
    assert_eq!(book["name"], "统计");
    let lines = book["lines"].as_array().unwrap();
    assert_eq!(lines.len(), csv.lines().count());
    for (number, (line, cells)) in csv.lines().zip(lines).enumerate() {
        for (column, (text, cell)) in line.split(',').zip(cells.as_array().unwrap()).enumerate() {
            let is_same = match cell {
                Value::Null => text.is_empty(),
                Value::Number(cell) => number > 0 && column >= 5 && text.parse::<f64>().ok() == cell.as_f64(),
                Value::String(cell) => (number == 0 || column < 5) && text == cell,
                _ => false,
            };
            assert!(is_same, "line {number}, column {column}: {text} and {cell}");
        }
    }
    assert!(lines.iter().any(|line| line[3] == "'=HYPERLINK(1)<b>&"), "a name is a word and runs nowhere: {lines:?}");
});

story!(each_file_stands_on_the_ledger_with_its_kind, |world| {
    both(world).await;
    for (who, expected) in [("town-handler", "FORBIDDEN"), ("admin", "FORBIDDEN"), ("auditor", "FORBIDDEN")] {
        let refused = world.exports_as(who, ("THIS_YEAR", "XLSX")).await;
        assert_eq!((&refused["errors"][0]["code"], &refused["xlsx"]), (&json!(expected), &Value::Null), "{who}");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let noted = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("statistics.exported"));
    let noted = noted.order_by_asc(ledger_entry::Column::Id).all(&tx).await.unwrap();
    let mut kinds: Vec<_> = noted.iter().map(|entry| entry.facts["format"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["CSV", "XLSX"], "and nothing for who was refused");
});
