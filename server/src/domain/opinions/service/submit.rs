//! 提意见: a person with a phone proven for it, a name, and words that are no accusation.

use super::about::{Thing, resolve};
use super::{WORDS, begin_term, blank, kind_of};
use crate::domain::keys::{self, Holder};
use crate::domain::ledger::{self, Entry};
use crate::domain::opinions::model::About;
use crate::domain::opinions::policy::{Action, Facts, decide};
use crate::domain::opinions::refusal::OpinionRefusal as Refusal;
use crate::domain::opinions::{rules, store};
use crate::domain::settings::{self, Key};
use crate::domain::{notices, reporters};
use crate::kernel::error::Refusals;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, line, written};
use crate::kernel::{Ctx, Outcome, ReporterActor, Tx};
use entity::id::{ContactId, EnvelopeId};
use entity::opinion;
use entity::words::{EnvelopeKind, NoticeKind, OpinionSight, OpinionState, OpinionStep, OpinionSubject, PartKind, PhonePurpose};
use serde_json::json;

const NAME: Bounds = Bounds { min: 2, max: 30 };
const KEY: std::ops::RangeInclusive<usize> = 16..=64;

/// What somebody says.
#[derive(Clone, Debug)]
pub struct Submit {
    /// What it is about.
    pub about: About,
    /// Made once by the client and kept over retries.
    pub submission_key: String,
    /// The author's name.
    pub name: String,
    /// The words.
    pub text: String,
    /// The author wants everybody to read it.
    pub is_public: bool,
    /// The author says that it is no accusation.
    pub is_no_report: bool,
}

/// What is left of the fields once they are checked.
struct Checked {
    name: String,
    text: String,
}

/// Whether the actor may submit at all; asked before anything else.
///
/// # Errors
/// Refused without a phone proven for this.
pub fn may_submit(ctx: &Ctx) -> Outcome<()> {
    decide(&ctx.actor, Action::Submit, &Facts::default()).check()
}

/// Takes an opinion; sent again, the same one is answered.
///
/// # Errors
/// Refused without a phone proven for this, for faulty fields, for what is not there, for what sounds like an accusation
/// unless its author says that it is none, and beyond the phone's number of the day.
pub async fn submit(ctx: &Ctx, input: Submit) -> Outcome<opinion::Model> {
    may_submit(ctx)?;
    let author = reporters::current(ctx, PhonePurpose::Opinion)?;
    let checked = check(&input)?;
    let tx = ctx.write(&ctx.kernel.tenants.by_id(author.county_id).await?).await?;
    // Held until the commit: what a phone sends at the same time is counted one after the other.
    reporters::hold_phone(&tx, &author.phone_hash).await?;
    let hash = reporters::submission_hash(&tx.kernel.keys, &input.submission_key)?;
    if let Some(earlier) = store::by_submission(&tx, &hash).await? {
        let same = earlier.text == checked.text && earlier.phone_hash == author.phone_hash;
        return if same { Ok(earlier) } else { Err(Refusal::UsedKey.into()) };
    }
    let thing = resolve(&tx, &input.about).await?;
    if rules::accuses(&checked.text) && !input.is_no_report {
        return Err(Refusal::Accusation.into());
    }
    if store::count_of_phone(&tx, &author.phone_hash, tx.now.after(-reporters::A_DAY)).await? >= rules::OPINIONS_A_DAY {
        return Err(Refusal::OpinionsOfDay.into());
    }
    let row = row(&tx, author, (thing, checked), (hash, input.is_public)).await?;
    keep(ctx, &tx, &row).await?;
    tx.commit().await?;
    Ok(row)
}

fn check(input: &Submit) -> Outcome<Checked> {
    let key = &input.submission_key;
    if !KEY.contains(&key.len()) || !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        return Err(reporters::ReporterRefusal::SubmissionKey.into());
    }
    let mut refusals = Refusals::default();
    let name = refusals.take(line("authorName", &input.name, NAME));
    let text = refusals.take(written("text", &input.text, WORDS));
    refusals.check()?;
    Ok(Checked { name: name.unwrap_or_default(), text: text.unwrap_or_default() })
}

/// The row, its phone and name sealed, its term begun.
async fn row(
    tx: &Tx,
    author: &ReporterActor,
    (thing, checked): (Thing, Checked),
    (submission_hash, is_public): (Vec<u8>, bool),
) -> Outcome<opinion::Model> {
    let sealed = seal(tx, author, &checked.name).await?;
    let mut row = received(tx, (thing, checked), sealed, is_public);
    row.phone_hash.clone_from(&author.phone_hash);
    row.submission_hash = submission_hash;
    row.days = settings::of_county(tx, Key::OpinionDays).await?;
    begin_term(tx, &mut row).await?;
    row.first_due_on = row.due_on.unwrap_or(row.first_due_on);
    Ok(row)
}

/// Phone and name are sealed before the row is written, each under a key of its own.
async fn seal(tx: &Tx, author: &ReporterActor, name: &str) -> Outcome<(ContactId, EnvelopeId)> {
    let phone = reporters::proven_phone(tx, author).await?;
    let holders = (EnvelopeKind::Contact, &[Holder::Notice][..]);
    let [contact, envelope] = keys::seal_each(tx, [holders, (EnvelopeKind::Name, &[Holder::Custodian][..])]).await?;
    let name = SealedText::new(name.to_owned());
    keys::add_parts(tx, &[(&contact, PartKind::Phone, phone), (&envelope, PartKind::Name, name)]).await?;
    Ok((reporters::add_contact(tx, &contact, &author.phone_hash).await?, envelope.envelope_id))
}

/// An opinion as it comes, without its author's phone and without its term.
fn received(
    tx: &Tx,
    (thing, checked): (Thing, Checked),
    (contact_id, name_envelope_id): (ContactId, EnvelopeId),
    is_public: bool,
) -> opinion::Model {
    // What a household was paid is nobody else's to read.
    let is_wished = is_public && thing.subject != OpinionSubject::Subsidy;
    opinion::Model {
        county_id: tx.county.id,
        // It stands in a public address: whoever saw somebody at his phone must not know him by the minute.
        id: tx.mint_of_day(),
        unit_id: thing.unit_id,
        about_unit_id: thing.about_unit_id,
        subject: thing.subject,
        power_id: thing.power_id,
        part: thing.part,
        outcome_id: thing.outcome_id,
        official_id: thing.official_id,
        publication_id: thing.publication_id,
        subject_name: thing.name,
        record: thing.record,
        text: checked.text,
        author_mask: rules::masked(&checked.name),
        contact_id,
        name_envelope_id,
        phone_hash: Vec::new(),
        submission_hash: Vec::new(),
        state: OpinionState::Received,
        sight: if is_wished { OpinionSight::Waiting } else { OpinionSight::NotWished },
        sight_reason: None,
        is_to_publish: is_wished,
        is_sight_of_county: false,
        assigned_to: None,
        revision: 1,
        received_at: tx.now,
        days: 0,
        term_from: tx.now,
        due_on: None,
        first_due_on: tx.now.in_china().date(),
        first_answered_at: None,
        replied_at: None,
        wake_at: None,
        rating: None,
        closed_at: None,
    }
}

async fn keep(ctx: &Ctx, tx: &Tx, row: &opinion::Model) -> Outcome<()> {
    tx.add(row.clone()).await?;
    let event = entity::opinion_event::Model { due_on: row.due_on, ..blank(tx, row, OpinionStep::Received) };
    tx.add(event).await?;
    let facts = json!({ "unit": row.unit_id, "no": 1, "state": row.state, "sight": row.sight });
    ledger::append(tx, &ctx.actor, Entry::sealed(kind_of(OpinionStep::Received), row.id, facts)).await?;
    let told = store::answering(tx, &[row.unit_id]).await?;
    notices::about_opinion(tx, &told, NoticeKind::OpinionNew, row.id).await
}
