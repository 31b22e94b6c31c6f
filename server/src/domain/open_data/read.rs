//! What is served: the newest whole edition, as long as nothing went from the public pages since it was read.

use super::store;
use crate::domain::removals;
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use crate::ports::blobs::Blobs;
use bytes::Bytes;
use entity::{open_data_edition, open_data_file};

/// An edition with its files, in the order of the manifest.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The edition.
    pub row: open_data_edition::Model,
    /// Its files.
    pub files: Vec<open_data_file::Model>,
}

/// The edition of a county that is served now; none before its first night, and while one is made anew because something was
/// taken away to protect somebody.
///
/// # Errors
/// A fault of the database.
pub async fn edition(tx: &Tx) -> Outcome<Option<Edition>> {
    let Some(row) = newest(tx).await? else { return Ok(None) };
    Ok(Some(Edition { files: store::files(tx, row.id).await?, row }))
}

async fn newest(tx: &Tx) -> Outcome<Option<open_data_edition::Model>> {
    let Some(row) = store::whole(tx).await?.into_iter().next() else { return Ok(None) };
    Ok(if row.removals == removals::count(tx).await? { Some(row) } else { None })
}

/// Whether this edition may still be read from: nothing went since. Asked again in the middle of a long file.
///
/// # Errors
/// A fault of the database.
pub async fn same_edition(ctx: &Ctx, county: &County, edition: &open_data_edition::Model) -> Outcome<bool> {
    let tx = ctx.read(county).await?;
    Ok(removals::count(&tx).await? == edition.removals)
}

/// Bytes of a file.
///
/// # Errors
/// A fault of the store, also once the edition is gone.
pub async fn piece(blobs: &dyn Blobs, file: &open_data_file::Model, (start, length): (u64, u64)) -> Outcome<Bytes> {
    blobs.read(&file.blob, start, length).await.map_err(Failure::fault)
}
