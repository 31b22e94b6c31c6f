//! The same statements by PostgreSQL's own `pgbench`: prepared, one session, one transaction, nobody looks at a row.

use crate::by_hand::{Bound, Cell};
use crate::ground::Ground;
use crate::machine::{ended_children, parent};
use crate::submission::Cpu;
use kit::postgres::programs;
use sea_orm::{ConnectionTrait as _, Statement};
use std::fmt::Write as _;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;
use tokio::time::sleep;
use uuid::Uuid;

/// The server has taken note of a session's end by then.
const REAPED: Duration = Duration::from_millis(300);

/// Runs the statements so many times in transactions of their own; what all of it cost, the start of the session included.
pub async fn runs(ground: &Ground, statements: &[Bound], times: usize) -> Cpu {
    run(ground, &text(ground, statements), times).await
}

/// The same for statements that write: in the lines that begin so, these values are made anew each time.
pub async fn runs_anew(ground: &Ground, statements: &[Bound], (begin, fresh): (&str, &[(Cell, &str)]), times: usize) -> Cpu {
    let anew = |line: &str| fresh.iter().fold(line.to_owned(), |line, (cell, sql)| line.replace(&literal(cell), sql));
    let text = text(ground, statements);
    let lines = text.lines().map(|line| if line.starts_with(begin) { anew(line) } else { line.to_owned() });
    run(ground, &lines.map(|line| line + "\n").collect::<String>(), times).await
}

async fn run(ground: &Ground, text: &str, times: usize) -> Cpu {
    let script = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(script.path(), text).expect("a script");
    let server = server(ground).await;
    let before = (ended_children(std::process::id()), ended_children(server));
    let mut pgbench = Command::new(programs().join("pgbench"));
    pgbench.args(["--no-vacuum", "--protocol=prepared", "--client=1", "--jobs=1", "--file"]).arg(script.path());
    pgbench.arg(format!("--transactions={times}")).arg(&ground.setup.urls.app);
    let done = pgbench.stdin(Stdio::null()).output().await.expect("pgbench");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    sleep(REAPED).await;
    Cpu { process: ended_children(std::process::id()).saturating_sub(before.0), database: ended_children(server).saturating_sub(before.1) }
}

/// The process whose children the sessions are.
async fn server(ground: &Ground) -> u32 {
    let db = ground.kernel.db.platform();
    let asked = Statement::from_string(db.get_database_backend(), "SELECT pg_backend_pid()");
    let row = db.query_one_raw(asked).await.expect("an answer").expect("a row");
    let session: i32 = row.try_get_by_index(0).expect("a number");
    parent(u32::try_from(session).expect("a process"))
}

fn text(ground: &Ground, statements: &[Bound]) -> String {
    let mut text = format!("BEGIN;\nSET LOCAL app.county_id = '{}';\n", Uuid::from(ground.county.id));
    for statement in statements {
        let _ = writeln!(text, "{};", filled(statement));
    }
    text + "COMMIT;\n"
}

/// The statement with its values written into it.
fn filled(statement: &Bound) -> String {
    let mut parts = statement.sql.split('$');
    let mut text = parts.next().unwrap_or_default().replace('\n', " ");
    for part in parts {
        let (place, rest) = part.split_at(part.bytes().take_while(u8::is_ascii_digit).count());
        text += &literal(&statement.cells[place.parse::<usize>().expect("a place") - 1]);
        text += &rest.replace('\n', " ");
    }
    text
}

fn literal(cell: &Cell) -> String {
    let of =
        |value: Option<String>, kind: &str| value.map_or_else(|| format!("NULL::{kind}"), |value| format!("{}::{kind}", quoted(&value)));
    match cell {
        Cell::Id(value) => of(value.map(|id| id.to_string()), "uuid"),
        Cell::Long(value) => of(value.map(|number| number.to_string()), "bigint"),
        Cell::Int(value) => of(value.map(|number| number.to_string()), "int"),
        Cell::Bool(value) => of(value.map(|flag| flag.to_string()), "boolean"),
        Cell::Text(value) => of(value.clone(), "text"),
        Cell::Bytes(value) => {
            of(value.as_ref().map(|bytes| bytes.iter().fold("\\x".to_owned(), |text, byte| text + &format!("{byte:02x}"))), "bytea")
        }
        Cell::Json(value) => of(value.as_ref().map(ToString::to_string), "jsonb"),
        Cell::Day(value) => of(value.map(|day| day.to_string()), "date"),
    }
}

/// A text in SQL. No colon is left in it: `pgbench` would take what follows for a variable of its own.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('\'', "''").replace(':', "\\x3a").replace('\n', "\\n");
    format!("E'{escaped}'")
}
