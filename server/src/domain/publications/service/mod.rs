//! One function a verb: load → decide → check → write → ledger → notices.

mod approver;
mod archived;
mod correct;
mod decide;
mod discard;
mod draft;
mod figures;
mod follow;
mod hide;
mod public;
mod read;
mod save;
mod send;
mod stale;
mod withheld;
mod withhold;

pub use archived::{ArchivedPublication, archived_of};
pub use correct::correct;
pub use decide::{publish, send_back};
pub use discard::discard;
pub use draft::{DraftPublication, draft};
pub use figures::{overdue_figures, turns_by_quarter};
pub use follow::turn_moved_job;
pub use hide::hide;
pub use public::{PublicRow, Published, of_unit, public_page, search};
pub use read::{DraftView, Line, OfCase, draft_view, drafts, of_case};
pub use save::{SavePublication, save};
pub use send::send;
pub use stale::finding_corrected_job;
pub use withheld::{WithheldView, withholdings};
pub use withhold::{WithholdResult, decide_withholding, publish_after_all, withhold};

use crate::domain::cases::{self, Concluded, Wish};
use crate::domain::keys::{self, Holder, OpenKey};
use crate::domain::notices;
use crate::domain::publications::model::{Clear, Draft, ready};
use crate::domain::publications::policy::{Action, Facts, decide as decided};
use crate::domain::publications::refusal::PublicationRefusal;
use crate::domain::publications::rules::Known;
use crate::domain::publications::store;
use crate::kernel::secret::SealedText;
use crate::kernel::{Actor, Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{AccountId, OrganId, PublicationId, SealedPartId};
use entity::words::{NoticeKind, PartKind, PublicationKind, PublicationState};
use entity::{publication, publication_version};
use serde_json::json;
use std::collections::BTreeSet;

/// A verb on one publication: who acts, the publication, held, with its versions and its case, and what was decided on.
struct Begun<'a> {
    staff: &'a StaffActor,
    tx: Tx,
    row: publication::Model,
    versions: Vec<publication_version::Model>,
    version: publication_version::Model,
    case: Concluded,
    facts: Facts,
}

/// Opens a verb on a publication, if the actor may do this and it is still as he saw it.
async fn begin(ctx: &Ctx, (id, expected): (PublicationId, i64), action: Action) -> Outcome<Begun<'_>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    // What is hidden from him ends here, like what is not there.
    let sight = cases::sight(&tx, &ctx.actor, staff).await?;
    let seen = store::seen(&tx, &sight, id).await?;
    // The case before its publication, as drafting takes them.
    cases::hold_case(&tx, seen.case_id).await?;
    let row = store::held(&tx, id).await?;
    let versions = store::versions(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    let version = versions.last().cloned().ok_or_else(|| Failure::fault("a publication without a version"))?;
    let case = cases::concluded(&tx, &ctx.actor, row.case_id).await?;
    let facts = facts_of(&ctx.actor, &case, (&row, &version));
    decided(&ctx.actor, action, Some(&facts)).check()?;
    if row.version != expected {
        return Err(PublicationRefusal::Changed.into());
    }
    Ok(Begun { staff, tx, row, versions, version, case, facts })
}

/// What the decision about a publication depends on, for the actor for whom its case was read.
fn facts_of(actor: &Actor, case: &Concluded, (row, version): (&publication::Model, &publication_version::Model)) -> Facts {
    let authors = version.sent_by.into_iter().chain([version.drafted_by]).chain(writers(version)).collect();
    // Who gave it back still reads what he gave back, until it is written anew.
    let is_sent = version.state != PublicationState::Draft || version.no > 1;
    let first = first_facts(actor, case, (row.kind, row.organ_id));
    let approver = row.approver_id.or(first.approver);
    // Who stands over all of the county's organs takes down what must not stand in public any longer.
    let overseer = case.commission().filter(|_| row.published_at.is_some());
    Facts { approver, overseer, authors, is_sent, ..first }
}

/// Everybody who wrote something of this version: a word that somebody else saved again is still his.
fn writers(version: &publication_version::Model) -> Vec<AccountId> {
    serde_json::from_value(version.written_by.clone()).unwrap_or_default()
}

/// The same before there is a publication.
fn first_facts(actor: &Actor, case: &Concluded, (kind, organ): (PublicationKind, OrganId)) -> Facts {
    Facts {
        organ,
        approver: approver::usual(case, (kind, organ)),
        owner: Some(organ).filter(|_| kind != PublicationKind::Exposure),
        overseer: None,
        // Another organ's handler has no say in what this one writes.
        handler: case.handler().filter(|_| case.organ() == organ),
        is_kept: case.is_kept(),
        sees_case: case.is_seen_by(actor),
        authors: Vec::new(),
        is_sent: false,
    }
}

/// The key of the drafts, held by the organ that publishes; or by the one that approves.
async fn key_of(tx: &Tx, row: &publication::Model, organ: OrganId) -> Outcome<OpenKey> {
    keys::open(tx, row.envelope_id, Holder::Organ(organ)).await
}

/// Opens words and marks of a version.
async fn opened(tx: &Tx, key: &OpenKey, part: SealedPartId) -> Outcome<Draft> {
    let text = words_of(tx, key, part).await?.ok_or_else(|| Failure::fault("a draft without its words"))?;
    serde_json::from_str(text.reveal()).map_err(Failure::fault)
}

async fn words_of(tx: &Tx, key: &OpenKey, part: SealedPartId) -> Outcome<Option<SealedText>> {
    Ok(keys::parts(tx, key).await?.into_iter().find(|one| one.id == part).map(|one| one.text))
}

/// Seals words and marks.
async fn sealed(tx: &Tx, key: &OpenKey, draft: &Draft) -> Outcome<SealedPartId> {
    let text = serde_json::to_string(draft).map_err(Failure::fault)?;
    keys::add_part(tx, key, PartKind::Draft, &SealedText::new(text)).await
}

/// What the directory knows of names, for the text of this publication. Whose wish a clarification meets may be named.
async fn known(tx: &Tx, case: &Concluded, row: &publication::Model) -> Outcome<Known> {
    let wish = wish_of(tx, case, row).await?;
    let mut subjects = case.officials();
    subjects.retain(|official| wish.as_ref().is_none_or(|wish| wish.official != *official));
    store::known(tx, &subjects, &store::chain_of(tx, row.unit_id).await?).await
}

/// What everybody would read of a draft, if it may stand in public as it is.
async fn clear_words(tx: &Tx, (case, row): (&Concluded, &publication::Model), draft: &Draft) -> Outcome<Clear> {
    let known = known(tx, case, row).await?;
    let clear = ready(draft, row.kind, (case, &known), tx.now.in_china().date())?;
    let there = store::titles(tx, row.unit_id, (&clear.title, Some(row.id))).await?;
    if there.contains(&clear.title) { Err(PublicationRefusal::SameTitle.into()) } else { Ok(clear) }
}

/// Tells people in their in-boxes; none of the words is in it.
async fn tell(tx: &Tx, whom: &BTreeSet<AccountId>, kind: NoticeKind, row: &publication::Model) -> Outcome<()> {
    notices::about_case_below(tx, whom, (kind, row.case_id), json!({ "publication": row.id })).await
}

/// Of these accounts those of the organ that may know of the case today.
async fn still_free(tx: &Tx, case: &Concluded, organ: OrganId, whom: &[AccountId]) -> Outcome<BTreeSet<AccountId>> {
    let free = cases::free_of(tx, case, organ, false).await?;
    Ok(whom.iter().copied().filter(|account| free.contains(account)).collect())
}

/// Whether a version may go on: of a first one its case has that result, and nothing is open; the decision that an exposure tells
/// of and the wish that a clarification meets stand at each version. A result that is published is corrected at any time.
async fn must_stand(begun: &Begun<'_>) -> Outcome<()> {
    let Begun { tx, row, version, case, .. } = begun;
    let is_first = version.no == 1;
    if is_first && !has_result(case, row.instance_no) {
        return Err(PublicationRefusal::NotConcluded.into());
    }
    match row.kind {
        PublicationKind::Result => Ok(()),
        PublicationKind::Exposure => must_have_decision(case),
        PublicationKind::Clarification => {
            let wish = wish_of(tx, case, row).await?;
            let stands = wish.is_some_and(|wish| if is_first { wish.is_open } else { wish.holds });
            if stands { Ok(()) } else { Err(PublicationRefusal::NoWish.into()) }
        }
    }
}

/// The wish that a clarification meets.
async fn wish_of(tx: &Tx, case: &Concluded, row: &publication::Model) -> Outcome<Option<Wish>> {
    match row.clarification_id {
        Some(id) => cases::wish(tx, case, id).await,
        None => Ok(None),
    }
}

/// Nobody is exposed by name unless a decision stands.
fn must_have_decision(case: &Concluded) -> Outcome<()> {
    if case.has_decision() { Ok(()) } else { Err(PublicationRefusal::NoDecision.into()) }
}

/// Whether a case has the result of this instance, and nothing is open.
fn has_result(case: &Concluded, instance_no: i32) -> bool {
    case.is_concluded() && case.instance_no() == instance_no
}

fn must_be(version: &publication_version::Model, states: &[PublicationState]) -> Outcome<()> {
    if states.contains(&version.state) { Ok(()) } else { Err(PublicationRefusal::NotNow(version.state).into()) }
}
