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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::policy_text;
    use entity::id::{ContactId, CountyId, EnvelopeId, MediaId, ReportId, UploadGrantId};
    use entity::moment::Moment;
    use entity::words::{MediaKind, MediaState};
    use std::fmt::Write as _;
    use uuid::Uuid;

    fn grantee(phone: u8, submission: u8) -> UploadActor {
        UploadActor {
            county_id: CountyId(Uuid::nil()),
            grant_id: UploadGrantId(Uuid::nil()),
            contact_id: ContactId(Uuid::nil()),
            phone_hash: vec![phone],
            submission_hash: vec![submission],
        }
    }

    fn upload(report_id: Option<ReportId>) -> media::Model {
        media::Model {
            county_id: CountyId(Uuid::nil()),
            id: MediaId(Uuid::nil()),
            phone_hash: vec![1],
            submission_hash: vec![1],
            envelope_id: EnvelopeId(Uuid::nil()),
            report_id,
            kind: MediaKind::Photo,
            state: MediaState::Receiving,
            length: 1,
            received: 0,
            mime: None,
            sha256: None,
            refusal: None,
            created_at: Moment(0),
            completed_at: None,
            expires_at: None,
        }
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "上传的材料：谁能做什么（凭上传许可，经 /uploads）\n".to_owned();
        let attached = || upload(Some(ReportId(Uuid::nil())));
        for (who, actor, upload) in [
            ("上传人，举报提交之前", grantee(1, 1), upload(None)),
            ("上传人，举报提交之后", grantee(1, 1), attached()),
            ("同一手机，另一次提交", grantee(1, 2), upload(None)),
            ("别的手机，同一提交编号", grantee(2, 1), upload(None)),
        ] {
            let _ = write!(table, "\n{who}\n");
            for (action, name) in [(Action::Look, "问传到哪里"), (Action::Append, "接着传"), (Action::Cancel, "取消")] {
                let answer = match decide(&actor, action, &upload) {
                    Ok(()) => "可以",
                    Err(UploadRefusal::Unknown) => "当作不存在",
                    Err(_) => "说明原因后拒绝",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        policy_text::agree("media", &table);
    }
}
