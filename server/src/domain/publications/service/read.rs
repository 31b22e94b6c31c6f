//! What the staff reads of drafts: those of a case, those that wait, one with its words.

use super::public::{PublicRow, publisher};
use super::withheld::{self, WithheldView, stands};
use super::{clear_words, facts_of, first_facts, key_of, opened, words_of};
use crate::domain::cases::{self, Concluded};
use crate::domain::directory;
use crate::domain::publications::model::{Draft, Terms};
use crate::domain::publications::policy::{Action, Decision, Facts, decide};
use crate::domain::publications::store;
use crate::kernel::text::sought;
use crate::kernel::{Actor, Ctx, Failure, Outcome, Tx};
use entity::id::{CaseId, OfficialId, OrganId, PublicationId, UnitId};
use entity::words::{PublicationKind, PublicationState, StaffRole};
use entity::{publication, publication_version, unit};
use std::collections::BTreeMap;

/// A publication in a list of the staff; none of its words.
pub struct Line {
    /// The publication.
    pub row: publication::Model,
    /// Its newest version.
    pub version: publication_version::Model,
    /// On whose page it stands, or will.
    pub unit: unit::Model,
    /// Who publishes.
    pub organ: String,
    /// The case's number; none for who only approves.
    pub case_number: Option<String>,
    /// What the viewer may do now.
    pub can: Vec<Action>,
}

/// What there is of a case, and what may be drafted of it.
pub struct OfCase {
    /// Publications, the oldest first.
    pub lines: Vec<Line>,
    /// Kinds that the viewer may draft now.
    pub can_draft: Vec<PublicationKind>,
    /// Units on whose page it may stand.
    pub units: Vec<unit::Model>,
    /// Officials whose wish for a clarification can be drafted now, by name.
    pub wishes: Vec<(OfficialId, String)>,
    /// The decision not to publish the result, if there is or was one.
    pub withheld: Option<WithheldView>,
    /// Whether the viewer may propose that now.
    pub can_withhold: bool,
}

/// One publication with the words of its newest version.
pub struct DraftView {
    /// How far it is.
    pub line: Line,
    /// Words and marks; none for who only approves.
    pub draft: Option<Draft>,
    /// As everybody will see it.
    pub preview: PublicRow,
    /// What still has to be done before it can be sent; none once it is published.
    pub problem: Option<String>,
    /// Why it was returned last.
    pub returned: Option<String>,
}

/// Acts that `viewerCan` lists.
const ACTS: [Action; 7] = [Action::Save, Action::Send, Action::Publish, Action::Return, Action::Correct, Action::Hide, Action::Discard];

/// What there is of a case.
///
/// # Errors
/// Hidden unless the viewer may see the case.
pub async fn of_case(ctx: &Ctx, id: CaseId) -> Outcome<OfCase> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let case = cases::concluded_seen(&tx, &ctx.actor, id).await?;
    let rows = store::of_case(&tx, id).await?;
    let withheld = withheld::of_case(&tx, &ctx.actor, &case).await?;
    let is_there = |kind: PublicationKind| rows.iter().any(|row| row.kind == kind && row.instance_no == case.instance_no());
    let may = |action: Action, kind: PublicationKind| {
        let facts = first_facts(&ctx.actor, &case, (kind, case.organ()));
        case.is_concluded() && decide(&ctx.actor, action, Some(&facts)) == Decision::Allow
    };
    let wishes = if may(Action::Draft, PublicationKind::Clarification) { wishes(&tx, &case, &rows).await? } else { Vec::new() };
    let is_free = !is_there(PublicationKind::Result) && withheld.as_ref().is_none_or(|view| !stands(&view.row));
    let is_possible = |kind: &PublicationKind| match kind {
        PublicationKind::Result => is_free,
        PublicationKind::Exposure => !is_there(*kind) && case.has_decision(),
        PublicationKind::Clarification => !wishes.is_empty(),
    };
    let kinds = [PublicationKind::Result, PublicationKind::Exposure, PublicationKind::Clarification].into_iter();
    let can_draft = kinds.filter(|kind| is_possible(kind) && may(Action::Draft, *kind)).collect();
    let can_withhold = is_free && may(Action::Withhold, PublicationKind::Result);
    let units = directory::units_by_id(&tx, &case.units()).await?;
    Ok(OfCase { lines: lines(&tx, &ctx.actor, rows).await?, can_draft, units, wishes, withheld, can_withhold })
}

/// Officials whose wish nothing was drafted for yet.
async fn wishes(tx: &Tx, case: &Concluded, there: &[publication::Model]) -> Outcome<Vec<(OfficialId, String)>> {
    let open = cases::wishes(tx, case).await?.into_iter().filter(|wish| there.iter().all(|row| row.clarification_id != Some(wish.id)));
    store::officials(tx, &open.map(|wish| wish.official).collect::<Vec<_>>()).await
}

/// Unfinished ones that the viewer may read: of his organs, and those that wait for its heads. With a code the public one that
/// everybody reads there, if he has a say in it.
///
/// # Errors
/// Refused without a role that has to do with publishing.
pub async fn drafts(ctx: &Ctx, code: Option<&str>) -> Outcome<Vec<Line>> {
    decide(&ctx.actor, Action::ReadList, None).check()?;
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let rows = match code {
        Some(code) => public_row(&tx, code).await?,
        None => store::unfinished(&tx, &cases::sight(&tx, &ctx.actor, staff).await?).await?,
    };
    lines(&tx, &ctx.actor, rows).await
}

/// What everybody reads at a public address; nothing where there is none.
async fn public_row(tx: &Tx, code: &str) -> Outcome<Vec<publication::Model>> {
    match store::by_code(tx, sought(code.trim())?).await {
        Err(Failure::Refused(_)) => Ok(Vec::new()),
        found => found.map(|row| vec![row]),
    }
}

/// Those that the viewer may read, in a constant number of statements. What is left out does not exist for him.
async fn lines(tx: &Tx, actor: &Actor, rows: Vec<publication::Model>) -> Outcome<Vec<Line>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut versions = store::versions(tx, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let cases = cases::concluded_among(tx, actor, &rows.iter().map(|row| row.case_id).collect::<Vec<_>>()).await?;
    let units = directory::units_by_id(tx, &rows.iter().map(|row| row.unit_id).collect::<Vec<_>>()).await?;
    let units: BTreeMap<UnitId, unit::Model> = units.into_iter().map(|row| (row.id, row)).collect();
    let line = |row: publication::Model| {
        let case = cases.iter().find(|case| case.id() == row.case_id)?;
        let version = versions.remove(&row.id)?.pop()?;
        let unit = units.get(&row.unit_id)?.clone();
        line(actor, case, (row, version, unit)).map(|(line, _)| line)
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// A publication for this viewer; none if he may not read it.
fn line(
    actor: &Actor,
    case: &Concluded,
    (row, version, unit): (publication::Model, publication_version::Model, unit::Model),
) -> Option<(Line, Facts)> {
    let facts = facts_of(actor, case, (&row, &version));
    if decide(actor, Action::Read, Some(&facts)) != Decision::Allow {
        return None;
    }
    let may = |action: &Action| decide(actor, *action, Some(&facts)) == Decision::Allow && is_possible(*action, &row, &version);
    let can = ACTS.into_iter().filter(may).collect();
    let case_number = case.is_seen_by(actor).then(|| case.number().to_owned());
    let organ = case.organ_name(publisher(&row));
    Some((Line { row, version, unit, organ, case_number, can }, facts))
}

/// Whether its state allows the act.
fn is_possible(action: Action, row: &publication::Model, version: &publication_version::Model) -> bool {
    use PublicationState as S;
    match action {
        Action::Save | Action::Send => matches!(version.state, S::Draft | S::Returned) && row.hidden_at.is_none(),
        Action::Publish | Action::Return => version.state == S::Waiting && row.hidden_at.is_none(),
        Action::Correct => version.state == S::Published && row.hidden_at.is_none(),
        Action::Hide => row.published_at.is_some() && row.hidden_at.is_none(),
        Action::Discard => matches!(version.state, S::Draft | S::Waiting | S::Returned),
        Action::Withhold | Action::DecideWithholding | Action::PublishAfterAll => false,
        Action::Read | Action::ReadWords | Action::Draft | Action::ReadList => true,
    }
}

/// One publication with the words of its newest version.
///
/// # Errors
/// Hidden from whoever may neither write nor approve it.
pub async fn draft_view(ctx: &Ctx, id: PublicationId) -> Outcome<DraftView> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let row = store::seen(&tx, &cases::sight(&tx, &ctx.actor, staff).await?, id).await?;
    let versions = store::versions(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    let version = versions.last().cloned().ok_or_else(|| Failure::fault("a publication without a version"))?;
    let case = cases::concluded(&tx, &ctx.actor, row.case_id).await?;
    let unit = directory::unit_by_id(&tx, row.unit_id).await?.unit;
    let (line, facts) = line(&ctx.actor, &case, (row, version, unit)).ok_or_else(Failure::hidden)?;
    let is_of = |organ: OrganId| staff.is_in(StaffRole::Handler, organ) || staff.is_in(StaffRole::Head, organ);
    let organ = if is_of(line.row.organ_id) { line.row.organ_id } else { facts.approver.unwrap_or(line.row.organ_id) };
    let key = key_of(&tx, &line.row, organ).await?;
    let draft = opened(&tx, &key, line.version.part_id).await?;
    let returned = match line.version.returned_part_id.filter(|_| line.version.state == PublicationState::Returned) {
        Some(part) => words_of(&tx, &key, part).await?.map(|text| text.reveal().to_owned()),
        None => None,
    };
    let problem = problem(&tx, &line, (&draft, &case)).await?;
    let preview = preview(&tx, &line, (&draft, versions));
    let may_read = decide(&ctx.actor, Action::ReadWords, Some(&facts)) == Decision::Allow;
    Ok(DraftView { draft: may_read.then_some(draft), preview, problem, returned, line })
}

/// What keeps it from being sent or published.
async fn problem(tx: &Tx, line: &Line, (draft, case): (&Draft, &Concluded)) -> Outcome<Option<String>> {
    if line.version.state == PublicationState::Published {
        return Ok(None);
    }
    let told = |failure: Failure| match failure {
        Failure::Refused(all) => Ok(all.into_iter().next().map(|one| one.message)),
        other => Err(other),
    };
    clear_words(tx, (case, &line.row), draft).await.map_or_else(told, |_| Ok(None))
}

/// The publication as it will be: the newest version as if it were published now.
fn preview(tx: &Tx, line: &Line, (draft, mut versions): (&Draft, Vec<publication_version::Model>)) -> PublicRow {
    versions.retain(|one| matches!(one.state, PublicationState::Published | PublicationState::Corrected));
    if line.version.state != PublicationState::Published {
        for old in versions.iter_mut().filter(|old| old.state == PublicationState::Published) {
            old.state = PublicationState::Corrected;
            old.replaced_at = Some(tx.now);
        }
        let clear = draft.clear();
        let (title, text, published_at) = (Some(clear.title), Some(clear.text), Some(tx.now));
        versions.push(publication_version::Model { state: PublicationState::Published, title, text, published_at, ..line.version.clone() });
    }
    let Terms { decided_on, document_number, ends_on } =
        if line.version.state == PublicationState::Published { Terms::of(&line.row) } else { draft.terms.clone() };
    let published_at = line.row.published_at.or(Some(tx.now));
    let row = publication::Model { published_at, decided_on, document_number, ends_on, ..line.row.clone() };
    PublicRow { row, versions, unit: line.unit.clone(), organ: line.organ.clone() }
}
