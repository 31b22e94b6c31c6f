//! What an event says beside its kind, and the names of organs.

use crate::domain::cases::store::Loaded;
use crate::kernel::secret::SealedText;
use entity::case_event;
use entity::id::{OrganId, SealedPartId};
use serde::de::DeserializeOwned;

/// Sealed reasons that the viewer may read.
pub(super) type Reasons<'a> = &'a [(SealedPartId, SealedText)];

/// One of the event's ids, codes, days.
pub(super) fn fact<T: DeserializeOwned>(event: &case_event::Model, key: &str) -> Option<T> {
    event.facts.get(key).and_then(|value| serde_json::from_value(value.clone()).ok())
}

/// Sealed words that the event names besides its reason, if the viewer may read them.
pub(super) fn sealed_fact<'a>(event: &case_event::Model, key: &str, reasons: Reasons<'a>) -> Option<&'a str> {
    let part = fact::<SealedPartId>(event, key)?;
    reasons.iter().find(|(id, _)| *id == part).map(|(_, text)| text.reveal())
}

/// Whether somebody could be told that the day was missed.
pub(super) fn is_urged(event: &case_event::Model) -> bool {
    fact::<u64>(event, "told") != Some(0)
}

/// The name of an organ of the county, or above it.
pub(super) fn organ_name(loaded: &Loaded, id: OrganId) -> String {
    loaded.ground.organ(id).map_or_else(|| "纪检组织".to_owned(), |organ| organ.name.clone())
}
