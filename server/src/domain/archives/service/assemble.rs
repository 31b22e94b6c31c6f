//! An archive put together from where its facts stand, for who opened it or for the official himself.

use super::facts::{self, Frame};
use super::{matters, posts, sealed, voices};
use crate::domain::archives::model::{Answer, Entry};
use crate::domain::archives::{rules, store};
use crate::domain::cases::{self, ArchivedFinding};
use crate::domain::publications::{self, ArchivedPublication};
use crate::domain::{checks, halts};
use crate::kernel::{Actor, Outcome, Tx};
use entity::moment::Moment;
use entity::words::PublicationKind;
use entity::{official, post};
use time::Date;

/// Stops and checks of the units that he led at most, the newest ones.
const MOST: u64 = 500;

/// For whom an archive is put together.
#[derive(Clone, Copy)]
pub(super) enum Reader<'a> {
    /// Whoever opened it: nothing of cases that he must keep away from.
    Keeper(&'a Actor),
    /// The official himself: what everybody may read, and his own words.
    Himself,
}

/// Facts and answers.
pub(super) struct Assembled {
    /// The facts, the newest first.
    pub entries: Vec<Entry>,
    /// What he says of all of it.
    pub remarks: Vec<Answer>,
}

/// Puts an archive together as it was known at the end of a day, in a constant number of statements.
pub(super) async fn assemble(tx: &Tx, official: &official::Model, (reader, known_on): (Reader<'_>, Date)) -> Outcome<Assembled> {
    let today = tx.now.in_china().date();
    let until = if known_on == today { tx.now } else { rules::end_of(known_on) };
    let frame = Frame { until, today, county: &tx.county.code };
    let words = sealed::words(tx, official.id).await?;
    let known = posts::known(tx, official.id, until).await?;
    let mut entries = of_posts(tx, &frame, &known).await?;
    entries.extend(of_units(tx, &frame, &known.posts).await?);
    entries.extend(of_cases(tx, &frame, (official, reader)).await?);
    match reader {
        Reader::Keeper(_) => entries.extend(voices::ratings(tx, &frame, official.id).await?),
        Reader::Himself => entries.extend(voices::public_rating(tx, &frame, official.id).await?),
    }
    entries.extend(voices::opinions(tx, &frame, official.id).await?);
    entries.extend(matters::entries(tx, official.id, (until, &words)).await?);
    let mut remarks = Vec::new();
    for note in store::notes(tx, official.id).await?.into_iter().filter(|note| note.written_at <= until) {
        let Some(text) = words.get(&note.part_id).cloned() else { continue };
        let answer = Answer { text, at: note.written_at };
        match note.about {
            None => remarks.push(answer),
            Some(about) => {
                // What he answered to a published result stands beside the finding that it tells of.
                let is_meant = |entry: &&mut Entry| entry.key == about || entry.published.as_ref() == Some(&about);
                if let Some(entry) = entries.iter_mut().find(is_meant) {
                    entry.answers.push(answer);
                }
            }
        }
    }
    rules::sort(&mut entries);
    Ok(Assembled { entries, remarks })
}

async fn of_posts(tx: &Tx, frame: &Frame<'_>, known: &posts::Known) -> Outcome<Vec<Entry>> {
    let units = store::units(tx, known.posts.iter().map(|row| row.unit_id).collect()).await?;
    let one = |row: &post::Model| {
        let mut entry = facts::of_post(frame, row, units.get(&row.unit_id)?);
        if known.corrected.contains(&row.id) {
            entry.lines.push("登记更正过，这里是更正以后的。".to_owned());
        }
        Some(entry)
    };
    Ok(known.posts.iter().filter_map(one).collect())
}

/// Stops and checks of the powers of units that he led on the day.
async fn of_units(tx: &Tx, frame: &Frame<'_>, known: &[post::Model]) -> Outcome<Vec<Entry>> {
    let led = rules::units_led(known);
    let was_led = |power: &entity::power::Model, at: Moment| at <= frame.until && rules::led_on(known, power.unit_id, at.in_china().date());
    let halts = halts::of_units(tx, &led, MOST).await?;
    let mut entries: Vec<_> =
        halts.iter().filter(|row| was_led(&row.power, row.halt.ordered_at)).map(|row| facts::of_halt(frame, row)).collect();
    let units = store::units(tx, led.iter().copied().collect()).await?;
    for row in checks::out_of_order(tx, &led, MOST).await?.iter().filter(|(row, power)| was_led(power, row.check.checked_at)) {
        let unit = units.get(&row.1.unit_id).map(|unit| unit.name.as_str()).unwrap_or_default();
        entries.push(facts::of_check(frame, row, unit));
    }
    Ok(entries)
}

/// What was concluded and published about him, as far as the reader may know of it.
async fn of_cases(tx: &Tx, frame: &Frame<'_>, (official, reader): (&official::Model, Reader<'_>)) -> Outcome<Vec<Entry>> {
    let findings = match reader {
        Reader::Keeper(actor) => cases::archived_of(tx, actor, official.id, frame.until).await?,
        Reader::Himself => cases::concluded_about(tx, official.id, frame.until).await?,
    };
    let ids: Vec<_> = findings.iter().map(|one| one.case_id).collect();
    let published = publications::archived_of(tx, (official.id, &ids), frame.until).await?;
    Ok(match reader {
        Reader::Keeper(_) => for_keeper(frame, &findings, &published),
        Reader::Himself => for_himself(frame, &official.name, (&findings, &published)),
    })
}

/// What was found, and what was published by name.
fn for_keeper(frame: &Frame<'_>, findings: &[ArchivedFinding], published: &[ArchivedPublication]) -> Vec<Entry> {
    let result_of = |known: &ArchivedFinding| published.iter().rfind(|one| one.kind == PublicationKind::Result && is_of(one, known));
    let found = findings.iter().map(|known| facts::of_finding(frame, known, result_of(known)));
    let others = published.iter().filter(|one| one.kind != PublicationKind::Result);
    found.chain(others.map(|one| facts::of_publication(frame, one))).collect()
}

/// What stands in public, from its publication on: that it is his does not depend on whether anybody objected.
fn for_himself(frame: &Frame<'_>, name: &str, (findings, published): (&[ArchivedFinding], &[ArchivedPublication])) -> Vec<Entry> {
    let finding_of = |one: &ArchivedPublication| findings.iter().find(|known| is_of(one, known));
    let his = |one: &&ArchivedPublication| rules::is_public(one, frame.today) && rules::is_his_to_read(one, finding_of(one), name);
    published.iter().filter(his).map(|one| facts::of_publication(frame, one)).collect()
}

fn is_of(one: &ArchivedPublication, finding: &ArchivedFinding) -> bool {
    (one.case_id, one.instance_no) == (finding.case_id, finding.instance_no)
}
