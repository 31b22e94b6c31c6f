//! Documents that nobody would write: whatever comes, it is measured without a fault, and measured as if written out.

use super::*;
use proptest::prelude::*;

/// What documents are made of, and what hides brackets from who counts them.
const WORDS: [&str; 40] = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "\"\"\"",
    "\\\"\"\"",
    "\\",
    "#",
    "\n",
    "\r",
    "...",
    " on ",
    "query ",
    "mutation ",
    "subscription ",
    "fragment ",
    "F ",
    "...F ",
    "a ",
    "b: a ",
    "$x",
    ":",
    "!",
    "=",
    "@include(if: true) ",
    "{a}",
    "{a{b}}",
    "__schema",
    "__type",
    "fields",
    "null ",
    "1e9 ",
    "\u{FEFF}",
    "\u{0}",
    "举报",
    "💧",
    ",",
];

/// A part of a document.
#[derive(Clone, Debug)]
enum Part {
    Field {
        is_renamed: bool,
        below: Vec<Part>,
    },
    Inline(Vec<Part>),
    /// A fragment of its own, spread here.
    Spread(Vec<Part>),
}

fn part() -> impl Strategy<Value = Part> {
    let leaf = any::<bool>().prop_map(|is_renamed| Part::Field { is_renamed, below: Vec::new() });
    leaf.prop_recursive(6, 60, 4, |inner| {
        let some = proptest::collection::vec(inner, 1..4);
        prop_oneof![
            (any::<bool>(), some.clone()).prop_map(|(is_renamed, below)| Part::Field { is_renamed, below }),
            some.clone().prop_map(Part::Inline),
            some.prop_map(Part::Spread),
        ]
    })
}

/// The document's text; fragments are collected.
fn text(parts: &[Part], fragments: &mut Vec<String>) -> String {
    let mut told = String::new();
    for part in parts {
        match part {
            Part::Field { is_renamed, below } => {
                told += if *is_renamed { " b: a" } else { " a" };
                if !below.is_empty() {
                    told += &format!("{{{}}}", text(below, fragments));
                }
            }
            Part::Inline(below) => told += &format!(" ... on T {{{}}}", text(below, fragments)),
            Part::Spread(below) => {
                let inner = text(below, fragments);
                told += &format!(" ...F{}", fragments.len());
                fragments.push(format!(" fragment F{} on T {{{inner}}}", fragments.len()));
            }
        }
    }
    told
}

/// Fields, aliases and depth, counted by hand with all fragments written out.
fn counted(parts: &[Part]) -> (u32, u32, u32) {
    parts.iter().fold((0, 0, 0), |(fields, aliases, depth), part| {
        let (below, own) = match part {
            Part::Field { below, is_renamed } => (counted(below), (1, u32::from(*is_renamed), 1)),
            Part::Inline(below) | Part::Spread(below) => (counted(below), (0, 0, 0)),
        };
        (fields + below.0 + own.0, aliases + below.1 + own.1, depth.max(below.2 + own.2))
    })
}

/// How deep selections stand within each other as the parser understood them.
fn depth(set: &SelectionSet) -> usize {
    let below = |selection: &Selection| match selection {
        Selection::Field(field) => depth(&field.node.selection_set.node),
        Selection::InlineFragment(inline) => depth(&inline.node.selection_set.node),
        Selection::FragmentSpread(_) => 0,
    };
    let deepest = set.items.iter().map(|selection| below(&selection.node)).max();
    deepest.map_or(0, |deepest| deepest + 1)
}

fn broken(source: &str, limits: &ApiLimits) -> Option<&'static str> {
    match check(source, limits) {
        Ok(_) => None,
        Err(LimitError::Limit(broken)) => Some(broken.name),
        Err(_) => Some("-"),
    }
}

proptest! {
    #[test]
    fn any_words_are_measured_without_a_fault(words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..200)) {
        let source = words.concat();
        if let Ok(checked) = check(&source, &ApiLimits::default()) {
            // Brackets that the parser saw were counted before it ran.
            let seen = checked.document.operations.iter().map(|(_, operation)| depth(&operation.node.selection_set.node)).max();
            prop_assert!(seen.unwrap_or_default() <= nesting(&source), "{source}");
        }
    }

    #[test]
    fn any_text_is_measured_without_a_fault(source in "\\PC{0,300}") {
        _ = check(&source, &ApiLimits::default());
    }

    #[test]
    fn a_document_is_measured_as_if_written_out(parts in proptest::collection::vec(part(), 1..4)) {
        let mut fragments = Vec::new();
        let source = format!("{{{}}}{}", text(&parts, &mut fragments), fragments.concat());
        let (max_fields, max_aliases, max_depth) = counted(&parts);
        let limits = ApiLimits { max_fields, max_aliases, max_depth, max_nesting: 1_000, max_document: 1 << 20, ..ApiLimits::default() };
        prop_assert_eq!(broken(&source, &limits), None, "{}", source);
        let fewer = [
            ("max_fields", ApiLimits { max_fields: max_fields - 1, ..limits }),
            ("max_depth", ApiLimits { max_depth: max_depth - 1, ..limits }),
        ];
        for (name, limits) in fewer {
            prop_assert_eq!(broken(&source, &limits), Some(name), "{}", source);
        }
        if max_aliases > 0 {
            prop_assert_eq!(broken(&source, &ApiLimits { max_aliases: max_aliases - 1, ..limits }), Some("max_aliases"), "{}", source);
        }
    }

    #[test]
    fn a_bomb_of_fragments_costs_no_more_than_its_text(levels in 1usize..120, times in 2usize..6) {
        let spreads = |next: usize| format!(" ...F{next}").repeat(times);
        let fragments: String = (0..levels).map(|n| format!(" fragment F{n} on T {{ a{} }}", if n + 1 < levels { spreads(n + 1) } else { String::new() })).collect();
        let found = broken(&format!("{{{}}}{fragments}", spreads(0)), &ApiLimits::default());
        // `times` + `times`² + … fields, of which 600 are allowed.
        let fields = (1..=levels).fold(0u64, |sum, level| sum.saturating_add((times as u64).saturating_pow(u32::try_from(level).unwrap())));
        prop_assert_eq!(found, (fields > 600).then_some("max_fields"));
    }
}
