//! 起草: a copy of what the reporter was told, with marks on what should be hidden.

use super::withheld::{stands, withheld};
use super::{first_facts, must_have_decision, sealed};
use crate::domain::cases::{self, Concluded, Wish};
use crate::domain::directory;
use crate::domain::keys::{self, Holder};
use crate::domain::ledger::{self, Entry};
use crate::domain::powers;
use crate::domain::publications::model::{Draft, Terms};
use crate::domain::publications::policy::{Action, decide};
use crate::domain::publications::proposed::{About, first_text, first_title, told_apart};
use crate::domain::publications::refusal::PublicationRefusal;
use crate::domain::publications::rules::suggested;
use crate::domain::publications::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{CaseId, EnvelopeId, OfficialId, PublicationId, SealedPartId, UnitId};
use entity::words::{EnvelopeKind, PublicationKind, PublicationState};
use entity::{publication, publication_version};
use serde_json::json;
use std::collections::BTreeSet;

/// Letters and digits of an address, small ones: Crockford's 32.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What is to be drafted.
#[derive(Clone, Copy, Debug)]
pub struct DraftPublication {
    /// The case.
    pub case_id: CaseId,
    /// Which kind.
    pub kind: PublicationKind,
    /// On whose page; the first unit of the case's subjects if not given.
    pub unit_id: Option<UnitId>,
    /// Of a clarification: whose wish it meets; the first one that is open if not given.
    pub official_id: Option<OfficialId>,
}

/// A publication that is begun: its kind, the wish that it meets, and on whose page it will stand.
struct Beginning {
    kind: PublicationKind,
    wish: Option<Wish>,
    unit: UnitId,
}

/// Drafts a publication.
///
/// # Errors
/// Hidden if the actor may not see the case; refused unless by its handler or a head of its organ, before it has a result,
/// for a unit that it is not about, if there is one of this kind already, for a result that is withheld, an exposure
/// without a decision, and a clarification that nobody wishes.
pub async fn draft(ctx: &Ctx, input: DraftPublication) -> Outcome<PublicationId> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(input.case_id).await?).await?;
    cases::hold_case(&tx, input.case_id).await?;
    let case = cases::concluded_seen(&tx, &ctx.actor, input.case_id).await?;
    let facts = first_facts(&ctx.actor, &case, (input.kind, case.organ()));
    decide(&ctx.actor, Action::Draft, Some(&facts)).check()?;
    if !case.is_concluded() {
        return Err(PublicationRefusal::NotConcluded.into());
    }
    let unit = unit_of(&case, input.unit_id)?;
    let beginning = Beginning { kind: input.kind, wish: may_begin(&tx, &case, &input).await?, unit };
    let organs: BTreeSet<_> = facts.approver.into_iter().chain([case.organ()]).collect();
    let holders: Vec<_> = organs.into_iter().map(Holder::Organ).collect();
    let key = keys::seal_new(&tx, EnvelopeKind::Publication, &holders).await?;
    let part = sealed(&tx, &key, &words(&tx, &case, &beginning).await?).await?;
    let row = new_row(&tx, &case, &beginning, key.envelope_id);
    let id = row.id;
    tx.add(row).await?;
    tx.add(new_version(&tx, id, (1, part), staff.account_id)).await?;
    let facts = json!({ "publication": id, "kind": input.kind });
    ledger::append(&tx, &ctx.actor, Entry::sealed("publications.draft", case.id(), facts)).await?;
    tx.commit().await?;
    Ok(id)
}

fn unit_of(case: &Concluded, wanted: Option<UnitId>) -> Outcome<UnitId> {
    let units = case.units();
    let unit = match wanted {
        Some(wanted) => units.into_iter().find(|unit| *unit == wanted),
        None => units.into_iter().next(),
    };
    unit.ok_or_else(|| Failure::field(ErrorCode::NotFound, "unitId", "这件没有反映这个单位，请从列表里选。"))
}

/// Whether there may be another one; for a clarification the wish that it meets.
async fn may_begin(tx: &Tx, case: &Concluded, input: &DraftPublication) -> Outcome<Option<Wish>> {
    let there = store::of_case(tx, case.id()).await?;
    if input.kind == PublicationKind::Clarification {
        let wishes = cases::wishes(tx, case).await?.into_iter();
        let mut wanted = wishes.filter(|wish| input.official_id.is_none_or(|official| wish.official == official)).peekable();
        wanted.peek().ok_or(PublicationRefusal::NoWish)?;
        let is_free = |wish: &Wish| there.iter().all(|row| row.clarification_id != Some(wish.id));
        return Ok(Some(wanted.find(is_free).ok_or(PublicationRefusal::Drafted)?));
    }
    if input.kind == PublicationKind::Exposure {
        must_have_decision(case)?;
    }
    if there.iter().any(|row| row.kind == input.kind && row.instance_no == case.instance_no()) {
        return Err(PublicationRefusal::Drafted.into());
    }
    let is_withheld = input.kind == PublicationKind::Result && withheld(tx, case).await?.is_some_and(|row| stands(&row));
    if is_withheld { Err(PublicationRefusal::Withheld.into()) } else { Ok(None) }
}

/// What is proposed, with what the program would hide of it.
async fn words(tx: &Tx, case: &Concluded, Beginning { kind, wish, unit }: &Beginning) -> Outcome<Draft> {
    let powers = case.powers(*unit);
    let power = match powers.first() {
        Some(id) => powers::name_of(tx, *id).await?,
        None => None,
    };
    let about = About {
        unit: directory::unit_by_id(tx, *unit).await?.unit.short_name,
        power,
        has_more_powers: powers.iter().collect::<BTreeSet<_>>().len() > 1,
        has_officials: case.is_about_officials(*unit),
    };
    let title = first_title(*kind, &about);
    let there = store::titles(tx, *unit, (&title, None)).await?;
    let title = told_apart(title, &there);
    let prepared = match wish {
        Some(wish) => wish.prepared(tx, case).await?,
        None => None,
    };
    let text = match prepared {
        Some(text) => text.reveal().to_owned(),
        None => first_text(&cases::told(tx, case).await?, case.is_from_above()),
    };
    let known = store::known(tx, &case.officials(), &store::chain_of(tx, *unit).await?).await?;
    let marks = suggested(&[&title, &text], &known);
    Ok(Draft { title, text, marks, terms: Terms::default() })
}

fn new_row(tx: &Tx, case: &Concluded, beginning: &Beginning, envelope_id: EnvelopeId) -> publication::Model {
    let letter = |byte: u8| LETTERS.get(usize::from(byte & 31)).map_or('0', |letter| char::from(*letter));
    publication::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        code: tx.random::<10>().map(letter).iter().collect(),
        case_id: case.id(),
        instance_no: case.instance_no(),
        kind: beginning.kind,
        unit_id: beginning.unit,
        organ_id: case.organ(),
        origin_id: None,
        approver_id: None,
        envelope_id,
        version: 1,
        clarification_id: beginning.wish.as_ref().map(|wish| wish.id),
        wished_on: beginning.wish.as_ref().map(|wish| wish.on),
        decided_on: None,
        document_number: None,
        ends_on: None,
        published_at: None,
        hidden_reason: None,
        hidden_at: None,
        hidden_by: None,
        created_at: tx.now,
    }
}

/// A version that nobody has sent yet.
pub(super) fn new_version(
    tx: &Tx,
    publication_id: PublicationId,
    (no, part_id): (i32, SealedPartId),
    drafted_by: entity::id::AccountId,
) -> publication_version::Model {
    publication_version::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        publication_id,
        no,
        state: PublicationState::Draft,
        part_id,
        drafted_by,
        written_by: json!([drafted_by]),
        drafted_at: tx.now,
        sent_by: None,
        sent_at: None,
        decided_by: None,
        decided_at: None,
        returned_part_id: None,
        reason: None,
        title: None,
        text: None,
        published_at: None,
        replaced_at: None,
    }
}
