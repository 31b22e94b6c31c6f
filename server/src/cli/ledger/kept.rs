//! Head files: what somebody who follows a log keeps of it.

use crate::boot::Faults;
use crate::domain::ledger_tree::head::Head;
use crate::domain::ledger_tree::tree::Edge;
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Older heads that are kept beside the newest: after a restore the log may agree with one of them only.
const MOST_EARLIER: usize = 400;

/// A head as it was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SignedHead {
    /// What it says.
    pub head: Head,
    /// Ed25519, in hex.
    pub signature: String,
    /// The county's key, in hex.
    pub public_key: String,
}

/// What is kept of one county's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Kept {
    /// The newest head.
    #[serde(flatten)]
    pub newest: SignedHead,
    /// Perfect subtrees of its tree, in hex: further leaves are added to them.
    #[serde(default)]
    pub edge: String,
    /// Heads that were seen before, the newest first.
    #[serde(default)]
    pub earlier: Vec<SignedHead>,
}

impl Kept {
    /// All heads, the newest first.
    pub(super) fn heads(&self) -> impl Iterator<Item = &SignedHead> {
        std::iter::once(&self.newest).chain(&self.earlier)
    }

    /// The tree of the newest head, if the file holds it and it gives the head's root.
    pub(super) fn tree(&self) -> Option<Edge> {
        let edge = Edge::read(self.newest.head.size, &hex::decode(&self.edge).ok()?).ok()?;
        (Some(edge.root()) == self.newest.head.root()).then_some(edge)
    }

    /// With a newer head on top, and without those of the lost sizes.
    pub(super) fn followed(before: Option<Self>, (newest, edge): (SignedHead, &Edge), lost: &[u64]) -> Self {
        let mut earlier: Vec<_> = before.map(|before| before.heads().cloned().collect()).unwrap_or_default();
        earlier.retain(|one| one.head != newest.head && !lost.contains(&one.head.size));
        earlier.truncate(MOST_EARLIER);
        Self { newest, edge: hex::encode(edge.bytes()), earlier }
    }

    /// Writes it whole or not at all.
    pub(super) fn write(&self, path: &Path) -> Result<(), Faults> {
        let fault = |error: String| vec![format!("{}: {error}", path.display())];
        let text = serde_json::to_string_pretty(self).map_err(|error| fault(error.to_string()))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| fault(error.to_string()))?;
        file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(|error| fault(error.to_string()))?;
        file.persist(path).map(drop).map_err(|error| fault(error.to_string()))
    }
}

/// What a file holds.
pub(super) fn read(path: &Path) -> Result<Kept, Faults> {
    let fault = |error: String| vec![format!("{}: no head file: {error}", path.display())];
    let text = std::fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| fault(error.to_string()))
}

/// All heads of these files.
pub(super) fn heads<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> Result<Vec<Head>, Faults> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(read(path)?.heads().map(|one| one.head.clone()));
    }
    Ok(all)
}
