//! Outcomes and kinds as the schema shows them; what has passed its term is not among it.

use super::files::OutcomeFile;
use crate::domain::outcomes::model::{Column, ColumnKind, Values};
use crate::domain::outcomes::policy::Action;
use crate::domain::outcomes::service::{Earlier, Found, KindRow, OutcomeRow};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::Date;
use async_graphql::{Enum, ID, SimpleObject};
use entity::moment::Moment;

/// 行权结果: what came of exercising a power once.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(name = "Outcome")]
pub struct PublicOutcome {
    /// Opaque id.
    pub id: ID,
    /// Its address within the county.
    pub code: String,
    /// What it is, in a line; none once it was removed.
    pub title: Option<String>,
    /// Its kind.
    pub kind: OutcomeKindName,
    /// On whose page it stands.
    pub unit: OutcomePlace,
    /// Of which power.
    pub power: Option<OutcomePlace>,
    /// The day on which it was decided, or came about.
    pub decided_on: Date,
    /// When it was first published.
    pub published_on: Date,
    /// When it was corrected last.
    pub corrected_on: Option<Date>,
    /// When it was removed to protect somebody, or taken back.
    pub removed_on: Option<Date>,
    /// Whether it was taken back with all rows of its import.
    pub is_taken_back: bool,
    /// What stands in its columns, in their order; empty ones are left out, and personal ones after their term.
    pub fields: Vec<OutcomeField>,
    /// The last day on which personal columns are public; none where there are none.
    pub personal_until: Option<Date>,
    /// Whether there were personal columns whose term is over.
    pub is_personal_over: bool,
    /// 附件, in the order in which they were added; those that are gone too.
    pub files: Vec<OutcomeFile>,
    /// 更正: what stood there before, the latest first.
    pub earlier: Vec<EarlierOutcome>,
    /// Columns under which it was published, for a correction.
    pub columns: Vec<OutcomeColumn>,
    /// Grows with each change; a correction names the one it saw.
    pub revision: i32,
    /// What the viewer may do now.
    pub viewer_can: Vec<OutcomeAction>,
}

/// A kind, as far as a list needs it.
#[derive(Clone, Debug, SimpleObject)]
pub struct OutcomeKindName {
    /// Code within the county.
    pub code: String,
    /// Name.
    pub name: String,
}

/// A unit or a power to which an outcome belongs.
#[derive(Clone, Debug, SimpleObject)]
pub struct OutcomePlace {
    /// Opaque id.
    pub id: ID,
    /// Code within the county.
    pub code: String,
    /// Name.
    pub name: String,
}

/// What stands in one column.
#[derive(Clone, Debug, SimpleObject)]
pub struct OutcomeField {
    /// The column's key.
    pub key: String,
    /// The column's label.
    pub label: String,
    /// What stands in the column.
    pub kind: ColumnKind,
    /// The value in its one form: `12.5`, `1840.00`, `2026-03-01`, words; numbers of cards and phones covered.
    pub text: String,
    /// Whether it is public for a term only.
    pub is_personal: bool,
}

/// What stood there before it was corrected.
#[derive(Clone, Debug, SimpleObject)]
pub struct EarlierOutcome {
    /// When another took its place.
    pub replaced_on: Date,
    /// Why.
    pub reason: OutcomeCorrectionReason,
    /// Its title; none if it was removed to protect somebody.
    pub title: Option<String>,
    /// Its day; none if it was removed to protect somebody.
    pub decided_on: Option<Date>,
    /// As in the outcome.
    pub fields: Vec<OutcomeField>,
}

/// A column of a kind.
#[derive(Clone, Debug, SimpleObject)]
pub struct OutcomeColumn {
    /// Letters and digits, within the kind.
    pub key: String,
    /// What people read above it.
    pub label: String,
    /// What stands in it.
    pub kind: ColumnKind,
    /// Whether each row must have it.
    pub is_required: bool,
    /// Whether it is public for the kind's term only.
    pub is_personal: bool,
    /// Whether a search finds what stands in it.
    pub is_searched: bool,
    /// What can be chosen.
    pub choices: Vec<String>,
}

/// A kind of outcomes with its columns as they are now.
#[derive(Clone, Debug, SimpleObject)]
pub struct OutcomeKind {
    /// Opaque id.
    pub id: ID,
    /// Code within the county.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its version, from 1; publishing names the one that the form was made of.
    pub no: i32,
    /// Whether new outcomes may be published under it.
    pub is_open: bool,
    /// Its columns, in order.
    pub columns: Vec<OutcomeColumn>,
    /// So many days personal columns are public; none where no column is personal.
    pub personal_days: Option<i32>,
}

/// What the viewer may do with an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OutcomeAction {
    /// 更正.
    Correct,
    /// 拿掉, to protect somebody.
    Remove,
}

/// Why another took its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::CorrectionReason")]
pub enum OutcomeCorrectionReason {
    /// It was wrong.
    Mistake,
    /// Something is new.
    Update,
    /// To protect somebody: what stood there is removed.
    Privacy,
}

/// A page of outcomes.
#[derive(Debug, SimpleObject)]
pub struct OutcomeConnection {
    /// The outcomes.
    pub nodes: Vec<PublicOutcome>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are on all pages, counted up to a thousand.
    pub total_count: i32,
    /// Whether there are more than were counted.
    pub is_more: bool,
}

impl From<Found> for OutcomeConnection {
    fn from(found: Found) -> Self {
        let page_info = PageInfo { has_next_page: found.page.has_next, end_cursor: found.page.end_cursor };
        let nodes = found.page.nodes.into_iter().map(PublicOutcome::from).collect();
        Self { nodes, page_info, total_count: i32::try_from(found.counted).unwrap_or(i32::MAX), is_more: found.is_more }
    }
}

impl From<OutcomeRow> for PublicOutcome {
    fn from(found: OutcomeRow) -> Self {
        let OutcomeRow { row, columns, open, personal, is_term_over, is_taken_back, kind, unit, power, earlier, files, can } = found;
        Self {
            id: ids::show(row.id),
            code: row.code,
            title: row.title,
            kind: OutcomeKindName { code: kind.code, name: kind.name },
            unit: OutcomePlace { id: ids::show(unit.id), code: unit.code, name: unit.name },
            power: power.map(|power| OutcomePlace { id: ids::show(power.id), code: power.code, name: power.name }),
            decided_on: Date(row.decided_on),
            published_on: day(row.published_at),
            corrected_on: row.corrected_at.map(day),
            removed_on: row.removed_at.map(day),
            is_taken_back,
            fields: fields(&columns, &open, &personal),
            personal_until: row.personal_until.filter(|_| row.removed_at.is_none()).map(Date),
            is_personal_over: is_term_over,
            files: files.into_iter().map(OutcomeFile::from).collect(),
            earlier: earlier.into_iter().map(|one| EarlierOutcome::new(&columns, one)).collect(),
            columns: columns.into_iter().map(OutcomeColumn::from).collect(),
            revision: i32::try_from(row.revision).unwrap_or(i32::MAX),
            viewer_can: can.into_iter().filter_map(shown).collect(),
        }
    }
}

impl EarlierOutcome {
    fn new(columns: &[Column], one: Earlier) -> Self {
        Self {
            replaced_on: day(one.row.replaced_at),
            reason: one.row.reason.into(),
            title: one.row.title,
            decided_on: one.row.decided_on.map(Date),
            fields: fields(columns, &one.open, &one.personal),
        }
    }
}

impl From<Column> for OutcomeColumn {
    fn from(column: Column) -> Self {
        let Column { key, label, kind, is_required, is_personal, is_searched, choices } = column;
        Self { key, label, kind, is_required, is_personal, is_searched, choices }
    }
}

impl From<KindRow> for OutcomeKind {
    fn from(found: KindRow) -> Self {
        let KindRow { kind, columns, personal_days } = found;
        let columns = columns.into_iter().map(OutcomeColumn::from).collect();
        Self { id: ids::show(kind.id), code: kind.code, name: kind.name, no: kind.no, is_open: kind.is_open, columns, personal_days }
    }
}

fn shown(action: Action) -> Option<OutcomeAction> {
    match action {
        Action::Correct => Some(OutcomeAction::Correct),
        Action::Remove => Some(OutcomeAction::Remove),
        Action::SetKind | Action::Publish | Action::Import | Action::RemoveOpen => None,
    }
}

fn fields(columns: &[Column], open: &Values, personal: &Values) -> Vec<OutcomeField> {
    let value = |column: &Column| if column.is_personal { personal } else { open }.get(&column.key).cloned();
    let field = |column: &Column| {
        let (key, label) = (column.key.clone(), column.label.clone());
        Some(OutcomeField { text: value(column)?, key, label, kind: column.kind, is_personal: column.is_personal })
    };
    columns.iter().filter_map(field).collect()
}

fn day(at: Moment) -> Date {
    Date(at.in_china().date())
}
