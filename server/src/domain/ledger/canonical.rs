//! The one form of an entry that its hash is taken of, and its commitment.

use aws_lc_rs::digest::{SHA256, digest};
use entity::ledger_entry;
use serde_json::json;

/// An entry as one line of JSON, without spaces. Names of an object are sorted, also within facts, so that the same entry
/// always gives the same bytes, however a database keeps them.
#[must_use]
pub fn canonical(county: &str, row: &ledger_entry::Model) -> String {
    let entry = json!({
        "actor": row.actor, "actorId": row.actor_id, "at": row.at, "county": county, "facts": row.facts, "kind": row.kind,
        "subject": row.subject_id,
    });
    entry.to_string()
}

/// SHA-256 of the canonical form.
#[must_use]
pub fn entry_hash(county: &str, row: &ledger_entry::Model) -> Vec<u8> {
    digest(&SHA256, canonical(county, row).as_bytes()).as_ref().to_vec()
}

/// SHA-256 over the 32 bytes of the salt and the 32 of the entry's hash: what the public leaf shows.
#[must_use]
pub fn commitment_of(salt: &[u8], entry_hash: &[u8]) -> Vec<u8> {
    digest(&SHA256, &[salt, entry_hash].concat()).as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted_whatever_order_they_came_in() {
        let facts: serde_json::Value = serde_json::from_str(r#"{"b":1,"a":{"d":2,"c":3}}"#).unwrap();
        assert_eq!(facts.to_string(), r#"{"a":{"c":3,"d":2},"b":1}"#, "what entries' hashes are taken of would change");
    }
}
