//! Making addresses and reading them.

use crate::domain::keys::{self, Holder, OpenKey, ticket};
use crate::domain::media::attach::of_report;
use crate::domain::media::model::{MediaView, Viewer};
use crate::domain::media::refusal::UploadRefusal;
use crate::kernel::{ErrorCode, Failure, Kernel, Outcome, Tx};
use entity::id::{CountyId, MediaId, ReportId, SessionId};
use entity::moment::Moment;
use entity::words::{MediaKind, MediaState, RenditionKind};
use sea_orm::ActiveEnum as _;
use time::Duration;
use uuid::Uuid;

/// A photo is fetched at once.
const LIFE: Duration = Duration::minutes(5);
/// A recording or film is fetched while it is played; a staff session that ends still ends it at once.
const PLAYING_LIFE: Duration = Duration::minutes(30);

/// One piece of evidence with its addresses for one viewer.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The medium.
    pub media: MediaView,
    /// Where its files are, once they are finished.
    pub urls: Urls,
}

/// Addresses of a medium's files, without host; none where there is no such file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Urls {
    /// For looking and playing.
    pub view: Option<String>,
    /// A film's still picture.
    pub poster: Option<String>,
    /// As it was sent, with its metadata; only for whoever sent it.
    pub original: Option<String>,
}

/// A file's address, taken apart.
#[derive(Clone, Debug)]
pub struct Address {
    /// The medium.
    pub id: MediaId,
    /// Which file.
    pub kind: RenditionKind,
    /// When the address ends.
    pub expires_at: Moment,
    /// What makes it good.
    pub signature: String,
}

/// The evidence of a report with addresses for a viewer who has opened its content.
///
/// # Errors
/// A fault of the database.
pub async fn shown(tx: &Tx, report: ReportId, content: &OpenKey, viewer: &Viewer) -> Outcome<Vec<Shown>> {
    let mut all = Vec::new();
    for media in of_report(tx, report).await? {
        let urls = view_urls(tx, &media, content, viewer).await?;
        all.push(Shown { media, urls });
    }
    Ok(all)
}

/// Addresses for a viewer; his right to look must have been decided, and is carried by the open content key.
///
/// # Errors
/// A fault of the database.
pub async fn view_urls(tx: &Tx, media: &MediaView, content: &OpenKey, viewer: &Viewer) -> Outcome<Urls> {
    if media.state != MediaState::Ready {
        return Ok(Urls::default());
    }
    let key = keys::open(tx, media.envelope_id, Holder::Content(content)).await?;
    let life = if media.kind == MediaKind::Photo { LIFE } else { PLAYING_LIFE };
    let url = |kind| url(tx, (media.id, kind, tx.now.after(life)), &key, viewer);
    // What could not be opened has no view.
    let has_view = media.renditions.contains(&RenditionKind::View);
    // The reporter's own. For the staff the original is a step of its own, which leaves an entry.
    let may_have_original = matches!(viewer, Viewer::Reporter(_)) && !is_locked_away(media);
    Ok(Urls {
        view: has_view.then(|| url(RenditionKind::View)).transpose()?,
        poster: (media.kind == MediaKind::Video).then(|| url(RenditionKind::Poster)).transpose()?,
        original: may_have_original.then(|| url(RenditionKind::Original)).transpose()?,
    })
}

/// The address of one original of a report for a member of the staff; the right to it must have been decided.
///
/// # Errors
/// Hidden if the report has no such finished file.
pub async fn original_url(tx: &Tx, (report, id): (ReportId, MediaId), content: &OpenKey, viewer: &Viewer) -> Outcome<String> {
    let all = of_report(tx, report).await?;
    let media = all.into_iter().find(|media| media.id == id && media.state == MediaState::Ready).ok_or_else(Failure::hidden)?;
    if is_locked_away(&media) {
        return Err(Failure::refuse(ErrorCode::State, UploadRefusal::Malware.sentence()));
    }
    let key = keys::open(tx, media.envelope_id, Holder::Content(content)).await?;
    url(tx, (id, RenditionKind::Original, tx.now.after(LIFE)), &key, viewer)
}

/// Whether the scanner knows the file: it stays sealed, and is given to nobody.
fn is_locked_away(media: &MediaView) -> bool {
    media.refusal == Some(UploadRefusal::Malware)
}

fn url(tx: &Tx, (id, kind, expires_at): (MediaId, RenditionKind, Moment), key: &OpenKey, viewer: &Viewer) -> Outcome<String> {
    let address = Address { id, kind, expires_at, signature: String::new() };
    let signature = ticket::seal(&tx.kernel, &address.bound_to(tx.county.id), key, &viewer_bytes(viewer))?;
    let word = kind.to_value().to_ascii_lowercase();
    Ok(format!("/media/{id}?kind={word}&exp={}&sig={signature}", expires_at.0))
}

impl Address {
    /// The key and the viewer that an address carries; none if it was not made here, or not for this.
    ///
    /// # Errors
    /// A fault, if the key folder lacks a key.
    pub fn read(&self, kernel: &Kernel, county: CountyId) -> Outcome<Option<(OpenKey, Viewer)>> {
        let opened = ticket::open(kernel, &self.bound_to(county), &self.signature)?;
        Ok(opened.and_then(|(key, viewer)| Some((key, viewer_of(&viewer)?))))
    }

    fn bound_to(&self, county: CountyId) -> Vec<u8> {
        let mut bytes = b"media".to_vec();
        for id in [Uuid::from(county), self.id.into()] {
            bytes.extend_from_slice(id.as_bytes());
        }
        bytes.extend_from_slice(&self.expires_at.0.to_be_bytes());
        bytes.extend_from_slice(self.kind.to_value().as_bytes());
        bytes
    }
}

const STAFF: u8 = b's';
const REPORTER: u8 = b'r';

fn viewer_bytes(viewer: &Viewer) -> Vec<u8> {
    match viewer {
        Viewer::Staff(session) => [&[STAFF][..], Uuid::from(*session).as_bytes()].concat(),
        Viewer::Reporter(phone_hash) => [&[REPORTER][..], phone_hash].concat(),
    }
}

fn viewer_of(bytes: &[u8]) -> Option<Viewer> {
    match bytes {
        [STAFF, session @ ..] => Some(Viewer::Staff(SessionId(Uuid::from_slice(session).ok()?))),
        [REPORTER, phone_hash @ ..] => Some(Viewer::Reporter(phone_hash.to_vec())),
        _ => None,
    }
}
