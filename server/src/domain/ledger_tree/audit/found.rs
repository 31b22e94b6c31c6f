//! What a verification found, in sentences for whoever runs it.

use crate::domain::ledger::RESTORED;
use crate::domain::ledger_tree::head::{Head, count};
use crate::domain::ledger_tree::read::MOST_RESTORES;
use crate::domain::ledger_tree::store;
use crate::kernel::{Outcome, Tx};
use std::fmt;

/// Sentences that are kept; further ones are counted.
const MOST: usize = 50;

/// How a log stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was altered, removed or moved, as far as this can be told.
    Consistent,
    /// The same, but the data came back from a backup: what was written after it may be lost.
    Restored,
    /// Something is wrong.
    Broken,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Consistent => "consistent",
            Self::Restored => "restored, not consistent",
            Self::Broken => "BROKEN",
        })
    }
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Leaves that were looked at.
    pub leaves: u64,
    /// Those of them that stand for an entry.
    pub entries: u64,
    /// Heads.
    pub heads: u64,
    /// Entries that wait for a leaf.
    pub waiting: u64,
    /// Promises.
    pub promises: u64,
    /// The last head that was right.
    pub head: Option<Head>,
    /// Restores: place of the leaf, and what it says.
    pub restores: Vec<(u64, String)>,
    /// What is wrong, the first fifty of it.
    pub faults: Vec<String>,
    /// What else is wrong.
    pub more_faults: usize,
    /// Largest kept head that the log agrees with, and those that it does not agree with.
    pub(super) agreed: Option<u64>,
    pub(super) disagreed: Vec<u64>,
    /// When the youngest head that the log does not agree with was signed, in Unix milliseconds.
    pub(super) youngest: i64,
    /// Restores: place of the leaf, and when.
    at: Vec<(u64, i64)>,
}

impl Found {
    pub(super) async fn new(tx: &Tx) -> Outcome<Self> {
        let rows = store::of_county(tx, RESTORED, MOST_RESTORES).await?;
        let at = rows.iter().map(|row| (row.leaf_index.map_or(0, count), row.at.0)).collect();
        let told = |row: entity::ledger_entry::Model| (row.leaf_index.map_or(0, count), format!("{} {}", row.at.in_china(), row.facts));
        Ok(Self { restores: rows.into_iter().map(told).collect(), at, ..Self::default() })
    }

    /// A kept head that the log does not agree with.
    pub(super) fn disagrees(&mut self, kept: &Head) {
        self.disagreed.push(kept.size);
        self.youngest = self.youngest.max(kept.at);
    }

    pub(super) fn fault(&mut self, what: String) {
        if self.faults.len() < MOST { self.faults.push(what) } else { self.more_faults += 1 }
    }

    /// What became of heads that somebody kept: explained by a restore that is younger than they and whose leaf
    /// stands behind all that is agreed on, or a fault.
    pub(super) fn settle_kept(&mut self) {
        let agreed = self.agreed.unwrap_or_default();
        if self.at.iter().any(|(leaf, at)| *leaf >= agreed && *at >= self.youngest) {
            return;
        }
        for size in std::mem::take(&mut self.disagreed) {
            self.fault(format!(
                "the kept head of {size} leaves is not one of this log: it was cut off or written anew above {agreed} leaves"
            ));
        }
    }

    /// How the log stands.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if !self.faults.is_empty() {
            Verdict::Broken
        } else if self.restores.is_empty() {
            Verdict::Consistent
        } else {
            Verdict::Restored
        }
    }

    /// All of it, a line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let Self { leaves, entries, heads, promises, waiting, .. } = self;
        let mut lines = vec![format!(
            "{}: {leaves} leaves ({entries} entries), {heads} heads, {promises} promises, {waiting} entries wait for a leaf",
            self.verdict()
        )];
        lines.extend(self.restores.iter().map(|(leaf, what)| format!("restored at leaf {leaf}: {what}")));
        lines.extend(self.disagreed.iter().map(|size| format!("lost by the restore: what a kept head of {size} leaves stood for")));
        lines.extend(self.faults.iter().cloned());
        lines.extend((self.more_faults > 0).then(|| format!("and {} further faults", self.more_faults)));
        lines
    }
}
