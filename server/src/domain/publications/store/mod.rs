//! The SQL of publications and their versions.

mod archived;
mod withholdings;

pub use archived::archived;
pub use withholdings::{change_withholding, held_withholding, waiting, withholding_of, withholding_seen};

use super::refusal::PublicationRefusal;
use super::rules::Known;
use crate::domain::cases::Sight;
use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx, alike};
use entity::id::{CaseId, OfficialId, PublicationId, PublicationVersionId, UnitId};
use entity::moment::Moment;
use entity::words::{PublicationKind, PublicationState, UnitCategory};
use entity::{official, publication, publication_version, unit};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect, Select, UpdateMany};
use std::collections::{BTreeMap, BTreeSet};

/// Unfinished ones in a list; nobody has as many.
const MOST: u64 = 200;

/// A publication, held until the transaction ends.
pub async fn held(tx: &Tx, id: PublicationId) -> Outcome<publication::Model> {
    tx.rows().one::<publication::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// A publication that somebody may know of, in one statement: what is hidden from him is not found.
pub async fn seen(tx: &Tx, sight: &Sight, id: PublicationId) -> Outcome<publication::Model> {
    tx.rows().one::<publication::Entity, _>(id).filter(known_by(tx, sight)).one(tx).await?.ok_or_else(Failure::hidden)
}

/// The policy's rule for reading, as a statement needs it: publications of one's organ whose case one sees; as head of the organ
/// that approves for another what was sent to it; as head of the county commission exposures that were sent, and whatever stands
/// in public; but none of a case that one must keep away from.
fn known_by(tx: &Tx, sight: &Sight) -> Condition {
    let seen = publication::Column::CaseId.in_subquery(sight.cases.clone());
    let own = Condition::all().add(publication::Column::OrganId.is_in(sight.organs.iter().copied())).add(seen.clone());
    let away = || publication::Column::CaseId.not_in_subquery(sight.kept.clone());
    let was_sent = publication_version::Column::State.ne(PublicationState::Draft);
    let sent = Condition::any().add(publication_version::Column::No.gt(1)).add(was_sent);
    let known = Condition::any().add(seen).add(publication::Column::Id.in_subquery(with_version(tx, sent)));
    let approves = Condition::all().add(publication::Column::ApproverId.is_in(sight.headed.iter().copied())).add(away()).add(known.clone());
    let readable = Condition::any().add(own).add(approves);
    if !sight.heads_commission {
        return readable;
    }
    let exposures = Condition::all().add(publication::Column::Kind.eq(PublicationKind::Exposure)).add(away()).add(known);
    let public = Condition::all().add(publication::Column::PublishedAt.is_not_null()).add(away());
    readable.add(exposures).add(public)
}

/// Those of a case, the oldest first.
pub async fn of_case(tx: &Tx, case: CaseId) -> Outcome<Vec<publication::Model>> {
    let rows = tx.rows().find::<publication::Entity>().filter(publication::Column::CaseId.eq(case));
    Ok(rows.order_by_asc(publication::Column::CreatedAt).order_by_asc(publication::Column::Id).all(tx).await?)
}

/// Unfinished ones that somebody may know of; for a head of the county commission also exposures that stand in public now,
/// for they may have to be hidden. The newest first.
pub async fn unfinished(tx: &Tx, sight: &Sight) -> Outcome<Vec<publication::Model>> {
    let open = [PublicationState::Draft, PublicationState::Waiting, PublicationState::Returned];
    let with_open = with_version(tx, publication_version::Column::State.is_in(open));
    let mut wanted = Condition::any().add(publication::Column::Id.in_subquery(with_open));
    if sight.heads_commission {
        let shown = Condition::all()
            .add(publication::Column::Kind.eq(PublicationKind::Exposure))
            .add(publication::Column::PublishedAt.is_not_null())
            .add(publication::Column::HiddenAt.is_null())
            .add(publication::Column::EndsOn.gte(tx.now.in_china().date()));
        wanted = wanted.add(shown);
    }
    let rows = tx.rows().find::<publication::Entity>().filter(known_by(tx, sight)).filter(wanted);
    let rows = rows.order_by_desc(publication::Column::CreatedAt).order_by_desc(publication::Column::Id);
    Ok(rows.limit(MOST).all(tx).await?)
}

/// Publications with a version like this.
fn with_version(tx: &Tx, such: impl Into<Condition>) -> SelectStatement {
    Query::select()
        .column(publication_version::Column::PublicationId)
        .from(publication_version::Entity)
        .and_where(publication_version::Column::CountyId.eq(tx.county.id))
        .cond_where(such.into())
        .to_owned()
}

/// Versions of these publications, the first one first.
pub async fn versions(tx: &Tx, ids: &[PublicationId]) -> Outcome<BTreeMap<PublicationId, Vec<publication_version::Model>>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let rows = tx.rows().find::<publication_version::Entity>();
    let rows = rows.filter(publication_version::Column::PublicationId.is_in(ids.iter().copied()));
    for row in rows.order_by_asc(publication_version::Column::No).all(tx).await? {
        all.entry(row.publication_id).or_default().push(row);
    }
    Ok(all)
}

/// Changes a publication at the version that was read, and raises it.
///
/// # Errors
/// Refused as a conflict if it changed since.
pub async fn change(
    tx: &Tx,
    row: &publication::Model,
    with: impl FnOnce(UpdateMany<publication::Entity>) -> UpdateMany<publication::Entity>,
) -> Outcome<()> {
    let update = tx
        .rows()
        .update::<publication::Entity>()
        .col_expr(publication::Column::Version, Expr::value(row.version.saturating_add(1)))
        .filter(publication::Column::Id.eq(row.id))
        .filter(publication::Column::Version.eq(row.version));
    match with(update).exec(tx).await?.rows_affected {
        1 => Ok(()),
        _ => Err(PublicationRefusal::Changed.into()),
    }
}

/// Changes one version.
pub async fn change_version(
    tx: &Tx,
    id: PublicationVersionId,
    with: impl FnOnce(UpdateMany<publication_version::Entity>) -> UpdateMany<publication_version::Entity>,
) -> Outcome<()> {
    let update = tx.rows().update::<publication_version::Entity>().filter(publication_version::Column::Id.eq(id));
    with(update).exec(tx).await?;
    Ok(())
}

/// Takes a draft away: with the first version all of it, for nothing of it was ever public.
pub async fn take_away(tx: &Tx, version: &publication_version::Model) -> Outcome<()> {
    tx.rows().delete::<publication_version::Entity>().filter(publication_version::Column::Id.eq(version.id)).exec(tx).await?;
    if version.no == 1 {
        tx.rows().delete::<publication::Entity>().filter(publication::Column::Id.eq(version.publication_id)).exec(tx).await?;
    }
    Ok(())
}

/// Takes the clear words of all versions but this one away; they stay sealed.
pub async fn take_words(tx: &Tx, id: PublicationId, but: Option<PublicationVersionId>) -> Outcome<()> {
    let none: Option<String> = None;
    let mut update = tx
        .rows()
        .update::<publication_version::Entity>()
        .col_expr(publication_version::Column::Title, Expr::value(none.clone()))
        .col_expr(publication_version::Column::Text, Expr::value(none))
        .filter(publication_version::Column::PublicationId.eq(id));
    if let Some(but) = but {
        update = update.filter(publication_version::Column::Id.ne(but));
    }
    update.exec(tx).await?;
    Ok(())
}

/// What everybody may see today: published, and not past the last day of an exposure.
fn public(tx: &Tx) -> Select<publication::Entity> {
    let today = tx.now.in_china().date();
    let runs = Condition::any().add(publication::Column::EndsOn.is_null()).add(publication::Column::EndsOn.gte(today));
    tx.rows().find::<publication::Entity>().filter(publication::Column::PublishedAt.is_not_null()).filter(runs)
}

/// Titles that begin with these words and stand on a unit's page now, but for that of one publication.
pub async fn titles(tx: &Tx, unit: UnitId, (begin, but): (&str, Option<PublicationId>)) -> Outcome<Vec<String>> {
    let mut there = public(tx).filter(publication::Column::UnitId.eq(unit)).filter(publication::Column::HiddenAt.is_null());
    if let Some(but) = but {
        there = there.filter(publication::Column::Id.ne(but));
    }
    let there = QuerySelect::query(&mut there.select_only().column(publication::Column::Id)).to_owned();
    let rows = tx.rows().find::<publication_version::Entity>().filter(publication_version::Column::State.eq(PublicationState::Published));
    let rows = rows.filter(publication_version::Column::PublicationId.in_subquery(there));
    let rows =
        rows.filter(alike::holds(publication_version::Column::Title, begin)).select_only().column(publication_version::Column::Title);
    let titles: Vec<Option<String>> = rows.into_tuple().all(tx).await?;
    Ok(titles.into_iter().flatten().collect())
}

/// The public one with this code.
pub async fn by_code(tx: &Tx, code: &str) -> Outcome<publication::Model> {
    public(tx).filter(publication::Column::Code.eq(code)).one(tx).await?.ok_or_else(Failure::hidden)
}

/// Which public ones are meant.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// On the page of this unit.
    pub unit: Option<UnitId>,
    /// With these words in what everybody reads; hidden ones have none.
    pub text: Option<String>,
}

/// A page of public ones, the newest first; one row more than asked for. And how many there are.
///
/// # Errors
/// Refused for a cursor that is not one of ours.
pub async fn page(tx: &Tx, wanted: &Wanted, page: &PageQuery) -> Outcome<(Vec<publication::Model>, u64)> {
    let mut rows = public(tx);
    if let Some(unit) = wanted.unit {
        rows = rows.filter(publication::Column::UnitId.eq(unit));
    }
    if let Some(text) = wanted.text.as_deref().filter(|text| !text.is_empty()) {
        rows =
            rows.filter(publication::Column::HiddenAt.is_null()).filter(publication::Column::Id.in_subquery(with_version(tx, says(text))));
    }
    let all = rows.clone();
    if let Some(after) = &page.after {
        rows = rows.filter(later(after).ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?);
    }
    let rows = rows.order_by_desc(publication::Column::PublishedAt).order_by_desc(publication::Column::Code);
    let rows = rows.limit(page.first.saturating_add(1)).all(tx).await?;
    let shown = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    // Most units have few: what is all there needs no counting.
    let is_all = page.after.is_none() && shown <= page.first;
    let total = if is_all { shown } else { all.count(tx).await? };
    Ok((rows, total))
}

/// The place of a row in that order: nothing in it is older than the publication.
pub fn place_of(row: &publication::Model) -> Vec<String> {
    vec![row.published_at.unwrap_or(Moment(0)).0.to_string(), row.code.clone()]
}

fn later(after: &[String]) -> Option<Condition> {
    let [at, code] = after else { return None };
    let at = Moment(at.parse().ok()?);
    let same = publication::Column::PublishedAt.eq(at).and(publication::Column::Code.lt(code.as_str()));
    Some(Condition::any().add(publication::Column::PublishedAt.lt(at)).add(same))
}

/// The version that is shown now has these words in its title or its text.
fn says(text: &str) -> Condition {
    let words = Condition::any()
        .add(alike::holds(publication_version::Column::Title, text))
        .add(alike::holds(publication_version::Column::Text, text));
    Condition::all().add(publication_version::Column::State.eq(PublicationState::Published)).add(words)
}

/// What the directory knows of names, as far as it bears on a text about these officials, on the page of this unit.
pub async fn known(tx: &Tx, subjects: &[OfficialId], page: &BTreeSet<UnitId>) -> Outcome<Known> {
    let named = tx.rows().find::<official::Entity>().select_only().column(official::Column::Id).column(official::Column::Name);
    let named: Vec<(OfficialId, String)> = named.into_tuple().all(tx).await?;
    let categories = [UnitCategory::Town, UnitCategory::Village, UnitCategory::Community];
    let units = tx.rows().find::<unit::Entity>().filter(unit::Column::Category.is_in(categories)).select_only();
    let units = units.column(unit::Column::Id).column(unit::Column::Name).column(unit::Column::ShortName);
    let units: Vec<(UnitId, String, String)> = units.into_tuple().all(tx).await?;
    let (own, others): (Vec<_>, Vec<_>) = units.into_iter().partition(|(id, ..)| page.contains(id));
    let both = |rows: Vec<(UnitId, String, String)>| rows.into_iter().flat_map(|(_, name, short)| [name, short]).collect::<BTreeSet<_>>();
    let own = both(own);
    let is_place = |name: &String| name.chars().count() > 1 && !own.contains(name);
    Ok(Known {
        subjects: named.iter().filter(|(id, _)| subjects.contains(id)).map(|(_, name)| bare(name)).collect(),
        officials: named.iter().map(|(_, name)| bare(name)).filter(|name| name.chars().count() > 1).collect(),
        places: both(others).into_iter().filter(is_place).collect(),
    })
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What these officials are called.
pub async fn officials(tx: &Tx, ids: &[OfficialId]) -> Outcome<Vec<(OfficialId, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<official::Entity>().filter(official::Column::Id.is_in(ids.iter().copied())).select_only();
    let rows = rows.column(official::Column::Id).column(official::Column::Name).order_by_asc(official::Column::Name);
    Ok(rows.into_tuple().all(tx).await?)
}

/// The unit and all above it.
pub async fn chain_of(tx: &Tx, unit: UnitId) -> Outcome<BTreeSet<UnitId>> {
    let mut chain = BTreeSet::new();
    let mut next = Some(unit);
    while let Some(id) = next.filter(|id| !chain.contains(id)) {
        chain.insert(id);
        let parent = tx.rows().one::<unit::Entity, _>(id).select_only().column(unit::Column::ParentId);
        next = parent.into_tuple::<Option<UnitId>>().one(tx).await?.flatten();
    }
    Ok(chain)
}
