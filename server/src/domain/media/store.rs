//! The SQL of evidence.

use crate::domain::media::limits::{UNFINISHED_LIFE, UNNAMED_LIFE};
use crate::domain::media::refusal::UploadRefusal;
use crate::domain::reporters::{PhoneUploads, UploadActor};
use crate::kernel::{Outcome, Tx};
use entity::id::{MediaId, ReportId, SessionId};
use entity::moment::Moment;
use entity::words::{MediaState, RenditionKind};
use entity::{account, media, media_part, rendition, session};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ActiveEnum as _, ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

pub async fn one(tx: &Tx, id: MediaId) -> Outcome<Option<media::Model>> {
    Ok(tx.rows().one::<media::Entity, _>(id).one(tx).await?)
}

/// Files of a submission that count against its limits.
pub async fn of_submission(tx: &Tx, grantee: &UploadActor) -> Outcome<Vec<media::Model>> {
    let rows = tx.rows().find::<media::Entity>();
    let rows = rows.filter(media::Column::PhoneHash.eq(grantee.phone_hash.as_slice()));
    let rows = rows.filter(media::Column::SubmissionHash.eq(grantee.submission_hash.as_slice()));
    Ok(rows.filter(media::Column::State.ne(MediaState::Refused)).all(tx).await?)
}

/// What this phone announced in this county since then.
pub async fn announced(tx: &Tx, phone_hash: &[u8], since: Moment) -> Outcome<PhoneUploads> {
    let rows = tx.rows().find::<media::Entity>().filter(media::Column::PhoneHash.eq(phone_hash)).filter(media::Column::CreatedAt.gt(since));
    let rows = rows.select_only().column(media::Column::ReportId).column(media::Column::State).column(media::Column::Length);
    let mut sum = PhoneUploads { loose_files: 0, loose_bytes: 0, bytes: 0 };
    for (report, state, length) in rows.into_tuple::<(Option<ReportId>, MediaState, i64)>().all(tx).await? {
        // Nothing is kept of a refused file but its row.
        let length = if state == MediaState::Refused { 0 } else { unsigned(length) };
        sum.bytes += length;
        if report.is_none() {
            sum.loose_files += 1;
            sum.loose_bytes += length;
        }
    }
    Ok(sum)
}

/// Compare and set: takes the bytes from `start` on, if that is where the stored ones end; false otherwise.
pub async fn advance(tx: &Tx, upload: &media::Model, start: u64, length: u64) -> Outcome<bool> {
    let (start, length) = (signed(start), signed(length));
    let done = tx
        .rows()
        .update::<media::Entity>()
        .col_expr(media::Column::Received, Expr::col(media::Column::Received).add(length))
        .col_expr(media::Column::ExpiresAt, Expr::value(tx.now.after(UNFINISHED_LIFE)))
        .col_expr(media::Column::Mime, Expr::value(upload.mime.clone()))
        .filter(media::Column::Id.eq(upload.id))
        .filter(media::Column::Received.eq(start))
        .filter(media::Column::State.eq(MediaState::Receiving))
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// All bytes are there.
pub async fn complete(tx: &Tx, id: MediaId) -> Outcome<()> {
    tx.rows()
        .update::<media::Entity>()
        .col_expr(media::Column::State, Expr::value(MediaState::Received.to_value()))
        .col_expr(media::Column::CompletedAt, Expr::value(tx.now))
        .col_expr(media::Column::ExpiresAt, Expr::value(tx.now.after(UNNAMED_LIFE)))
        .filter(media::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Refuses an upload as it was read, with its reason; false if it has moved since, or a report has it by now.
pub async fn refuse(tx: &Tx, upload: &media::Model, why: UploadRefusal) -> Outcome<bool> {
    let report = upload.report_id.map_or_else(|| media::Column::ReportId.is_null(), |report| media::Column::ReportId.eq(report));
    let done = tx
        .rows()
        .update::<media::Entity>()
        .col_expr(media::Column::State, Expr::value(MediaState::Refused.to_value()))
        .col_expr(media::Column::Refusal, Expr::value(why.word()))
        .col_expr(media::Column::Received, Expr::value(0_i64))
        .col_expr(media::Column::ExpiresAt, Expr::value(tx.now.after(UNNAMED_LIFE)))
        .filter(media::Column::Id.eq(upload.id))
        .filter(media::Column::State.eq(upload.state))
        .filter(media::Column::Received.eq(upload.received))
        .filter(report)
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// A file that came whole and is too short to be anything: its hash is kept, with the reason.
pub async fn refuse_short(tx: &Tx, id: MediaId, sha256: Vec<u8>) -> Outcome<()> {
    tx.rows()
        .update::<media::Entity>()
        .col_expr(media::Column::State, Expr::value(MediaState::Refused.to_value()))
        .col_expr(media::Column::Refusal, Expr::value(UploadRefusal::TooShort.word()))
        .col_expr(media::Column::Sha256, Expr::value(sha256))
        .col_expr(media::Column::CompletedAt, Expr::value(tx.now))
        .col_expr(media::Column::ExpiresAt, Expr::value(tx.now.after(UNNAMED_LIFE)))
        .filter(media::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The finished files are there, perhaps with a reason why none is for looking; false if somebody else was faster.
pub async fn ready(tx: &Tx, id: MediaId, sha256: Vec<u8>, no_view: Option<UploadRefusal>) -> Outcome<bool> {
    let done = tx
        .rows()
        .update::<media::Entity>()
        .col_expr(media::Column::State, Expr::value(MediaState::Ready.to_value()))
        .col_expr(media::Column::Sha256, Expr::value(sha256))
        .col_expr(media::Column::Refusal, Expr::value(no_view.map(UploadRefusal::word)))
        .filter(media::Column::Id.eq(id))
        .filter(media::Column::State.eq(MediaState::Received))
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Gives those of the uploads to a report that belong to nobody yet or to it; holds their rows until the commit.
pub async fn give(tx: &Tx, (phone_hash, submission_hash): (&[u8], &[u8]), ids: &[MediaId], report: ReportId) -> Outcome<u64> {
    let free = media::Column::ReportId.is_null().or(media::Column::ReportId.eq(report));
    let done = tx
        .rows()
        .update::<media::Entity>()
        .col_expr(media::Column::ReportId, Expr::value(report))
        .filter(media::Column::Id.is_in(ids.iter().copied()))
        .filter(media::Column::PhoneHash.eq(phone_hash))
        .filter(media::Column::SubmissionHash.eq(submission_hash))
        .filter(media::Column::State.ne(MediaState::Refused))
        .filter(free)
        .exec(tx)
        .await?;
    Ok(done.rows_affected)
}

pub async fn some(tx: &Tx, ids: &[MediaId]) -> Outcome<Vec<media::Model>> {
    let rows = tx.rows().find::<media::Entity>().filter(media::Column::Id.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(media::Column::Id).all(tx).await?)
}

pub async fn of_report(tx: &Tx, report: ReportId) -> Outcome<Vec<media::Model>> {
    let rows = tx.rows().find::<media::Entity>().filter(media::Column::ReportId.eq(report));
    Ok(rows.order_by_asc(media::Column::Id).all(tx).await?)
}

pub async fn parts(tx: &Tx, id: MediaId) -> Outcome<Vec<media_part::Model>> {
    let rows = tx.rows().find::<media_part::Entity>().filter(media_part::Column::MediaId.eq(id));
    Ok(rows.order_by_asc(media_part::Column::Start).all(tx).await?)
}

pub async fn delete_parts(tx: &Tx, id: MediaId) -> Outcome<()> {
    tx.rows().delete::<media_part::Entity>().filter(media_part::Column::MediaId.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn renditions(tx: &Tx, ids: &[MediaId]) -> Outcome<Vec<rendition::Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(tx.rows().find::<rendition::Entity>().filter(rendition::Column::MediaId.is_in(ids.iter().copied())).all(tx).await?)
}

pub async fn rendition(tx: &Tx, id: MediaId, kind: RenditionKind) -> Outcome<Option<rendition::Model>> {
    let rows = tx.rows().find::<rendition::Entity>().filter(rendition::Column::MediaId.eq(id));
    Ok(rows.filter(rendition::Column::Kind.eq(kind)).one(tx).await?)
}

/// Uploads that no report named and whose time is over, some at a time.
pub async fn run_out(tx: &Tx, at_most: u64) -> Outcome<Vec<media::Model>> {
    let rows = tx.rows().find::<media::Entity>().filter(media::Column::ExpiresAt.lte(tx.now)).filter(media::Column::ReportId.is_null());
    Ok(rows.limit(at_most).all(tx).await?)
}

/// Files that reports, or one of them, wait for and whose time is over by `until`.
pub async fn unfinished(tx: &Tx, until: Moment, of: Option<ReportId>) -> Outcome<Vec<media::Model>> {
    let rows = tx.rows().find::<media::Entity>().filter(media::Column::State.eq(MediaState::Receiving));
    let rows = match of {
        Some(report) => rows.filter(media::Column::ReportId.eq(report)),
        None => rows.filter(media::Column::ReportId.is_not_null()),
    };
    Ok(rows.filter(media::Column::ExpiresAt.lte(until)).order_by_asc(media::Column::Id).all(tx).await?)
}

/// Takes an upload out of use; false if a report took it or it moved since. From then on nobody adds to it or takes it.
pub async fn retire(tx: &Tx, upload: &media::Model) -> Outcome<bool> {
    let done = tx
        .rows()
        .update::<media::Entity>()
        .col_expr(media::Column::State, Expr::value(MediaState::Refused.to_value()))
        .filter(media::Column::Id.eq(upload.id))
        .filter(media::Column::ReportId.is_null())
        .filter(media::Column::Received.eq(upload.received))
        .filter(media::Column::State.eq(upload.state))
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Deletes a retired upload with its parts and finished files; false if it was gone already.
pub async fn delete(tx: &Tx, id: MediaId) -> Outcome<bool> {
    delete_parts(tx, id).await?;
    tx.rows().delete::<rendition::Entity>().filter(rendition::Column::MediaId.eq(id)).exec(tx).await?;
    Ok(tx.rows().delete::<media::Entity>().filter(media::Column::Id.eq(id)).exec(tx).await?.rows_affected > 0)
}

/// Lengths are far below the limits of a signed number.
#[must_use]
pub fn signed(length: u64) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// Lengths in rows are never negative.
#[must_use]
pub fn unsigned(length: i64) -> u64 {
    u64::try_from(length).unwrap_or_default()
}

/// Whether an upload's time is over.
#[must_use]
pub fn is_over(upload: &media::Model, now: Moment) -> bool {
    upload.expires_at.is_some_and(|at| at <= now)
}

/// The login of the member of the staff who is signed in with this session; none once it has ended.
pub async fn signed_in(tx: &Tx, id: SessionId) -> Outcome<Option<String>> {
    let row = tx.rows().one::<session::Entity, _>(id).one(tx).await?;
    let Some(lives) = row.filter(|row| row.ended_at.is_none() && tx.now < row.expires_at) else { return Ok(None) };
    Ok(tx.rows().one::<account::Entity, _>(lives.account_id).one(tx).await?.map(|account| account.login))
}
