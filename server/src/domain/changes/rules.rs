//! Which entries of the ledger are changes, and of what kind.

use entity::ledger_entry;
use entity::words::{ChangeKind, LedgerClass};

/// What kind of change an entry is; none for all others.
#[must_use]
pub fn kind_of(entry: &ledger_entry::Model) -> Option<ChangeKind> {
    if entry.class != LedgerClass::Public {
        return None;
    }
    Some(match entry.kind.as_str() {
        "clearing.version" => ChangeKind::ListPublished,
        "import.done" => ChangeKind::RegistersImported,
        "halts.order" => ChangeKind::PowerHalted,
        "halts.answer" => ChangeKind::HaltAnswered,
        "halts.resume" => ChangeKind::PowerResumed,
        "checks.made" => ChangeKind::PowerChecked,
        "outcomes.publish" => ChangeKind::OutcomePublished,
        "outcomes.correct" | "outcomes.attach" | "outcomes.detach" => ChangeKind::OutcomeCorrected,
        "outcomes.remove" => ChangeKind::OutcomeRemoved,
        "outcomes.import" => ChangeKind::OutcomesImported,
        "outcomes.import_rolled_back" | "outcomes.terms_over" => ChangeKind::OutcomesRemoved,
        "publications.publish" if is_first(entry) => ChangeKind::ResultPublished,
        "publications.publish" => ChangeKind::ResultCorrected,
        "publications.hide" => ChangeKind::ResultRemoved,
        "open_data.built" => ChangeKind::OpenDataBuilt,
        _ => return None,
    })
}

fn is_first(entry: &ledger_entry::Model) -> bool {
    entry.facts.get("no").and_then(serde_json::Value::as_i64) == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::FOLLOWED;
    use entity::id::{CountyId, LedgerEntryId};
    use entity::moment::Moment;
    use entity::words::ActorKind;
    use serde_json::json;
    use uuid::Uuid;

    fn entry(kind: &str, class: LedgerClass, no: i64) -> ledger_entry::Model {
        ledger_entry::Model {
            county_id: CountyId(Uuid::nil()),
            id: LedgerEntryId(Uuid::nil()),
            class,
            kind: kind.to_owned(),
            actor: ActorKind::System,
            actor_id: None,
            subject_id: None,
            at: Moment(0),
            facts: json!({ "no": no }),
            salt: Vec::new(),
            entry_hash: Vec::new(),
            commitment: Vec::new(),
            leaf_index: None,
        }
    }

    #[test]
    fn what_the_ledger_passes_on_has_a_kind_if_it_is_public() {
        for kind in FOLLOWED {
            assert!(kind_of(&entry(kind, LedgerClass::Public, 1)).is_some(), "{kind}");
            assert_eq!(kind_of(&entry(kind, LedgerClass::Sealed, 1)), None, "{kind}");
        }
        for kind in ["cases.submit", "staff.signed_in", "clients.registered", "publications.draft", ""] {
            assert_eq!(kind_of(&entry(kind, LedgerClass::Public, 1)), None, "{kind}");
        }
        assert_eq!(kind_of(&entry("publications.publish", LedgerClass::Public, 2)), Some(ChangeKind::ResultCorrected));
    }
}
