//! What the documents name is there: stories and tests, metrics, tables, columns and functions in backticks.

use crate::sources::{Source, root, walk};
use std::collections::BTreeSet;

/// Where a name may come from.
const SOURCES: [&str; 9] =
    ["server", "entity", "migration", "tests", "bench", "mobile-web/src", "mobile-web/tests", "mobile-web/checks", "deploy"];

/// Names in backticks that are words of ours: lower case, with two underscores at least. A name that ends in `*` stands
/// for all that begin so.
fn named(text: &str) -> impl Iterator<Item = &str> {
    // Blocks are examples for other programs; what is ours stands in the sentences.
    let quoted = text.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2));
    quoted
        .flat_map(|code| code.split(|sign: char| !sign.is_ascii_lowercase() && !sign.is_ascii_digit() && !"_*".contains(sign)))
        .filter(|word| word.matches('_').count() >= 2 && word.starts_with(|first: char| first.is_ascii_lowercase()))
}

/// All such words of a source, however they are used there.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_ascii_lowercase() && !sign.is_ascii_digit() && sign != '_').filter(|word| word.contains('_'))
}

/// Names of the document that no source knows.
fn unknown<'a>(document: &'a str, known: &BTreeSet<&str>) -> Vec<&'a str> {
    let is_known = |name: &str| match name.strip_suffix('*') {
        Some(start) => known.range(start..).next().is_some_and(|next| next.starts_with(start)),
        None => known.contains(name),
    };
    named(document).filter(|name| !is_known(name)).collect()
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    for folder in SOURCES.map(|folder| root().join(folder)).into_iter().filter(|folder| folder.is_dir()) {
        walk(&folder, &["rs", "ts", "tsx", "js", "toml", "sql", "service"], &mut found);
    }
    found
}

#[test]
fn what_documents_name_is_there() {
    let sources = sources();
    let known: BTreeSet<_> = sources.iter().flat_map(|source| words(&source.text)).collect();
    assert!(known.len() > 1_000, "no sources found: the law would prove nothing");
    let mut documents = Vec::new();
    walk(&root().join("docs"), &["md"], &mut documents);
    let count: usize = documents.iter().map(|document| named(&document.text).count()).sum();
    assert!(count > 80, "the documents name {count} things: the law would prove little");
    let wrong: Vec<_> = documents
        .iter()
        .flat_map(|document| unknown(&document.text, &known).into_iter().map(move |name| format!("{}: {name}", document.path)))
        .collect();
    assert_eq!(wrong, Vec::<String>::new(), "named in a document, found nowhere");
}

#[test]
fn a_name_that_is_nowhere_is_seen() {
    let known = BTreeSet::from(["a_clock_that_breaks", "up_down_up_on_sqlite"]);
    assert_eq!(unknown("held by `due.rs`: `a_clock_that_breaks`, `up_down_up_*`", &known), Vec::<&str>::new());
    assert_eq!(unknown("`a_clock_that_runs` and `down_up_down_*`, a_word_in_prose", &known), ["a_clock_that_runs", "down_up_down_*"]);
}
