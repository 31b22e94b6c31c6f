//! A request for a pause or an extension in the schema, for both organs.

use crate::domain::cases::service::{self, RequestView};
use crate::domain::cases::store::Loaded;
use crate::domain::staff::graphql::StaffName;
use crate::kernel::Ctx;
use crate::kernel::graphql::errors::{ctx_by_calendar, required};
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::graphql::words::{DeadlineRequestKind, DeadlineRequestState};
use crate::kernel::page::STATEMENTS;
use crate::kernel::secret::SealedText;
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use entity::deadline;
use entity::id::{AccountId, DeadlineRequestId, OrganId};

/// A request for a pause or an extension.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct DeadlineRequest {
    /// Opaque id.
    pub id: ID,
    /// Pause or extension.
    pub kind: DeadlineRequestKind,
    /// How far it is.
    pub state: DeadlineRequestState,
    /// The case's number.
    pub case_number: String,
    /// Who asks.
    pub organ_name: String,
    /// Whose heads answer.
    pub approver_name: String,
    /// Whether the answer comes from above the county, and a head of the commission enters it with its document.
    pub entered: bool,
    /// Of an extension: so many days.
    pub days: Option<i32>,
    /// Of a pause: the last day that was asked for.
    pub until: Option<Date>,
    /// Of a granted pause: its first day.
    pub from_on: Option<Date>,
    /// Of a granted pause: its last day.
    pub ended_on: Option<Date>,
    /// The last day of the clock as it stands now.
    pub due_on: Option<Date>,
    /// When it was asked for.
    pub asked_at: DateTime,
    /// By whom.
    pub asked_by: StaffName,
    /// When it was answered.
    pub decided_at: Option<DateTime>,
    /// By whom.
    pub decided_by: Option<StaffName>,
    /// What the viewer may do now.
    pub viewer_can: Vec<DeadlineRequestAction>,
    #[graphql(skip)]
    row_id: DeadlineRequestId,
}

/// What a viewer may do with a request now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum DeadlineRequestAction {
    /// 批.
    Decide,
}

/// What both organs wrote, as far as the viewer's organ holds it.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeadlineRequestWords {
    /// Why it is asked for.
    pub asked: Option<String>,
    /// Why it was granted or refused.
    pub answered: Option<String>,
}

#[ComplexObject]
impl DeadlineRequest {
    /// The words of both organs, opened.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn words(&self, context: &Context<'_>) -> Result<DeadlineRequestWords> {
        let ctx = ctx_by_calendar(context)?;
        let words = required(ctx, service::request_words(ctx, self.row_id).await)?;
        let text = |words: Option<SealedText>| words.map(|words| words.reveal().to_owned());
        Ok(DeadlineRequestWords { asked: text(words.asked), answered: text(words.answered) })
    }
}

/// The requests of a case, as its page shows them.
pub fn of_case(ctx: &Ctx, loaded: &Loaded) -> Vec<DeadlineRequest> {
    loaded.requests.iter().map(|row| service::request_view(ctx, loaded.clone(), row.clone()).into()).collect()
}

impl From<RequestView> for DeadlineRequest {
    fn from(view: RequestView) -> Self {
        let RequestView { row, loaded, can_decide } = view;
        let organ = |id: OrganId| loaded.ground.organ(id).map(|organ| organ.name.clone()).unwrap_or_default();
        let person = |id: AccountId| StaffName { id: show(id), name: loaded.ground.names.get(&id).cloned().unwrap_or_default() };
        let is_its_clock = |clock: &&deadline::Model| (clock.kind, clock.starts_at) == (row.clock, row.starts_at);
        Self {
            id: show(row.id),
            kind: row.kind.into(),
            state: row.state.into(),
            case_number: loaded.case.number.clone(),
            organ_name: organ(row.organ_id),
            approver_name: organ(row.approver_id),
            entered: row.is_entered,
            days: row.days,
            until: row.until_on.map(Date),
            from_on: row.from_on.map(Date),
            ended_on: row.ended_on.map(Date),
            due_on: loaded.deadlines.iter().rfind(is_its_clock).map(|clock| Date(clock.due_on)),
            asked_at: DateTime(row.asked_at),
            asked_by: person(row.asked_by),
            decided_at: row.decided_at.map(DateTime),
            decided_by: row.decided_by.map(person),
            viewer_can: can_decide.then_some(DeadlineRequestAction::Decide).into_iter().collect(),
            row_id: row.id,
        }
    }
}
