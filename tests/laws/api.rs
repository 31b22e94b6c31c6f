//! `docs/api.md` says what the program does: names, limits and codes.

use crate::sources::{root, rust};
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{ServiceDocument, TypeKind, TypeSystemDefinition};
use lianjing::kernel::api_limits::ApiLimits;
use lianjing::kernel::graphql::codes::TopCode;
use std::collections::{BTreeMap, BTreeSet};

fn page() -> String {
    std::fs::read_to_string(root().join("docs/api.md")).unwrap()
}

fn schema() -> ServiceDocument {
    parse_schema(std::fs::read_to_string(root().join("schema.graphql")).unwrap()).unwrap()
}

/// Every name of a document: `Type`, `Type.field`, `Type.field(argument)`, each with its type.
fn names(document: &ServiceDocument) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for definition in &document.definitions {
        let TypeSystemDefinition::Type(one) = definition else { continue };
        let name = &one.node.name.node;
        match &one.node.kind {
            TypeKind::Object(object) => {
                for field in &object.fields {
                    names.insert(format!("{name}.{}", field.node.name.node), field.node.ty.node.to_string());
                    for argument in &field.node.arguments {
                        let at = format!("{name}.{}({})", field.node.name.node, argument.node.name.node);
                        names.insert(at, argument.node.ty.node.to_string());
                    }
                }
            }
            TypeKind::InputObject(input) => {
                let fields = input.fields.iter();
                names.extend(fields.map(|field| (format!("{name}.{}", field.node.name.node), field.node.ty.node.to_string())));
            }
            TypeKind::Union(union) => {
                names.extend(union.members.iter().map(|member| (format!("{name} = {}", member.node), "a member".to_owned())));
            }
            TypeKind::Enum(words) => {
                names.extend(words.values.iter().map(|word| (format!("{name}.{}", word.node.value.node), "a word".to_owned())));
            }
            _ => {}
        }
    }
    names
}

#[test]
fn the_names_that_clients_rely_on_stand_in_the_schema() {
    let page = page();
    let block = page.split_once("```graphql").unwrap().1.split_once("```").unwrap().0;
    let (promised, there) = (names(&parse_schema(block).unwrap()), names(&schema()));
    assert!(promised.len() > 60, "{}", promised.len());
    for (name, kind) in promised {
        assert_eq!(there.get(&name), Some(&kind), "{name}");
    }
}

/// The first cells of a table's rows, under the heading, whose first cell is a word in backticks.
fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| line.starts_with("| `"));
    lines.map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().replace('`', "")).collect()).collect()
}

fn part(heading: &str) -> String {
    let page = page();
    let rest = page.split_once(&format!("\n{heading}\n")).unwrap().1.to_owned();
    rest.split("\n## ").next().unwrap().to_owned()
}

#[test]
fn every_limit_stands_there_with_its_value_and_bounds() {
    let told: BTreeSet<Vec<String>> = rows(&part("## Limits")).into_iter().map(|row| row[..3].to_vec()).collect();
    let limits = ApiLimits::default().all();
    let kept = limits.map(|one| vec![one.name.to_owned(), one.value.to_string(), format!("{}–{}", one.least, one.most)]);
    assert_eq!(told, kept.into_iter().collect());
}

#[test]
fn every_code_that_the_server_can_send_stands_there() {
    let codes = part("## Codes");
    let (top, refusals) = codes.split_once("Of refusals").unwrap();
    let first = |text: &str| rows(text).into_iter().map(|row| row[0].clone()).collect::<BTreeSet<_>>();
    assert_eq!(first(top), TopCode::ALL.map(|code| code.name().to_owned()).into_iter().collect());
    let words = names(&schema()).into_keys().filter_map(|name| name.strip_prefix("ErrorCode.").map(str::to_owned));
    assert_eq!(first(refusals), words.collect());
}

#[test]
fn a_code_is_sent_by_its_type_and_never_as_a_text() {
    for source in rust(&["server/src"]) {
        assert!(!source.text.contains("set(\"code\", \""), "{}: a code that nobody listed", source.path);
    }
}
