//! 查阅: an archive is opened for a stated purpose, by one person, until a day.

use super::{asking, facts_about};
use crate::domain::archives::policy::{Action, Facts, decide};
use crate::domain::archives::store;
use crate::domain::ledger::{self, Entry};
use crate::kernel::error::Refusals;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::text::{Bounds, line, written};
use crate::kernel::{Ctx, Failure, Outcome};
use entity::id::OfficialId;
use entity::words::ArchivePurpose;
use entity::{archive_opening, official};
use serde_json::json;
use time::Duration;

const REASON: Bounds = Bounds { min: 5, max: 200 };
const DOCUMENT: Bounds = Bounds { min: 0, max: 60 };
/// So many days an archive may be read, the first one among them.
const DAYS: i64 = 30;

/// What is to be opened, and why.
#[derive(Clone, Debug)]
pub struct OpenArchive {
    /// Whose archive.
    pub official: OfficialId,
    /// For what.
    pub purpose: ArchivePurpose,
    /// Why, in words.
    pub reason: String,
    /// 文号, if there is one.
    pub document: Option<String>,
}

/// An opening with the official's name.
pub struct OpeningView {
    /// The opening.
    pub row: archive_opening::Model,
    /// Whose archive.
    pub official: official::Model,
    /// Whether it may still be read.
    pub is_open: bool,
}

/// Opens an archive.
///
/// # Errors
/// Hidden if there is no such official; refused unless by who keeps the files and is not near him, and without a reason.
pub async fn open(ctx: &Ctx, input: OpenArchive) -> Outcome<OpeningView> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.county_of(input.official).await?;
    // Whoever keeps no files is not told either whether there is such an official.
    let mut facts = Facts::default();
    decide(&ctx.actor, Action::Open, &facts).check()?;
    let tx = ctx.write(&county).await?;
    let official = store::official(&tx, input.official).await?;
    facts = facts_about(&tx, staff, official.id).await?;
    decide(&ctx.actor, Action::Open, &facts).check()?;
    let mut refusals = Refusals::default();
    let reason = refusals.take(written("reason", &input.reason, REASON)).unwrap_or_default();
    let document = refusals.take(line("document", input.document.as_deref().unwrap_or_default(), DOCUMENT)).unwrap_or_default();
    refusals.check()?;
    let row = archive_opening::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        official_id: official.id,
        account_id: staff.account_id,
        purpose: input.purpose,
        reason,
        document,
        opened_at: tx.now,
        closes_on: tx.now.in_china().date().saturating_add(Duration::days(DAYS - 1)),
    };
    tx.add(row.clone()).await?;
    let said = json!({ "official": official.id, "purpose": row.purpose, "until": row.closes_on.to_string() });
    ledger::append(&tx, &ctx.actor, Entry::public("archives.opened", row.id, said)).await?;
    tx.commit().await?;
    Ok(OpeningView { row, official, is_open: true })
}

/// The viewer's openings, the newest first.
///
/// # Errors
/// Refused unless by who keeps the files, and for a cursor that is not one of ours.
pub async fn openings(ctx: &Ctx, page: &PageQuery) -> Outcome<Page<OpeningView>> {
    let (staff, county) = asking(ctx).await?;
    decide(&ctx.actor, Action::List, &Facts::default()).check()?;
    let tx = ctx.read(&county).await?;
    let own: Vec<_> = std::iter::once(staff.account_id).chain(staff.former.iter().copied()).collect();
    let found = page.page(store::openings(&tx, &own, page).await?, |row| vec![row.id.to_string()]);
    let names = store::officials(&tx, found.nodes.iter().map(|row| row.official_id).collect()).await?;
    let today = tx.now.in_china().date();
    let view = |row: archive_opening::Model| {
        Some(OpeningView { official: names.get(&row.official_id)?.clone(), is_open: today <= row.closes_on, row })
    };
    let nodes = found.nodes.into_iter().filter_map(view).collect();
    Ok(Page { nodes, has_next: found.has_next, end_cursor: found.end_cursor })
}
