//! Who may do what with an upload.

use crate::domain::keys::same;
use crate::domain::media::refusal::UploadRefusal;
use crate::domain::reporters::UploadActor;
use entity::media;

/// What somebody wants to do with an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ask how far it is.
    Look,
    /// Send more of it.
    Append,
    /// Take it back.
    Cancel,
}

/// Whether the holder of a grant may do this with an upload. Somebody else's looks like none.
///
/// # Errors
/// Why not.
pub fn decide(grantee: &UploadActor, action: Action, upload: &media::Model) -> Result<(), UploadRefusal> {
    if !same(&grantee.phone_hash, &upload.phone_hash) || !same(&grantee.submission_hash, &upload.submission_hash) {
        return Err(UploadRefusal::Unknown);
    }
    match action {
        Action::Cancel if upload.report_id.is_some() => Err(UploadRefusal::Attached),
        Action::Look | Action::Append | Action::Cancel => Ok(()),
    }
}
