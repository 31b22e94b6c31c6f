//! The file behind an address; pictures for the staff get the viewer's mark on the way.

use crate::domain::keys::OpenKey;
use crate::domain::media::model::Viewer;
use crate::domain::media::read::Source;
use crate::domain::media::show::address::Address;
use crate::domain::media::show::mark;
use crate::domain::media::store::{self, unsigned};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use crate::ports::Ports;
use bytes::Bytes;
use entity::rendition;
use entity::words::{MediaState, RenditionKind};

/// What an address leads to.
pub enum Opened {
    /// A file.
    File(File),
    /// A film's poster that could not be drawn: show a neutral one.
    NeutralPoster,
}

/// A file that may be read now.
pub struct File {
    /// Its media type.
    pub mime: String,
    /// Its bytes.
    pub length: u64,
    content: Content,
}

enum Content {
    Sealed(Source, OpenKey),
    /// Made for this look.
    Marked(Bytes),
}

impl File {
    /// At most `length` bytes from `start`; only the segments that hold them are opened.
    ///
    /// # Errors
    /// A fault of the store, or if the file was altered.
    pub async fn read(&self, ports: &Ports, start: u64, length: u64) -> Outcome<Vec<u8>> {
        match &self.content {
            Content::Sealed(source, key) => source.read(ports, key, start, length).await,
            Content::Marked(bytes) => {
                let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes.slice(place(start)..place(start.saturating_add(length))).to_vec())
            }
        }
    }

    fn sealed(row: &rendition::Model, key: OpenKey) -> Self {
        Self { mime: row.mime.clone(), length: unsigned(row.length), content: Content::Sealed(Source::of_rendition(row), key) }
    }

    async fn marked(self, ports: &Ports, words: String) -> Outcome<Self> {
        let burned: Bytes = mark::burn(self.read(ports, 0, self.length).await?, words).await?.into();
        Ok(Self { length: burned.len() as u64, content: Content::Marked(burned), ..self })
    }
}

/// Opens what an address leads to, if it is still good and its viewer may still look.
///
/// # Errors
/// Refused as expired if its time is over, otherwise as not found.
pub async fn open(ctx: &Ctx, ports: &Ports, address: &Address) -> Outcome<Opened> {
    let county = ctx.county_of(address.id).await?;
    let (key, viewer) = address.read(&ctx.kernel, county.id)?.ok_or_else(Failure::hidden)?;
    if address.expires_at <= ctx.now {
        return Err(Failure::refuse(ErrorCode::Expired, "这个链接过期了，请回到上一页再打开。"));
    }
    let tx = ctx.read(&county).await?;
    let mark = mark_for(&tx, &viewer).await?;
    store::one(&tx, address.id).await?.filter(|medium| medium.state == MediaState::Ready).ok_or_else(Failure::hidden)?;
    let row = store::rendition(&tx, address.id, address.kind).await?;
    drop(tx);
    let file = match row {
        Some(row) => File::sealed(&row, key),
        None if address.kind == RenditionKind::Poster => return Ok(Opened::NeutralPoster),
        None => return Err(Failure::hidden()),
    };
    match mark {
        Some(words) if address.kind != RenditionKind::Original && file.mime == "image/jpeg" => {
            file.marked(ports, words).await.map(Opened::File)
        }
        _ => Ok(Opened::File(file)),
    }
}

/// What is burned into pictures for this viewer; nothing for the reporter, whose own they are. A member of the staff may
/// look until the session ends; a reporter until the address does.
///
/// # Errors
/// Hidden from who may not look any more.
async fn mark_for(tx: &Tx, viewer: &Viewer) -> Outcome<Option<String>> {
    let Viewer::Staff(session) = viewer else { return Ok(None) };
    let login = store::signed_in(tx, *session).await?.ok_or_else(Failure::hidden)?;
    let now = tx.now.in_china();
    let minute = format!("{} {:02}:{:02}", now.date(), now.hour(), now.minute());
    Ok(Some(format!("{login} {} {minute}", tx.county.code)))
}
