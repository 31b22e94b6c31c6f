//! What everybody reads: lists, searches, one outcome. What is personal is asked for its term each time.

use super::columns_of;
use super::files::is_open;
use super::removal_of;
use crate::domain::directory::{self, SubjectId};
use crate::domain::outcomes::model::{Column, Values};
use crate::domain::outcomes::policy::{Action, decide};
use crate::domain::outcomes::store::{self, Filter};
use crate::domain::powers;
use crate::kernel::grams::sought;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::staff_decision::Decision;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx, text};
use entity::id::{OutcomeId, OutcomeKindVersionId, PowerId, UnitId};
use entity::words::StaffRole;
use entity::{outcome, outcome_earlier, outcome_file, outcome_kind, outcome_kind_version, power, unit};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// Rows are counted so far; to count all of 200,000 would cost more than the page.
const COUNTED: u64 = 1_000;

/// Which outcomes of a county are looked for, as people name them.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Code of the unit.
    pub unit: Option<String>,
    /// Code of the power.
    pub power: Option<String>,
    /// Code of the kind.
    pub kind: Option<String>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub until: Option<Date>,
    /// With these words.
    pub text: Option<String>,
}

/// An outcome with all that its page says.
#[derive(Clone, Debug)]
pub struct OutcomeRow {
    /// The outcome.
    pub row: outcome::Model,
    /// The columns under which it was published.
    pub columns: Vec<Column>,
    /// Open values.
    pub open: Values,
    /// Personal values; none after the term.
    pub personal: Values,
    /// Whether there were personal values whose term is over.
    pub is_term_over: bool,
    /// Whether it was taken back with all rows of its import.
    pub is_taken_back: bool,
    /// Its kind.
    pub kind: outcome_kind::Model,
    /// On whose page it stands.
    pub unit: unit::Model,
    /// Of which power, if everybody may see that one.
    pub power: Option<power::Model>,
    /// What stood there before, the latest first.
    pub earlier: Vec<Earlier>,
    /// Attachments, in the order in which they were added.
    pub files: Vec<FileRow>,
    /// What the viewer may do.
    pub can: Vec<Action>,
}

/// What stood in an outcome before it was corrected.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Its row.
    pub row: outcome_earlier::Model,
    /// Open values.
    pub open: Values,
    /// Personal values; none after the term.
    pub personal: Values,
}

/// An attachment, and where everybody gets it; nowhere once it is gone.
#[derive(Clone, Debug)]
pub struct FileRow {
    /// What is said of it.
    pub row: outcome_file::Model,
    /// Its address within the site.
    pub url: Option<String>,
}

/// A page of outcomes.
pub struct Found {
    /// The latest first.
    pub page: Page<OutcomeRow>,
    /// How many there are, counted up to a thousand.
    pub counted: u64,
    /// Whether there are more than were counted.
    pub is_more: bool,
}

/// One outcome by its address; of one that was taken back with its import, that it was.
///
/// # Errors
/// Hidden if there is none.
pub async fn outcome(ctx: &Ctx, tx: &Tx, code: &str) -> Outcome<OutcomeRow> {
    let code = text::sought(code)?;
    let (row, is_taken_back) = match store::by_code(tx, code).await {
        Ok(row) => (row, false),
        Err(none) => (store::gone_by_code(tx, code).await?.ok_or(none)?, true),
    };
    let found = rows(ctx, tx, vec![row]).await?.pop().ok_or_else(Failure::hidden)?;
    Ok(OutcomeRow { is_taken_back, ..found })
}

/// One outcome by its id.
///
/// # Errors
/// Hidden if there is none.
pub async fn outcome_by_id(ctx: &Ctx, id: OutcomeId) -> Outcome<OutcomeRow> {
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    rows(ctx, &tx, store::outcomes(&tx, &[id]).await?).await?.pop().ok_or_else(Failure::hidden)
}

/// Outcomes of a county, the latest first.
///
/// # Errors
/// Hidden for a unit, a power or a kind that there is not; refused for words that can't be looked for, and for a cursor that is
/// not one of ours.
pub async fn list(ctx: &Ctx, tx: &Tx, wanted: &Wanted, page: &PageQuery) -> Outcome<Found> {
    let mut filter = Filter { from: wanted.from, until: wanted.until, ..Filter::default() };
    if let Some(code) = &wanted.unit {
        filter.unit = Some(directory::unit_by_code(tx, code).await?.unit.id);
    }
    if let Some(code) = &wanted.power {
        filter.power = Some(powers::power_by_code(tx, code).await?.id);
    }
    if let Some(code) = &wanted.kind {
        let known = store::kinds(tx).await?.into_iter().find(|kind| kind.code == *code);
        filter.kind = Some(known.ok_or_else(|| Failure::field(ErrorCode::NotFound, "kind", "没有这一类结果。"))?.id);
    }
    if let Some(text) = wanted.text.as_deref().filter(|text| !text.trim().is_empty()) {
        filter.pairs = sought("text", text).map_err(|error| Failure::Refused(vec![error]))?;
    }
    found(ctx, tx, &filter, page).await
}

/// What stands on a unit's page.
///
/// # Errors
/// Refused for a cursor that is not one of ours.
pub async fn of_unit(ctx: &Ctx, tx: &Tx, unit: UnitId, page: &PageQuery) -> Outcome<Found> {
    found(ctx, tx, &Filter { unit: Some(unit), ..Filter::default() }, page).await
}

/// What came of a power.
///
/// # Errors
/// Refused for a cursor that is not one of ours.
pub async fn of_power(ctx: &Ctx, tx: &Tx, power: PowerId, page: &PageQuery) -> Outcome<Found> {
    found(ctx, tx, &Filter { power: Some(power), ..Filter::default() }, page).await
}

async fn found(ctx: &Ctx, tx: &Tx, filter: &Filter, page: &PageQuery) -> Outcome<Found> {
    let (place, asked) = (store::place(page)?, (filter, store::lead(tx, filter).await?));
    let one_more = page.first.saturating_add(1);
    // The first page is the beginning of what is counted: it is asked for once.
    let mut counted = store::ids(tx, asked, None, COUNTED + 1).await?;
    let all = u64::try_from(counted.len()).unwrap_or(u64::MAX);
    let ids = match place {
        None => {
            counted.truncate(usize::try_from(one_more).unwrap_or(usize::MAX));
            counted
        }
        after => store::ids(tx, asked, after, one_more).await?,
    };
    let found = page.page(store::outcomes(tx, &ids).await?, store::place_of);
    let page = Page { nodes: rows(ctx, tx, found.nodes).await?, has_next: found.has_next, end_cursor: found.end_cursor };
    Ok(Found { page, counted: all.min(COUNTED), is_more: all > COUNTED })
}

/// What stands around some outcomes.
struct Around {
    kinds: Vec<outcome_kind::Model>,
    versions: BTreeMap<OutcomeKindVersionId, outcome_kind_version::Model>,
    units: BTreeMap<UnitId, unit::Model>,
    powers: BTreeMap<PowerId, power::Model>,
    earlier: Vec<outcome_earlier::Model>,
    files: Vec<outcome_file::Model>,
    county: String,
    chains: BTreeMap<UnitId, Vec<UnitId>>,
}

/// Outcomes with all that their pages say, in a constant number of statements.
async fn rows(ctx: &Ctx, tx: &Tx, found: Vec<outcome::Model>) -> Outcome<Vec<OutcomeRow>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<OutcomeId> = found.iter().map(|row| row.id).collect();
    let units: BTreeSet<UnitId> = found.iter().map(|row| row.unit_id).collect();
    let units: Vec<UnitId> = units.into_iter().collect();
    let earlier = store::earlier(tx, &ids).await?;
    let versions: BTreeSet<_> = found.iter().map(|row| row.kind_version_id).collect();
    let around = Around {
        kinds: store::kinds(tx).await?,
        versions: store::versions(tx, versions.into_iter().collect()).await?,
        units: directory::units_by_id(tx, &units).await?.into_iter().map(|unit| (unit.id, unit)).collect(),
        powers: store::powers(tx, found.iter().filter_map(|row| row.power_id).collect()).await?,
        earlier,
        files: store::files(tx, &ids).await?,
        county: tx.county.code.clone(),
        chains: chains(ctx, tx, &units).await?,
    };
    found.into_iter().map(|row| whole(ctx, store::today(tx), &around, row)).collect()
}

/// Of each unit itself and all above it; asked of the database only for those who may do something.
async fn chains(ctx: &Ctx, tx: &Tx, units: &[UnitId]) -> Outcome<BTreeMap<UnitId, Vec<UnitId>>> {
    let acts = |role: StaffRole| matches!(role, StaffRole::Publisher | StaffRole::CountyAdmin);
    let may = ctx.actor.staff().is_some_and(|staff| staff.county_id == tx.county.id && staff.roles.iter().any(|held| acts(held.role)));
    if !may {
        return Ok(BTreeMap::new());
    }
    let own: Vec<SubjectId> = units.iter().map(|unit| SubjectId::Unit(*unit)).collect();
    // As `who_answers` of each.
    let today = directory::of_today(tx, &own).await?;
    let all: Vec<SubjectId> = own.iter().chain(&today).copied().collect();
    let facts: Vec<_> = directory::subjects(tx, &all).await?.into_iter().filter_map(|subject| subject.unit).collect();
    let chain =
        |of: &SubjectId| facts.iter().find(|unit| SubjectId::Unit(unit.id) == *of).map(|unit| unit.chain.clone()).unwrap_or_default();
    Ok(units.iter().zip(own.iter().zip(&today)).map(|(unit, (own, today))| (*unit, [chain(own), chain(today)].concat())).collect())
}

fn whole(ctx: &Ctx, today: Date, around: &Around, row: outcome::Model) -> Outcome<OutcomeRow> {
    let lost = || Failure::fault("an outcome without its unit or its kind");
    let version = around.versions.get(&row.kind_version_id).ok_or_else(lost)?;
    let runs = row.personal_until.is_some_and(|last| last >= today);
    let personal = |cell: Option<&serde_json::Value>| store::values(cell.filter(|_| runs));
    let own = around.earlier.iter().filter(|earlier| earlier.outcome_id == row.id);
    let earlier = own
        .map(|one| Ok(Earlier { open: store::values(one.open.as_ref())?, personal: personal(one.personal.as_ref())?, row: one.clone() }));
    let files = around.files.iter().filter(|file| file.outcome_id == row.id).map(|file| {
        let url = is_open(&row, file, today).then(|| format!("/outcome-files/{}/{}/{}", around.county, row.code, file.no));
        FileRow { row: file.clone(), url }
    });
    let removal = removal_of(&row, &around.files);
    let may = |action: &Action| {
        let chain = around.chains.get(&row.unit_id);
        let allows = |action: Action| chain.is_some_and(|chain| matches!(decide(&ctx.actor, action, chain), Decision::Allow(_)));
        row.removed_at.is_none() && allows(*action) && (*action != Action::Remove || allows(removal))
    };
    Ok(OutcomeRow {
        earlier: earlier.collect::<Outcome<_>>()?,
        files: files.collect(),
        columns: columns_of(&version.columns)?,
        open: store::values(row.open.as_ref())?,
        personal: personal(row.personal.as_ref())?,
        is_term_over: row.personal_until.is_some() && !runs && row.removed_at.is_none(),
        is_taken_back: false,
        kind: around.kinds.iter().find(|kind| kind.id == row.kind_id).cloned().ok_or_else(lost)?,
        unit: around.units.get(&row.unit_id).cloned().ok_or_else(lost)?,
        power: row.power_id.and_then(|power| around.powers.get(&power)).cloned(),
        can: [Action::Correct, Action::Remove].into_iter().filter(may).collect(),
        row,
    })
}
