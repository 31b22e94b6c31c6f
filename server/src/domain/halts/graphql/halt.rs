//! One halt as the schema shows it: organs and days, never a person; the case behind it only to who may see that case.

use crate::domain::halts::policy::{Action, Decision, Facts, decide};
use crate::domain::halts::service::HaltList;
use crate::domain::powers::HaltRow;
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::{Actor, Ctx, Outcome};
use async_graphql::{Enum, ID, Result, SimpleObject};
use entity::{halt_answer, power};

/// 叫停: an order that stops a power, what the unit answered, and how it ended. The record stays.
#[derive(Clone, Debug, SimpleObject)]
pub struct Halt {
    /// Opaque id.
    pub id: ID,
    /// Whether the power is still stopped.
    pub is_open: bool,
    /// What was stopped.
    pub power: HaltedPower,
    /// The step at which it was out of order; none if it was the power as a whole.
    pub step: Option<HaltStep>,
    /// Who ordered it.
    pub organ_name: String,
    /// When.
    pub ordered_at: DateTime,
    /// Why.
    pub reason: String,
    /// 整改答复, oldest first.
    pub answers: Vec<HaltAnswer>,
    /// Who let the power go on.
    pub resumed_by: Option<String>,
    /// When.
    pub resumed_at: Option<DateTime>,
    /// Why it may go on.
    pub resume_reason: Option<String>,
    /// The case behind it; none unless the viewer may see that case.
    pub case_id: Option<ID>,
    /// The case's number.
    pub case_number: Option<String>,
    /// What the viewer may do now.
    pub viewer_can: Vec<HaltAction>,
}

/// A power that was stopped, as far as a list of halts needs it.
#[derive(Clone, Debug, SimpleObject)]
pub struct HaltedPower {
    /// Opaque id.
    pub id: ID,
    /// Code within the county.
    pub code: String,
    /// Name.
    pub name: String,
    /// Name of its unit.
    pub unit_name: String,
}

/// A step of a power, as it was called when the power was stopped.
#[derive(Clone, Debug, SimpleObject)]
pub struct HaltStep {
    /// Number within the power.
    pub number: i32,
    /// Its title then; the power's steps may have changed since.
    pub title: String,
}

/// 整改答复: what the unit says it has put right.
#[derive(Clone, Debug, SimpleObject)]
pub struct HaltAnswer {
    /// Opaque id.
    pub id: ID,
    /// When.
    pub at: DateTime,
    /// What it says.
    pub text: String,
}

/// What the viewer may do with a halt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum HaltAction {
    /// 整改答复, for the unit.
    Answer,
    /// 恢复.
    Resume,
}

/// What the viewer may do with a power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PowerAction {
    /// 叫停.
    Halt,
    /// 过程检查.
    Check,
}

/// A page of halts.
#[derive(Debug, SimpleObject)]
pub struct HaltConnection {
    /// The halts.
    pub nodes: Vec<Halt>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: i32,
}

/// The halt as it stands now.
#[derive(Debug, SimpleObject)]
pub struct HaltPayload {
    /// The halt; none if nothing was done.
    pub halt: Option<Halt>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

impl HaltPayload {
    /// What a verb gave.
    ///
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub fn of(ctx: &Ctx, outcome: Outcome<HaltRow>) -> Result<Self> {
        let (row, errors) = answer(ctx, outcome)?;
        Ok(Self { halt: row.map(|row| Halt::new(&ctx.actor, row)), errors })
    }
}

impl HaltConnection {
    /// A page for this viewer.
    #[must_use]
    pub fn new(actor: &Actor, list: HaltList) -> Self {
        let page_info = PageInfo { has_next_page: list.page.has_next, end_cursor: list.page.end_cursor };
        let nodes = list.page.nodes.into_iter().map(|row| Halt::new(actor, row)).collect();
        Self { nodes, page_info, total_count: i32::try_from(list.total).unwrap_or(i32::MAX) }
    }
}

impl Halt {
    /// A halt for this viewer.
    #[must_use]
    pub fn new(actor: &Actor, row: HaltRow) -> Self {
        let viewer_can = can(actor, &row);
        let HaltRow { halt, answers, power, unit_name, organ, resumed_by, case_number, .. } = row;
        Self {
            id: ids::show(halt.id),
            is_open: halt.resumed_at.is_none(),
            power: HaltedPower::new(power, unit_name),
            step: halt.step_number.map(|number| HaltStep { number, title: halt.step_title.unwrap_or_default() }),
            organ_name: organ,
            ordered_at: DateTime(halt.ordered_at),
            reason: halt.reason,
            answers: answers.into_iter().map(HaltAnswer::from).collect(),
            resumed_by,
            resumed_at: halt.resumed_at.map(DateTime),
            resume_reason: halt.resume_reason,
            // A number is there only for who may see the case.
            case_id: halt.case_id.filter(|_| case_number.is_some()).map(ids::show),
            case_number,
            viewer_can,
        }
    }
}

impl HaltedPower {
    fn new(power: power::Model, unit_name: String) -> Self {
        Self { id: ids::show(power.id), code: power.code, name: power.name, unit_name }
    }
}

impl From<halt_answer::Model> for HaltAnswer {
    fn from(row: halt_answer::Model) -> Self {
        Self { id: ids::show(row.id), at: DateTime(row.answered_at), text: row.text }
    }
}

/// What the viewer may do: by the same decision that guards the verbs, and only while the power is stopped.
fn can(actor: &Actor, row: &HaltRow) -> Vec<HaltAction> {
    let is_open = row.halt.resumed_at.is_none();
    let (ordering, commission) = (Some(row.halt.organ_id), row.commission);
    let facts = Facts { unit: row.power.unit_id, covering: Vec::new(), ordering, commission };
    let may = |action: Action| is_open && decide(actor, action, Some(&facts)) == Decision::Allow;
    let all = [(Action::Answer, HaltAction::Answer), (Action::Resume, HaltAction::Resume)];
    all.into_iter().filter(|(action, _)| may(*action)).map(|(_, shown)| shown).collect()
}
