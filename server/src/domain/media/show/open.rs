//! The file behind an address.

use crate::domain::keys::OpenKey;
use crate::domain::media::model::Viewer;
use crate::domain::media::read::Source;
use crate::domain::media::show::address::Address;
use crate::domain::media::store::{self, unsigned};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use crate::ports::Ports;
use entity::media;
use entity::words::{MediaKind, MediaState, RenditionKind};

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
    source: Source,
    key: OpenKey,
}

impl File {
    /// At most `length` bytes from `start`; only the segments that hold them are opened.
    ///
    /// # Errors
    /// A fault of the store, or if the file was altered.
    pub async fn read(&self, ports: &Ports, start: u64, length: u64) -> Outcome<Vec<u8>> {
        self.source.read(ports, &self.key, start, length).await
    }
}

/// Opens what an address leads to, if it is still good and its viewer may still look.
///
/// # Errors
/// Refused as expired if its time is over, otherwise as not found.
pub async fn open(ctx: &Ctx, address: &Address) -> Outcome<Opened> {
    let county = ctx.county_of(address.id).await?;
    let (key, viewer) = address.read(&ctx.kernel, county.id)?.ok_or_else(Failure::hidden)?;
    if address.expires_at <= ctx.now {
        return Err(Failure::refuse(ErrorCode::Expired, "这个链接过期了，请回到上一页再打开。"));
    }
    let tx = ctx.read(&county).await?;
    if !may_still_look(&tx, &viewer).await? {
        return Err(Failure::hidden());
    }
    let medium = store::one(&tx, address.id).await?.filter(|medium| medium.state == MediaState::Ready).ok_or_else(Failure::hidden)?;
    find(&tx, &medium, address.kind, key).await
}

async fn find(tx: &Tx, medium: &media::Model, kind: RenditionKind, key: OpenKey) -> Outcome<Opened> {
    // Films and recordings are played from the original.
    let kind = if kind == RenditionKind::View && medium.kind != MediaKind::Photo { RenditionKind::Original } else { kind };
    match store::rendition(tx, medium.id, kind).await? {
        Some(row) => {
            let source = Source::of_rendition(&row);
            Ok(Opened::File(File { length: unsigned(row.length), mime: row.mime, source, key }))
        }
        None if kind == RenditionKind::Poster => Ok(Opened::NeutralPoster),
        None => Err(Failure::hidden()),
    }
}

/// A member of the staff may look until the session ends; a reporter until the address does.
async fn may_still_look(tx: &Tx, viewer: &Viewer) -> Outcome<bool> {
    match viewer {
        Viewer::Staff(session) => store::session_lives(tx, *session).await,
        Viewer::Reporter(_) => Ok(true),
    }
}
