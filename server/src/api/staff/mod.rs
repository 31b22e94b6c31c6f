//! The schema of staff: signing in, sessions, accounts, roles.

mod accounts;
mod objects;
mod own;
mod people;
mod query;
mod signing;
mod trail;
mod trail_words;

pub use accounts::AccountsQuery;
pub use objects::{Account, RoleGrant, Viewer};
pub use query::StaffQuery;
pub use trail::TrailQuery;

use async_graphql::MergedObject;

/// Mutations of staff.
#[derive(Default, MergedObject)]
pub struct StaffMutation(signing::SigningMutation, own::OwnMutation, people::PeopleMutation, accounts::AccountsMutation);
