//! Publications as the staff sees them before they are public.

use super::public::{Publication, PublicationUnit};
use super::words::{MarkKind, MarkState, PublicationKind, PublicationState};
use crate::domain::publications::policy::Action;
use crate::domain::publications::rules::Mark;
use crate::domain::publications::service::{self, DraftView, Line};
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{Enum, ID, Result, SimpleObject};
use entity::id::PublicationId;

/// A publication in a list of the staff.
#[derive(Clone, Debug, SimpleObject)]
pub struct PublicationLine {
    /// Opaque id; for the staff alone.
    pub id: ID,
    /// Grows with each change; a verb names the one that was read.
    pub version: i32,
    /// What it is.
    pub kind: PublicationKind,
    /// How far its newest version is.
    pub state: PublicationState,
    /// Which version: 1, or more for a correction.
    pub number: i32,
    /// On whose page it stands, or will.
    pub unit: PublicationUnit,
    /// Who publishes.
    pub organ_name: String,
    /// Its address; none before it is published.
    pub code: Option<String>,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// The case; none for who only approves.
    pub case_id: Option<ID>,
    /// Its number.
    pub case_number: Option<String>,
    /// When it was written last.
    pub drafted_at: DateTime,
    /// What the viewer may do now.
    pub viewer_can: Vec<PublicationAction>,
}

/// What the viewer may do with a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PublicationAction {
    /// 改草稿.
    Save,
    /// 送审.
    Send,
    /// 批准公开.
    Publish,
    /// 退回.
    Return,
    /// 更正.
    Correct,
    /// 撤下.
    Hide,
    /// 作废草稿.
    Discard,
}

/// A word that is hidden wherever it stands, or may be.
#[derive(Clone, Debug, SimpleObject)]
pub struct PublicationMark {
    /// As it stands in the text.
    pub word: String,
    /// What it is.
    pub kind: MarkKind,
    /// What stands there instead.
    pub instead: String,
    /// What a person made of it.
    pub state: MarkState,
}

/// A publication with the words of its newest version.
#[derive(Clone, Debug, SimpleObject)]
pub struct PublicationDraft {
    /// How far it is.
    pub line: PublicationLine,
    /// Title before it is redacted; none for who only approves.
    pub title: Option<String>,
    /// Words before they are redacted; none for who only approves.
    pub text: Option<String>,
    /// What is hidden, or may be; none for who only approves.
    pub marks: Option<Vec<PublicationMark>>,
    /// As everybody will see it.
    pub preview: Publication,
    /// What still has to be done before it can be sent or published.
    pub problem: Option<String>,
    /// Why it was returned.
    pub returned: Option<String>,
    /// The day on which the official wished a clarification.
    pub wished_on: Option<Date>,
}

/// The publication as it stands now.
#[derive(Debug, SimpleObject)]
pub struct PublicationDraftPayload {
    /// The publication; none if nothing was done.
    pub draft: Option<PublicationDraft>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

impl PublicationDraftPayload {
    /// What a verb gave, read back.
    ///
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub async fn of(ctx: &Ctx, outcome: Outcome<PublicationId>) -> Result<Self> {
        let outcome = match outcome {
            Ok(id) => PublicationDraft::load(ctx, id).await,
            Err(failure) => Err(failure),
        };
        let (draft, errors) = answer(ctx, outcome)?;
        Ok(Self { draft, errors })
    }
}

impl PublicationDraft {
    /// As the viewer may see it.
    ///
    /// # Errors
    /// Hidden, or a fault of the database.
    pub async fn load(ctx: &Ctx, id: PublicationId) -> Outcome<Self> {
        let DraftView { line, draft, preview, problem, returned } = service::draft_view(ctx, id).await?;
        let wished_on = line.row.wished_on.map(Date);
        let (title, text, marks) = match draft {
            Some(draft) => (Some(draft.title), Some(draft.text), Some(draft.marks.into_iter().map(PublicationMark::from).collect())),
            None => (None, None, None),
        };
        Ok(Self { line: line.into(), title, text, marks, preview: preview.into(), problem, returned, wished_on })
    }
}

impl From<Mark> for PublicationMark {
    fn from(mark: Mark) -> Self {
        Self { word: mark.word, kind: mark.kind.into(), instead: mark.instead, state: mark.state.into() }
    }
}

impl From<Line> for PublicationLine {
    fn from(line: Line) -> Self {
        let Line { row, version, unit, organ, case_number, can } = line;
        Self {
            id: ids::show(row.id),
            version: i32::try_from(row.version).unwrap_or(i32::MAX),
            kind: row.kind.into(),
            state: version.state.into(),
            number: version.no,
            unit: unit.into(),
            organ_name: organ,
            code: row.published_at.map(|_| row.code),
            is_hidden: row.hidden_at.is_some(),
            case_id: case_number.as_ref().map(|_| ids::show(row.case_id)),
            case_number,
            drafted_at: DateTime(version.drafted_at),
            viewer_can: can.into_iter().filter_map(shown).collect(),
        }
    }
}

const fn shown(action: Action) -> Option<PublicationAction> {
    Some(match action {
        Action::Save => PublicationAction::Save,
        Action::Send => PublicationAction::Send,
        Action::Publish => PublicationAction::Publish,
        Action::Return => PublicationAction::Return,
        Action::Correct => PublicationAction::Correct,
        Action::Hide => PublicationAction::Hide,
        Action::Discard => PublicationAction::Discard,
        _ => return None,
    })
}
