//! 短信没有送到 in the schema: what became of messages, and the number for a custodian.

use crate::domain::cases::graphql::inputs::parsed;
use crate::domain::cases::service::{self, OpenedPhone, Opening, Unreached};
use crate::domain::notices::{self, CaseNotice};
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Enum, ID, InputObject, Result, SimpleObject};
use entity::words::{CaseEventKind, NoticeState};

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MessageState {
    /// It waits: for the morning, for the next day, for the gateway, or for the operator.
    Waiting,
    /// The gateway has it.
    Sent,
    /// It arrived.
    Delivered,
    /// It did not arrive, or nobody knows that it did.
    NotDelivered,
}

/// One text message to the reporter of a case; without the number.
#[derive(Clone, Debug, SimpleObject)]
pub struct CaseMessage {
    /// What it told.
    pub about: String,
    /// When it was written: the moment of the step that it tells of.
    pub at: DateTime,
    /// What became of it.
    pub state: MessageState,
    /// When that was last known.
    pub changed_at: DateTime,
}

/// A case whose reporter could not be told the last thing, for those who may open the number.
#[derive(Clone, Debug, SimpleObject)]
pub struct UndeliveredMessage {
    /// The case, to open the number by.
    pub case_id: ID,
    /// Its number, to talk with its handler by.
    pub number: String,
    /// Whose turn it is.
    pub organ_name: String,
    /// What stands instead of a name.
    pub reporter_alias: String,
    /// What the message told.
    pub about: String,
    /// When it was written.
    pub at: DateTime,
    /// How often the number was opened.
    pub opened: i32,
}

/// Why somebody needs the number.
#[derive(InputObject)]
pub struct OpenReporterPhoneInput {
    /// The case.
    pub case_id: ID,
    /// 5 to 500 characters; custodians read it later.
    pub reason: String,
}

/// One opening of a reporter's number.
#[derive(Clone, Debug, SimpleObject)]
pub struct PhoneOpening {
    /// When.
    pub at: DateTime,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// The number.
#[derive(SimpleObject)]
pub struct OpenReporterPhonePayload {
    /// Eleven digits; shown here and kept nowhere.
    pub phone: Option<String>,
    /// Every opening of it so far, this one too.
    pub openings: Vec<PhoneOpening>,
    /// Why not.
    pub errors: Vec<UserError>,
}

impl OpenReporterPhonePayload {
    /// Asks the verb; nobody who is not signed in learns whether an id has the right form.
    ///
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub async fn of(ctx: &Ctx, input: &OpenReporterPhoneInput) -> Result<Self> {
        let (opened, errors) = answer(ctx, opened(ctx, input).await)?;
        let (phone, openings) = opened.map(|opened| (opened.phone.reveal().to_owned(), opened.openings)).unzip();
        Ok(Self { phone, openings: openings.unwrap_or_default().into_iter().map(PhoneOpening::from).collect(), errors })
    }
}

async fn opened(ctx: &Ctx, input: &OpenReporterPhoneInput) -> Outcome<OpenedPhone> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    service::open_reporter_phone(ctx, parsed("caseId", &input.case_id)?, &input.reason).await
}

impl From<Opening> for PhoneOpening {
    fn from(opening: Opening) -> Self {
        Self { at: DateTime(opening.at), by: opening.by, reason: opening.reason.reveal().to_owned() }
    }
}

impl From<NoticeState> for MessageState {
    fn from(state: NoticeState) -> Self {
        match state {
            NoticeState::Queued | NoticeState::Sending | NoticeState::Parked => Self::Waiting,
            NoticeState::Sent => Self::Sent,
            NoticeState::Delivered => Self::Delivered,
            NoticeState::Failed => Self::NotDelivered,
        }
    }
}

impl From<CaseNotice> for CaseMessage {
    fn from(notice: CaseNotice) -> Self {
        Self {
            about: notices::about(notice.kind).unwrap_or_default().to_owned(),
            at: DateTime(notice.at),
            state: notice.state.into(),
            changed_at: DateTime(notice.updated_at),
        }
    }
}

impl From<Unreached> for UndeliveredMessage {
    fn from(Unreached { loaded, message }: Unreached) -> Self {
        let opened = loaded.events.iter().filter(|event| event.kind == CaseEventKind::PhoneOpened).count();
        Self {
            case_id: show(loaded.case.id),
            number: loaded.case.number.clone(),
            organ_name: loaded.ground.organ(loaded.case.organ_id).map(|organ| organ.name.clone()).unwrap_or_default(),
            reporter_alias: loaded.report.alias.clone(),
            about: message.about.to_owned(),
            at: DateTime(message.at),
            opened: i32::try_from(opened).unwrap_or(i32::MAX),
        }
    }
}
