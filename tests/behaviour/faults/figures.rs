//! What was seen, as a row of `docs/reliability.md`: written only where `LIANJING_RELIABILITY` names the file.

use super::breaker::Tally;
use crate::kills::Street;
use crate::kills::ground::Ground;
use crate::kills::villager::Told;
use kit::Backend;
use std::fmt;
use std::path::Path;
use std::sync::atomic::Ordering;

/// What was acknowledged, and found.
pub struct Row {
    reports: usize,
    verbs: usize,
    photos: usize,
    messages: usize,
    look_ups: u32,
    /// How often somebody was told that it can't be just now.
    pub turned_away: u32,
}

impl Row {
    /// Counted after the audit, so each of them was found, once.
    pub fn new(told: &Told, street: &Street, ground: &Ground) -> Self {
        Self {
            reports: told.filed.len(),
            verbs: told.verbs().values().sum(),
            photos: told.photos(),
            messages: ground.gateway.accepted().len(),
            look_ups: ground.gateway.look_ups(),
            turned_away: street.turned_away.load(Ordering::Relaxed),
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { reports, verbs, photos, messages, look_ups, turned_away } = self;
        write!(f, "{reports} reports, {verbs} later acts and {photos} photos acknowledged, {messages} messages accepted, ")?;
        write!(f, "{look_ups} look-ups, {turned_away} times told \"not just now\"")
    }
}

/// Puts the row between the marks of its database.
pub fn write(backend: Backend, (seed, tally): (u64, &Tally), row: &Row) {
    let Ok(path) = std::env::var("LIANJING_RELIABILITY") else { return };
    let name = format!("{backend:?}").to_lowercase();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let page = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = page.split_once(&begin).expect("the mark where it begins");
    let (_, after) = rest.split_once(&end).expect("the mark where it ends");
    let mut table = String::from("| fault | times |\n| --- | --- |\n");
    for (fault, count) in &tally.counts {
        table.push_str(&format!("| {fault} | {count} |\n"));
    }
    let sum: u32 = tally.counts.values().sum();
    let found = format!("{sum} faults (seed {seed}): {row}. Lost: 0. Accepted twice: 0. Ready again after {:.1?} at most.", tally.slowest);
    std::fs::write(&path, format!("{before}{begin}\n{table}\n{found}\n\n{end}{after}")).unwrap();
}
