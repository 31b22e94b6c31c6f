//! Reads an archive that was opened, and puts it on paper.

use super::assemble::{Assembled, Reader, assemble};
use super::opening::OpeningView;
use super::{day_wanted, facts_by, transfers};
use crate::domain::archives::model::{Archive, Chapter};
use crate::domain::archives::paper::{self, Head};
use crate::domain::archives::policy::{Action, decide};
use crate::domain::archives::{rules, store, words};
use crate::domain::ledger::{self, Entry};
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use entity::archive_opening;
use entity::id::ArchiveOpeningId;
use serde_json::json;
use time::Date;

/// A summary as a file.
pub struct Paper {
    /// What it is called.
    pub name: String,
    /// PDF.
    pub bytes: Vec<u8>,
}

/// An archive that the viewer opened, as it was known on a day; the first look of a day leaves an entry.
///
/// # Errors
/// Hidden if it is not his opening; refused once it is over, if he is near the official by now, and for a day to come.
pub async fn read(ctx: &Ctx, id: ArchiveOpeningId, known_on: Option<Date>) -> Outcome<(OpeningView, Archive, Vec<Chapter>)> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let (tx, opening) = begin(ctx, id, Action::Read).await?;
    let archive = opened(ctx, &tx, &opening, day_wanted(&tx, known_on)?).await?;
    let entry = Entry::public("archives.read", opening.id, json!({ "official": opening.official_id }));
    if ledger::append_once_a_day(&tx, staff, entry).await? {
        tx.commit().await?;
    }
    let chapters = paper::chapters(&archive);
    Ok((OpeningView { official: archive.official.clone(), is_open: true, row: opening }, archive, chapters))
}

/// The one-page summary of an archive that the viewer opened, for the meeting; each one leaves an entry.
///
/// # Errors
/// As [`read`].
pub async fn paper(ctx: &Ctx, id: ArchiveOpeningId, known_on: Option<Date>) -> Outcome<Paper> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let (tx, opening) = begin(ctx, id, Action::Read).await?;
    let archive = opened(ctx, &tx, &opening, day_wanted(&tx, known_on)?).await?;
    let head = Head {
        county: tx.county.name.clone(),
        official: archive.official.name.clone(),
        posts: posts_of(&archive),
        purpose: words::purpose(opening.purpose),
        document: opening.document.clone(),
        opened_by: staff.name.clone(),
        printed_on: tx.now.in_china().date(),
        known_on: archive.known_on,
        is_demo: archive.official.is_demo,
    };
    let said = json!({ "official": opening.official_id, "knownOn": archive.known_on.to_string() });
    ledger::append(&tx, &ctx.actor, Entry::public("archives.exported", opening.id, said)).await?;
    tx.commit().await?;
    let bytes = paper::pdf(&head, &paper::chapters(&archive)).map_err(Failure::fault)?;
    Ok(Paper { name: format!("廉洁档案摘要-{}-{}.pdf", head.official, head.known_on), bytes })
}

/// What he is on that day.
fn posts_of(archive: &Archive) -> Vec<String> {
    use crate::domain::archives::kind::EntryKind;
    let holds = |on: Date, until: Option<Date>| on <= archive.known_on && until.is_none_or(|last| archive.known_on <= last);
    let posts = archive.entries.iter().filter(|entry| entry.kind == EntryKind::Post && holds(entry.on, entry.until));
    posts.map(|entry| entry.title.clone()).collect()
}

/// An opening by which the actor may do this.
pub(super) async fn begin(ctx: &Ctx, id: ArchiveOpeningId, action: Action) -> Outcome<(Tx, archive_opening::Model)> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let opening = store::opening(&tx, id).await?;
    decide(&ctx.actor, action, &facts_by(&tx, staff, &opening).await?).check()?;
    Ok((tx, opening))
}

/// What stands behind an opening.
pub(super) async fn opened(ctx: &Ctx, tx: &Tx, opening: &archive_opening::Model, known_on: Date) -> Outcome<Archive> {
    let official = store::official(tx, opening.official_id).await?;
    let Assembled { entries, remarks } = assemble(tx, &official, (Reader::Keeper(&ctx.actor), known_on)).await?;
    let until = rules::end_of(known_on);
    let foreign = transfers::foreign(ctx, tx, official.id).await?.into_iter().filter(|one| one.taken_at <= until).collect();
    Ok(Archive { official, known_on, entries, remarks, foreign })
}
