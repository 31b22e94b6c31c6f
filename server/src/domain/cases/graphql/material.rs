//! What both sides read of material, and which roles touched a case.

use crate::domain::cases::service::Touch as Touched;
use crate::domain::cases::store::Loaded;
use crate::domain::reports::Content;
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::graphql::words::{DeadlineState, StaffRole};
use async_graphql::SimpleObject;

/// 补充材料通知: what the organ asked the reporter for.
#[derive(Clone, Debug, SimpleObject)]
pub struct MaterialRequest {
    /// When.
    pub asked_at: DateTime,
    /// The last day.
    pub due_on: Date,
    /// `RUNNING` until something comes, `MET` when it came or there is none, `MISSED` when the day went by, `CANCELLED` when
    /// it was not needed any more.
    pub state: DeadlineState,
    /// The words: only for the reporter, with both codes. Officers read them in the timeline.
    pub text: Option<String>,
}

/// Who touched a case: roles and organs, never persons.
#[derive(Clone, Debug, SimpleObject)]
pub struct Touch {
    /// The organ's name.
    pub organ_name: String,
    /// `HANDLER` 承办人 or `HEAD` 负责人.
    pub role: StaffRole,
    /// For the first time.
    pub first_at: DateTime,
    /// For the last time.
    pub last_at: DateTime,
    /// Whether the content was opened.
    pub has_opened: bool,
}

impl MaterialRequest {
    /// The last request of this instance, with its words if they are open.
    #[must_use]
    pub fn of(loaded: &Loaded, content: Option<&Content>) -> Option<Self> {
        let (asked, clock) = loaded.material_request()?;
        let text = content.and_then(|content| content.part(asked.part_id)).map(str::to_owned);
        Some(Self { asked_at: DateTime(asked.at), due_on: Date(clock.due_on), state: clock.state.into(), text })
    }
}

impl From<Touched> for Touch {
    fn from(touch: Touched) -> Self {
        let Touched { organ_name, role, first_at, last_at, has_opened } = touch;
        Self { organ_name, role: role.into(), first_at: DateTime(first_at), last_at: DateTime(last_at), has_opened }
    }
}
