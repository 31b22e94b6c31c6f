//! 附件: photos and papers beside an outcome, added and taken away; those with personal matters for its term only.

use super::begin::{Begun, begin};
use super::who_answers;
use crate::domain::ledger::{self, Entry};
use crate::domain::outcomes::attachment::{Clean, DOCUMENT, MOST, clean, name};
use crate::domain::outcomes::policy::{Action, decide};
use crate::domain::outcomes::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx, text};
use bytes::Bytes;
use entity::id::OutcomeId;
use entity::{outcome, outcome_file};
use serde_json::json;

/// What is to be attached.
#[derive(Clone, Debug)]
pub struct AttachFile {
    /// To which outcome.
    pub id: OutcomeId,
    /// The revision that was read.
    pub revision: i64,
    /// What people read.
    pub name: String,
    /// Whether it is public for the outcome's term only.
    pub is_personal: bool,
    /// The file.
    pub bytes: Bytes,
}

/// An attachment as everybody gets it.
#[derive(Clone, Debug)]
pub struct PublicFile {
    /// What people read.
    pub name: String,
    /// `image/jpeg` or `application/pdf`.
    pub media_type: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

impl PublicFile {
    /// Whether it is a paper, which is saved and never opened in the page's place.
    #[must_use]
    pub fn is_document(&self) -> bool {
        self.media_type == DOCUMENT
    }
}

/// Whether an attachment is there today.
pub fn is_open(row: &outcome::Model, file: &outcome_file::Model, today: time::Date) -> bool {
    let runs = row.personal_until.is_some_and(|last| last >= today);
    row.removed_at.is_none() && file.removed_at.is_none() && (!file.is_personal || runs)
}

/// Attaches a file.
///
/// # Errors
/// Hidden if there is no such outcome; refused unless by a publisher of its unit or of one above it, for a file that is neither
/// a photo nor a PDF, a name that says what it may not, a seventh one, and if another changed the outcome meanwhile.
pub async fn attach(ctx: &Ctx, input: AttachFile) -> Outcome<OutcomeId> {
    may_attach(ctx, input.id).await?;
    // Opened before the transaction that writes: it takes long, and needs no writer's place.
    let clean = clean(&input.bytes).await?;
    let Begun { staff, tx, row, .. } = begin(ctx, (input.id, input.revision), Action::Correct).await?;
    let name = checked(&tx, &row, &input)?;
    let there = store::files(&tx, &[row.id]).await?;
    if there.iter().filter(|file| file.removed_at.is_none()).count() >= MOST {
        return Err(Failure::refuse(ErrorCode::TooMany, format!("一条结果最多附 {MOST} 个文件。")));
    }
    let Clean { media_type, body, hash } = clean;
    let file = outcome_file::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        outcome_id: row.id,
        no: there.last().map_or(1, |last| last.no.saturating_add(1)),
        name: Some(name),
        media_type: media_type.to_owned(),
        size: i32::try_from(body.len()).unwrap_or(i32::MAX),
        hash,
        is_personal: input.is_personal,
        added_by: staff.account_id,
        added_at: tx.now,
        removed_at: None,
    };
    let facts = json!({ "unit": row.unit_id, "no": file.no, "sha256": hex::encode(&file.hash) });
    store::add_file(&tx, file, body).await?;
    store::change(&tx, &row, |update| update).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.attach", row.id, facts)).await?;
    tx.commit().await?;
    Ok(input.id)
}

/// Its name, if it may have it and may stand beside this outcome.
fn checked(tx: &Tx, row: &outcome::Model, input: &AttachFile) -> Outcome<String> {
    if input.is_personal && row.personal_until.is_none_or(|last| last < store::today(tx)) {
        return Err(Failure::field(ErrorCode::Invalid, "personal", "这一条没有个人信息的公开期限，或者已经到期，不能附有个人信息的文件。"));
    }
    name(&input.name, &store::values(row.personal.as_ref())?, input.is_personal)
}

/// Asked before the file is looked at: a stranger is told that he may not, never what is wrong with his file.
async fn may_attach(ctx: &Ctx, id: OutcomeId) -> Outcome<()> {
    if ctx.actor.staff().is_none() {
        return Err(Failure::SignInNeeded);
    }
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let row = store::outcomes(&tx, &[id]).await?.pop().ok_or_else(Failure::hidden)?;
    decide(&ctx.actor, Action::Correct, &who_answers(&tx, row.unit_id).await?).check().map(drop)
}

/// Takes an attachment away: its name and its bytes. That it was there stays.
///
/// # Errors
/// Hidden if there is no such outcome; refused unless by a publisher of its unit or of one above it, or the county's
/// administrator, if there is no such attachment, and if another changed the outcome meanwhile.
pub async fn detach(ctx: &Ctx, (id, revision): (OutcomeId, i64), no: i32) -> Outcome<OutcomeId> {
    let Begun { tx, row, .. } = begin(ctx, (id, revision), Action::Remove).await?;
    let file = store::files(&tx, &[row.id]).await?.into_iter().find(|file| file.no == no && file.removed_at.is_none());
    let file = file.ok_or_else(|| Failure::field(ErrorCode::NotFound, "no", "没有这个附件，或者已经拿掉了。"))?;
    store::empty_files(&tx, &[file.id], true).await?;
    store::change(&tx, &row, |update| update).await?;
    let facts = json!({ "unit": row.unit_id, "no": no });
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.detach", row.id, facts)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes all attachments of an outcome away that are still there; with `personal_only`, because their term is over.
///
/// # Errors
/// A fault of the database.
pub async fn empty_all(tx: &Tx, id: OutcomeId, personal_only: bool) -> Outcome<()> {
    let there = store::files(tx, &[id]).await?;
    let gone = there.iter().filter(|file| file.removed_at.is_none() && (file.is_personal || !personal_only));
    store::empty_files(tx, &gone.map(|file| file.id).collect::<Vec<_>>(), !personal_only).await
}

/// An attachment as everybody may get it today.
///
/// # Errors
/// Hidden if there is none, or none any more.
pub async fn file(ctx: &Ctx, (county, code): (&str, &str), no: i32) -> Outcome<PublicFile> {
    let tx = ctx.read(&ctx.county(county).await?).await?;
    let row = store::by_code(&tx, text::sought(code)?).await?;
    let found = store::files(&tx, &[row.id]).await?.into_iter().find(|file| file.no == no);
    let file = found.filter(|file| is_open(&row, file, store::today(&tx))).ok_or_else(Failure::hidden)?;
    let body = store::file_body(&tx, file.id).await?.ok_or_else(Failure::hidden)?;
    Ok(PublicFile { name: file.name.unwrap_or_default(), media_type: file.media_type, body })
}
