//! One's own archive: the official reads what everybody may read and what he said himself, answers, and declares.

use super::assemble::{Assembled, Reader, assemble};
use super::{asking, day_wanted, sealed};
use crate::domain::archives::model::Archive;
use crate::domain::archives::policy::{Action, Facts, decide};
use crate::domain::archives::refusal::ArchiveRefusal;
use crate::domain::archives::store;
use crate::domain::ledger::{self, Entry};
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, StaffActor, Tx};
use entity::id::{AccountId, ArchiveKindId, ArchiveMatterId, OfficialId};
use entity::{archive_matter, archive_note};
use serde_json::json;
use time::Date;
use time::macros::date;

const WORDS: Bounds = Bounds { min: 2, max: 1_000 };
/// Answers in one archive at most.
const MOST_ANSWERS: usize = 200;
/// Versions of matters in one archive at most.
const MOST_MATTERS: usize = 200;
/// No matter is older.
const OLDEST: Date = date!(1940 - 01 - 01);

/// An answer.
pub struct AnswerArchive {
    /// To which entry; none for the archive as a whole.
    pub about: Option<String>,
    /// The words.
    pub text: String,
}

/// A matter, or a further version of one.
pub struct DeclareMatter {
    /// What it is.
    pub kind: ArchiveKindId,
    /// Which one is changed; none for a new one.
    pub matter: Option<ArchiveMatterId>,
    /// When it happened.
    pub on: Date,
    /// The words.
    pub text: String,
}

/// The viewer's own archive, as it was known on a day.
///
/// # Errors
/// Refused without an official behind the account, and for a day to come.
pub async fn own(ctx: &Ctx, known_on: Option<Date>) -> Outcome<Archive> {
    let (staff, county) = asking(ctx).await?;
    let official = own_official(ctx, staff)?;
    let tx = ctx.read(&county).await?;
    let known_on = day_wanted(&tx, known_on)?;
    shown(&tx, official, known_on).await
}

fn own_official(ctx: &Ctx, staff: &StaffActor) -> Outcome<OfficialId> {
    decide(&ctx.actor, Action::Own, &Facts::default()).check()?;
    staff.official_id.ok_or_else(|| ArchiveRefusal::NoOfficial.into())
}

async fn shown(tx: &Tx, official: OfficialId, known_on: Date) -> Outcome<Archive> {
    let official = store::official(tx, official).await?;
    let Assembled { entries, remarks } = assemble(tx, &official, (Reader::Himself, known_on)).await?;
    Ok(Archive { official, known_on, entries, remarks, foreign: Vec::new() })
}

/// Answers an entry of one's own archive, or all of it; the same words again say nothing new.
///
/// # Errors
/// Refused without an official behind the account, without words, beyond the number of answers; an entry that he does not find
/// in his own archive is not found.
pub async fn answer(ctx: &Ctx, input: AnswerArchive) -> Outcome<Archive> {
    let (staff, county) = asking(ctx).await?;
    let official = own_official(ctx, staff)?;
    let text = written("text", &input.text, WORDS).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let tx = ctx.write(&county).await?;
    store::hold_official(&tx, official).await?;
    let today = tx.now.in_china().date();
    let before = shown(&tx, official, today).await?;
    let said = match &input.about {
        None => &before.remarks,
        Some(about) => match before.entries.iter().find(|entry| entry.key == *about) {
            Some(entry) => &entry.answers,
            None => return Err(Failure::field(ErrorCode::NotFound, "about", "您的档案里没有这一条。")),
        },
    };
    if said.iter().any(|one| one.text.reveal() == text) {
        return Ok(before);
    }
    if store::notes(&tx, official).await?.len() >= MOST_ANSWERS {
        return Err(ArchiveRefusal::TooMany(MOST_ANSWERS).into());
    }
    let part_id = sealed::seal(&tx, official, text).await?;
    let (county_id, id, written_at) = (tx.county.id, tx.mint(), tx.now);
    let row =
        archive_note::Model { county_id, id, official_id: official, about: input.about, part_id, written_by: staff.account_id, written_at };
    ledger::append(&tx, &ctx.actor, Entry::public("archives.answered", row.id, json!({ "official": official }))).await?;
    tx.add(row).await?;
    let after = shown(&tx, official, today).await?;
    tx.commit().await?;
    Ok(after)
}

/// Declares a matter of oneself, or another version of one: the versions before stay.
///
/// # Errors
/// Refused without an official behind the account, of a kind that the county has not named or has ended, of a day to come, without
/// words, beyond the number.
pub async fn declare(ctx: &Ctx, input: DeclareMatter) -> Outcome<Archive> {
    let (staff, county) = asking(ctx).await?;
    let official = own_official(ctx, staff)?;
    let tx = ctx.write(&county).await?;
    store::hold_official(&tx, official).await?;
    let text = checked(&tx, &input).await?;
    let held = store::matters(&tx, official).await?.len();
    if held >= MOST_MATTERS {
        return Err(ArchiveRefusal::TooMany(MOST_MATTERS).into());
    }
    let row = version(&tx, (official, staff.account_id), &input).await?;
    let part_id = Some(sealed::seal(&tx, official, text).await?);
    let said = json!({ "official": official, "kind": input.kind, "no": row.no });
    ledger::append(&tx, &ctx.actor, Entry::public("archives.declared", row.root_id, said)).await?;
    tx.add(archive_matter::Model { part_id, ..row }).await?;
    let after = shown(&tx, official, tx.now.in_china().date()).await?;
    tx.commit().await?;
    Ok(after)
}

async fn checked(tx: &Tx, input: &DeclareMatter) -> Outcome<String> {
    let kind = match store::hold_kind(tx, input.kind).await {
        Err(Failure::Refused(_)) => return Err(Failure::field(ErrorCode::NotFound, "kindId", "没有这一类，请从列表里选。")),
        other => other?,
    };
    if kind.ended_at.is_some() {
        return Err(ArchiveRefusal::KindEnded.into());
    }
    let mut refusals = Refusals::default();
    let text = refusals.take(written("text", &input.text, WORDS)).unwrap_or_default();
    if input.on > tx.now.in_china().date() || input.on < OLDEST {
        refusals.add(ErrorCode::Invalid, "on", "日期要在今天以前（含今天）。");
    }
    refusals.check()?;
    Ok(text)
}

/// The row of a new matter, or of the next version of one's own.
async fn version(tx: &Tx, (official, account): (OfficialId, AccountId), input: &DeclareMatter) -> Outcome<archive_matter::Model> {
    let id: ArchiveMatterId = tx.mint();
    let (root_id, no) = match input.matter {
        None => (id, 1),
        Some(root) => {
            let last = store::versions(tx, official, root).await?.pop().filter(|last| last.kind_id == input.kind);
            let last = last.ok_or_else(|| Failure::field(ErrorCode::NotFound, "matterId", "您没有申报过这一件。"))?;
            (root, last.no.saturating_add(1))
        }
    };
    Ok(archive_matter::Model {
        county_id: tx.county.id,
        id,
        root_id,
        no,
        official_id: official,
        kind_id: input.kind,
        happened_on: input.on,
        part_id: None,
        declared_by: account,
        declared_at: tx.now,
    })
}
