//! Evidence becomes part of a report: in the report's own transaction, for its owner only.

use crate::domain::keys::{self, Holder, OpenKey};
use crate::domain::media::model::MediaView;
use crate::domain::media::refusal::UploadRefusal;
use crate::domain::media::store;
use crate::kernel::{ErrorCode, Failure, Outcome, ReporterActor, Tx};
use entity::id::{MediaId, ReportId};
use entity::media;
use entity::words::{MediaState, WrapHolder};

const FIELD: &str = "mediaIds";
/// More than all kinds together allow; a longer list is no honest one.
const MOST: usize = 40;

/// Gives the uploads to a report. They may still be on their way; what arrives later belongs to the report too.
///
/// # Errors
/// Refused with the field `mediaIds` if one is unknown, another person's or submission's, another report's, or refused.
#[expect(clippy::too_many_arguments, reason = "whose, from where, what, to where, under which key: none of them belongs to another")]
pub async fn attach(
    tx: &Tx,
    reporter: &ReporterActor,
    submission_hash: &[u8],
    ids: &[MediaId],
    report: ReportId,
    content: &OpenKey,
) -> Outcome<()> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(());
    }
    if ids.len() > MOST {
        return Err(Failure::field(ErrorCode::TooMany, FIELD, "文件太多了，一次举报收不下这么多。"));
    }
    if store::give(tx, (&reporter.phone_hash, submission_hash), &ids, report).await? != ids.len() as u64 {
        return Err(not_all(&store::some(tx, &ids).await?, (&reporter.phone_hash, submission_hash)));
    }
    for upload in store::some(tx, &ids).await? {
        hand_over(tx, &upload, content).await?;
    }
    Ok(())
}

/// Why not all could be given: of a file that is this person's and was refused, the reason; of others nothing.
fn not_all(found: &[media::Model], (phone_hash, submission_hash): (&[u8], &[u8])) -> Failure {
    let is_own =
        |upload: &&media::Model| keys::same(&upload.phone_hash, phone_hash) && keys::same(&upload.submission_hash, submission_hash);
    let refused = found.iter().filter(is_own).find(|upload| upload.state == MediaState::Refused);
    match refused {
        Some(upload) if upload.length == 0 => {
            Failure::field(ErrorCode::TooShort, FIELD, "有一个文件是空的，里面没有内容。请删掉它，换一个再提交。")
        }
        Some(upload) => {
            let why = upload.refusal.as_deref().and_then(UploadRefusal::of_word);
            let why = why.map_or_else(|| "没有收下。".to_owned(), UploadRefusal::sentence);
            Failure::field(ErrorCode::Invalid, FIELD, format!("有一个文件没有收下：{why}请删掉它，再提交一次。"))
        }
        None => Failure::field(ErrorCode::NotFound, FIELD, "有一个文件没有找到或者没有收下，请删掉它，再提交一次。"),
    }
}

/// From the server's hands into the report's.
async fn hand_over(tx: &Tx, upload: &media::Model, content: &OpenKey) -> Outcome<()> {
    let key = match keys::open(tx, upload.envelope_id, Holder::Intake).await {
        // Handed over before: the same submission is told twice.
        Err(Failure::Refused(_)) => return Ok(()),
        key => key?,
    };
    keys::drop_wrap(tx, upload.envelope_id, WrapHolder::Content).await?;
    keys::wrap_for(tx, &key, Holder::Content(content)).await?;
    if upload.state == MediaState::Ready {
        keys::drop_wrap(tx, upload.envelope_id, WrapHolder::Intake).await?;
    }
    Ok(())
}

/// The report that a medium belongs to; none for one that no report has, or that there is not.
///
/// # Errors
/// A fault of the database.
pub async fn report_of(tx: &Tx, id: MediaId) -> Outcome<Option<ReportId>> {
    Ok(store::one(tx, id).await?.and_then(|medium| medium.report_id))
}

/// The evidence of a report and its supplements, in the order of arrival.
///
/// # Errors
/// A fault of the database.
pub async fn of_report(tx: &Tx, report: ReportId) -> Outcome<Vec<MediaView>> {
    let rows = store::of_report(tx, report).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let files = store::renditions(tx, &ids).await?;
    let view = |row: media::Model| {
        let renditions = files.iter().filter(|file| file.media_id == row.id).map(|file| file.kind).collect();
        MediaView {
            id: row.id,
            kind: row.kind,
            state: row.state,
            bytes: row.length,
            mime: row.mime,
            sha256: row.sha256,
            refusal: row.refusal.as_deref().and_then(UploadRefusal::of_word),
            expires_at: row.expires_at.filter(|_| row.state == MediaState::Receiving),
            report_id: row.report_id,
            submission_hash: row.submission_hash,
            renditions,
            envelope_id: row.envelope_id,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}
