//! A publication as everybody sees it, and as its preview shows it: one object for both.

use super::words::{CorrectionReason, HideReason, PublicationKind};
use crate::domain::publications::rules::Figure;
use crate::domain::publications::service::{PublicRow, Published};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::Date;
use async_graphql::{ID, SimpleObject};
use entity::moment::Moment;
use entity::words::PublicationState;
use entity::{publication_version, unit};

/// 结果公开: redacted words on a concluded case. Nothing in it leads to the case, its reporter, or a time before it was
/// published.
#[derive(Clone, Debug, SimpleObject)]
pub struct Publication {
    /// Its address, by chance.
    pub code: String,
    /// What it is.
    pub kind: PublicationKind,
    /// On whose page it stands.
    pub unit: PublicationUnit,
    /// Who published it.
    pub organ_name: String,
    /// Title; none once it is hidden.
    pub title: Option<String>,
    /// Words; none once it is hidden.
    pub text: Option<String>,
    /// When these words were published.
    pub published_on: Date,
    /// 撤下: why it shows no words any more.
    pub hidden_reason: Option<HideReason>,
    /// When it was hidden.
    pub hidden_on: Option<Date>,
    /// The day on which the decision took effect that an exposure tells of; none once it is hidden.
    pub decided_on: Option<Date>,
    /// Number of that decision; none once it is hidden.
    pub document_number: Option<String>,
    /// The last day of an exposure; none once it is hidden.
    pub ends_on: Option<Date>,
    /// 更正: versions whose place was taken, the newest first.
    pub earlier: Vec<EarlierVersion>,
}

/// A unit on whose page a publication stands, or may.
#[derive(Clone, Debug, SimpleObject)]
pub struct PublicationUnit {
    /// Opaque id.
    pub id: ID,
    /// Code within the county.
    pub code: String,
    /// Name.
    pub name: String,
    /// Short name, for buttons and lists.
    pub short_name: String,
}

/// A version whose place another took.
#[derive(Clone, Debug, SimpleObject)]
pub struct EarlierVersion {
    /// When it was published.
    pub published_on: Date,
    /// When another took its place.
    pub replaced_on: Option<Date>,
    /// Why another took its place.
    pub reason: Option<CorrectionReason>,
    /// Its title; none if it was taken away to protect somebody, or with the whole.
    pub title: Option<String>,
    /// Its words; none if they were taken away to protect somebody, or with the whole.
    pub text: Option<String>,
}

/// How an organ kept its terms in one quarter. Told from ten cases up, once the quarter is over.
#[derive(Clone, Debug, SimpleObject)]
pub struct OverdueFigure {
    /// Which organ.
    pub organ_name: String,
    /// Which quarter, e.g. `2026 年第 1 季度`.
    pub quarter: String,
    /// Cases that came to it.
    pub cases: i32,
    /// Those of which it missed a day.
    pub overdue: i32,
}

/// A page of publications.
#[derive(Debug, SimpleObject)]
pub struct PublicationConnection {
    /// The publications.
    pub nodes: Vec<Publication>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: i32,
}

impl PublicationConnection {
    /// A page of a county.
    #[must_use]
    pub fn new(found: Published) -> Self {
        let page_info = PageInfo { has_next_page: found.page.has_next, end_cursor: found.page.end_cursor };
        let nodes = found.page.nodes.into_iter().map(Publication::from).collect();
        Self { nodes, page_info, total_count: i32::try_from(found.total).unwrap_or(i32::MAX) }
    }
}

impl From<unit::Model> for PublicationUnit {
    fn from(row: unit::Model) -> Self {
        Self { id: ids::show(row.id), code: row.code, name: row.name, short_name: row.short_name }
    }
}

/// As everybody may see it; hidden ones without a word.
impl From<PublicRow> for Publication {
    fn from(found: PublicRow) -> Self {
        let PublicRow { row, versions, unit, organ } = found;
        let is_hidden = row.hidden_at.is_some();
        let now = versions.iter().rfind(|one| one.state == PublicationState::Published);
        let shown = |words: Option<&String>| words.filter(|_| !is_hidden).cloned();
        Self {
            title: shown(now.and_then(|one| one.title.as_ref())),
            text: shown(now.and_then(|one| one.text.as_ref())),
            published_on: day(now.and_then(|one| one.published_at).or(row.published_at).unwrap_or(row.created_at)),
            earlier: earlier(&versions, is_hidden),
            code: row.code,
            kind: row.kind.into(),
            unit: unit.into(),
            organ_name: organ,
            hidden_reason: row.hidden_reason.map(HideReason::from),
            hidden_on: row.hidden_at.map(day),
            decided_on: row.decided_on.filter(|_| !is_hidden).map(Date),
            document_number: row.document_number.filter(|_| !is_hidden),
            ends_on: row.ends_on.filter(|_| !is_hidden).map(Date),
        }
    }
}

/// Each with the reason of the one that took its place.
fn earlier(versions: &[publication_version::Model], is_hidden: bool) -> Vec<EarlierVersion> {
    let next = |no: i32| versions.iter().find(|one| one.no > no);
    let old = versions.iter().rev().filter(|one| one.state == PublicationState::Corrected);
    let each = old.map(|one| EarlierVersion {
        published_on: day(one.published_at.unwrap_or(one.drafted_at)),
        replaced_on: one.replaced_at.map(day),
        reason: next(one.no).and_then(|next| next.reason).map(CorrectionReason::from),
        title: one.title.clone().filter(|_| !is_hidden),
        text: one.text.clone().filter(|_| !is_hidden),
    });
    each.collect()
}

impl From<Figure> for OverdueFigure {
    fn from(figure: Figure) -> Self {
        let whole = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
        Self { quarter: figure.quarter.to_string(), cases: whole(figure.cases), overdue: whole(figure.overdue), organ_name: figure.organ }
    }
}

fn day(at: Moment) -> Date {
    Date(at.in_china().date())
}
