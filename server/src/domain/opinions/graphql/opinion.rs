//! One opinion as its viewer may read it: everybody reads no name, no record, and no word that a person did not publish.

use super::words::{OpinionAction, OpinionPart, OpinionSight, OpinionState, OpinionStep, OpinionSubject};
use crate::domain::opinions::policy::{Action, Decision, decide, oversees};
use crate::domain::opinions::service::{Found, OpinionRow, Viewer};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::{Date, Money};
use crate::kernel::{Actor, Ctx};
use async_graphql::{ID, SimpleObject};
use entity::moment::Moment;
use entity::opinion_event;
use entity::words::{OpinionSight as Sight, OpinionState as State};
use serde_json::Value;

/// 意见建议.
#[derive(Clone, Debug, SimpleObject)]
pub struct Opinion {
    /// Opaque id.
    pub id: ID,
    /// Grows with each step; a verb names the one that was read.
    pub revision: i32,
    /// How far it is.
    pub state: OpinionState,
    /// What it is about.
    pub subject: OpinionSubject,
    /// Which part of a power; none for the whole.
    pub part: Option<OpinionPart>,
    /// What that is called.
    pub name: String,
    /// Its address within the county: the code of a power, an outcome or a result; none if it has none.
    pub code: Option<String>,
    /// Code of the unit on whose page it stands.
    pub unit_code: String,
    /// That unit's name.
    pub unit_name: String,
    /// Who answers; often the same unit, otherwise the nearest one above it that has somebody for it.
    pub answered_by: String,
    /// The author's words.
    pub text: String,
    /// The day on which it came.
    pub received_on: Date,
    /// The last day for the answer that is owed now; none while none is owed.
    pub due_on: Option<Date>,
    /// That day is over.
    pub is_overdue: bool,
    /// The day of the first answer.
    pub first_answered_on: Option<Date>,
    /// What its author said of the answer, 1 to 5.
    pub rating: Option<i32>,
    /// Who may read it.
    pub sight: OpinionSight,
    /// Why it is not published; for its author and the staff.
    pub sight_reason: Option<String>,
    /// What was done, in order.
    pub events: Vec<OpinionEvent>,
    /// The viewer wrote it.
    pub is_mine: bool,
    /// The first sign of the author's name (王**); for the staff.
    pub author_mask: Option<String>,
    /// What a list says was paid; for its author and the staff.
    pub record: Option<OpinionRecord>,
    /// It, or words that its author added, wait to be read and published; for the staff.
    pub is_to_publish: bool,
    /// Whose task it is; for the staff.
    pub assigned_to: Option<String>,
    /// Whom it may be assigned to; for the staff, where one opinion is asked for.
    pub colleagues: Vec<OpinionColleague>,
    /// What the viewer may do now; empty in lists of the staff and of everybody.
    pub viewer_can: Vec<OpinionAction>,
}

/// One step of an opinion; never a person.
#[derive(Clone, Debug, SimpleObject)]
pub struct OpinionEvent {
    /// Its place.
    pub no: i32,
    /// What was done.
    pub step: OpinionStep,
    /// On which day.
    pub on: Date,
    /// What was said, where the viewer may read it.
    pub words: Option<String>,
    /// Who may read the words; none where nothing was said.
    pub words_sight: Option<OpinionSight>,
    /// By the county's commission.
    pub by_county: bool,
    /// The unit says that it is an accusation, for the page for reports.
    pub points_to_report: bool,
    /// The last day that counts from this step on.
    pub due_on: Option<Date>,
    /// 1 to 5.
    pub rating: Option<i32>,
    /// Number of the version of the list that took it up.
    pub version_no: Option<i32>,
}

/// What a list says was paid to the author's household.
#[derive(Clone, Debug, SimpleObject)]
pub struct OpinionRecord {
    /// What it is for.
    pub kind: String,
    /// For which year.
    pub year: i32,
    /// How much.
    pub amount: Money,
    /// The day on which it was paid, if it is known.
    pub paid_on: Option<String>,
}

/// Somebody who answers for the unit.
#[derive(Clone, Debug, SimpleObject)]
pub struct OpinionColleague {
    /// The account.
    pub id: ID,
    /// The name.
    pub name: String,
}

/// A page of opinions.
#[derive(Debug, SimpleObject)]
pub struct OpinionConnection {
    /// The opinions.
    pub nodes: Vec<Opinion>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: i32,
}

impl OpinionConnection {
    /// A page for this viewer.
    #[must_use]
    pub fn new(ctx: &Ctx, found: Found) -> Self {
        let page_info = PageInfo { has_next_page: found.page.has_next, end_cursor: found.page.end_cursor };
        let nodes = found.page.nodes.into_iter().map(|row| Opinion::new(ctx, row)).collect();
        Self { nodes, page_info, total_count: i32::try_from(found.total).unwrap_or(i32::MAX) }
    }
}

impl Opinion {
    /// An opinion for this viewer.
    #[must_use]
    pub fn new(ctx: &Ctx, found: OpinionRow) -> Self {
        let viewer_can = can(&ctx.actor, &found);
        let OpinionRow { row, events, viewer, unit_name, place, code, name, assigned_to, colleagues, .. } = found;
        let (is_staff, is_inside) = (viewer == Viewer::Staff, viewer != Viewer::Public);
        let today = ctx.now.in_china().date();
        Self {
            id: ids::show(row.id),
            revision: i32::try_from(row.revision).unwrap_or(i32::MAX),
            state: row.state.into(),
            subject: row.subject.into(),
            part: row.part.map(Into::into),
            name,
            code,
            unit_code: place.0,
            unit_name: place.1,
            answered_by: unit_name,
            text: row.text,
            received_on: day(row.received_at),
            due_on: row.due_on.map(Date),
            is_overdue: row.due_on.is_some_and(|due| due < today),
            first_answered_on: row.first_answered_at.map(day),
            rating: row.rating,
            sight: row.sight.into(),
            sight_reason: row.sight_reason.filter(|_| is_inside),
            events: events.into_iter().map(|event| OpinionEvent::new(event, viewer)).collect(),
            is_mine: viewer == Viewer::Author,
            author_mask: is_staff.then_some(row.author_mask),
            record: row.record.filter(|_| is_inside).map(|record| OpinionRecord::from(&record)),
            is_to_publish: is_staff && row.is_to_publish,
            assigned_to,
            colleagues: colleagues.into_iter().map(|(id, name)| OpinionColleague { id: ids::show(id), name }).collect(),
            viewer_can,
        }
    }
}

impl OpinionEvent {
    fn new(event: opinion_event::Model, viewer: Viewer) -> Self {
        let is_read = viewer != Viewer::Public || event.words_sight == Some(Sight::Public);
        Self {
            no: i32::try_from(event.no).unwrap_or(i32::MAX),
            step: event.step.into(),
            on: day(event.at),
            words: event.words.filter(|_| is_read),
            // What was refused, or led to the reports, is between the author and the staff.
            words_sight: event.words_sight.filter(|_| is_read).map(Into::into),
            by_county: event.organ_id.is_some(),
            points_to_report: event.points_to_report && viewer != Viewer::Public,
            due_on: event.due_on.map(Date),
            rating: event.rating,
            version_no: event.version_no,
        }
    }
}

impl From<&Value> for OpinionRecord {
    fn from(record: &Value) -> Self {
        let text = |key: &str| record.get(key).and_then(Value::as_str).map(str::to_owned);
        let number = |key: &str| record.get(key).and_then(Value::as_i64).unwrap_or_default();
        Self {
            kind: text("kind").unwrap_or_default(),
            year: i32::try_from(number("year")).unwrap_or_default(),
            amount: Money(number("amount")),
            paid_on: text("paidOn"),
        }
    }
}

fn day(at: Moment) -> Date {
    Date(at.in_china().date())
}

/// What the viewer may do: by the same decision that guards the verbs, and where the verb has a place.
fn can(actor: &Actor, found: &OpinionRow) -> Vec<OpinionAction> {
    let (Some(facts), row) = (&found.facts, &found.row) else { return Vec::new() };
    let may = |action: Action| decide(actor, action, facts) == Decision::Allow;
    let is_county = actor.staff().is_some_and(|staff| oversees(staff, facts.commission));
    let (is_owed, is_answered) = (row.due_on.is_some(), row.state == State::Replied);
    let (publishes, refuses) = match row.sight {
        Sight::NotWished => (false, false),
        Sight::Waiting => (true, true),
        Sight::Public => (row.is_to_publish, row.is_to_publish || is_county),
        Sight::Refused => (true, false),
    };
    let all = [
        (is_answered && may(Action::FollowUp), OpinionAction::FollowUp),
        (is_answered && may(Action::Rate), OpinionAction::Rate),
        (is_owed && may(Action::Answer), OpinionAction::Assign),
        (is_owed && may(Action::Answer), OpinionAction::Reply),
        (publishes && may(Action::Publish), OpinionAction::Publish),
        (refuses && may(Action::Publish), OpinionAction::Refuse),
        (is_owed && may(Action::Urge), OpinionAction::Urge),
    ];
    all.into_iter().filter_map(|(may, action)| may.then_some(action)).collect()
}
