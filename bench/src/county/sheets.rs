//! Sheets of a year, made by a generator and written by `COPY`: what is measured beside them is real, they only are many.

use crate::ground::Ground;
use entity::id::{IndicatorSetId, RatingFigureId, UnitId, mint};
use entity::moment::Moment;
use entity::words::IndicatorKind;
use entity::{indicator_set, official, post, power};
use lianjing::domain::ratings::Month;
use lianjing::kernel::clock::SystemClock;
use lianjing::kernel::{Clock as _, Ctx, Tx};
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{Connection as _, query_scalar, raw_sql};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Bytes that go to the database at once.
const PIECE: usize = 1 << 20;
const YEAR: Duration = Duration::from_hours(365 * 24);
/// People who said something of a figure are of so many who did.
const SAID: usize = 3;

/// What there is.
#[derive(Clone, Copy, Debug)]
pub struct Filled {
    pub sheets: usize,
    pub subjects: usize,
    pub months: usize,
    /// By the clock.
    pub took: Duration,
    /// Of the table with its indexes.
    pub bytes: u64,
}

/// Something that is rated: its kind, itself, its unit, what was asked.
struct Subject {
    kind: &'static str,
    id: Uuid,
    unit: UnitId,
    set: IndicatorSetId,
    codes: usize,
}

/// What is asked of officials in the party: the version, and the codes of its questions.
pub async fn form(ground: &Ground) -> (i32, Vec<String>) {
    let tx = Ctx::system(&ground.kernel).read(&ground.county).await.expect("a transaction");
    let set = set(&tx, IndicatorKind::Party).await;
    (set.no, codes(&set.groups))
}

/// The newest version of a kind: the demonstration's ratings wrote it down.
async fn set(tx: &Tx, kind: IndicatorKind) -> indicator_set::Model {
    let rows = tx.rows().find::<indicator_set::Entity>().filter(indicator_set::Column::Kind.eq(kind));
    rows.order_by_desc(indicator_set::Column::No).one(tx).await.expect("read").expect("a version that was answered")
}

fn codes(groups: &Value) -> Vec<String> {
    let groups = groups["groups"].as_array().expect("groups");
    let questions = groups.iter().flat_map(|group| group["questions"].as_array().expect("questions"));
    questions.map(|question| question["code"].as_str().expect("a code").to_owned()).collect()
}

/// Writes so many sheets, and the figure of each subject and month.
pub async fn fill(ground: &Ground, sheets: usize) -> Filled {
    let subjects = subjects(ground).await;
    let (began, mut connection) = (Instant::now(), PgConnection::connect(&ground.setup.urls.owner).await.expect("the owner"));
    let county = format!("SET app.county_id = '{}'", Uuid::from(ground.county.id)).leak() as &'static str;
    raw_sql(county).execute(&mut connection).await.expect("a county");
    // `COPY` writes into no table whose rows are fenced for whoever writes.
    fences(&mut connection, "NO FORCE").await;
    let figures = write_sheets(&mut connection, ground, (&subjects, sheets)).await;
    let months: std::collections::BTreeSet<i32> = figures.keys().map(|(_, month)| *month).collect();
    write_figures(&mut connection, ground, (&subjects, &figures)).await;
    fences(&mut connection, "FORCE").await;
    let size: i64 = query_scalar("SELECT pg_total_relation_size('rating_sheet')").fetch_one(&mut connection).await.expect("a size");
    connection.close().await.expect("closed");
    let took = began.elapsed();
    ground.analyse().await;
    Filled { sheets, subjects: subjects.len(), months: months.len(), took, bytes: size.unsigned_abs() }
}

/// Lets the fence hold for the owner, or not.
async fn fences(connection: &mut PgConnection, how: &str) {
    for table in ["rating_sheet", "rating_figure"] {
        let sql = format!("ALTER TABLE \"{table}\" {how} ROW LEVEL SECURITY").leak() as &'static str;
        raw_sql(sql).execute(&mut *connection).await.expect("a fence");
    }
}

/// Officials and powers that came with the county's size: the demonstration rated none of them.
async fn subjects(ground: &Ground) -> Vec<Subject> {
    let tx = Ctx::system(&ground.kernel).read(&ground.county).await.expect("a transaction");
    let (party, of_powers) = (set(&tx, IndicatorKind::Party).await, set(&tx, IndicatorKind::Power).await);
    let posts = tx.rows().find::<post::Entity>().all(&tx).await.expect("posts");
    let places: BTreeMap<_, _> = posts.into_iter().map(|row| (row.official_id, row.unit_id)).collect();
    let officials = tx.rows().find::<official::Entity>().filter(official::Column::Code.starts_with("SIZE-O")).all(&tx).await;
    let powers = tx.rows().find::<power::Entity>().filter(power::Column::Code.starts_with("SIZE-P")).all(&tx).await;
    let (in_party, in_power) = (codes(&party.groups).len(), codes(&of_powers.groups).len());
    let officials = officials.expect("officials").into_iter().filter_map(|row| {
        Some(Subject { kind: "OFFICIAL", id: row.id.into(), unit: *places.get(&row.id)?, set: party.id, codes: in_party })
    });
    let powers = powers.expect("powers").into_iter();
    let powers = powers.map(|row| Subject { kind: "POWER", id: row.id.into(), unit: row.unit_id, set: of_powers.id, codes: in_power });
    officials.chain(powers).collect()
}

/// Numbers without an end, the same in each run.
fn dice(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*state ^ *state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ mixed >> 31
}

/// Sheets one after the other over the year until yesterday, on subjects by chance; how many each has in each month.
async fn write_sheets(
    connection: &mut PgConnection,
    ground: &Ground,
    (subjects, sheets): (&[Subject], usize),
) -> BTreeMap<(usize, i32), usize> {
    let columns = "county_id, id, subject_kind, subject_id, month, rater, is_verified, set_id, answers, submitted_at";
    let mut copy = connection.copy_in_raw(&format!("COPY rating_sheet ({columns}) FROM STDIN")).await.expect("COPY");
    let county = Uuid::from(ground.county.id);
    let yesterday = SystemClock.now().after(-time::Duration::days(1));
    let (begin, mut state) = (yesterday.0 - i64::try_from(YEAR.as_millis()).expect("a year"), 7);
    let step = i64::try_from(YEAR.as_millis()).expect("a year") / i64::try_from(sheets.max(1)).expect("a number");
    let (mut figures, mut text) = (BTreeMap::new(), String::with_capacity(PIECE + 1_024));
    for n in 0..sheets {
        let place = usize::try_from(dice(&mut state) % subjects.len() as u64).expect("a place");
        let (subject, at) = (&subjects[place], Moment(begin + step * i64::try_from(n).expect("a number")));
        let month = Month::at(at.in_china()).0;
        let chance = (u128::from(dice(&mut state)) << 64 | u128::from(dice(&mut state))).to_be_bytes();
        let id = mint(at.0, ground.county.number, std::array::from_fn(|n| chance[n]));
        let rater: String = chance.iter().fold(String::with_capacity(32), |text, byte| text + &format!("{byte:02x}"));
        let score = 3 + n % SAID;
        let answers = format!("{score:02x}").repeat(subject.codes);
        let Subject { kind, id: of, set, .. } = subject;
        let set = Uuid::from(*set);
        let _ = writeln!(text, "{county}\t{id}\t{kind}\t{of}\t{month}\t\\\\x{rater}\tt\t{set}\t\\\\x{answers}\t{}", at.0);
        *figures.entry((place, month)).or_default() += 1;
        if text.len() >= PIECE {
            copy.send(text.as_bytes()).await.expect("sent");
            text.clear();
        }
    }
    copy.send(text.as_bytes()).await.expect("sent");
    copy.finish().await.expect("copied");
    figures
}

/// What the nights would have counted: who said the same of all questions, a third each.
async fn write_figures(connection: &mut PgConnection, ground: &Ground, (subjects, figures): (&[Subject], &BTreeMap<(usize, i32), usize>)) {
    let columns = "county_id, id, subject_kind, subject_id, unit_id, month, sheets, score_sum, tallies, unverified, unverified_sum, \
                   set_aside, public_sheets, public_sum, published_at, counted_at";
    let mut copy = connection.copy_in_raw(&format!("COPY rating_figure ({columns}) FROM STDIN")).await.expect("COPY");
    let tx = Ctx::system(&ground.kernel).read(&ground.county).await.expect("a transaction");
    let (party, of_powers) = (set(&tx, IndicatorKind::Party).await, set(&tx, IndicatorKind::Power).await);
    let codes = [(party.id, codes(&party.groups)), (of_powers.id, codes(&of_powers.groups))];
    let (county, mut text) = (Uuid::from(ground.county.id), String::new());
    for ((place, month), sheets) in figures {
        let (subject, third, id) = (&subjects[*place], sheets / SAID, Uuid::from(tx.mint::<RatingFigureId>()));
        let said = format!("[0,0,{third},{third},{},0]", sheets - 2 * third);
        let asked = codes.iter().filter(|(set, _)| *set == subject.set).flat_map(|(_, codes)| codes);
        let tallies = asked.map(|code| format!("\"{code}\":{said}")).collect::<Vec<_>>().join(",");
        let (sum, unit) = (700 * third + 500 * (sheets - 2 * third), Uuid::from(subject.unit));
        let Subject { kind, id: of, .. } = subject;
        let shown = if *sheets >= 10 { format!("{sheets}\t{sum}\t{}", tx.now.0) } else { "\\N\t\\N\t\\N".to_owned() };
        let line = format!("{county}\t{id}\t{kind}\t{of}\t{unit}\t{month}\t{sheets}\t{sum}\t{{{tallies}}}\t0\t0\t0\t{shown}\t{}", tx.now.0);
        let _ = writeln!(text, "{line}");
        if text.len() >= PIECE {
            copy.send(text.as_bytes()).await.expect("sent");
            text.clear();
        }
    }
    copy.send(text.as_bytes()).await.expect("sent");
    copy.finish().await.expect("copied");
}
