//! Names, devices and resets as the schema shows them.

use crate::domain::staff::{ResetRow, SessionRow};
use crate::kernel::graphql::errors::UserError;
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::graphql::words::{GrantState, ResetKind};
use async_graphql::{Enum, ID, SimpleObject};
use entity::id::AccountId;

/// A member of the staff, by name only.
#[derive(Clone, Debug, SimpleObject)]
pub struct StaffName {
    /// Opaque id of the account.
    pub id: ID,
    /// Name.
    pub name: String,
}

/// What can be done with a role or a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum GrantAction {
    /// Agree or refuse, as the second person.
    Approve,
    /// End it.
    Revoke,
}

/// A password or second factor to be made anew, waiting for its second person.
#[derive(Clone, SimpleObject)]
pub struct AccessReset {
    /// Opaque id; `approveRole` takes it as `grantId`.
    pub id: ID,
    /// What is made anew.
    pub what: ResetKind,
    /// Whose.
    pub account: StaffName,
    /// When it was asked for.
    pub proposed_at: DateTime,
    /// Whether it waits or was decided.
    pub state: GrantState,
    /// What the viewer may do with it.
    pub viewer_can: Vec<GrantAction>,
}

/// A signed-in device.
#[derive(Clone, SimpleObject)]
pub struct Session {
    /// Opaque id.
    pub id: ID,
    /// When it signed in.
    pub created_at: DateTime,
    /// When it last got new tokens.
    pub last_used_at: DateTime,
    /// The browser, as it named itself.
    pub user_agent: Option<String>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// Nothing but refusals.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Why it was not done.
    pub errors: Vec<UserError>,
}

impl StaffName {
    /// A name with its account.
    #[must_use]
    pub fn new(id: AccountId, name: String) -> Self {
        Self { id: ids::show(id), name }
    }
}

impl From<ResetRow> for AccessReset {
    fn from(row: ResetRow) -> Self {
        Self {
            id: ids::show(row.reset.id),
            what: row.reset.what.into(),
            account: StaffName::new(row.reset.account_id, row.account_name),
            proposed_at: DateTime(row.reset.proposed_at),
            state: row.reset.state.into(),
            viewer_can: if row.approvable { vec![GrantAction::Approve] } else { Vec::new() },
        }
    }
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self {
            id: ids::show(row.session.id),
            created_at: DateTime(row.session.created_at),
            last_used_at: DateTime(row.session.last_used_at),
            user_agent: row.session.user_agent,
            current: row.current,
        }
    }
}
