//! A round as the staff sees it.

use super::content::{ClearedPower, PartComparison};
use super::words::{ClearingAction, ClearingState, ClearingStep, ItemDecision, PowerPart};
use crate::domain::clearing::model::Part;
use crate::domain::clearing::policy::{Action, Decision, Facts, decide};
use crate::domain::clearing::rules::compare;
use crate::domain::clearing::service::{self, ItemView, RoundList, RoundView};
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::{Actor, Ctx, Outcome};
use async_graphql::{ID, Result, SimpleObject};
use entity::id::ClearingId;
use entity::{clearing, clearing_change, unit};

/// Whose list it is.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClearingUnit {
    /// Opaque id.
    pub id: ID,
    /// Code within the county.
    pub code: String,
    /// Name.
    pub name: String,
}

/// A round of 清权 in a list.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClearingLine {
    /// Opaque id; for the staff alone.
    pub id: ID,
    /// Whose list.
    pub unit: ClearingUnit,
    /// How far it is.
    pub state: ClearingState,
    /// When it began.
    pub started_at: DateTime,
    /// When it was sent last.
    pub sent_at: Option<DateTime>,
    /// When the county returned or published it.
    pub decided_at: Option<DateTime>,
    /// Number of the version that it became.
    pub version_no: Option<i32>,
}

/// A page of rounds.
#[derive(Debug, SimpleObject)]
pub struct ClearingConnection {
    /// The rounds.
    pub nodes: Vec<ClearingLine>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: i32,
}

/// 清权: a round with its items.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Clearing {
    /// The row, for what is read when it is asked for.
    #[graphql(skip)]
    pub(super) row: clearing::Model,
    /// How far it is.
    pub line: ClearingLine,
    /// Grows with each change; sending and publishing name the one that was read.
    pub revision: i32,
    /// Number of the newest version of the unit's list.
    pub last_version_no: Option<i32>,
    /// Why the county returned it.
    pub return_reason: Option<String>,
    /// Who followed the unit, if it is no more: there its items go on.
    pub successor: Option<ClearingUnit>,
    /// The round that took the items over.
    pub merged_into_id: Option<ID>,
    /// So many powers of the unit stand outside; gather them.
    pub outside_count: i32,
    /// What was done, the newest first, at most 50; without persons.
    pub steps: Vec<ClearingNote>,
    /// What the viewer may do now.
    pub viewer_can: Vec<ClearingAction>,
}

/// One power in a round.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClearingItem {
    /// Opaque id; for the staff alone.
    pub id: ID,
    /// Grows when it changes; a verb names the one that was read.
    pub revision: i32,
    /// Code within the county; none while it is new.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// 许可, 处罚, 监管 and so on.
    pub administrative_type: String,
    /// Whether it is one of 三重一大.
    pub is_major: bool,
    /// What becomes of it; none until somebody said.
    pub decision: Option<ItemDecision>,
    /// Why.
    pub reason: Option<String>,
    /// Whether the register does not have it.
    pub is_new: bool,
    /// Whether its text differs from the register's.
    pub is_changed: bool,
    /// Whether it has a legal basis; without one it can't be kept.
    pub has_basis: bool,
}

/// One power in a round, with its texts.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClearingItemDetail {
    /// The item.
    pub item: ClearingItem,
    /// Its round.
    pub clearing_id: ID,
    /// How it is to be.
    pub content: ClearedPower,
    /// What differs from the register, side by side; nothing of a new one.
    pub changes: Vec<PartComparison>,
    /// What the viewer may do with the round now.
    pub viewer_can: Vec<ClearingAction>,
}

/// One step of a round: what was done, when, to which item; never by whom.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClearingNote {
    /// What was done.
    pub step: ClearingStep,
    /// When.
    pub at: DateTime,
    /// Which item, as it was called then.
    pub item_name: Option<String>,
    /// Which parts of it changed.
    pub parts: Vec<PowerPart>,
}

/// The round as it stands now.
#[derive(Debug, SimpleObject)]
pub struct ClearingPayload {
    /// The round; none if nothing was done.
    pub clearing: Option<Clearing>,
    /// The item that was written, if one was.
    pub item_id: Option<ID>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

impl ClearingPayload {
    /// What a verb gave, read back.
    ///
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub async fn of(ctx: &Ctx, outcome: Outcome<(ClearingId, Option<ID>)>) -> Result<Self> {
        let read = match outcome {
            Ok((id, item)) => service::view(ctx, id).await.map(|view| (Clearing::new(&ctx.actor, &view), item)),
            Err(failure) => Err(failure),
        };
        let (done, errors) = answer(ctx, read)?;
        let (clearing, item) = done.unzip();
        Ok(Self { clearing, item_id: item.flatten(), errors })
    }
}

impl ClearingConnection {
    /// A page.
    #[must_use]
    pub fn new(list: RoundList) -> Self {
        let page_info = PageInfo { has_next_page: list.page.has_next, end_cursor: list.page.end_cursor };
        let nodes = list.page.nodes.iter().map(|(row, unit)| ClearingLine::new(row, unit)).collect();
        Self { nodes, page_info, total_count: i32::try_from(list.total).unwrap_or(i32::MAX) }
    }
}

impl ClearingLine {
    fn new(row: &clearing::Model, unit: &unit::Model) -> Self {
        Self {
            id: ids::show(row.id),
            unit: ClearingUnit::from(unit),
            state: row.state.into(),
            started_at: DateTime(row.started_at),
            sent_at: row.sent_at.map(DateTime),
            decided_at: row.decided_at.map(DateTime),
            version_no: row.version_no,
        }
    }
}

impl From<&unit::Model> for ClearingUnit {
    fn from(unit: &unit::Model) -> Self {
        Self { id: ids::show(unit.id), code: unit.code.clone(), name: unit.name.clone() }
    }
}

impl Clearing {
    /// A round for this viewer.
    #[must_use]
    pub fn new(actor: &Actor, view: &RoundView) -> Self {
        Self {
            row: view.row.clone(),
            viewer_can: can(actor, &view.row, &view.facts, view.is_alive),
            line: ClearingLine::new(&view.row, &view.unit),
            revision: number(view.row.revision),
            last_version_no: view.last_no,
            return_reason: view.row.return_reason.clone(),
            successor: view.successor.as_ref().filter(|_| !view.is_alive).map(ClearingUnit::from),
            merged_into_id: view.row.merged_into.map(ids::show),
            outside_count: i32::try_from(view.outside).unwrap_or(i32::MAX),
            steps: view.changes.iter().map(ClearingNote::from).collect(),
        }
    }
}

impl From<&ItemView> for ClearingItem {
    fn from(item: &ItemView) -> Self {
        Self {
            id: ids::show(item.row.id),
            revision: number(item.row.revision),
            code: item.code.clone(),
            name: item.content.name.clone(),
            administrative_type: item.content.administrative_type.clone(),
            is_major: item.content.is_major,
            decision: item.row.decision.map(Into::into),
            reason: item.row.reason.clone(),
            is_new: item.facts.is_new,
            is_changed: item.facts.is_changed,
            has_basis: item.facts.has_basis,
        }
    }
}

impl ClearingItemDetail {
    /// An item for this viewer.
    #[must_use]
    pub fn new(actor: &Actor, (row, facts): (&clearing::Model, &Facts), item: &ItemView) -> Self {
        let changes = item.base.as_ref().map(|base| compare(Some(base), Some(&item.content))).unwrap_or_default();
        Self {
            clearing_id: ids::show(row.id),
            content: ClearedPower::from(&item.content),
            changes: changes.into_iter().map(PartComparison::from).collect(),
            viewer_can: can(actor, row, facts, true),
            item: ClearingItem::from(item),
        }
    }
}

impl From<&clearing_change::Model> for ClearingNote {
    fn from(row: &clearing_change::Model) -> Self {
        let parts: Vec<Part> = serde_json::from_value(row.fields.clone()).unwrap_or_default();
        Self {
            step: row.step.into(),
            at: DateTime(row.changed_at),
            item_name: row.item_name.clone(),
            parts: parts.into_iter().map(Into::into).collect(),
        }
    }
}

/// What the viewer may do: by the same decision that guards the verbs, and only what the state allows.
fn can(actor: &Actor, row: &clearing::Model, facts: &Facts, is_alive: bool) -> Vec<ClearingAction> {
    use entity::words::ClearingState as S;
    let may = |action: Action| decide(actor, action, facts) == Decision::Allow;
    let is_drafted = matches!(row.state, S::Draft | S::Returned) && is_alive;
    let is_sent = row.state == S::Sent;
    let all = [
        (is_drafted && may(Action::Edit), ClearingAction::Edit),
        (is_drafted && may(Action::Send), ClearingAction::Send),
        (is_sent && may(Action::Send), ClearingAction::Recall),
        (is_sent && may(Action::Return), ClearingAction::Return),
        (is_sent && is_alive && may(Action::Publish), ClearingAction::Publish),
    ];
    all.into_iter().filter_map(|(may, action)| may.then_some(action)).collect()
}

fn number(revision: i64) -> i32 {
    i32::try_from(revision).unwrap_or(i32::MAX)
}
