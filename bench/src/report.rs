//! `docs/performance.md`, written by the run: what the machine was, the figures, what they mean, how to repeat them.

use crate::crowd::{Crowd, PEOPLE};
use crate::import::{Import, ROWS};
use crate::inbox::InBox;
use crate::machine::{self, Memory};
use crate::page::Page;
use crate::ratings::Ratings;
use crate::register::Register;
use crate::rest::Start;
use crate::submission::{Cpu, Submission};
use kit::Backend;
use std::fmt::Write as _;
use std::time::Duration;

/// All that was measured on one database.
pub struct Figures {
    pub backend: Backend,
    /// Name, version, durability.
    pub database: String,
    /// From the start of `lianjing demo` on an empty folder to its first page.
    pub filling: Duration,
    /// Starts of `serve`, the shortest first.
    pub start: Vec<Start>,
    pub memory: Memory,
    pub crowd: Crowd,
    pub submission: Submission,
    pub page: Page,
    pub inbox: InBox,
    pub import: Import,
    /// On PostgreSQL.
    pub register: Option<Register>,
    /// On PostgreSQL.
    pub ratings: Option<Ratings>,
}

const HEAD: &str = "\
<!-- Written by `make bench`; change the words in bench/src/report.rs. -->
# Performance

What the release program costs, measured as a process of its own over HTTP, on a database that `lianjing demo` filled
with its four counties. The goals are those of the issue that built the main job; later issues add the load of whole
counties. Times of the clock depend on the machine and on what else it does; ratios of CPU time hardly do, so the ratios
are what counts.
";

const MEANING: &str = "\
## What the figures mean

- **Start** is the time from starting the process to the last byte of a unit's page, asked for every 2 ms. The clock
  also counts what else the machine does; the CPU time beside it does not.
- **Memory** is that of `serve` with its worker, after one page and 30 seconds without a request. RSS is what `ps` shows;
  PSS counts pages that are shared with other processes by share.
- **At once**: each person has a line of their own and a phone proven before. The worker runs beside and sends the receipts to a
  gateway on loopback. Afterwards the rows are counted: each acknowledged report is there, and no other.
- **A submission** is one request after the other, without SMS (`serve --no-work`), with two subjects and 300 characters.
  *Through the program* is user and system time of the process (HTTP, token, GraphQL, routing, recusal, encryption, rows)
  and of PostgreSQL's sessions. *By hand* is the same driver (sqlx) with prepared statements, the same pragmas or role and
  row-level security, one transaction, one session: the rows that a submission really wrote are read back from
  the database and written again with other ids, hashes and nonces, so the comparison stays true when tables change.
  It reads nothing, decides nothing and encrypts nothing. *A statement a table* writes all rows of a table at once,
  which is the least that hand-written SQL can cost; *a statement a row* is how it is mostly written.
- **A unit's page** is the HTML of a village's page with the client's data inside, against exactly its statements by hand in one
  transaction, whose rows nobody looks at.
- **An in-box** is what the client asks for under 今天 (fifty cases with all that a row shows, the numbers of the day, notices
  and requests) and under 全部 (twenty cases and how many there are), as the same head of the same organ, before and after the
  organ's list grew; beside the many stand 20,000 finished cases of that organ. Pages are read along an index by due day, and
  numbers are counted by the database.
- **An import** is one CSV file of 200,000 outcomes of seven columns, sent to `serve` and published: read twice, each row checked, masked
  and hashed, looked for among what is published, and written with its pairs of characters for the search. Beside it `COPY` writes the
  same rows into tables with the same columns, indexes and references, on PostgreSQL; SQLite has none. The largest memory is the
  kernel's `VmHWM` of the process since its start.
- **A large county** is the home county after that import, with villages, people, powers and rules added until it has the size of the
  largest we know. `pgbench` runs exactly the statements that the program sends for a request, prepared, with their values written
  in, in one transaction as the application's role behind row-level security; it decodes and shows nothing. Its own CPU time and
  that of its session count, and so do both sides of the program.
- **A year of ratings** is 16,000,000 sheets on the officials and powers of that county, made by a generator and written by `COPY`
  with the figures that the nights would have counted. A sheet is one request of a proven phone with thirty answers on an official
  whom that phone has not rated this month; by hand its statements run with a new id and a new rater each time. The archive is
  read by who opened it. `LIANJING_BENCH_SHEETS=10000` tries all of this with fewer,
  and `bench <program> <report> ratings` measures nothing else.
- CPU time of the load, of the client side of the figures and of the SMS gateway counts nowhere. SQLite has no processes of its own: it
  is inside.

## To repeat

```
make bench     # builds the release, measures for some minutes, prints this page and writes it to docs/performance.md
```

It needs PostgreSQL 15 or newer installed; the cluster is its own, with `fsync` on. Close what else runs: clock times suffer
from it, ratios little.
";

/// "It takes seconds": so long the demonstration may take to fill.
const FILLING: Duration = Duration::from_mins(1);
/// Within it `serve` answers.
const START: Duration = Duration::from_secs(1);
/// MiB at rest.
const MEMORY: u64 = 80;
/// A submission against the same rows by hand, encryption included.
const RATIO: f64 = 4.0;
/// An in-box of five thousand against one of fifty: "as fast", as far as counting them is nothing.
const LONGER: f64 = 2.0;

/// An import's CPU time against `COPY` of its rows.
const COPIES: f64 = 5.0;
/// MiB that an import may need.
const IMPORT: u64 = 200;

/// The whole page.
pub fn write(all: &[Figures]) -> String {
    let mut text = format!("{HEAD}\n{}\n", facts(all));
    let name = |figures: &Figures| if figures.backend == Backend::Sqlite { "SQLite" } else { "PostgreSQL" };
    let _ = writeln!(text, "## Figures\n\n| what | {} | goal |", all.iter().map(name).collect::<Vec<_>>().join(" | "));
    let _ = writeln!(text, "| --- |{}", " ---: |".repeat(all.len() + 1));
    for (what, goal, figure) in LINES {
        let _ = writeln!(text, "| {what} | {} | {goal} |", all.iter().map(figure).collect::<Vec<_>>().join(" | "));
    }
    let rows = all.first().map(|figures| format!("{} rows: {}", figures.submission.rows, figures.submission.list));
    let _ = writeln!(text, "\nOne submission writes {}.\n", rows.unwrap_or_default());
    for register in all.iter().filter_map(|figures| figures.register.as_ref()) {
        let _ = writeln!(text, "{}", register.section());
    }
    for ratings in all.iter().filter_map(|figures| figures.ratings.as_ref()) {
        let _ = writeln!(text, "{}", ratings.section());
    }
    text += MEANING;
    text.truncate(text.trim_end().len());
    text + "\n"
}

/// The goals that these figures miss, in words; none if all are kept.
pub fn missed(figures: &Figures) -> Vec<String> {
    let slowest = figures.start.last().map_or(Duration::MAX, |start| start.took);
    let goals = [
        (figures.filling > FILLING, format!("the demonstration took {}", seconds(figures.filling))),
        (slowest >= START, format!("the slowest start took {}", millis(slowest))),
        (figures.memory.resident.div_ceil(1024) >= MEMORY, format!("{} at rest", mib(figures.memory.resident))),
        (figures.crowd.failures > 0, format!("{} of {PEOPLE} submissions failed", figures.crowd.failures)),
        (
            figures.submission.program.times(figures.submission.by_table) > RATIO,
            format!("a submission costs {} times its rows by hand", times(figures.submission.program, figures.submission.by_table)),
        ),
        (figures.page.sizes[0].1 != figures.page.sizes[1].1, format!("statements of the page: {}", sizes(&figures.page))),
        (longer(figures.inbox.today) > LONGER, format!("今天 costs {:.2} times as much in a long in-box", longer(figures.inbox.today))),
        (figures.import.peak[1].div_ceil(1024) >= IMPORT, format!("an import of {ROWS} needed {}", mib(figures.import.peak[1]))),
        (copies(&figures.import).is_some_and(|times| times > COPIES), format!("an import costs {} COPY", in_copies(&figures.import))),
        (longer(figures.inbox.list) > LONGER, format!("全部 costs {:.2} times as much in a long in-box", longer(figures.inbox.list))),
    ];
    goals.into_iter().filter(|(is_missed, _)| *is_missed).map(|(_, what)| format!("{:?}: {what}", figures.backend)).collect()
}

fn facts(all: &[Figures]) -> String {
    let databases: Vec<_> = all.iter().map(|figures| figures.database.as_str()).collect();
    format!("Machine: {}, shared by the program, the database and the load. {}.\n", machine::facts(), databases.join("; "))
}

type Line = (&'static str, &'static str, fn(&Figures) -> String);

const LINES: [Line; 30] = [
    ("`lianjing demo` on an empty folder to its first page", "seconds", |f| seconds(f.filling)),
    ("start of `serve` to a unit's page, median of 7", "< 1 s", |f| millis(f.start[f.start.len() / 2].took)),
    ("the slowest of them", "", |f| f.start.last().map_or_else(String::new, |slowest| millis(slowest.took))),
    ("CPU time of such a start, median", "", |f| millis(f.start[f.start.len() / 2].cpu)),
    ("memory after 30 s of rest, RSS", "< 80 MiB", |f| mib(f.memory.resident)),
    ("the same, PSS", "", |f| mib(f.memory.proportional)),
    ("128 people submit at once: failures", "0", |f| format!("{} of {PEOPLE}", f.crowd.failures)),
    ("the last of them has the acknowledgement after", "", |f| millis(f.crowd.last)),
    ("one submission through the program: CPU, program + database", "", |f| cpu(f.submission.program)),
    ("its statements", "", |f| f.submission.statements.to_string()),
    ("the same rows by hand, a statement a table", "", |f| cpu(f.submission.by_table)),
    ("the same rows by hand, a statement a row", "", |f| cpu(f.submission.by_row)),
    ("**program : by hand, a statement a table**", "**≤ 4**", |f| times(f.submission.program, f.submission.by_table)),
    ("**program : by hand, a statement a row**", "**≤ 4**", |f| times(f.submission.program, f.submission.by_row)),
    ("statements of the village's page: as it is, and with sixty powers more", "equal", |f| sizes(&f.page)),
    ("a village's page: CPU, program + database", "", |f| cpu(f.page.program)),
    ("its statements by hand", "", |f| format!("{} ({})", cpu(f.page.by_hand), f.page.statements)),
    ("page : by hand", "", |f| times(f.page.program, f.page.by_hand)),
    ("今天 with few open cases: CPU, program + database", "", |f| counted(f.inbox.today[0], f.inbox.open[0])),
    ("今天 with many", "", |f| counted(f.inbox.today[1], f.inbox.open[1])),
    ("**今天, many : few**", "**≤ 2**", |f| format!("{:.2}", longer(f.inbox.today))),
    ("全部 with few open cases: CPU, program + database", "", |f| counted(f.inbox.list[0], f.inbox.open[0])),
    ("全部 with many", "", |f| counted(f.inbox.list[1], f.inbox.open[1])),
    ("**全部, many : few**", "**≤ 2**", |f| format!("{:.2}", longer(f.inbox.list))),
    ("200,000 outcomes from a file: CPU, program + database", "", |f| whole(f.import.program, f.import.took)),
    ("`COPY` of the same rows", "", |f| f.import.copied.map_or_else(|| "–".to_owned(), |(cpu, took)| whole(cpu, took))),
    ("**import : `COPY`**", "**≤ 5**", |f| in_copies(&f.import)),
    ("the first twenty of these outcomes, median by the clock", "", |f| millis(f.import.asked[0])),
    ("the first twenty of a search for 低保, which all have", "", |f| millis(f.import.asked[1])),
    ("memory at most, before and at its end", "< 200 MiB", |f| format!("{}, {}", mib(f.import.peak[0]), mib(f.import.peak[1]))),
];

fn seconds(span: Duration) -> String {
    format!("{:.1} s", span.as_secs_f64())
}

fn millis(span: Duration) -> String {
    format!("{} ms", span.as_millis())
}

fn mib(kib: u64) -> String {
    format!("{} MiB", kib.div_ceil(1024))
}

fn cpu(cpu: Cpu) -> String {
    format!("{} + {} µs", cpu.process.as_micros(), cpu.database.as_micros())
}

fn times(one: Cpu, other: Cpu) -> String {
    format!("{:.2}", one.times(other))
}

/// How many times the short list's cost the long list's is.
fn longer([few, many]: [Cpu; 2]) -> f64 {
    many.times(few)
}

/// How many times `COPY`'s CPU time an import's is; none where there is no `COPY`.
fn copies(import: &Import) -> Option<f64> {
    import.copied.map(|(copied, _)| import.program.times(copied))
}

fn in_copies(import: &Import) -> String {
    copies(import).map_or_else(|| "–".to_owned(), |times| format!("{times:.2}"))
}

fn whole(cpu: Cpu, took: Duration) -> String {
    format!("{} + {} ({} by the clock)", seconds(cpu.process), seconds(cpu.database), seconds(took))
}

fn counted(one: Cpu, open: usize) -> String {
    format!("{} ({open})", cpu(one))
}

fn sizes(page: &Page) -> String {
    let [(few, at_few), (many, at_many)] = page.sizes;
    format!("{at_few} ({few} powers), {at_many} ({many})")
}
