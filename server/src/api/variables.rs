//! Variables of a request, looked at before it is run: the library looks only at those that a field uses.

use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition};
use async_graphql::{Name, Variables};

/// Why the variables don't fit the operation that is to be run, in the library's own manner of speaking; nothing, if they do,
/// or if no operation can be found, of which the library tells.
#[must_use]
pub fn missing(document: &ExecutableDocument, operation: Option<&str>, variables: &Variables) -> Option<String> {
    let definitions = &wanted(document, operation)?.variable_definitions;
    definitions.iter().map(|definition| &definition.node).find_map(|definition| {
        let (name, kind) = (&definition.name.node, &definition.var_type.node);
        let is_lacking = match variables.get(name) {
            Some(value) => *value == async_graphql::Value::Null,
            None => definition.default_value.is_none(),
        };
        (!kind.nullable && is_lacking).then(|| format!("Variable \"${name}\" of required type \"{kind}\" was not provided."))
    })
}

/// The operation that is to be run.
fn wanted<'d>(document: &'d ExecutableDocument, name: Option<&str>) -> Option<&'d OperationDefinition> {
    match (&document.operations, name) {
        (DocumentOperations::Single(one), None) => Some(&one.node),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(several), Some(name)) => several.get(&Name::new(name)).map(|one| &one.node),
        (DocumentOperations::Multiple(several), None) => several.values().next().filter(|_| several.len() == 1).map(|one| &one.node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn told(source: &str, operation: Option<&str>, variables: Value) -> Option<String> {
        let document = async_graphql::parser::parse_query(source).unwrap();
        missing(&document, operation, &Variables::from_json(variables))
    }

    #[test]
    fn what_must_be_given_is_given_or_has_a_default() {
        let lacking = "Variable \"$id\" of required type \"ID!\" was not provided.";
        for (source, variables, want) in [
            ("query Q($id: ID!) { x }", json!({ "id": "a" }), None),
            ("query Q($id: ID!) { x }", json!({}), Some(lacking)),
            ("query Q($id: ID!) { x }", json!({ "id": null }), Some(lacking)),
            ("query Q($id: ID! = \"a\") { x }", json!({}), None),
            ("query Q($id: ID! = \"a\") { x }", json!({ "id": null }), Some(lacking)),
            ("query Q($id: ID) { x }", json!({ "id": null }), None),
            ("query Q($id: [ID!]) { x }", json!({}), None),
            ("query ($id: ID!) { x }", json!(null), Some(lacking)),
        ] {
            assert_eq!(told(source, None, variables.clone()).as_deref(), want, "{source} {variables}");
        }
    }

    #[test]
    fn only_the_operation_that_is_run_counts() {
        let two = "query A { x } query B($id: ID!) { x }";
        assert_eq!(told(two, Some("A"), json!({})), None);
        assert!(told(two, Some("B"), json!({})).is_some());
        assert_eq!(told(two, Some("C"), json!({})), None, "the library tells of it");
        assert_eq!(told(two, None, json!({})), None, "the library tells of it");
    }
}
