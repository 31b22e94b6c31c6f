//! Evidence as the schema shows it.

use crate::domain::media::refusal::UploadRefusal;
use crate::domain::media::show::Shown;
use crate::kernel::ErrorCode;
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::graphql::words::{MediaKind, MediaState};
use async_graphql::{ID, SimpleObject};

/// A photo, a recording or a film.
#[derive(Clone, Debug, SimpleObject)]
pub struct Media {
    /// Its id.
    pub id: ID,
    /// Its kind.
    pub kind: MediaKind,
    /// Its state.
    pub state: MediaState,
    /// Why it was refused, or why nothing of it can be looked at, as a sentence for its reporter.
    pub refusal: Option<String>,
    /// Why it was refused, or why nothing of it can be looked at, for programs.
    pub refusal_code: Option<ErrorCode>,
    /// Until when the rest of an unfinished one must come; what came is then deleted.
    pub expires_at: Option<DateTime>,
    /// Bytes of the original.
    pub bytes: i32,
    /// By content, once known.
    pub mime: Option<String>,
    /// SHA-256 of the original as it arrived, in hex.
    pub sha256: Option<String>,
    /// A copy without metadata for looking and playing, good for minutes and for this viewer only; none where it could
    /// not be made.
    pub view_url: Option<String>,
    /// A film's still picture.
    pub poster_url: Option<String>,
    /// As it was sent, with its metadata; for its reporter only. The staff ask for it by `openOriginal`.
    pub original_url: Option<String>,
}

impl From<Shown> for Media {
    fn from(Shown { media, urls }: Shown) -> Self {
        Self {
            id: show(media.id),
            kind: media.kind.into(),
            state: media.state.into(),
            refusal: media.refusal.map(UploadRefusal::sentence),
            refusal_code: media.refusal.map(UploadRefusal::code),
            expires_at: media.expires_at.map(DateTime),
            bytes: i32::try_from(media.bytes).unwrap_or(i32::MAX),
            mime: media.mime,
            sha256: media.sha256.map(hex::encode),
            view_url: urls.view,
            poster_url: urls.poster,
            original_url: urls.original,
        }
    }
}
