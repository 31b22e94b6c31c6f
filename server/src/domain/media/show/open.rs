//! The file behind an address; pictures for the staff get the viewer's mark on the way.

use crate::domain::media::model::Viewer;
use crate::domain::media::show::address::Address;
use crate::domain::media::show::deliver::Delivery;
use crate::domain::media::show::file::File;
use crate::domain::media::show::mark;
use crate::domain::media::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use crate::ports::Ports;
use entity::words::{MediaState, RenditionKind};

/// What an address leads to.
pub enum Opened {
    /// A file.
    File(File),
    /// A film's poster that could not be drawn: show a neutral one.
    NeutralPoster,
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
    let medium = store::one(&tx, address.id).await?.filter(|medium| medium.state == MediaState::Ready).ok_or_else(Failure::hidden)?;
    let row = store::rendition(&tx, address.id, address.kind).await?;
    drop(tx);
    let file = match row {
        Some(row) => File::sealed(&row, &medium, key),
        None if address.kind == RenditionKind::Poster => return Ok(Opened::NeutralPoster),
        None => return Err(Failure::hidden()),
    };
    match mark {
        Some(words) if address.kind != RenditionKind::Original && file.mime == "image/jpeg" => {
            marked(file, ports, words).await.map(Opened::File)
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

/// The picture with the words burned in.
async fn marked(file: File, ports: &Ports, words: String) -> Outcome<File> {
    let (mime, length) = (file.mime.clone(), file.length);
    let picture = Delivery::of(file, 0, length).collect(ports).await?;
    Ok(File::made(mime, mark::burn(picture, words).await?.into()))
}
