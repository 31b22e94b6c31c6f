//! Limits on a document, checked before it is validated: each refusal names its limit.
//!
//! They stand outside the schema, because a bomb must not reach the validator, and an extension inside it makes
//! every field slower.

use crate::kernel::api_limits::ApiLimits;
use async_graphql::parser::types::{ExecutableDocument, Field, OperationType, Selection, SelectionSet};
use async_graphql::{Name, ServerError};
use std::collections::HashMap;

/// A limit that a document broke.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// The document can't be parsed.
    #[error("{0}")]
    Parse(String),
    /// A limit, by name, and its value.
    #[error("{0}")]
    Limit(Broken),
    /// Fragments that contain each other.
    #[error("fragment cycle")]
    Cycle,
    /// What the schema says of itself, a list within the same list: each round multiplies, and counts as one field.
    #[error("introspection lists within themselves")]
    Rounds,
}

/// A limit that was broken, and how much it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("请求超过了限制 {name}（最多 {most}），请分几次要。")]
pub struct Broken {
    /// Its key in the configuration and the documentation.
    pub name: &'static str,
    /// The most that is allowed.
    pub most: u32,
}

/// A document within all limits, whether it changes anything, and whether it asks what the schema says of itself.
pub struct Checked {
    /// The parsed document.
    pub document: ExecutableDocument,
    /// Whether any operation is not a query.
    pub changes: bool,
    /// Whether it asks for `__schema` or `__type`.
    pub introspects: bool,
}

/// Parses a document and checks it against every limit.
///
/// # Errors
/// The first limit it breaks.
pub fn check(source: &str, limits: &ApiLimits) -> Result<Checked, LimitError> {
    within("max_document", source.len(), limits.max_document)?;
    within("max_nesting", nesting(source), limits.max_nesting)?;
    let document = async_graphql::parser::parse_query(source).map_err(|error| LimitError::Parse(ServerError::from(error).message))?;
    let mut measure = Measure { document: &document, known: HashMap::new(), open: Vec::new() };
    let mut total = Size::default();
    let mut changes = false;
    for (_, operation) in document.operations.iter() {
        let size = measure.set(&operation.node.selection_set.node)?;
        total = total.beside(size);
        changes |= operation.node.ty != OperationType::Query;
        if operation.node.ty == OperationType::Mutation {
            at_most("max_mutations", size.roots, limits.max_mutations)?;
        }
    }
    within("max_depth", total.depth, limits.max_depth)?;
    at_most("max_fields", total.fields, limits.max_fields)?;
    at_most("max_aliases", total.aliases, limits.max_aliases)?;
    Ok(Checked { document, changes, introspects: total.introspects })
}

fn within(name: &'static str, value: usize, most: u32) -> Result<(), LimitError> {
    at_most(name, u64::try_from(value).unwrap_or(u64::MAX), most)
}

fn at_most(name: &'static str, value: u64, most: u32) -> Result<(), LimitError> {
    if value > u64::from(most) { Err(LimitError::Limit(Broken { name, most })) } else { Ok(()) }
}

/// How deep brackets stand within brackets, outside strings and comments: the parser recurses on them.
///
/// Strings and comments end where the parser's own grammar ends them, never later: brackets behind them are counted.
fn nesting(source: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match c {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            '#' => drop(chars.by_ref().find(|c| matches!(c, '\n' | '\r'))),
            '"' => skip_string(&mut chars),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Passes over a string whose first quote was read.
fn skip_string(chars: &mut std::str::Chars<'_>) {
    // A block that never ends is an empty string to the parser, and what follows is read like anything else.
    if let Some(behind) = chars.as_str().strip_prefix("\"\"").and_then(behind_block) {
        *chars = behind;
        return;
    }
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '"' | '\n' | '\r' => return,
            _ => {}
        }
    }
}

/// What follows a block string, whose three quotes were read; nothing, if it never ends.
fn behind_block(mut block: &str) -> Option<std::str::Chars<'_>> {
    loop {
        let (text, rest) = block.split_once("\"\"\"")?;
        // Three quotes behind a backslash belong to the text, whatever stands before the backslash.
        if !text.ends_with('\\') {
            return Some(rest.chars());
        }
        block = rest;
    }
}

/// Lists by which the schema's types lead to each other. The standard introspection query has none of them in itself;
/// `ofType` may follow itself, since it leads to one type.
const LISTS: [&str; 6] = ["args", "enumValues", "fields", "inputFields", "interfaces", "possibleTypes"];

/// A list's own bit; none for other fields.
fn list_bit(name: &str) -> u8 {
    LISTS.iter().zip([1, 2, 4, 8, 16, 32]).find(|(list, _)| **list == name).map_or(0, |(_, bit)| bit)
}

#[derive(Clone, Copy, Debug, Default)]
struct Size {
    depth: usize,
    /// Fields of this level, fragments written out.
    roots: u64,
    fields: u64,
    aliases: u64,
    /// Bits of the introspection lists that stand anywhere below.
    lists: u8,
    /// Whether one of them stands below itself.
    rounds: bool,
    introspects: bool,
}

impl Size {
    fn beside(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            roots: self.roots.saturating_add(other.roots),
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
            lists: self.lists | other.lists,
            rounds: self.rounds || other.rounds,
            introspects: self.introspects || other.introspects,
        }
    }

    fn under(self, field: &Field) -> Result<Self, LimitError> {
        let name = field.name.node.as_str();
        let asks_schema = matches!(name, "__schema" | "__type");
        if asks_schema && self.rounds {
            return Err(LimitError::Rounds);
        }
        let bit = list_bit(name);
        Ok(Self {
            depth: self.depth + 1,
            roots: 1,
            fields: self.fields.saturating_add(1),
            aliases: self.aliases.saturating_add(u64::from(field.alias.is_some())),
            lists: self.lists | bit,
            rounds: self.rounds || self.lists & bit != 0,
            introspects: self.introspects || asks_schema,
        })
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
                Selection::Field(field) => self.set(&field.node.selection_set.node)?.under(&field.node)?,
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
#[path = "limits_fuzz.rs"]
mod fuzz;
#[cfg(test)]
#[path = "limits_tests.rs"]
mod tests;
