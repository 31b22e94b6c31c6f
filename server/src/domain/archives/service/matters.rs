//! What an official declared, as entries: the version that was known then.

use super::sealed::Words;
use crate::domain::archives::kind::EntryKind;
use crate::domain::archives::model::Entry;
use crate::domain::archives::store;
use crate::kernel::{Outcome, Tx};
use entity::archive_matter;
use entity::id::{ArchiveMatterId, OfficialId};
use entity::moment::Moment;
use std::collections::BTreeMap;

/// What he declared by then, of kinds that may still be held.
pub(super) async fn entries(tx: &Tx, of: OfficialId, (until, words): (Moment, &Words)) -> Outcome<Vec<Entry>> {
    let names: BTreeMap<_, _> = store::kinds(tx).await?.into_iter().map(|kind| (kind.id, kind.name)).collect();
    let mut newest: BTreeMap<ArchiveMatterId, archive_matter::Model> = BTreeMap::new();
    for row in store::matters(tx, of).await?.into_iter().filter(|row| row.declared_at <= until) {
        newest.insert(row.root_id, row);
    }
    let entry = |row: archive_matter::Model| {
        let text = words.get(&row.part_id?)?.clone();
        Some(Entry {
            key: row.root_id.to_string(),
            kind: EntryKind::Matter,
            on: row.happened_on,
            until: None,
            known_at: row.declared_at,
            title: names.get(&row.kind_id).cloned().unwrap_or_default(),
            lines: if row.no > 1 { vec![format!("本人改过 {} 次，这里是最后一次的。", row.no - 1)] } else { Vec::new() },
            words: Some(text),
            source: "本人申报".to_owned(),
            link: None,
            published: None,
            answers: Vec::new(),
            matter: Some((row.root_id, row.kind_id)),
        })
    };
    Ok(newest.into_values().filter_map(entry).collect())
}
