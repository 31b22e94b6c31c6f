//! Following a log from outside: each new leaf is added to the kept tree, and heads that somebody kept must agree.

use super::Verify;
use super::api::{Platform, ToldRestore};
use super::kept::{self, Kept, SignedHead};
use crate::boot::Faults;
use crate::cli::say;
use crate::domain::keys::{SIGNED_BY, Signed, agrees};
use crate::domain::ledger::{RESTORED, commitment_of};
use crate::domain::ledger_tree::check::{is_consistent, is_included};
use crate::domain::ledger_tree::head::{HEAD_LABEL, Head};
use crate::domain::ledger_tree::tree::{Edge, leaf_hash};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// What is known before anything is asked.
struct Ground<'a> {
    platform: Platform,
    key: Vec<u8>,
    since: Option<&'a Path>,
    kept: Option<Kept>,
    others: Vec<Kept>,
}

/// Verifies a county's log by what a platform elsewhere tells everybody, and keeps its head.
pub(in crate::cli) async fn follow(asked: &Verify) -> Result<(), Faults> {
    let ground = ground(asked)?;
    let known: Vec<_> = ground.kept.iter().chain(&ground.others).flat_map(Kept::heads).collect();
    known.iter().try_for_each(|one| ground.signed(one))?;
    let Some(told) = ground.platform.head().await? else {
        return if known.is_empty() {
            say("nothing was logged yet\n")
        } else {
            Err(vec!["the log is gone: a head of it was kept".to_owned()])
        };
    };
    ground.signed(&told)?;
    let (agreed, disagreed) = ground.compare_all(&told).await?;
    if !disagreed.is_empty() {
        ground.explained(&told, (agreed, &disagreed)).await?;
    }
    let tree = ground.grown(&told, disagreed.is_empty()).await?;
    let (size, root) = (told.head.size, told.head.root.clone());
    if let Some(path) = ground.since {
        let sizes: Vec<_> = disagreed.iter().map(|head| head.size).collect();
        Kept::followed(ground.kept, (told, &tree), &sizes).write(path)?;
    }
    let verdict = if disagreed.is_empty() { "consistent" } else { "restored, not consistent" };
    say(&format!("{verdict}: {size} leaves, root {root}; continues a kept head of {agreed} leaves\n"))
}

fn ground(asked: &Verify) -> Result<Ground<'_>, Faults> {
    let (url, county) = (asked.from.as_deref().unwrap_or_default(), asked.county.as_deref().unwrap_or_default());
    let key = public_key(asked.key.as_deref().unwrap_or_default())?;
    let since = asked.since.as_deref();
    let kept = since.filter(|path| path.exists()).map(kept::read).transpose()?;
    let others = asked.head.iter().map(|path| kept::read(path)).collect::<Result<_, _>>()?;
    Ok(Ground { platform: Platform::new(url, county)?, key, since, kept, others })
}

/// 32 bytes from hex, or from the file that holds it; what stands before it on the line may be a name.
fn public_key(said: &str) -> Result<Vec<u8>, Faults> {
    let text = std::fs::read_to_string(said).unwrap_or_else(|_| said.to_owned());
    let bytes = text.split_whitespace().next_back().and_then(|word| hex::decode(word).ok());
    bytes.filter(|bytes| bytes.len() == 32).ok_or_else(|| vec!["--key: neither 64 hex digits nor a file that holds them".to_owned()])
}

impl Ground<'_> {
    /// Whether a head is signed with the key that is believed: the one that stands beside the signature is not asked.
    fn signed(&self, one: &SignedHead) -> Result<(), Faults> {
        let signature = hex::decode(&one.signature).unwrap_or_default();
        let signed = Signed { key_id: SIGNED_BY.to_owned(), public_key: self.key.clone(), signature };
        if agrees(HEAD_LABEL, one.head.text().as_bytes(), &signed) {
            return Ok(());
        }
        Err(vec![format!("the head of {} leaves is not signed with this key", one.head.size)])
    }

    /// The own newest head and all of others; the own earlier ones too if the newest is not continued.
    async fn compare_all(&self, told: &SignedHead) -> Result<(u64, Vec<Head>), Faults> {
        let own = self.kept.iter().map(|kept| kept.newest.clone());
        let heads: Vec<_> = own.chain(self.others.iter().flat_map(Kept::heads).cloned()).collect();
        let (agreed, mut disagreed) = self.compare(&heads, told).await?;
        if disagreed.is_empty() {
            return Ok((agreed, disagreed));
        }
        let earlier: Vec<_> = self.kept.iter().flat_map(|kept| kept.earlier.clone()).collect();
        let (before, further) = self.compare(&earlier, told).await?;
        disagreed.extend(further);
        Ok((agreed.max(before), disagreed))
    }

    /// Which known heads the new one continues: size of the largest, and those that it does not.
    async fn compare(&self, heads: &[SignedHead], told: &SignedHead) -> Result<(u64, Vec<Head>), Faults> {
        let (mut agreed, mut disagreed) = (0, Vec::new());
        let (size, Some(root)) = (told.head.size, told.head.root()) else { return Err(vec!["a head without a root".to_owned()]) };
        for one in heads {
            let (older, older_root) = (one.head.size, one.head.root().unwrap_or_default());
            let continues = older <= size && {
                let path = if older == size { Vec::new() } else { self.platform.consistency(older, size).await? };
                is_consistent((older, &older_root), (size, &root), &path)
            };
            if continues { agreed = agreed.max(older) } else { disagreed.push(one.head.clone()) }
        }
        Ok((agreed, disagreed))
    }

    /// That heads do not agree may be the work of a restore, if its entry stands in the log behind all that is agreed on, and
    /// none of them is younger than it: an old restore excuses nothing that came later.
    async fn explained(&self, told: &SignedHead, (agreed, disagreed): (u64, &[Head])) -> Result<(), Faults> {
        let latest = disagreed.iter().map(|head| head.at).max();
        let sizes: Vec<_> = disagreed.iter().map(|head| head.size).collect();
        for restore in self.platform.restores().await? {
            if restore.leaf_index >= agreed && restored_at(&restore) >= latest && self.is_true(told, &restore).await? {
                say(&format!("restored from a backup, at leaf {}: {}\n", restore.leaf_index, restore.entry))?;
                return say(&format!("lost: what kept heads of {sizes:?} leaves stood for above {agreed}\n"));
            }
        }
        let size = told.head.size;
        Err(sizes
            .iter()
            .map(|kept| format!("NOT CONSISTENT: the log of {size} leaves does not continue the kept head of {kept}"))
            .collect())
    }

    /// Whether what is told of a restore stands in the log.
    async fn is_true(&self, told: &SignedHead, restore: &ToldRestore) -> Result<bool, Faults> {
        let entry: Value = serde_json::from_str(&restore.entry).unwrap_or_default();
        let says = |name: &str, value: &str| entry.get(name).and_then(Value::as_str) == Some(value);
        let is_one = says("kind", RESTORED) && says("county", told.head.county.as_str());
        let salt = hex::decode(&restore.salt).unwrap_or_default();
        let commitment = commitment_of(&salt, &Sha256::digest(restore.entry.as_bytes()));
        let (size, root) = (told.head.size, told.head.root().unwrap_or_default());
        let Some((place, path)) = self.platform.inclusion(&commitment, size).await? else { return Ok(false) };
        Ok(is_one && place == restore.leaf_index && is_included(leaf_hash(&commitment), place, (size, &root), &path))
    }

    /// The tree of the told head, grown from the kept one leaf by leaf; from the first leaf on if there is none to go on from.
    async fn grown(&self, told: &SignedHead, goes_on: bool) -> Result<Edge, Faults> {
        let kept = self.kept.as_ref().filter(|_| goes_on).and_then(Kept::tree);
        let mut tree = kept.filter(|tree| tree.size() <= told.head.size).unwrap_or_default();
        while tree.size() < told.head.size {
            for leaf in self.platform.leaves(tree.size(), told.head.size).await? {
                tree.push(leaf_hash(&leaf));
            }
        }
        if Some(tree.root()) == told.head.root() {
            return Ok(tree);
        }
        Err(vec![format!("NOT CONSISTENT: the leaves do not give the root of the head of {}", told.head.size)])
    }
}

/// When it was, in Unix milliseconds, by its own signed words.
fn restored_at(restore: &ToldRestore) -> Option<i64> {
    let entry: Value = serde_json::from_str(&restore.entry).ok()?;
    entry.get("at")?.as_i64()
}
