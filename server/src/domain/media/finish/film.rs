//! A film's or recording's copy for looking, and a film's poster; made in memory, where something can open films.

use super::{Made, Work, photo};
use crate::domain::media::store::unsigned;
use crate::kernel::Outcome;
use crate::ports::films::Film;
use entity::words::{MediaKind, RenditionKind};
use std::fs::File;
use std::io::{Cursor, Seek as _, Write as _};

const PIECE: u64 = 1 << 20;

/// What can be made of it; nothing if it can't be opened in time, or memory is short.
///
/// # Errors
/// A fault of the store. What can't be made is no fault.
pub async fn derive(work: &Work<'_>) -> Outcome<Vec<Made>> {
    let Some(film) = in_memory(work).await? else { return Ok(Vec::new()) };
    let mut made = Vec::new();
    if let Some(view) = work.ports.films.view(&film).await {
        let mime = if film.kind == MediaKind::Video { "video/mp4" } else { "audio/mp4" };
        made.push(Made { kind: RenditionKind::View, mime, bytes: Box::new(view) });
    }
    if film.kind == MediaKind::Video
        && let Some(frame) = work.ports.films.frame(&film).await
        && let Ok(poster) = photo::view(frame).await?
    {
        made.push(Made { kind: RenditionKind::Poster, mime: "image/jpeg", bytes: Box::new(Cursor::new(poster)) });
    }
    Ok(made)
}

async fn in_memory(work: &Work<'_>) -> Outcome<Option<Film>> {
    // A file without a name in memory: a program can seek in it, and the film never lies unsealed on a disk.
    let Ok(file) = tempfile::tempfile_in("/dev/shm") else { return Ok(None) };
    let mime = work.upload.mime.clone().unwrap_or_default();
    Ok(fill(work, file).await?.map(|file| Film { file, mime, kind: work.upload.kind }))
}

/// None if memory is short.
async fn fill(work: &Work<'_>, mut file: File) -> Outcome<Option<File>> {
    let mut at = 0;
    while at < unsigned(work.upload.length) {
        let piece = work.parts.read(work.ports, &work.key, at, PIECE).await?;
        if file.write_all(&piece).is_err() {
            return Ok(None);
        }
        at += piece.len() as u64;
    }
    Ok(file.rewind().is_ok().then_some(file))
}
