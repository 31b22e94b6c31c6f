//! Sizes, first lines, and words that are not used.

use crate::sources::{root, rust};

/// Folders with Rust files of ours.
const OURS: [&str; 5] = ["server", "entity", "migration", "tests", "bench"];

/// Files that may be longer than 300 lines. The list may only shrink.
const LONG: [&str; 0] = [];

#[test]
fn every_file_says_in_its_first_line_what_lives_here() {
    let silent: Vec<_> = rust(&OURS)
        .into_iter()
        .filter(|source| !source.text.lines().next().is_some_and(|line| line.starts_with("//! ") && line.chars().count() > 12))
        .map(|source| source.path)
        .collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn files_have_at_most_300_lines() {
    let sources = rust(&OURS);
    let long: Vec<_> = sources
        .iter()
        .filter(|source| source.text.lines().count() > 300)
        .map(|source| source.path.as_str())
        .filter(|path| !LONG.contains(path))
        .collect();
    assert_eq!(long, Vec::<&str>::new(), "make a folder of verbs of each");
    let stale: Vec<_> = LONG.iter().filter(|path| sources.iter().any(|s| s.path == **path && s.text.lines().count() <= 300)).collect();
    assert_eq!(stale, Vec::<&&str>::new(), "no longer long: take them from the list");
}

#[test]
fn resolvers_have_at_most_15_lines() {
    let mut long = Vec::new();
    let resolves = |path: &str| path.starts_with("server/src/api/") || path.contains("graphql") && !path.contains("http/");
    for source in rust(&["server/src"]).into_iter().filter(|source| resolves(&source.path)) {
        let lines: Vec<&str> = source.text.lines().collect();
        for (start, line) in
            lines.iter().enumerate().filter(|(_, line)| line.starts_with("    async fn ") || line.starts_with("    pub async fn "))
        {
            let length = lines[start..].iter().position(|l| *l == "    }").unwrap_or(0);
            if length > 16 {
                long.push(format!("{}:{} {} ({length} lines)", source.path, start + 1, line.trim()));
            }
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn rooms_have_a_purpose() {
    let names = ["utils", "util", "helpers", "helper", "manager", "common", "misc"];
    let bad: Vec<_> = rust(&OURS)
        .into_iter()
        .map(|source| source.path)
        .filter(|path| path.trim_end_matches(".rs").split('/').any(|part| names.contains(&part)))
        .collect();
    assert_eq!(bad, Vec::<String>::new());
}

#[test]
fn the_readme_has_the_two_commands() {
    for file in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(root().join(file)).unwrap();
        assert!(text.contains("make run") && text.contains("make test"), "{file}");
    }
}
