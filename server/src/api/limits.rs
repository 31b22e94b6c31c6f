//! Limits on a document, checked before it is validated: each refusal names its limit.
//!
//! They stand outside the schema, because a bomb must not reach the validator, and an extension inside it makes
//! every field slower.

use async_graphql::parser::types::{ExecutableDocument, OperationType, Selection, SelectionSet};
use async_graphql::{Name, ServerError};
use std::collections::HashMap;

/// Bytes of a request's body.
pub const MAX_BODY: usize = 256 * 1024;
/// Bytes of a document.
pub const MAX_DOCUMENT: usize = 32 * 1024;
/// Brackets within brackets.
pub const MAX_NESTING: usize = 48;
/// Fields within fields, fragments counted as if written out.
pub const MAX_DEPTH: usize = 16;
/// Fields of all operations, fragments counted as if written out.
pub const MAX_FIELDS: u64 = 600;
/// Fields under another name.
pub const MAX_ALIASES: u64 = 30;
/// Fields at the root of a mutation, those of fragments too: each is a transaction of its own.
pub const MAX_MUTATIONS: u64 = 4;
/// Cost by the schema's own count, where a list multiplies.
pub const MAX_COMPLEXITY: usize = 20_000;

/// A limit that a document broke.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// The document can't be parsed.
    #[error("{0}")]
    Parse(String),
    /// A limit, by name, and its value.
    #[error("请求超过了限制 {name}（最多 {most}）。")]
    Limit {
        /// The constant's name in the documentation.
        name: &'static str,
        /// The most that is allowed.
        most: u64,
    },
    /// Fragments that contain each other.
    #[error("fragment cycle")]
    Cycle,
}

/// A document within all limits, and whether it changes anything.
pub struct Checked {
    /// The parsed document.
    pub document: ExecutableDocument,
    /// Whether any operation is not a query.
    pub changes: bool,
}

/// Parses a document and checks it against every limit.
///
/// # Errors
/// The first limit it breaks.
pub fn check(source: &str) -> Result<Checked, LimitError> {
    within("MAX_DOCUMENT", source.len(), MAX_DOCUMENT)?;
    within("MAX_NESTING", nesting(source), MAX_NESTING)?;
    let document = async_graphql::parser::parse_query(source).map_err(|error| LimitError::Parse(ServerError::from(error).message))?;
    let mut measure = Measure { document: &document, known: HashMap::new(), open: Vec::new() };
    let mut total = Size::default();
    let mut changes = false;
    for (_, operation) in document.operations.iter() {
        let size = measure.set(&operation.node.selection_set.node)?;
        total = total.beside(size);
        changes |= operation.node.ty != OperationType::Query;
        if operation.node.ty == OperationType::Mutation {
            at_most("MAX_MUTATIONS", size.roots, MAX_MUTATIONS)?;
        }
    }
    within("MAX_DEPTH", total.depth, MAX_DEPTH)?;
    at_most("MAX_FIELDS", total.fields, MAX_FIELDS)?;
    at_most("MAX_ALIASES", total.aliases, MAX_ALIASES)?;
    Ok(Checked { document, changes })
}

fn within(name: &'static str, value: usize, most: usize) -> Result<(), LimitError> {
    at_most(name, u64::try_from(value).unwrap_or(u64::MAX), u64::try_from(most).unwrap_or(u64::MAX))
}

const fn at_most(name: &'static str, value: u64, most: u64) -> Result<(), LimitError> {
    if value > most { Err(LimitError::Limit { name, most }) } else { Ok(()) }
}

/// How deep brackets stand within brackets, outside strings and comments: the parser recurses on them.
fn nesting(source: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match c {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            '#' => drop(chars.by_ref().find(|c| *c == '\n')),
            '"' => skip_string(&mut chars),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn skip_string(chars: &mut std::str::Chars<'_>) {
    if let Some(rest) = chars.as_str().strip_prefix("\"\"") {
        let end = rest.find("\"\"\"").map_or("", |at| rest.get(at + 3..).unwrap_or_default());
        *chars = end.chars();
        return;
    }
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '"' | '\n' => return,
            _ => {}
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Size {
    depth: usize,
    /// Fields of this level, fragments written out.
    roots: u64,
    fields: u64,
    aliases: u64,
}

impl Size {
    fn beside(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            roots: self.roots.saturating_add(other.roots),
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
        }
    }

    const fn under_a_field(self, aliased: bool) -> Self {
        let (fields, aliases) = (self.fields.saturating_add(1), self.aliases.saturating_add(aliased as u64));
        Self { depth: self.depth + 1, roots: 1, fields, aliases }
    }
}

struct Measure<'d> {
    document: &'d ExecutableDocument,
    known: HashMap<&'d Name, Size>,
    open: Vec<&'d Name>,
}

impl<'d> Measure<'d> {
    fn set(&mut self, set: &'d SelectionSet) -> Result<Size, LimitError> {
        let mut size = Size::default();
        for selection in &set.items {
            size = size.beside(match &selection.node {
                Selection::Field(field) => self.set(&field.node.selection_set.node)?.under_a_field(field.node.alias.is_some()),
                Selection::InlineFragment(inline) => self.set(&inline.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node)?,
            });
        }
        Ok(size)
    }

    /// A fragment is measured once, however often it is spread: a bomb costs no more than its text.
    fn fragment(&mut self, name: &'d Name) -> Result<Size, LimitError> {
        if let Some(size) = self.known.get(name) {
            return Ok(*size);
        }
        if self.open.contains(&name) {
            return Err(LimitError::Cycle);
        }
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Size::default()) };
        self.open.push(name);
        let size = self.set(&fragment.node.selection_set.node)?;
        self.open.pop();
        self.known.insert(name, size);
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(source: &str) -> &'static str {
        match check(source) {
            Err(LimitError::Limit { name, .. }) => name,
            Err(LimitError::Cycle) => "CYCLE",
            Err(LimitError::Parse(_)) => "PARSE",
            Ok(_) => "OK",
        }
    }

    #[test]
    fn bombs_are_refused_by_name() {
        assert_eq!(broken("{ viewer { account { id } } }"), "OK");
        assert_eq!(broken(&format!("{{ {} }}", "a { ".repeat(20) + &"} ".repeat(20))), "PARSE");
        assert_eq!(broken(&format!("{{ {} x {} }}", "a { ".repeat(20), "} ".repeat(20))), "MAX_DEPTH");
        assert_eq!(broken(&format!("{{ a(x: {}1{}) }}", "[".repeat(9_000), "]".repeat(9_000))), "MAX_NESTING");
        let aliases: String = (0..40).map(|i| format!("a{i}: viewer {{ id }} ")).collect();
        assert_eq!(broken(&format!("{{ {aliases} }}")), "MAX_ALIASES");
        assert_eq!(broken("{ ...a } fragment a on Q { ...b } fragment b on Q { ...a }"), "CYCLE");
        assert_eq!(broken("{ ...a } fragment a on Q { x ...a }"), "CYCLE");
        let doubling: String = (0..30).map(|i| format!("fragment f{i} on Q {{ x {{ ...f{0} }} ...f{0} }} ", i + 1)).collect();
        assert!(matches!(broken(&format!("{{ ...f0 }} {doubling} fragment f30 on Q {{ x }}")), "MAX_FIELDS" | "MAX_DEPTH"));
        assert_eq!(broken(&"x".repeat(MAX_DOCUMENT + 1)), "MAX_DOCUMENT");
        assert_eq!(broken("{ a(s: \"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\") }"), "OK");
        assert_eq!(broken("mutation { a { x y z u v w } b c d }"), "OK");
        for many in [
            "mutation { a b c d e }",
            "mutation { ... on M { a b c d e } }",
            "mutation { ... { a b } ... on M { c ... { d e } } }",
            "mutation { ...f ...f ...f } fragment f on M { a b }",
            "mutation { ...g ...g } fragment g on M { ...f } fragment f on M { a b c }",
            "query A { a } mutation B { ... on M { a b c d e } }",
        ] {
            assert_eq!(broken(many), "MAX_MUTATIONS", "{many}");
        }
    }
}
