//! The original: the parts in order, sealed as one file, and read back before it counts.

use super::Work;
use crate::domain::keys::stream::Sealer;
use crate::domain::media::read::Source;
use crate::domain::media::store::unsigned;
use crate::kernel::{Failure, Outcome};
use aws_lc_rs::digest::{Context, SHA256};
use entity::rendition;
use entity::words::RenditionKind;

const PIECE: u64 = 1 << 20;

/// Seals the parts into one file; its hash is that of the bytes as they arrived.
pub async fn keep(work: &Work<'_>) -> Outcome<rendition::Model> {
    let blob = work.new_name(RenditionKind::Original);
    let mut file = work.ports.blobs.create(&blob).await.map_err(Failure::fault)?;
    let mut sealer = Sealer::new(&work.key, &blob, &*work.ctx.kernel.chance)?;
    let mut hash = Context::new(&SHA256);
    let mut at = 0;
    while at < unsigned(work.upload.length) {
        let piece = work.parts.read(work.ports, &work.key, at, PIECE).await?;
        hash.update(&piece);
        at += piece.len() as u64;
        file.write(sealer.push(&piece)?.into()).await.map_err(Failure::fault)?;
    }
    file.write(sealer.finish()?.into()).await.map_err(Failure::fault)?;
    file.finish().await.map_err(Failure::fault)?;
    let row = work.row(RenditionKind::Original, blob, hash.finish().as_ref().to_vec());
    check(work, &row).await?;
    Ok(row)
}

/// Reads the sealed file back: the parts go only if it gives the same bytes.
async fn check(work: &Work<'_>, row: &rendition::Model) -> Outcome<()> {
    let source = Source::of_rendition(row);
    let mut hash = Context::new(&SHA256);
    let mut at = 0;
    while at < unsigned(row.length) {
        let piece = source.read(work.ports, &work.key, at, PIECE).await?;
        hash.update(&piece);
        at += piece.len() as u64;
    }
    let same = hash.finish().as_ref() == row.sha256.as_slice();
    if same { Ok(()) } else { Err(Failure::fault(format!("{} does not read back as it was written", row.blob))) }
}
