//! The files of the store that rows name: copied into a backup, and put back where they are missing.

use super::file::{PIECE, Reader, Writer};
use super::lines::{Blob, Line, Missing};
use crate::kernel::{Failure, Outcome};
use crate::ports::blobs::Blobs;
use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use std::collections::{BTreeMap, BTreeSet};

/// Files that are in a backup already, and how many bytes they have.
#[derive(Default)]
pub struct Copied(BTreeMap<String, u64>);

impl Copied {
    /// How many of the named ones are in it, and their bytes.
    #[must_use]
    pub fn sum(&self, names: &[Missing]) -> (u64, u64) {
        let names: BTreeSet<_> = names.iter().map(|one| &one.name).collect();
        let there = names.into_iter().filter_map(|name| self.0.get(name));
        there.fold((0, 0), |(count, bytes), length| (count + 1, bytes + length))
    }
}

/// Copies the named files that are not in the backup yet; which were gone.
///
/// # Errors
/// A store that does not answer: nothing is left out silently. A backup that can't be written.
pub async fn copy(blobs: &dyn Blobs, names: &[Missing], copied: &mut Copied, out: &mut Writer) -> Outcome<BTreeSet<Missing>> {
    let mut gone = BTreeSet::new();
    for one in names {
        if copied.0.contains_key(&one.name) {
            continue;
        }
        match blobs.length(&one.name).await.map_err(Failure::fault)? {
            Some(length) => {
                let blob = Blob { county: one.county.clone(), name: one.name.clone(), length };
                if whole(blobs, &blob, out).await? {
                    copied.0.insert(one.name.clone(), length);
                } else {
                    gone.insert(one.clone());
                }
            }
            None => drop(gone.insert(one.clone())),
        }
    }
    Ok(gone)
}

/// Writes one file; whether it was there to its end. One that goes while it is read leaves zeros, and a hash that says so.
async fn whole(blobs: &dyn Blobs, blob: &Blob, out: &mut Writer) -> Outcome<bool> {
    out.line(&Line::Blob(blob.clone()))?;
    let (mut at, mut hash, mut is_there) = (0, Context::new(&SHA256), true);
    while at < blob.length {
        let length = PIECE.min(blob.length - at);
        let mut bytes = if is_there { piece(blobs, blob, at, length).await? } else { None };
        is_there = bytes.is_some();
        let bytes = bytes.take().unwrap_or_else(|| vec![0; usize::try_from(length).unwrap_or_default()].into());
        hash.update(&bytes);
        out.bytes(&bytes)?;
        at += length;
    }
    out.line(&Line::BlobEnd(hex::encode(hash.finish().as_ref())))?;
    Ok(is_there)
}

/// The next bytes; none if the file has gone meanwhile.
async fn piece(blobs: &dyn Blobs, blob: &Blob, start: u64, length: u64) -> Outcome<Option<Bytes>> {
    let why = match blobs.read(&blob.name, start, length).await {
        Ok(bytes) if u64::try_from(bytes.len()).is_ok_and(|read| read == length) => return Ok(Some(bytes)),
        Ok(_) => format!("{}: the store gave fewer bytes than there are", blob.name),
        Err(why) => why,
    };
    match blobs.length(&blob.name).await {
        Ok(None) => Ok(None),
        _ => Err(Failure::fault(why)),
    }
}

/// Puts one file of a backup into the store, unless it is there already, byte for byte.
///
/// # Errors
/// A store that does not answer; a file of the same name with other bytes: files are written once, so one of both is
/// wrong, and a person must look.
pub async fn put(blobs: &dyn Blobs, blob: &Blob, from: &mut Reader) -> Outcome<bool> {
    if let Some(length) = blobs.length(&blob.name).await.map_err(Failure::fault)? {
        return compare(blobs, (blob, length), from).await.map(|()| false);
    }
    let mut writer = blobs.create(&blob.name).await.map_err(Failure::fault)?;
    from.blob(blob, async |piece| writer.write(piece.into()).await.map_err(Failure::fault)).await?;
    writer.finish().await.map_err(Failure::fault)?;
    Ok(true)
}

async fn compare(blobs: &dyn Blobs, (blob, length): (&Blob, u64), from: &mut Reader) -> Outcome<()> {
    let (mut at, mut same) = (0, length == blob.length);
    let compared = from.blob(blob, async |piece| {
        let count = u64::try_from(piece.len()).map_err(Failure::fault)?;
        if same {
            same = blobs.read(&blob.name, at, count).await.map_err(Failure::fault)? == piece;
        }
        at += count;
        Ok(())
    });
    compared.await?;
    if same { Ok(()) } else { Err(Failure::fault(format!("{}: the store has other bytes under this name than the backup", blob.name))) }
}

/// Reads over a file.
///
/// # Errors
/// If the backup was cut off or altered.
pub async fn skip(blob: &Blob, from: &mut Reader) -> Outcome<()> {
    from.blob(blob, async |_| Ok(())).await
}
