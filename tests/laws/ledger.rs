//! Each kind of the ledger's entries has a row in the table of acts, and each row a story that does the act and looks.

use crate::sources::{root, rust};
use std::collections::{BTreeMap, BTreeSet};

/// Words of the form of a kind that are none, by what they are; whatever is on neither list is a new kind without a row.
const NO_KINDS: [(&str, &[&str]); 3] = [
    (
        "jobs of the outbox",
        &[
            "calendar.changed",
            "changes.follow",
            "changes.noted",
            "cases.finding_corrected",
            "cases.new_code",
            "cases.turn_moved",
            "clearing.published",
            "clients.deliver",
            "media.finish",
            "notices.mail",
            "notices.not_delivered",
            "notices.send",
            "open_data.build",
            "outcomes.roll_back",
            "removals.noted",
            "reporters.codes_used_up",
            "reporters.send_code",
            "staff.leaving",
            "staff.sight_changed",
        ],
    ),
    (
        "tasks that come round",
        &[
            "cases.calendar",
            "cases.deadlines",
            "cases.reminders",
            "cases.staffing",
            "cases.unit_alarms",
            "cases.uploads",
            "ledger.batches",
            "ledger.merge",
            "media.sweep",
            "notices.ask_after",
            "open_data.nightly",
            "opinions.due",
            "outcomes.terms",
            "ratings.batches",
            "ratings.night",
        ],
    ),
    (
        "files",
        &[
            "cases.json",
            "checks.json",
            "halts.json",
            "officials.csv",
            "opinions.json",
            "organs.csv",
            "organs.json",
            "outcomes.json",
            "powers.csv",
            "rules.csv",
            "rules.json",
        ],
    ),
];

/// Modules that are none of `server/src/domain` and write entries all the same.
const BESIDES: [&str; 3] = ["county", "demo", "operator"];

/// The rows of the table: kind, and where it is proven.
fn rows() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(root().join("tests/behaviour/on_the_ledger/table.rs")).unwrap();
    let lines = text.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.strip_suffix("\"),"));
    lines
        .map(|line| {
            let mut cells = line.split("\", \"").skip(1).map(str::to_owned);
            let row = cells.next().zip(cells.next()).filter(|_| cells.next().is_none());
            assert!(row.is_some(), "a row is an act, a kind and a story: {line}");
            row.unwrap()
        })
        .collect()
}

/// Every text of the program that has the form of a kind, `module.verb`, and where it stands.
fn kinds() -> BTreeMap<String, String> {
    let modules: BTreeSet<_> = std::fs::read_dir(root().join("server/src/domain"))
        .unwrap()
        .flatten()
        .map(|entry| entry.path().file_stem().unwrap().to_string_lossy().into_owned())
        .chain(BESIDES.map(str::to_owned))
        .collect();
    let mut found = BTreeMap::new();
    for source in rust(&["server/src"]).into_iter().filter(|source| !source.path.contains("tests")) {
        let program = source.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let code = program.lines().filter(|line| !line.trim_start().starts_with("//"));
        for text in code.flat_map(|line| line.split('"').skip(1).step_by(2)) {
            let is_kind = text.split_once('.').is_some_and(|(module, verb)| {
                let is_word = |c: char| c.is_ascii_lowercase() || c == '_';
                modules.contains(module) && !verb.is_empty() && verb.chars().all(is_word)
            });
            if is_kind {
                found.entry(text.to_owned()).or_insert_with(|| source.path.clone());
            }
        }
    }
    assert!(found.len() > 100, "too few kinds found: the law would prove nothing");
    found
}

#[test]
fn every_kind_of_entry_has_a_row_and_every_row_a_kind() {
    let (rows, kinds) = (rows(), kinds());
    let known: BTreeSet<_> = rows.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(known.len(), rows.len(), "a kind stands in two rows");
    let others: BTreeSet<_> = NO_KINDS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
    let new: Vec<_> = kinds.iter().filter(|(kind, _)| !known.contains(kind.as_str()) && !others.contains(kind.as_str())).collect();
    assert!(
        new.is_empty(),
        "{new:?}: give each a row in tests/behaviour/on_the_ledger/table.rs and a story that does the act and looks for the entry; \
         what is no kind of an entry goes on the list NO_KINDS of tests/laws/ledger.rs"
    );
    let gone: Vec<_> = known.iter().chain(&others).filter(|kind| !kinds.contains_key(**kind)).collect();
    assert!(gone.is_empty(), "{gone:?} stand in the program no more");
    let both: Vec<_> = known.intersection(&others).collect();
    assert!(both.is_empty(), "{both:?} are kinds and none");
}

#[test]
fn every_row_is_proven_where_it_says() {
    for (kind, place) in rows() {
        let (file, story) = place.split_once(": ").unwrap_or_else(|| panic!("{kind}: name a file and a story: {place}"));
        let text =
            std::fs::read_to_string(root().join("tests/behaviour").join(file)).unwrap_or_else(|error| panic!("{kind}: {file}: {error}"));
        assert!(text.contains(&format!("({story},")) || text.contains(&format!("fn {story}")), "{kind}: {file} tells no {story}");
        assert!(text.contains(&format!("\"{kind}\"")), "{kind}: {file} does not look for it");
    }
}
