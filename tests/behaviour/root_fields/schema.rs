//! `schema.graphql` as a caller needs it: root fields, and a document for each that asks for all that is near.

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, FieldDefinition, Type, TypeKind, TypeSystemDefinition};
use std::collections::BTreeMap;

/// How many objects deep a document asks.
const DEPTH: usize = 2;

/// The types of the API by name.
pub struct Schema(BTreeMap<String, TypeKind>);

impl Schema {
    /// As it was committed; `make lint` compares it with what the server says.
    pub fn read() -> Self {
        let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema.graphql")).unwrap();
        let types = parse_schema(text).unwrap().definitions.into_iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(found) => Some((found.node.name.node.to_string(), found.node.kind)),
            _ => None,
        });
        Self(types.collect())
    }

    /// A type's kind; none for the built-in scalars.
    pub fn kind(&self, name: &str) -> Option<&TypeKind> {
        self.0.get(name)
    }

    /// All root fields, each with the kind of its operation.
    pub fn roots(&self) -> Vec<(&'static str, FieldDefinition)> {
        let mut roots = Vec::new();
        for (root, kind) in [("Query", "query"), ("Mutation", "mutation"), ("Subscription", "subscription")] {
            let Some(TypeKind::Object(object)) = self.kind(root) else { continue };
            roots.extend(object.fields.iter().map(|field| (kind, field.node.clone())));
        }
        assert!(roots.len() > 20, "no root fields found: the law would prove nothing");
        roots
    }

    /// Whether an argument of the field, or a field of its input, has this name.
    pub fn asks_for(&self, field: &FieldDefinition, name: &str) -> bool {
        field.arguments.iter().any(|one| match self.kind(base(&one.node.ty.node)) {
            Some(TypeKind::InputObject(input)) => input.fields.iter().any(|inner| inner.node.name.node == name),
            _ => one.node.name.node == name,
        })
    }

    /// A document that calls the field with all its arguments as variables.
    pub fn document(&self, kind: &str, field: &FieldDefinition) -> String {
        let join = |each: fn(&str, &Type) -> String| {
            let all: Vec<_> = field.arguments.iter().map(|one| each(&one.node.name.node, &one.node.ty.node)).collect();
            if all.is_empty() { String::new() } else { format!("({})", all.join(", ")) }
        };
        let (name, selection) = (&field.name.node, self.selection(&field.ty.node, DEPTH));
        format!(
            "{kind}{} {{ {name}{} {selection} }}",
            join(|name, ty| format!("${name}: {ty}")),
            join(|name, _| format!("{name}: ${name}"))
        )
    }

    fn selection(&self, ty: &Type, depth: usize) -> String {
        let inside = match self.kind(base(ty)) {
            Some(TypeKind::Object(object)) => self.fields(object.fields.iter().map(|field| &field.node), depth),
            Some(TypeKind::Interface(_)) => "__typename id".to_owned(),
            Some(TypeKind::Union(_)) => "__typename".to_owned(),
            _ => return String::new(),
        };
        format!("{{ {inside} }}")
    }

    fn fields<'a>(&self, fields: impl Iterator<Item = &'a FieldDefinition>, depth: usize) -> String {
        let mut text = "__typename".to_owned();
        for field in fields.filter(|field| field.arguments.iter().all(|one| one.node.ty.node.nullable)) {
            let is_leaf =
                !matches!(self.kind(base(&field.ty.node)), Some(TypeKind::Object(_) | TypeKind::Interface(_) | TypeKind::Union(_)));
            if depth > 0 || is_leaf {
                text = format!("{text} {} {}", field.name.node, self.selection(&field.ty.node, depth.saturating_sub(1)));
            }
        }
        text
    }
}

/// The name behind lists.
pub fn base(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(inner) => base(inner),
    }
}
