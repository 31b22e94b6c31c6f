//! Bombs, what they break, and that our own client fits within the least that may be set.

use super::*;
use crate::api::schema;
use crate::kernel::api_limits::LIGHT;
use std::path::Path;

fn broken(source: &str) -> &'static str {
    match check(source, &ApiLimits::default()) {
        Err(LimitError::Limit(broken)) => broken.name,
        Err(LimitError::Cycle) => "CYCLE",
        Err(LimitError::Rounds) => "ROUNDS",
        Err(LimitError::Parse(_)) => "PARSE",
        Ok(_) => "OK",
    }
}

#[test]
fn bombs_are_refused_by_name() {
    assert_eq!(broken("{ viewer { account { id } } }"), "OK");
    assert_eq!(broken(&format!("{{ {} }}", "a { ".repeat(20) + &"} ".repeat(20))), "PARSE");
    assert_eq!(broken(&format!("{{ {} x {} }}", "a { ".repeat(20), "} ".repeat(20))), "max_depth");
    assert_eq!(broken(&format!("{{ a(x: {}1{}) }}", "[".repeat(9_000), "]".repeat(9_000))), "max_nesting");
    for hides in
        ["#\r", "#\r\n", "#\n", "\"\"\"\\\"\"\" \"\"\" x:", "\"\"\"\\\\\"\"\"\"\"\" x:", "[\"\"\",\"", "\"\\\"\" x:", "\"\\u0022\" x:"]
    {
        assert_eq!(broken(&format!("{{a(x:{hides}{}", "[".repeat(9_000))), "max_nesting", "{hides:?}");
    }
    let aliases: String = (0..40).map(|i| format!("a{i}: viewer {{ id }} ")).collect();
    assert_eq!(broken(&format!("{{ {aliases} }}")), "max_aliases");
    assert_eq!(broken("{ ...a } fragment a on Q { ...b } fragment b on Q { ...a }"), "CYCLE");
    assert_eq!(broken("{ ...a } fragment a on Q { x ...a }"), "CYCLE");
    let doubling: String = (0..30).map(|i| format!("fragment f{i} on Q {{ x {{ ...f{0} }} ...f{0} }} ", i + 1)).collect();
    assert!(matches!(broken(&format!("{{ ...f0 }} {doubling} fragment f30 on Q {{ x }}")), "max_fields" | "max_depth"));
    assert_eq!(broken(&"x".repeat(32 * 1024 + 1)), "max_document");
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
        assert_eq!(broken(many), "max_mutations", "{many}");
    }
}

/// The standard introspection query, as GraphiQL and the generators of clients send it.
const INTROSPECTION: &str = "query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } \
    subscriptionType { name kind } types { ...FullType } directives { name description isRepeatable locations \
    args(includeDeprecated: true) { ...InputValue } } } } \
    fragment FullType on __Type { kind name description specifiedByURL fields(includeDeprecated: true) { name description \
    args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason } \
    inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } \
    enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } } \
    fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason } \
    fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name \
    ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";

#[test]
fn the_schema_does_not_go_round_in_its_own_lists() {
    assert_eq!(broken(INTROSPECTION), "OK");
    for rounds in [
        "{ __type(name: \"Node\") { possibleTypes { interfaces { possibleTypes { name } } } } }",
        "{ a: __schema { types { interfaces { p: possibleTypes { ofType { interfaces { name } } } } } } }",
        "{ __type(name: \"X\") { ... { fields { type { ... on __Type { fields { name } } } } } } }",
        "{ __schema { ...s } } fragment s on __Schema { types { ...a } } fragment a on __Type { possibleTypes { ...b } } \
         fragment b on __Type { interfaces { ...c } } fragment c on __Type { possibleTypes { name } }",
        "{ __type(name: \"X\") { ...c possibleTypes { ...c } } } fragment c on __Type { possibleTypes { name } }",
        "{ __type(name: \"X\") { inputFields { type { inputFields { name } } } } }",
        "query A { viewer { id } } query B { __schema { types { fields { args { type { inputFields { type { fields { name } } } } } } } } }",
    ] {
        assert_eq!(broken(rounds), "ROUNDS", "{rounds}");
    }
    assert_eq!(
        broken("{ form { fields { args { fields { name } } } } __type(name: \"X\") { name } }"),
        "OK",
        "our own words are not the schema's"
    );
    let introspects = |source: &str| check(source, &ApiLimits::default()).is_ok_and(|checked| checked.introspects);
    for asks in
        [INTROSPECTION, "{ t: __type(name: \"X\") { name } }", "{ ...q } fragment q on Query { ... { __type(name: \"X\") { name } } }"]
    {
        assert!(introspects(asks), "{asks}");
    }
    for does_not in ["{ viewer { __typename } }", "{ a(text: \"__schema\") { __schema: id } } # __type"] {
        assert!(!introspects(does_not), "{does_not}");
    }
}

/// How deep lists stand within lists, by what the parser made of them.
fn deepest_list(document: &ExecutableDocument) -> usize {
    fn lists(value: &async_graphql::Value) -> usize {
        match value {
            async_graphql::Value::List(items) => 1 + items.iter().map(lists).max().unwrap_or_default(),
            _ => 0,
        }
    }
    let (_, operation) = document.operations.iter().next().unwrap();
    let Selection::Field(field) = &operation.node.selection_set.node.items[0].node else { panic!("a field") };
    lists(&field.node.arguments[0].1.node.clone().into_const().unwrap())
}

#[test]
fn brackets_are_counted_where_the_parser_reads_them() {
    let pieces = ["\"", "\"\"\"", "\\", "\\u0022", "#", "\r", "\n", "\u{feff}", "[", "],"];
    let mut read = 0;
    for number in 0..pieces.len().pow(4) {
        let before: String = (0..4).map(|place| pieces[number / pieces.len().pow(place) % pieces.len()]).collect();
        for after in ["", "\"", "\"\"\"", "\n"] {
            let source = format!("{{a(x:[{before}[[[7]]]{after}])}}");
            let Ok(document) = async_graphql::parser::parse_query(&source) else { continue };
            assert_eq!(nesting(&source), 2 + deepest_list(&document), "{source:?}");
            read += 1;
        }
    }
    assert!(read > 1_000, "{read} could be read");
}

/// The definitions of the client's documents: each begins at the start of a line.
fn definitions(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            definitions(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "graphql") {
            for line in std::fs::read_to_string(&path).unwrap().lines().filter(|line| !line.starts_with('#')) {
                match found.last_mut() {
                    Some(last) if !["query ", "mutation ", "fragment "].iter().any(|word| line.starts_with(word)) => {
                        last.push('\n');
                        last.push_str(line);
                    }
                    _ => found.push(line.to_owned()),
                }
            }
        }
    }
}

/// A definition and the fragments that it spreads, as the client sends them.
fn with_fragments(definition: &str, all: &[String], sent: &mut Vec<String>) {
    sent.push(definition.to_owned());
    for name in definition.split("...").skip(1).map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap()) {
        let fragment = all.iter().find(|one| one.starts_with(&format!("fragment {name} ")));
        if let Some(fragment) = fragment.filter(|fragment| !sent.contains(fragment)) {
            with_fragments(fragment, all, sent);
        }
    }
}

#[tokio::test]
async fn our_client_fits_within_the_least_that_may_be_set() {
    let mut all = Vec::new();
    definitions(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../mobile-web/src"), &mut all);
    let least = ApiLimits::least();
    assert!(least.faults().is_empty() && ApiLimits::default().faults().is_empty());
    let (roomy, tight) = (schema::build(&least), schema::build(&ApiLimits { max_complexity: 1, ..least }));
    let operations: Vec<_> = all.iter().filter(|one| !one.starts_with("fragment ")).collect();
    assert!(operations.len() > 40, "{}", operations.len());
    for operation in operations {
        let mut sent = Vec::new();
        with_fragments(operation, &all, &mut sent);
        let sent = sent.join("\n");
        check(&sent, &least).unwrap_or_else(|broken| panic!("{broken}\n{sent}"));
        // As many rows as a list gives.
        let rows = || async_graphql::Variables::from_json(serde_json::json!({ "first": 100 }));
        let answer = roomy.execute(async_graphql::Request::new(sent.as_str()).variables(rows())).await;
        assert!(!answer.errors.iter().any(|error| error.message.contains("too ")), "{:?}\n{sent}", answer.errors);
        let refused = tight.execute(async_graphql::Request::new(sent.as_str()).variables(rows())).await;
        assert!(refused.errors.iter().any(|error| error.message.contains("too complex")), "not measured: {:?}\n{sent}", refused.errors);
    }
}

#[tokio::test]
async fn what_pages_for_villagers_ask_is_light() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mobile-web/src");
    let (mut all, mut asked) = (Vec::new(), Vec::new());
    definitions(&source, &mut all);
    for folder in ["features/directory", "features/powers", "features/reports", "features/cases/track", "shared/phone", "shared/upload"] {
        definitions(&source.join(folder), &mut asked);
    }
    let light = schema::build(&ApiLimits { max_complexity: LIGHT, ..ApiLimits::default() });
    let operations: Vec<_> = asked.iter().filter(|one| !one.starts_with("fragment ")).collect();
    assert!(operations.len() > 15, "{}", operations.len());
    for operation in operations {
        let mut sent = Vec::new();
        with_fragments(operation, &all, &mut sent);
        let answer = light.execute(sent.join("\n")).await;
        assert!(!answer.errors.iter().any(|error| error.message.contains("too ")), "{:?}\n{operation}", answer.errors);
    }
}
