//! What an answer says: codes, and whether it is a refusal.

use serde_json::Value;

/// Refusals of authority: the caller may not, or there is nothing for him.
const REFUSALS: [&str; 4] = ["UNAUTHENTICATED", "NOT_FOUND", "FORBIDDEN", "CODE_REQUIRED"];

/// Parts of a payload that are the same for everybody.
const NEUTRAL: [&str; 4] = ["errors", "maxima", "day", "__typename"];

/// Codes of the whole answer and of the field's own payload.
pub fn codes(answer: &Value, field: &str) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let top = list(&answer["errors"]).into_iter().map(|error| error["extensions"]["code"].clone());
    let own = list(&answer["data"][field]["errors"]).into_iter().map(|error| error["code"].clone());
    top.chain(own).map(|code| code.as_str().unwrap_or("without a code").to_owned()).collect()
}

/// Whether nothing was done and nothing told. A mutation must say why; what a policy guards must say that it is one of
/// [`REFUSALS`], so that no other check comes before the decision.
pub fn is_refusal(answer: &Value, field: &str, must_say: bool, by_policy: bool) -> bool {
    let codes = codes(answer, field);
    let said = !codes.is_empty() || !must_say;
    said && (!by_policy || codes.iter().all(|code| REFUSALS.contains(&code.as_str()))) && is_nothing(&answer["data"][field])
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Number(number) => number.as_i64() == Some(0),
        // The days of a calendar are the same for everybody; what they hold is not.
        Value::Array(all) => all.iter().all(|one| one["day"].is_string() && is_nothing(one)),
        Value::Object(fields) => fields.iter().all(|(name, value)| NEUTRAL.contains(&name.as_str()) || is_nothing(value)),
        Value::Bool(true) | Value::String(_) => false,
    }
}
