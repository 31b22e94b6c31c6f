//! Reading a backup to its end before anything is done with it: whole, unaltered, and what its manifest says.

use super::blobs::skip;
use super::file::{Item, Reader};
use super::key::SecretKey;
use super::lines::{FORMAT, Head, Line, Manifest, TableSum};
use crate::kernel::{Failure, Outcome};
use aws_lc_rs::digest::{Context, SHA256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A backup that is whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What it is.
    pub head: Head,
    /// What is in it.
    pub manifest: Manifest,
    /// Files that its rows name, by name.
    pub named: BTreeSet<String>,
}

/// Reads a backup to its end and compares all hashes.
///
/// # Errors
/// A sentence for the operator: another key, cut off, altered, of another form.
pub async fn check(path: &Path, key: &SecretKey) -> Outcome<Checked> {
    let mut from = Reader::open(path, key)?;
    let head = head(&mut from)?;
    let places = blob_places(&head);
    let mut seen = Seen::default();
    loop {
        match from.item()?.ok_or_else(|| Failure::fault("the backup ends before its manifest"))? {
            Item::Row(row) => seen.row(&row, &places)?,
            Item::Line(Line::Snapshot(number)) => seen = Seen { number, blobs: seen.blobs, ..Seen::default() },
            Item::Line(Line::County(code)) => seen.begin(Some(code), None),
            Item::Line(Line::Table(name)) => seen.begin(None, Some(name)),
            Item::Line(Line::Blob(blob)) => {
                skip(&blob, &mut from).await?;
                seen.blobs.insert(blob.name);
            }
            Item::Line(Line::Manifest(manifest)) => {
                from.ends()?;
                let named = seen.compare(&manifest)?;
                return Ok(Checked { head, manifest, named });
            }
            Item::Line(Line::Head(_) | Line::BlobEnd(_)) => return Err(Failure::fault("a line of the backup stands where none belongs")),
        }
    }
}

/// The first line.
///
/// # Errors
/// If it is no backup that this program reads.
pub fn head(from: &mut Reader) -> Outcome<Head> {
    match from.item()? {
        Some(Item::Line(Line::Head(head))) if head.format == FORMAT => Ok(head),
        Some(Item::Line(Line::Head(head))) => {
            let Head { format, program, .. } = head;
            Err(Failure::fault(format!("the backup is of form {format}, made by lianjing {program}: this program reads form {FORMAT}")))
        }
        _ => Err(Failure::fault("the backup does not begin with its head")),
    }
}

/// What was read so far of the newest snapshot.
#[derive(Default)]
struct Seen {
    number: u32,
    county: String,
    table: String,
    counts: BTreeMap<(String, String), (u64, Option<Context>)>,
    blobs: BTreeSet<String>,
    named: BTreeSet<String>,
}

/// Which column of a table names a file of the store.
fn blob_places(head: &Head) -> BTreeMap<String, usize> {
    let place = |(table, columns): &(String, Vec<String>)| Some((table.clone(), columns.iter().position(|name| name == "blob")?));
    head.tables.iter().filter_map(place).collect()
}

impl Seen {
    fn begin(&mut self, county: Option<String>, table: Option<String>) {
        if let Some(county) = county {
            self.county = county;
        }
        self.table = table.unwrap_or_default();
    }

    fn row(&mut self, row: &str, places: &BTreeMap<String, usize>) -> Outcome<()> {
        if self.county.is_empty() || self.table.is_empty() {
            return Err(Failure::fault("a row of the backup belongs to no table"));
        }
        let (count, hash) = self.counts.entry((self.county.clone(), self.table.clone())).or_default();
        let hash = hash.get_or_insert_with(|| Context::new(&SHA256));
        hash.update(row.as_bytes());
        hash.update(b"\n");
        *count += 1;
        if let Some(place) = places.get(&self.table) {
            let texts: Vec<Option<String>> = serde_json::from_str(row).map_err(Failure::fault)?;
            self.named.extend(texts.into_iter().nth(*place).flatten());
        }
        Ok(())
    }

    /// Names of the files, if all is as the manifest says.
    fn compare(self, manifest: &Manifest) -> Outcome<BTreeSet<String>> {
        let mut said = BTreeMap::new();
        for county in &manifest.counties {
            said.extend(county.tables.iter().map(|table| ((county.code.clone(), table.name.clone()), table.clone())));
        }
        let hash = |hash: Option<Context>| hash.map(|hash| hex::encode(hash.finish().as_ref())).unwrap_or_default();
        let sum = |((county, name), (rows, of)): ((String, String), _)| ((county, name.clone()), TableSum { name, rows, sha256: hash(of) });
        let found: BTreeMap<_, _> = self.counts.into_iter().map(sum).collect();
        if self.number != manifest.snapshot || found != said {
            return Err(Failure::fault("the rows of the backup are not those of its manifest"));
        }
        let missing: BTreeSet<_> = manifest.missing.iter().map(|one| &one.name).collect();
        if let Some(name) = self.named.iter().find(|name| !self.blobs.contains(*name) && !missing.contains(name)) {
            return Err(Failure::fault(format!("the backup lacks the file {name}, which a row of it names")));
        }
        Ok(self.named)
    }
}
