//! Who may do what with notices: everybody with his own, nobody with another's.

use crate::kernel::{Actor, StaffActor};
use entity::id::AccountId;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Reads an in-box.
    ReadInbox,
    /// Marks notices as read.
    MarkRead,
}

/// What is answered.
#[derive(Debug)]
pub enum Decision<'a> {
    /// It may be done, by this member of the staff.
    Allow(&'a StaffActor),
    /// There is no such thing for this actor.
    Hide,
    /// Nobody is signed in.
    SignIn,
}

/// The one decision; `owner` is the account that the notices are for.
#[must_use]
pub fn decide(actor: &Actor, action: Action, owner: Option<AccountId>) -> Decision<'_> {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    match action {
        Action::ReadInbox | Action::MarkRead if owner.is_none_or(|owner| owner == staff.account_id) => Decision::Allow(staff),
        Action::ReadInbox | Action::MarkRead => Decision::Hide,
    }
}
